"""Housing counted in groups by DuckDB and the same records in memory: one answer, for whoever looks at it."""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from geo.access import FEWEST, reduced
from geo.areas import REGION_CODES, load_boundaries
from geo.errors import CountedError
from geo.picture import (
    Selection,
    beside_mask,
    count_homes,
    district_table,
    find_blind_spots,
    homes_by_area,
    housing_mask,
    municipality_table,
    read_agreements,
    strip_metres,
    take_tally,
)
from geo.vocabulary import COUNTRIES, PRECISIONS
from tests.toy_audiences import EVERYONE, PARTNER, PUBLIC
from tests.toy_groups import both
from tests.toy_snapshot import activations, housing, partners

if TYPE_CHECKING:
    from pathlib import Path

    from geo.access import Viewer
    from geo.store import Snapshot

pytest.importorskip("duckdb", reason="DuckDB is in requirements-large.txt")

HOMES, SELECTIONS = 600, 25
pytestmark = pytest.mark.whole
REGIONS = (*REGION_CODES[:3], "VR23", "VR24")
TOWNS = ("", "GM0983", "GM0899", "GM0361")
DISTRICTS = ("", "DE05154", "DE05166", "BE70000")


def home(dice: random.Random) -> dict[str, Any]:
    """Return a location as no import would settle one: any code with any other."""
    located = dice.random() < 0.8
    return {
        "region": dice.choice([*REGIONS, REGIONS[-1], None]),
        "country": dice.choice([*COUNTRIES.codes, None]),
        "district": dice.choice(DISTRICTS),
        "municipality": dice.choice(TOWNS),
        "precision": dice.choice([*PRECISIONS.codes, None]),
        "lat": dice.uniform(51, 53) if located else None,
        "lon": dice.uniform(5, 7) if located else None,
        "capacity": dice.randrange(300),
        "occupants": dice.choice([None, *range(8)]),
        "certified": dice.choice([None, True, False]),
    }


def selections(dice: random.Random) -> list[Selection]:
    def some(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dice.sample(codes, dice.choice([0, 0, 1, 2])))

    return [
        Selection(regions=some((*REGIONS, *DISTRICTS[1:])), countries=some(COUNTRIES.codes))
        for _ in range(SELECTIONS)
    ]


def answers(snapshot: Snapshot, selection: Selection) -> dict[str, Any]:
    """Return every answer in which housing counts."""
    homes, towns = snapshot.homes, load_boundaries().municipalities
    chosen = homes[housing_mask(selection, homes)]
    tally = take_tally(snapshot.activations, homes, selection, withheld=snapshot.reduction.withheld)
    spots = find_blind_spots(snapshot, selection, load_boundaries())
    told = {each.name: getattr(tally, each.name) for each in dataclasses.fields(tally)}
    return {
        **{name: value.tolist() for name, value in told.items() if isinstance(value, np.ndarray)},
        "withheld": tally.withheld,
        "chosen": count_homes(chosen),
        "by area": homes_by_area(chosen),
        "beside": homes_by_area(homes[beside_mask(selection, homes)]),
        "districts": district_table(snapshot.activations, homes, selection),
        "towns": municipality_table(snapshot.activations, chosen, towns[towns["region"] == "VR23"]),
        "regions visited": spots.regions,
        "towns visited": spots.municipalities,
        "elsewhere": spots.elsewhere,
        "silent": read_agreements(snapshot.partners, homes).silent,
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Snapshot]:
    dice = random.Random(20)  # noqa: S311 toy data
    where = [
        {key: value for key, value in home(dice).items() if key in ("region", "municipality")}
        for _ in range(40)
    ]
    return both(
        tmp_path_factory.mktemp("homes"),
        housing(*(home(dice) for _ in range(HOMES))),
        activations=activations(*where),
        partners=partners({}),
    )


@pytest.mark.parametrize("viewer", EVERYONE, ids=lambda viewer: viewer.key or "all")
def test_the_same_answers_in_memory_and_by_duckdb(kept: tuple[Snapshot, Snapshot], viewer: Viewer) -> None:
    memory, groups = (reduced(snapshot, viewer) for snapshot in kept)
    assert memory.reduction.withheld == groups.reduction.withheld
    for selection in selections(random.Random(viewer.key)):  # noqa: S311 toy data
        expected, found = answers(memory, selection), answers(groups, selection)
        for name, value in expected.items():
            if isinstance(value, pd.DataFrame):
                pd.testing.assert_frame_equal(value, found[name], obj=f"{name} of {selection}")
            else:
                assert value == found[name], f"{name} of {selection}"


def test_small_counts_of_homes_are_withheld_by_their_number(tmp_path: Path) -> None:
    """Four homes alike are one group, and five another: the number of homes decides, not that of groups."""
    frame = housing(*[{"region": "VR01"}] * 4, *[{"region": "VR02"}] * 5, *[{"region": "VR03"}] * 9)
    for snapshot in both(tmp_path, frame):
        seen = reduced(snapshot, PUBLIC)
        assert seen.reduction.withheld["housing"] == ("VR01", "VR02")
        assert homes_by_area(seen.homes) == {"VR03": (9, 90)}


def test_nothing_that_is_withheld_is_left_in_a_group(kept: tuple[Snapshot, Snapshot]) -> None:
    groups = reduced(kept[1], PARTNER).groups
    assert groups is not None
    told = groups["occupants"].notna()
    assert not groups.loc[told, "occupants"].between(1, FEWEST - 1).any()
    assert not groups.loc[~told, "people"].any()
    assert groups["municipality"].eq("").all()
    public = reduced(kept[1], PUBLIC).groups
    assert public is not None
    assert not public["people"].any()
    assert public[["lat", "lon"]].isna().all(axis=None)


def test_what_needs_each_location_is_refused_in_words(kept: tuple[Snapshot, Snapshot]) -> None:
    with pytest.raises(CountedError, match="groot bestand"):
        strip_metres(kept[1], "nl-de")

"""What a viewer gets of the records, on a handful that can be told apart by eye and on the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from geo.access import (
    AUDIENCES_CUT,
    EVERYTHING,
    GIVEN,
    Viewer,
    allowed,
    depth_for,
    given,
    given_word,
    reduced,
)
from geo.areas import find_zone, load_boundaries, metric_xy
from geo.picture import Asked, Selection, region_table, strip_metres, take_strip, take_tally
from geo.records import TABLES
from geo.store import Snapshot, demo_records, stored_columns
from tests.toy_audiences import NOON, OTHER, OWN, PARTNER, PUBLIC
from tests.toy_snapshot import activations, contacts, housing, partners

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "Hoeve Verborgen"  # noqa: S105 - a name


def whole() -> Snapshot:
    """In Limburg-Noord a farm with 4 and one with 5 people, in Kleve one with 12; and one activation."""
    here = {"region": "VR23", "country": "NL", "municipality": "GM0983", "lon": 6.1688, "lat": 51.3722}
    kleve = {"region": None, "country": "DE", "district": "DE05154", "lon": 6.1400, "lat": 51.7890}
    text = {"name": SECRET, "note": SECRET, "place": SECRET}
    return Snapshot(
        version=7,
        as_of=NOON,
        fictional={"housing": 3},
        activations=activations(
            {"reference": f"A-{SECRET}", "reporter": SECRET, "report": SECRET, "note": SECRET, **here},
        ),
        housing=housing(
            {"reference": f"H-1-{SECRET}", "occupants": 4, **text, **here},
            {"reference": f"H-2-{SECRET}", "occupants": 5, **text, **here},
            {"reference": f"H-3-{SECRET}", "occupants": 12, **text, **kleve},
        ),
        contacts=contacts(
            {"reference": "C-1", "area": "DE05154", "note": SECRET},
            {"reference": "C-2", "area": "VR10", "note": SECRET},
        ),
    )


def values(snapshot: Snapshot) -> Iterator[str]:
    for table in TABLES.values():
        yield from map(str, snapshot.frame(table).to_numpy(dtype=object).ravel())


def test_who_sees_all_gets_the_snapshot_itself() -> None:
    now = whole()
    assert reduced(now, EVERYTHING) is now


@pytest.mark.parametrize("viewer", [OTHER, PARTNER, PUBLIC])
def test_names_and_texts_are_not_in_it(viewer: Viewer) -> None:
    assert not [value for value in values(reduced(whole(), viewer)) if SECRET in value]


def test_a_region_has_its_own_in_full_and_others_by_municipality() -> None:
    own, other = (reduced(whole(), viewer).housing for viewer in (OWN, OTHER))
    assert own["name"].tolist() == [SECRET, SECRET, "afgeschermd"]
    assert own["lat"].tolist()[:2] == [51.3722, 51.3722]
    assert own["precision"].tolist() == ["punt", "punt", "vlak"]
    venlo = load_boundaries().municipalities.loc["GM0983"]
    assert other["lat"].tolist()[:2] == [venlo["label_lat"]] * 2
    assert other["precision"].tolist() == ["gemeente", "gemeente", "vlak"]
    assert other["occupants"].tolist() == [4, 5, 12]


def test_a_partner_sees_squares_and_no_small_households() -> None:
    seen = reduced(whole(), PARTNER)
    homes = seen.housing
    assert homes["precision"].tolist() == ["vlak"] * 3
    x, y = metric_xy(homes["lon"], homes["lat"])
    np.testing.assert_allclose([x % 5000, y % 5000], 2500, atol=0.01)
    assert homes["occupants"].isna().tolist() == [True, False, False]
    assert seen.reduction.few == (0,)
    assert homes["municipality"].tolist() == ["", "", ""]
    assert seen.contacts["reference"].tolist() == ["C-1"]


def test_a_partner_sees_its_zone_alone() -> None:
    assert reduced(whole(), Viewer("partner", "VR24-DE05370")).housing.empty
    assert reduced(whole(), Viewer("partner", "VR24-DE05370")).activations.empty


def test_fictional_records_are_told_as_far_as_they_are_seen() -> None:
    assert reduced(whole(), PARTNER).fictional["housing"] == 3
    assert reduced(whole(), Viewer("partner", "VR24-DE05370")).fictional["housing"] == 0


def test_what_is_withheld_whole_stays_fictional() -> None:
    seen = reduced(whole(), PUBLIC)
    assert not len(seen.activations) + len(seen.housing)
    assert (seen.demo, seen.mixed) == (True, False)
    real = Snapshot(version=1, as_of=NOON, housing=whole().housing)
    assert not reduced(real, PUBLIC).demo


def test_real_records_that_are_left_are_not_called_fictional() -> None:
    here = {"region": "VR23", "country": "NL", "municipality": "GM0983"}
    now = Snapshot(
        version=1,
        as_of=NOON,
        fictional={"housing": 1},
        activations=activations(*({"reference": f"A-{n}", **here} for n in range(3))),
        housing=housing({"reference": "DEMO-H-1", **here}),
    )
    assert not reduced(now, PUBLIC).demo


def test_the_public_gets_no_type_in_any_form() -> None:
    """The picture cannot do without one, so that all have the same."""
    here = {"region": "VR23", "country": "NL", "municipality": "GM0983"}
    kinds = ("repressief", "repressief", "preventief")
    now = Snapshot(
        version=1,
        as_of=NOON,
        activations=activations(
            *({"reference": f"A-{n}", "type": kind, **here} for n, kind in enumerate(kinds))
        ),
    )
    seen = reduced(now, PUBLIC).activations
    assert seen["type"].tolist() == ["preventief"] * 3
    assert seen["type"].dtype == now.activations["type"].dtype
    assert given_word(given("activations", "type", "openbaar")) == "afgeschermd"


def test_the_public_is_told_which_regions_are_withheld() -> None:
    now = whole()
    seen = reduced(now, PUBLIC)
    assert seen.activations.empty
    assert seen.reduction.withheld == {"activations": ("VR23",), "housing": ("VR23",)}
    tally = take_tally(seen.activations, seen.housing, Selection(), withheld=seen.reduction.withheld)
    table = region_table(tally, load_boundaries().regions)
    assert table.loc["VR23", "count_state"] == "afgeschermd"
    assert np.isnan(table.loc["VR23", "count"])
    assert table.loc["VR01", "count_state"] == "nul"


def test_a_rate_is_withheld_with_what_it_is_divided_by() -> None:
    """Three activations may be told; four farms may not, and the rate would give their number away."""
    here = {"region": "VR23", "country": "NL", "municipality": "GM0983"}
    now = Snapshot(
        version=1,
        as_of=NOON,
        activations=activations(*({"reference": f"A-{n}", **here} for n in range(3))),
        housing=housing(*({"reference": f"H-{n}", **here} for n in range(4))),
    )
    seen = reduced(now, PUBLIC)
    tally = take_tally(seen.activations, seen.housing, Selection(), withheld=seen.reduction.withheld)
    table = region_table(tally, load_boundaries().regions)
    assert table.loc["VR23", "count"] == 3
    assert table.loc["VR23", "per_1000_places_state"] == "afgeschermd"
    assert table.loc["VR23", "per_100k_inhabitants_state"] == "waarde"


def test_the_input_stays_as_it_was() -> None:
    now = whole()
    before = {name: now.frame(table).copy(deep=True) for name, table in TABLES.items()}
    for viewer in (OWN, OTHER, PARTNER, PUBLIC):
        reduced(now, viewer)
    for name, table in TABLES.items():
        pd.testing.assert_frame_equal(now.frame(table), before[name])


def test_nothing_reduced_stays_nothing() -> None:
    empty = Snapshot(version=0, as_of=NOON)
    for viewer in (OWN, PARTNER, PUBLIC):
        assert all(reduced(empty, viewer).frame(table).empty for table in TABLES.values())


def test_somebody_thought_about_each_column() -> None:
    for table in TABLES.values():
        assert list(GIVEN[table.name]) == [column.name for column in stored_columns(table)] or set(
            GIVEN[table.name]
        ) == {column.name for column in stored_columns(table)}


def test_a_column_that_nobody_spoke_of_is_given_to_nobody() -> None:
    assert {given("activations", "burgerservicenummer", audience) for audience in AUDIENCES_CUT} == {"hidden"}


@pytest.mark.parametrize(
    "viewer", [OTHER, PARTNER, Viewer("partner", "EMR"), PUBLIC], ids=lambda one: one.key
)
def test_no_text_of_the_demo_is_left(viewer: Viewer) -> None:
    """Property: no value of a column that is withheld stands anywhere in what is left, in any column."""
    frames = {name: frame for name, (frame, _) in demo_records().items()}
    now = Snapshot(version=1, as_of=NOON, **frames)
    left = set(values(reduced(now, viewer)))
    placed = [table for table in TABLES.values() if table.placed]
    if viewer.audience == "regio":  # its own stays, and the same words may stand there
        for table in placed:
            frame = now.frame(table)
            left -= set(map(str, frame[frame["region"] == viewer.area].to_numpy(dtype=object).ravel()))
    for table in placed:
        for column in stored_columns(table):
            how = given(table.name, column.name, viewer.audience)
            if how == "hidden" and column.kind in ("text", "reference"):
                assert not (set(now.frame(table)[column.name]) - {""}) & left, column.name


def test_the_public_filters_by_region_alone() -> None:
    asked = Selection(themes=("wonen",), types=("preventief",), regions=("VR23",))
    left, notices = allowed(asked, PUBLIC)
    assert left == Selection(regions=("VR23",))
    assert "'thema', 'type'" in notices[0]


def test_a_partner_filters_by_what_it_sees() -> None:
    asked = Selection(themes=("wonen",), results=("sluiting",))
    assert allowed(asked, PARTNER) == (asked, [])


@pytest.mark.parametrize("viewer", [OWN, PARTNER, PUBLIC], ids=lambda viewer: viewer.key)
def test_what_partners_deliver_is_for_all_but_for_the_note(viewer: Viewer) -> None:
    frame = partners({"areas": "DE05", "note": "geheim"}, {"areas": "NL", "delivers": False})
    held = Snapshot(version=1, as_of=NOON, partners=frame)
    seen = reduced(held, viewer).partners
    assert seen.drop(columns="note").equals(frame.drop(columns="note"))
    assert "geheim" not in set(seen["note"])


@pytest.mark.parametrize("viewer", [OTHER, PARTNER], ids=lambda one: one.audience)
def test_a_strip_counts_the_same_for_everybody(viewer: Viewer) -> None:
    """A record is counted where it lies, although its place is told more coarsely."""
    frames = {name: frame for name, (frame, _) in demo_records().items()}
    now = Snapshot(version=1, as_of=NOON, **frames)
    seen = reduced(now, viewer)
    zone = find_zone("nl-de", "VR23-DE05154", NOON.date())
    for km in (10, 20, 30):
        asked = Asked("nl-de", km, zone)
        whole, part = (
            take_strip(one.activations, one.housing, Selection(), asked, strip_metres(one, "nl-de"))
            for one in (now, seen)
        )
        counted = ("activations", "housing", "places")
        assert {side: [of[name] for name in counted] for side, of in whole.sides.items()} == {
            side: [of[name] for name in counted] for side, of in part.sides.items()
        }


def test_how_far_from_the_border_is_told_in_bands() -> None:
    far = reduced(whole(), PARTNER).reduction.metres["nl-de"]["housing"]
    assert [metres % 10_000 for metres in far] == [0, 0, 0]
    assert (depth_for(PARTNER, 27), depth_for(PARTNER, 3), depth_for(EVERYTHING, 27)) == (20, 10, 27)

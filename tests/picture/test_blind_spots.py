"""Places and visits on the toy country, so that every class can be read off."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest

from geo.exports import export
from geo.layers import PAIRS, make_bivariate
from geo.picture import (
    MANY,
    MUNICIPALITY,
    NO_DATA,
    NOT_CHOSEN,
    REGION,
    BlindSpots,
    Selection,
    add_up,
    find_blind_spots,
    places_labels,
    summarise_blind_spots,
    visits_labels,
)
from geo.store import Snapshot
from tests.toy_country import toy_boundaries
from tests.toy_snapshot import activations, housing

OCTOBER = Selection(from_day=date(2020, 10, 1), to_day=date(2020, 10, 31))
WEST = {"region": "VR01", "municipality": "GM0002"}
EAST = {"region": "VR02", "municipality": "GM0001"}


def visit(day: str, **place: Any) -> dict[str, Any]:
    return {"activated_on": f"2020-{day}", **place}


def found(
    homes: list[dict[str, Any]], visits: list[dict[str, Any]], selection: Selection = OCTOBER, weeks: int = 4
) -> BlindSpots:
    snapshot = Snapshot(
        version=1,
        as_of=datetime(2020, 12, 1, tzinfo=UTC),
        activations=activations(*visits),
        housing=housing(*homes),
    )
    return find_blind_spots(snapshot, selection, toy_boundaries(), weeks)


def test_what_was_done_within_the_period_is_a_visit() -> None:
    homes = [WEST | {"capacity": 2000}, EAST | {"capacity": 600, "occupants": 7, "certified": True}, EAST]
    days = ("09-30", "10-01", "10-31", "11-01")
    seen = found(homes, [visit(day, **EAST) for day in days])
    west, east = seen.regions.loc["VR01"], seen.regions.loc["VR02"]
    assert (west["places"], west["visits"], west["class"]) == (2000, 0, MANY)
    assert pd.isna(west["last"])
    assert pd.isna(west["days"])
    assert pd.isna(west["occupants"])
    assert (east["places"], east["visits"], east["class"]) == (610, 2, 3 + 1)
    assert (east["occupants"], east["occupants_known"], east["locations"]) == (7, 1, 2)
    assert (east["certified"], east["uncertified"]) == (1, 0)
    assert (east["last"], east["days"]) == (pd.Timestamp(2020, 10, 31), 0)
    assert summarise_blind_spots(seen) == (
        "Veel huisvesting en niet bezocht, 1 – 31 oktober 2020: West (2.000 plaatsen)."
    )


def test_no_known_housing_is_no_data_and_no_places_is_not() -> None:
    seen = found([WEST | {"capacity": 0}], [])
    assert seen.regions.loc["VR01", "class"] == 0
    assert seen.regions.loc["VR02", "class"] == NO_DATA
    assert list(seen.listed.index) == ["GM0002"]
    assert "geen gegevens" in summarise_blind_spots(found([], [visit("10-02", **WEST)]))


@pytest.mark.parametrize(
    ("places", "visits", "expected"), [(499, 0, 0), (500, 0, 1), (1500, 0, 2), (1499, 2, 4), (1500, 3, 8)]
)
def test_the_classes_are_fixed(places: int, visits: int, expected: int) -> None:
    seen = found([WEST | {"capacity": places}], [visit("10-02", **WEST)] * visits)
    assert seen.regions.loc["VR01", "class"] == expected
    # a municipality has limits of its own
    assert seen.municipalities.loc["GM0002", "class"] == 3 * min(visits, 2) + 2


def test_without_a_period_the_last_weeks_are_looked_at() -> None:
    seen = found([WEST], [visit("11-30", **WEST), visit("11-16", **WEST)], Selection(), weeks=2)
    assert (seen.first, seen.last) == (date(2020, 11, 17), date(2020, 11, 30))
    assert seen.regions.loc["VR01", "visits"] == 1
    assert found([WEST], [], Selection()).last == date(2020, 12, 1)


def test_a_region_that_is_not_chosen_is_not_shown_and_filters_hold_for_visits() -> None:
    only = Selection(regions=("VR01",), types=("repressief",), from_day=OCTOBER.from_day)
    seen = found([WEST, EAST], [visit("10-02", **WEST)], only)
    assert seen.regions.loc["VR02", "class"] == NOT_CHOSEN
    assert seen.regions.loc["VR01", "visits"] == 0
    assert list(seen.listed.index) == ["GM0002"]


def test_the_work_list_has_what_was_not_visited_first_and_everything_adds_up() -> None:
    south = {"region": "VR02", "municipality": "GM0003", "capacity": 50}
    homes = [WEST | {"capacity": 900}, EAST | {"capacity": 20}, south, {"region": None, "country": "DE"}]
    seen = found(homes, [visit("10-02", **WEST), visit("10-03", region="VR01")])
    assert list(seen.listed.index) == ["GM0003", "GM0001", "GM0002"]
    assert add_up(seen) == (
        "980 plaatsen = 970 in een gemeente + 10 in het buitenland of zonder gemeente;"
        " 2 activeringen = 1 in een gemeente + 1 in het buitenland of zonder gemeente."
    )


def test_the_classes_in_words() -> None:
    assert places_labels(REGION) == ("minder dan 500", "500 tot 1.500", "1.500 of meer")
    assert visits_labels(REGION) == ("niet bezocht", "1 – 2 keer", "3 keer of meer")
    assert visits_labels(MUNICIPALITY) == ("niet bezocht", "1 keer", "2 keer of meer")


def test_the_map_has_a_colour_for_each_class_and_a_hatch_for_no_data() -> None:
    drawn = make_bivariate(*found([WEST | {"capacity": 2000}], []).areas())
    assert drawn.fills["VR01"] == PAIRS[0][MANY].light
    assert drawn.legend[drawn.classes["VR02"]].hatch == "none"
    assert [entry.label for entry in drawn.legend[8:]] == [
        "3 keer of meer, 1.500 of meer plaatsen",
        "Geen huisvesting bekend",
    ]
    assert drawn.grid is not None
    assert len(drawn.grid.rows) * len(drawn.grid.columns) == 9


def test_within_a_region_the_municipalities_have_limits_of_their_own() -> None:
    seen = found([WEST | {"capacity": 400}, EAST], [visit("10-02", **WEST)])
    drawn = make_bivariate(*seen.areas("VR01"))
    assert set(drawn.classes) == {"GM0002", "GM0004"}
    assert drawn.fills["GM0002"] == PAIRS[1][MANY].light
    assert drawn.legend[drawn.classes["GM0004"]].hatch == "none"
    assert drawn.grid is not None
    assert drawn.grid.columns == ("minder dan 100", "100 tot 400", "400 of meer")


def test_the_file_has_the_period_and_an_empty_cell_for_what_is_not_known() -> None:
    snapshot = Snapshot(
        version=1,
        as_of=datetime(2020, 12, 1, tzinfo=UTC),
        activations=activations(),
        housing=housing({"region": "VR01", "municipality": "GM0014"}),
    )
    header, row = export(snapshot, OCTOBER, "blind_spots", "csv").content.decode("utf-8-sig").splitlines()
    cells = dict(zip(header.split(";"), row.split(";"), strict=True))
    assert (cells["gemeente"], cells["van"], cells["tot"]) == ("Groningen", "01-10-2020", "31-10-2020")
    assert (cells["plaatsen"], cells["bewoners"], cells["dagen geleden"]) == ("10", "", "")

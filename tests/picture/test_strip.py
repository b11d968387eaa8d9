"""The strip along a border: counted by hand on a few records at known places."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.areas import find_zone
from geo.picture import Asked, Selection, Strip, reconcile_strip, summarise_strip, take_strip, tell_zone
from tests.toy_snapshot import activations, housing

DAY = date(2020, 11, 30)
VENLO = {"region": "VR23", "country": "NL", "lon": 6.17, "lat": 51.37}  # 3 km from Germany
GOCH = {"region": None, "country": "DE", "district": "DE05154", "lon": 6.16, "lat": 51.68}  # 3.94 km
AACHEN = {"region": None, "country": "DE", "district": "DE05334", "lon": 6.084, "lat": 50.776}  # 3.97 km
UTRECHT = {"region": "VR09", "country": "NL", "lon": 5.12, "lat": 52.09}
NOWHERE = {"region": "VR23", "country": "NL", "lon": float("nan"), "lat": float("nan"), "precision": "regio"}

ACTIVATIONS = activations(
    {"reference": "A-1", **VENLO, "themes": "wonen werken"},
    {"reference": "A-2", **VENLO, "type": "repressief", "infections": True},
    {"reference": "A-3", **GOCH},
    {"reference": "A-4", **UTRECHT},
    {"reference": "A-5", **NOWHERE},
    {"reference": "A-6", **VENLO, "precision": "gemeente"},
)
HOUSING = housing(
    {"reference": "H-1", **VENLO, "capacity": 40, "occupants": 30},
    {"reference": "H-2", **GOCH, "capacity": 20, "occupants": 12, "work_region": "VR23"},
    {"reference": "H-3", **GOCH, "capacity": 10, "work_region": "VR23"},
    {"reference": "H-4", **AACHEN, "capacity": 5, "occupants": 5},
)


def taken(selection: Selection | None = None, **asked: object) -> Strip:
    return take_strip(
        ACTIVATIONS, HOUSING, selection or Selection(), Asked(**{"border": "nl-de", "km": 20, **asked})
    )


def test_both_sides_are_counted_by_the_same_rules() -> None:
    assert taken().sides == {
        "NL": {"activations": 2, "housing": 1, "places": 40, "occupants": 30},
        "DE": {"activations": 1, "housing": 3, "places": 35, "occupants": 17},
    }


def test_the_depth_decides() -> None:
    assert [taken(km=km).sides["DE"]["housing"] for km in (1, 3.95, 20)] == [0, 2, 3]
    assert not taken(border="nl-be", km=60).sides["BE"]["housing"]


def test_a_pair_has_its_region_and_its_district() -> None:
    found = taken(zone=find_zone("nl-de", "VR23-DE05154", DAY))
    assert found.pairs == (("VR23", "DE05154"),)
    assert found.sides == {"NL": found.figures("VR23"), "DE": found.figures("DE05154")}
    assert found.figures("DE05334") == dict.fromkeys(("activations", "housing", "places", "occupants"), 0)


def test_who_lives_here_and_works_there() -> None:
    found = taken()
    assert found.commuters.to_dict("records") == [
        {"home": "DE05154", "work": "VR23", "locations": 2, "places": 30, "occupants": 12, "unknown": 1}
    ]
    assert found.across("DE05154", "VR23") == 12
    assert found.across("VR23", "DE05154") == 0


def test_who_lives_in_the_netherlands_and_works_abroad() -> None:
    homes = housing(
        {**VENLO, "capacity": 8, "occupants": 7, "work_region": "DE05154"},
        {**VENLO, "capacity": 9, "work_region": "BE70000"},  # not across this border
        {**VENLO, "capacity": 9, "work_region": "VR24"},  # not across a border
        {**GOCH, "capacity": 20, "occupants": 12, "work_region": "VR23"},
        {**GOCH, "capacity": 20, "occupants": 12, "work_region": "DE05166"},
    )
    found = take_strip(ACTIVATIONS, homes, Selection(), Asked("nl-de", 20))
    rows = [("DE05154", "VR23", 12), ("VR23", "DE05154", 7)]
    assert list(found.commuters[["home", "work", "occupants"]].itertuples(index=False, name=None)) == rows
    zone = find_zone("nl-de", "VR23-DE05166", DAY)
    assert take_strip(ACTIVATIONS, homes, Selection(), Asked("nl-de", 20, zone)).commuters.empty


def test_types_and_themes_by_area() -> None:
    row = taken().by_area.loc["VR23"]
    assert row[["preventief", "repressief", "wonen", "werken", "vervoer"]].tolist() == [1, 1, 2, 1, 0]


def test_one_side_and_a_filter() -> None:
    assert list(taken(sides=("DE",)).sides) == ["DE"]
    assert taken(Selection(types=("repressief",))).sides["NL"]["activations"] == 1


def test_it_adds_up_to_the_national_picture() -> None:
    assert reconcile_strip(taken(), "activations") == (
        "6 activeringen = 2 in de strook in Nederland + 1 in de strook in Duitsland + 1 buiten de strook"
        " + 2 zonder eigen punt"
    )
    assert reconcile_strip(taken(Selection(types=("preventief",), regions=("VR01",))), "activations") == (
        "Geen activeringen"
    )


@given(st.sampled_from(["nl-de", "nl-be"]), st.integers(1, 60), st.sampled_from([(), ("NL",), ("DE",)]))
def test_every_record_went_somewhere(border: str, km: int, sides: tuple[str, ...]) -> None:
    found = taken(border=border, km=km, sides=sides)
    for name, frame in (("activations", ACTIVATIONS), ("housing", HOUSING)):
        went = found.went[name]
        assert went.total == len(frame) == sum(went.inside.values()) + went.outside + went.nowhere
        assert went.inside == {country: figures[name] for country, figures in found.sides.items()}


def test_in_words() -> None:
    assert summarise_strip(taken()) == (
        "Langs de Nederlands-Duitse grens, tot 20 km van de grens: Nederland 2 activeringen en 1 locatie met"
        " 40 plaatsen; Duitsland 1 activering en 3 locaties met 35 plaatsen."
    )
    euregio = taken(zone=find_zone("nl-de", "ERMN", DAY))
    assert tell_zone(euregio).endswith(
        "hele regio's en districten; Kleef (Kleve, Duitsland) doet maar voor een deel mee."
    )
    assert tell_zone(taken()) == ""


def test_no_records_no_strip() -> None:
    found = take_strip(ACTIVATIONS[:0], HOUSING[:0], Selection(), Asked("nl-de", 20))
    assert set(pd.DataFrame(found.sides).to_numpy().ravel()) == {0}
    assert found.commuters.empty


@pytest.mark.parametrize(
    ("table", "inside"), [("activations", ["A-1", "A-2", "A-3"]), ("housing", ["H-1", "H-2", "H-3"])]
)
def test_the_masks_are_row_by_row(table: str, inside: list[str]) -> None:
    frame = {"activations": ACTIVATIONS, "housing": HOUSING}[table]
    assert frame.loc[getattr(taken(km=3.95), table), "reference"].tolist() == inside  # Aachen lies deeper

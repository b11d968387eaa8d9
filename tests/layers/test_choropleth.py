"""The colours and the texts of the areas, made without a page: drawn or shown, they are the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from geo import picture
from geo.areas import load_boundaries
from geo.layers import (
    Choropleth,
    Entry,
    Shown,
    district_tips,
    homes_by_district,
    ink_on,
    make_choropleth,
    region_tips,
)
from geo.picture import Classes, Selection, find_classes, measure, region_table, take_tally
from geo.store import Snapshot
from tests import toy_snapshot as toy

RATE = measure("per_100_places")


def table(selection: Selection | None = None, **record: object) -> pd.DataFrame:
    """Return the region table of three activations in VR01, one in VR02 and one home in VR01."""
    activations = toy.activations(*[{"region": "VR01", **record}] * 3, {"region": "VR02"})
    homes = toy.housing({"region": "VR01", "capacity": 200})
    return region_table(take_tally(activations, homes, selection or Selection()), load_boundaries().regions)


def labels(limits: tuple[float, ...], *, whole: bool) -> list[str]:
    """Return the legend of classes with these limits, without the zero before them."""
    made = make_choropleth(table(), measure("count"), Classes(limits, whole))
    return [entry.label for entry in made.legend[1:]]


@pytest.mark.parametrize(
    ("limits", "whole", "words"),
    [
        ((1, 2, 3, 5), True, ["1", "2", "3 – 4", "5 of meer"]),
        ((0, 0.5, 1), False, ["tot 0,5", "0,5 tot 1,0", "1,0 of meer"]),
        ((), True, []),
    ],
)
def test_a_class_is_named_by_its_limits(limits: tuple[float, ...], whole: bool, words: list[str]) -> None:
    assert labels(limits, whole=whole) == words


def test_regions_get_the_class_of_their_value_and_zero_is_white() -> None:
    made = make_choropleth(table(), measure("count"), Classes((1, 2, 3), True))
    named = {code: made.legend[position].label for code, position in made.classes.items()}
    assert (named["VR01"], named["VR02"], named["VR03"]) == ("3 of meer", "1", "0")
    assert made.title == "Aantal activeringen"
    assert made.fills["VR03"] == "#ffffff"
    assert len(made.classes) == 25


def test_no_data_and_what_is_not_chosen_are_no_colour() -> None:
    rates = table()
    made = make_choropleth(rates, RATE, find_classes(rates[RATE.code], whole=False))
    assert made.title == "Activeringen per 100 plaatsen"
    assert made.legend[made.classes["VR02"]] == Entry("Geen gegevens", hatch="none")
    chosen = make_choropleth(table(Selection(regions=("VR01",))), measure("count"), Classes((1,), True))
    assert chosen.legend[chosen.classes["VR02"]] == Entry("Buiten de selectie")
    assert chosen.fills["VR02"] == ""


def test_what_is_shown_has_the_colours_of_its_choropleth() -> None:
    made = Choropleth("Titel", (Entry("1", fill="#deebf7"),), {"VR01": 0})
    assert Shown(choropleth=made).fills == {"VR01": "#deebf7"}
    assert Shown().fills == {}


def test_classes_come_from_all_records() -> None:
    rows = toy.activations(*[{"region": "VR01"}] * 3, {"region": "VR02"})
    shot = Snapshot(
        activations=rows, housing=toy.housing(), version=1, as_of=datetime(2020, 9, 1, tzinfo=UTC)
    )
    found = picture.measure_classes(shot, measure("count"), load_boundaries().regions)
    assert found == find_classes([3, 1, 0], whole=True)


def test_the_text_at_a_region_tells_its_figures() -> None:
    tips = region_tips(table(Selection(regions=("VR01", "VR02"))), RATE)
    assert tips["VR01"] == (
        "Groningen",
        "3 activeringen (3 preventief, 0 repressief)",
        "0 integrale inzetten",
        "1 huisvestingslocatie, 200 plaatsen",
        "Per 100 plaatsen: 1,50",
    )
    assert tips["VR02"][-1] == "Per 100 plaatsen: geen gegevens"
    assert tips["VR03"][1:] == ("Buiten de selectie",)
    assert len(region_tips(table(), measure("count"))["VR01"]) == 4


def test_only_districts_with_something_in_them_have_a_text() -> None:
    codes = [str(code) for code in load_boundaries().districts.index[:3]]
    homes = homes_by_district(
        toy.housing({"district": codes[0], "capacity": 3}, {"district": codes[0], "capacity": 4}, {})
    )
    assert homes == {codes[0]: (2, 7)}
    tips = district_tips(toy.activations({"district": codes[1]}, {}), homes)
    assert {code: lines[1:] for code, lines in tips.items()} == {
        codes[0]: ("2 huisvestingslocaties, 7 plaatsen",),
        codes[1]: ("1 activering",),
    }


@pytest.mark.parametrize(
    ("fill", "ink"), [("#ffffff", "#1f2a33"), ("#7fb2dc", "#1f2a33"), ("#0b3266", "#ffffff")]
)
def test_text_can_be_read_on_any_fill(fill: str, ink: str) -> None:
    assert ink_on(fill) == ink

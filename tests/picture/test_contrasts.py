"""A selection split in two sides that differ in one part of the filters."""

from __future__ import annotations

from datetime import date

import pytest

from geo.picture import CONTRASTS, Selection, first_sides, period_side, read_period, take_side, take_tally
from tests.toy_snapshot import activations, housing

SEPTEMBER = period_side(date(2020, 9, 1), date(2020, 9, 30))


@pytest.mark.parametrize(
    ("code", "side", "filters", "label"),
    [
        ("type", "preventief", {"type": ["preventief"]}, "Preventief"),
        ("thema", "vervoer", {"thema": ["vervoer"]}, "Vervoer"),
        ("regio", "VR23", {"regio": ["VR23"]}, "Limburg-Noord"),
        ("periode", SEPTEMBER, {"van": ["2020-09-01"], "tot": ["2020-09-30"]}, "1 – 30 september 2020"),
    ],
)
def test_a_side_is_a_part_of_the_filters(
    code: str, side: str, filters: dict[str, list[str]], label: str
) -> None:
    one = CONTRASTS[code]
    assert one.filters(side) == filters
    assert one.side_label(side) == label
    assert one.filters("<b>") == {}


def test_a_side_takes_the_place_of_the_filters_of_that_name_only() -> None:
    chosen = Selection(types=("preventief",), themes=("wonen",), from_day=date(2020, 11, 1))
    other = take_side(chosen, CONTRASTS["type"].filters("repressief"))
    assert other == Selection(types=("repressief",), themes=("wonen",), from_day=date(2020, 11, 1))
    then = take_side(chosen, CONTRASTS["periode"].filters(SEPTEMBER))
    assert (then.from_day, then.to_day, then.types) == (
        date(2020, 9, 1),
        date(2020, 9, 30),
        ("preventief",),
    )
    assert take_side(chosen, {}) == chosen


@pytest.mark.parametrize("text", ["", "2020-09-01", "2020-09-30_2020-09-01", "x_y", "2020-09-01_2020-09-31"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


def test_it_begins_with_halves_and_with_the_regions_that_have_most() -> None:
    frame = activations(
        {"region": "VR05", "activated_on": "2020-09-01"},
        *[{"region": "VR23", "activated_on": "2020-09-05"}] * 2,
    )
    counted = take_tally(frame, housing(), Selection())
    assert first_sides(CONTRASTS["periode"], counted) == ("2020-09-01_2020-09-03", "2020-09-04_2020-09-05")
    assert first_sides(CONTRASTS["regio"], counted) == ("VR23", "VR05")
    assert first_sides(CONTRASTS["type"], counted) == ("preventief", "repressief")
    none = take_tally(frame[:0], housing(), Selection())
    first, second = first_sides(CONTRASTS["periode"], none)
    assert read_period(first)
    assert read_period(second)

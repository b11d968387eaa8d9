"""The picture in one sentence, on numbers one can check in the head."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from geo.areas import REGION_CODES
from geo.picture import (
    DENOMINATORS,
    Selection,
    compare_regions,
    course,
    region_table,
    standing_out,
    summarise,
    take_tally,
)
from geo.picture.summary import two_sided
from tests.toy_snapshot import activations, housing

NAMES = {code: f"R{code[2:]}" for code in REGION_CODES}
HERE, THERE, ABROAD = {"region": "VR01"}, {"region": "VR02"}, {"region": None, "country": "DE"}


def said(*rows: dict[str, Any], selection: Selection | None = None) -> str:
    return summarise(take_tally(activations(*rows), housing(), selection or Selection()), NAMES)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{}], "1 activering, 1 september 2020, in R01; geen maatregel nodig."),
        (
            [HERE, HERE, THERE],
            "3 activeringen, 1 september 2020, de meeste in R01 (2); geen maatregel nodig.",
        ),
        ([HERE, HERE], "2 activeringen, 1 september 2020, alle in R01; geen maatregel nodig."),
        (
            [HERE, HERE, THERE, THERE],
            "4 activeringen, 1 september 2020, de meeste in R01 en R02 (elk 2); geen maatregel nodig.",
        ),
        (
            [HERE, THERE],
            "2 activeringen, 1 september 2020, verspreid over 2 regio's, per regio maximaal 1;"
            " geen maatregel nodig.",
        ),
        (
            [ABROAD],
            "1 activering, 1 september 2020, geen daarvan in een Nederlandse regio; geen maatregel nodig.",
        ),
    ],
)
def test_where_most(rows: list[dict[str, Any]], words: str) -> None:
    assert said(*rows) == words


@pytest.mark.parametrize(
    ("results", "words"),
    [
        (["dwangmaatregel", "sluiting", "geen"], "2 keer een dwangmaatregel of sluiting."),
        (["advies", "geen"], "geen dwangmaatregel of sluiting."),
        (["geen", None], "tot nu toe geen maatregel nodig."),
        ([None, None], "nog geen resultaat vastgelegd."),
    ],
)
def test_with_what_result(results: list[str | None], words: str) -> None:
    assert said(*({"result": result} for result in results)).partition("; ")[2] == words


def test_the_period_is_the_one_chosen_else_that_of_the_data() -> None:
    rows = ({}, {"activated_on": "2020-11-30"})
    assert ", 1 september – 30 november 2020, " in said(*rows)
    assert ", 2 september – 30 november 2020, " in said(*rows, selection=Selection(from_day=date(2020, 9, 2)))


def test_nothing_found_and_no_data_at_all() -> None:
    later = Selection(from_day=date(2020, 9, 2), to_day=date(2020, 9, 3))
    assert said({}, selection=later) == "Geen activeringen, 2 – 3 september 2020."
    assert said() == "Geen activeringen."


def on_days(counts: dict[str, int]) -> list[dict[str, Any]]:
    return [{"activated_on": day} for day, count in counts.items() for _ in range(count)]


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (18, 19, "laatste 4 weken: 19 (4 weken ervoor: 18), het verschil kan toeval zijn"),
        (2, 6, "laatste 4 weken: 6 (4 weken ervoor: 2)"),
        (6, 6, "laatste 4 weken: 6 (4 weken ervoor: 6), evenveel"),
        (5, 20, "laatste 4 weken: 20 (4 weken ervoor: 5), meer dan toeval verklaart"),
        (20, 5, "laatste 4 weken: 5 (4 weken ervoor: 20), minder dan toeval verklaart"),
    ],
)
def test_two_periods_differ_only_where_chance_does_not_explain_it(before: int, now: int, words: str) -> None:
    rows = on_days({"2020-09-01": before, "2020-10-26": now})  # 56 days, both ends included
    assert course(take_tally(activations(*rows), housing(), Selection())) == words


def test_a_period_of_ones_own_is_compared_with_as_many_days() -> None:
    rows = on_days({"2020-09-01": 3, "2020-09-11": 4})
    chosen = Selection(from_day=date(2020, 9, 11), to_day=date(2020, 9, 20))
    assert course(take_tally(activations(*rows), housing(), chosen)) == "deze periode: 4 (10 dagen ervoor: 3)"


def test_without_earlier_data_nothing_is_compared() -> None:
    assert course(take_tally(activations({}), housing(), Selection())) == ""


@pytest.mark.parametrize(
    ("one", "other", "chance"),
    [(2, 0, 0.5), (3, 0, 0.25), (6, 2, 74 / 256), (1, 1, 1.0), (0, 0, 1.0)],
)
def test_the_exact_chance(one: int, other: int, chance: float) -> None:
    assert two_sided(one, other) == pytest.approx(chance)
    assert two_sided(other, one) == pytest.approx(chance)


def test_the_exact_chance_of_large_numbers() -> None:
    assert two_sided(50_000, 50_000) == pytest.approx(1)
    assert 0 <= two_sided(60_000, 40_000) < 1e-6


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            (20, 0, 0),
            "Per 1.000 plaatsen: R01 is vaker geactiveerd dan toeval verklaart;"
            " R02 en R03 zijn minder vaak geactiveerd dan toeval verklaart.",
        ),
        ((3, 2, 2), "Per 1.000 plaatsen wijkt geen enkele regio meer van de rest af dan toeval verklaart."),
        ((0, 0, 0), ""),
    ],
)
def test_a_region_stands_out_only_where_chance_does_not_explain_it(
    counts: tuple[int, ...], words: str
) -> None:
    codes = REGION_CODES[: len(counts)]
    rows = [{"region": code} for code, count in zip(codes, counts, strict=True) for _ in range(count)]
    homes = housing(*({"region": code, "capacity": 100} for code in codes))
    areas = pd.DataFrame(
        {"name": NAMES, "inhabitants": 1, "land_km2": 1.0}, index=pd.Index(REGION_CODES, name="code")
    )
    table = region_table(take_tally(activations(*rows), homes, Selection()), areas)
    assert standing_out(compare_regions(table, DENOMINATORS[0])) == words

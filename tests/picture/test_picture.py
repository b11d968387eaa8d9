"""The figures of the picture, on a handful of records counted in the head and on any records at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo import picture
from geo.areas import REGION_CODES
from geo.picture.figures import FIGURES
from geo.picture.filters import NO_RESULT
from geo.picture.reconciliation import detail, sentence
from geo.picture.regions import MEASURES
from geo.picture.selection import Selection
from geo.picture.tally import Tally, take_tally
from tests.toy_snapshot import activations, housing

REGIONS = pd.DataFrame(
    {"name": [f"Regio {code}" for code in REGION_CODES], "inhabitants": 200_000, "land_km2": 500.0},
    index=pd.Index(REGION_CODES, name="code"),
)
ABROAD: dict[str, Any] = {"region": None, "country": "DE"}
NOWHERE: dict[str, Any] = {"region": None, "country": None, "precision": "geen"}

# 2020-09-01 is a Tuesday
FIVE = activations(
    {},
    {
        "themes": "wonen werken",
        "type": "repressief",
        "integral": True,
        "result": "sluiting",
        "closed_on": None,
    },
    {"themes": "vervoer", "region": "VR02", "precision": "gemeente", "activated_on": "2020-09-14"},
    {**ABROAD, "activated_on": "2020-10-01", "result": "dwangmaatregel", "integral": True},
    {**NOWHERE, "activated_on": "2020-10-02", "result": None, "sector": "bouw"},
)
HOUSES = housing(
    {"capacity": 30}, {"capacity": 20, "kind": "camping"}, {"region": "VR02", "capacity": 0}, ABROAD
)


def counted(selection: Selection | None = None) -> Tally:
    return take_tally(FIVE, HOUSES, selection or Selection())


def values(found: picture.Headline) -> dict[str, int]:
    return {code: figure.value for code, figure in found.figures.items()}


def test_headline() -> None:
    found = picture.make_headline(counted())
    assert values(found) == {
        "total": 5,
        "preventief": 4,
        "repressief": 1,
        "integral": 2,
        "enforced": 2,
        "closures": 1,
        "open": 1,
        "housing": 4,
        "places": 60,
    }
    assert found.figures["integral"].share == 0.4
    assert found.figures["total"].share is None
    assert found.results == {
        "geen": 2,
        "advies": 0,
        "waarschuwing": 0,
        "dwangmaatregel": 1,
        "sluiting": 1,
        NO_RESULT: 1,
    }


def test_every_figure_has_a_label_and_a_definition() -> None:
    assert all(row.label and row.definition.endswith(".") for row in FIGURES)
    assert len({row.code for row in FIGURES}) == len(FIGURES)
    assert all(row.label and row.unit and row.definition.endswith(".") for row in MEASURES)


ON_EACH_OF_60_DAYS = activations(
    *({"activated_on": str(date(2020, 9, 1) + timedelta(days=n))} for n in range(60))  # to 30 October
)
SEPTEMBER, OCTOBER = date(2020, 9, 1), date(2020, 10, 1)


@pytest.mark.parametrize(
    ("chosen", "as_of", "period", "expected"),
    [
        # no period: the last 28 days of data, and the 28 before
        ((None, None), None, (date(2020, 10, 3), date(2020, 10, 30)), (28, 28)),
        ((None, None), date(2020, 10, 10), (date(2020, 9, 13), date(2020, 10, 10)), (28, None)),
        ((date(2020, 10, 10), date(2020, 10, 19)), None, (date(2020, 10, 10), date(2020, 10, 19)), (10, 10)),
        ((date(2020, 10, 21), None), None, (date(2020, 10, 21), date(2020, 10, 30)), (10, 10)),
        # the earlier period would begin on 31 August, before the first day of the data
        ((OCTOBER, date(2020, 10, 31)), None, (OCTOBER, date(2020, 10, 31)), (30, None)),
        ((None, date(2020, 9, 30)), None, (SEPTEMBER, date(2020, 9, 30)), (30, None)),
        ((date(1, 1, 1), date(9999, 12, 31)), None, (date(1, 1, 1), date(9999, 12, 31)), (60, None)),
        # days that have not happened are not compared: 26 to 30 October with 21 to 25
        (
            (date(2020, 10, 26), date(2020, 12, 31)),
            date(2020, 10, 30),
            (date(2020, 10, 26), date(2020, 10, 30)),
            (5, 5),
        ),
    ],
)
def test_the_equal_period_before(
    chosen: tuple[date | None, date | None],
    as_of: date | None,
    period: tuple[date, date],
    expected: tuple[int, int | None],
) -> None:
    found = take_tally(
        ON_EACH_OF_60_DAYS, housing(), Selection(from_day=chosen[0], to_day=chosen[1]), as_of=as_of
    )
    assert found.comparison
    assert (found.comparison.first, found.comparison.last) == period
    assert found.comparison.own == any(chosen)
    assert (found.now and found.now.total, found.before and found.before.total) == expected
    if found.comparison.before:
        start, end = found.comparison.before
        assert end + timedelta(days=1) == found.comparison.first
        assert end - start == found.comparison.last - found.comparison.first


def test_the_earlier_period_keeps_the_other_filters() -> None:
    frame = activations(
        {"activated_on": "2020-09-01"},
        {"activated_on": "2020-09-15", "type": "repressief"},
        {"activated_on": "2020-10-01", "type": "repressief"},
    )
    found = take_tally(frame, housing(), Selection(types=("repressief",), from_day=date(2020, 9, 20)))
    assert (found.now and found.now.total, found.before and found.before.total) == (1, 1)


@pytest.mark.parametrize("selection", [Selection(), Selection(from_day=date(2021, 1, 1))])
def test_nothing_to_compare(selection: Selection) -> None:
    empty = take_tally(FIVE.iloc[:0] if selection.is_empty else FIVE, HOUSES, selection)
    assert empty.comparison is None
    assert empty.now is empty.before is None


def test_theme_type_matrix() -> None:
    matrix = picture.theme_type_matrix(counted())
    assert matrix.counts.loc["wonen"].tolist() == [3, 1, 4]
    assert matrix.counts.loc["werken"].tolist() == [0, 1, 1]
    assert matrix.counts.loc["vervoer"].tolist() == [1, 0, 1]
    assert matrix.counts.loc["all"].tolist() == [4, 1, 5]
    assert matrix.integral["total"].tolist() == [2, 1, 0, 2]
    assert (matrix.total, matrix.several) == (5, 1)
    assert (
        matrix.note
        == "1 activering heeft meer dan één thema: de rijen tellen op tot meer dan het totaal van 5."
    )
    assert picture.theme_type_matrix(counted(Selection(themes=("vervoer",)))).note == ""


def test_per_week() -> None:
    weeks = picture.per_week(counted())
    assert weeks.index.strftime("%Y-%m-%d").tolist() == [
        "2020-08-31",
        "2020-09-07",
        "2020-09-14",
        "2020-09-21",
        "2020-09-28",
    ]
    assert weeks["total"].tolist() == [2, 0, 1, 0, 2]
    assert weeks["repressief"].tolist() == [1, 0, 0, 0, 0]
    assert weeks["week"].tolist() == [36, 37, 38, 39, 40]
    assert weeks["days"].tolist() == [6, 7, 7, 7, 5]


def test_weeks_cover_the_period_as_far_as_there_are_data() -> None:
    period = Selection(from_day=date(2020, 9, 10), to_day=date(9999, 12, 31), themes=("vervoer",))
    assert picture.per_week(counted(period))["total"].tolist() == [0, 1, 0, 0]
    assert picture.per_week(counted(Selection(from_day=date(2021, 1, 1)))).empty


def test_region_table() -> None:
    table = picture.region_table(counted(), REGIONS)
    assert table.index.tolist() == list(REGION_CODES)
    groningen, fryslan, drenthe = (table.loc[code] for code in REGION_CODES[:3])
    assert groningen[["activations", "preventief", "repressief", "integral"]].tolist() == [2, 1, 1, 1]
    assert groningen[["housing", "places"]].tolist() == [2, 50]
    # 2 activations, 50 places, 200,000 inhabitants, 500 km2
    assert [groningen[one.code] for one in MEASURES] == [2, 40, 100, 1, 4]
    assert [groningen[one.state_column] for one in MEASURES] == ["waarde"] * 5
    # a location without places: nothing to divide by, which is not zero
    assert np.isnan(fryslan["per_1000_places"])
    assert fryslan["per_1000_places_state"] == "geen gegevens"
    assert [drenthe[one.state_column] for one in MEASURES] == [
        "nul",
        "geen gegevens",
        "geen gegevens",
        "nul",
        "nul",
    ]
    assert drenthe["per_1000_km2"] == 0


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (Selection(regions=("VR02",)), {"VR02"}),
        (Selection(countries=("DE",)), set()),
        (Selection(countries=("NL", "DE")), set(REGION_CODES)),
    ],
)
def test_a_region_that_is_not_chosen_is_not_zero(selection: Selection, chosen: set[str]) -> None:
    table = picture.region_table(counted(selection), REGIONS)
    assert set(table.index[table["count_state"] != "niet gekozen"]) == chosen
    assert set(table.index[table["count"].notna()]) == chosen


def test_regions_are_ranked_by_value_those_without_one_last() -> None:
    by_places = next(one for one in MEASURES if one.code == "per_1000_places")
    chosen = Selection(regions=("VR01", "VR02", "VR03"))
    ranked = picture.rank_regions(picture.region_table(counted(chosen), REGIONS), by_places)
    assert ranked.index.tolist() == ["VR01", "VR02", "VR03"]
    assert picture.rank_regions(picture.region_table(counted(), REGIONS), by_places).index[0] == "VR01"


def test_missing_inhabitants_are_no_data() -> None:
    regions = REGIONS.drop(index="VR01").assign(land_km2=np.nan)
    table = picture.region_table(counted(), regions)
    assert table.loc["VR01", "per_100k_inhabitants_state"] == "geen gegevens"
    assert set(table["per_1000_km2_state"]) == {"geen gegevens"}


def test_reconciliation() -> None:
    found = picture.reconcile(counted())
    assert sentence(found) == "5 = 3 op de kaart + 1 zonder locatie + 1 buiten Nederland"
    assert detail(found) == (
        "3 op de kaart: 2 met een punt en 1 met alleen een gemeente; 1 buiten Nederland: 1 in Duitsland"
    )
    homes = picture.reconcile(counted(), "housing")
    assert sentence(homes) == "4 = 3 op de kaart + 1 buiten Nederland"


@pytest.mark.parametrize(
    ("rows", "sum_of_parts"),
    [
        ([], "Geen activeringen"),
        ([{"precision": "regio"}], "1 = 1 op de kaart"),
        ([{**NOWHERE, "precision": "punt"}], "1 = 1 op een plek buiten de kaart"),
        ([{**NOWHERE, "country": "NL"}], "1 = 1 zonder locatie"),
        ([{**NOWHERE, "country": "BE"}] * 2, "2 = 2 buiten Nederland"),
    ],
)
def test_reconciliation_in_words(rows: list[dict[str, Any]], sum_of_parts: str) -> None:
    found = picture.reconcile(take_tally(activations(*rows), housing(), Selection()))
    assert sentence(found) == sum_of_parts


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("type", {"preventief": 4, "repressief": 1}),
        ("thema", {"wonen": 4, "werken": 1, "vervoer": 1}),
        ("maand", {"2020-09": 3, "2020-10": 2}),
        ("land", {"NL": 3, "DE": 1, "BE": 0, "onbekend": 1}),
        ("bron", {"eigen constatering": 0, "melding": 5}),
    ],
)
def test_counts(by: str, expected: dict[str, int]) -> None:
    found = picture.counts(counted(), by)
    assert (found.total, found.by, found.counts) == (5, by, expected)
    assert bool(found.note) == (by == "thema")


def test_counts_by_region_name_every_region() -> None:
    found = picture.counts(counted(), "region").counts
    assert list(found) == [*REGION_CODES, "onbekend"]
    assert (found["VR01"], found["VR03"], found["onbekend"]) == (2, 0, 2)


def test_an_activation_without_a_type_is_refused() -> None:
    with pytest.raises(ValueError, match="1 activations have no type"):
        take_tally(activations({"type": None}), housing(), Selection())

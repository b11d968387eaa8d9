"""Regions compared for their size: on numbers one can do in the head, and what holds for any numbers."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import picture
from geo.areas import REGION_CODES
from geo.picture import DENOMINATORS, Density, Selection, compare_regions, denominator, nationwide
from geo.picture.density import compare_selection
from geo.store import Snapshot
from geo.vocabulary import VERDICTS
from tests.toy_exports import NOON
from tests.toy_snapshot import activations, housing

PLACES = denominator("places")
FIGURES = ("rate", "low", "high", "shrunken", "expected", "p", "q")


def table_of(counts: list[int], places: list[float], state: str = "waarde") -> pd.DataFrame:
    """Return what of a region table is read, with regions called a, b and so on."""
    return pd.DataFrame(
        {
            "name": [f"Regio {number}" for number in range(len(counts))],
            "activations": counts,
            "places": places,
            "count_state": state,
            "per_1000_places_state": state,
        },
        index=pd.Index([chr(ord("a") + number) for number in range(len(counts))], name="code"),
    )


def compared(counts: list[int], places: list[float], **options: Any) -> Density:
    return compare_regions(table_of(counts, places), PLACES, **options)


def verdicts(found: Density) -> list[str]:
    return found.table["verdict"].tolist()


def test_rate_expected_and_ratio() -> None:
    found = compared([6, 2], [1000, 3000])
    assert (found.count, found.total, found.national, found.per) == (8, 4000, 2, 1000)
    row = found.table.loc["a"]
    assert (row["count"], row["rate"], row["expected"], row["ratio"]) == (6, 6, 2, 3)
    assert (row["low"], row["high"]) == pytest.approx((2.2019, 13.0595), abs=1e-4)
    assert (row["state"], row["higher_from"]) == ("waarde", 6)
    assert pd.isna(row["lower_to"])
    assert compared([6, 2], [1000, 3000], per=100).table["rate"]["a"] == pytest.approx(0.6)


def test_each_verdict() -> None:
    found = compared([40, 1, 21, 1, 3], [1000, 1000, 1000, 50, 0])
    assert verdicts(found) == ["hoger", "lager", "toeval", "te weinig verwacht", "geen gegevens"]
    assert set(verdicts(found)) == set(VERDICTS.codes)


def test_fewer_than_expected_where_none_at_all_could_still_be_chance() -> None:
    found = compared([0, 30, 0], [100, 1000, 30])
    assert verdicts(found)[0] == "te weinig verwacht"
    assert found.table["expected"]["a"] < 3.69


@pytest.mark.parametrize("places", [0, np.nan])
def test_unknown_housing_is_no_data_and_no_part_of_the_national_rate(places: float) -> None:
    found = compared([5, 2, 2], [places, 1000, 1000])
    row = found.table.loc["a"]
    assert (row["count"], row["state"], row["verdict"]) == (5, "geen gegevens", "geen gegevens")
    assert row[["denominator", *FIGURES]].isna().all()
    assert (found.count, found.national) == (4, 2)


def test_no_events_at_all() -> None:
    found = compared([0, 0], [1000, 2000])
    assert found.national == 0
    assert verdicts(found) == ["toeval", "toeval"]
    assert found.table["state"].tolist() == ["nul", "nul"]
    assert found.table[["rate", "low", "shrunken", "expected"]].to_numpy().tolist() == [[0] * 4] * 2
    assert found.table["p"].tolist() == [1, 1]
    assert found.table["ratio"].isna().all()
    assert found.table["high"]["a"] == pytest.approx(3.688879)


def test_nothing_known_of_any_region() -> None:
    found = compared([1, 0], [0, 0])
    assert np.isnan(found.national)
    assert verdicts(found) == ["geen gegevens"] * 2
    assert (found.count, found.total) == (0, 0)


def test_all_events_in_one_region() -> None:
    found = compared([20, 0, 0], [1000, 1000, 1000])
    assert verdicts(found) == ["hoger", "lager", "lager"]
    assert found.table["p"]["a"] == pytest.approx(2 * (1 / 3) ** 20)


def test_a_region_that_is_the_only_one_with_data_differs_from_nobody() -> None:
    found = compared([5, 3], [1000, 0])
    row = found.table.loc["a"]
    assert (row["rate"], row["ratio"], row["p"], row["verdict"]) == (5, 1, 1, "toeval")
    assert verdicts(compared([5], [1000])) == ["toeval"]


def test_one_region_shown_is_compared_with_all_the_others() -> None:
    whole, one = compared([9, 2, 1], [1000] * 3), compared([9, 2, 1], [1000] * 3, shown=["a"])
    assert one.national == whole.national
    assert one.table.loc["a", "p"] == one.table.loc["a", "q"] == whole.table.loc["a", "p"]
    assert one.table.loc["a", "q"] < whole.table.loc["a", "q"]
    assert one.table["state"].tolist() == ["waarde", "niet gekozen", "niet gekozen"]
    assert one.table.loc["b", "rate"] == 2
    assert np.isnan(one.table.loc["b", "q"])
    assert one.table.loc["b", "verdict"] == "geen gegevens"
    assert one.shown.index.tolist() == ["a"]


def test_none_shown() -> None:
    assert compared([9, 2], [1000] * 2, shown=[]).shown.empty


@pytest.mark.parametrize("column", ["count_state", "per_1000_places_state"])
def test_what_is_withheld_counts_for_nothing_and_is_not_zero(column: str) -> None:
    table = table_of([7, 2, 2], [1000] * 3)
    table.loc["a", column] = "afgeschermd"
    found = compare_regions(table, PLACES)
    row = found.table.loc["a"]
    assert (row["state"], row["verdict"]) == ("afgeschermd", "geen gegevens")
    assert row[["count", "denominator", *FIGURES]].isna().all()
    assert found.national == 2


def test_regions_that_were_filtered_away_are_not_zero() -> None:
    table = table_of([4, 0, 4], [1000] * 3)
    table.loc["b", "count_state"] = "niet gekozen"
    found = compare_regions(table, PLACES)
    assert (found.national, found.table["state"]["b"]) == (4, "niet gekozen")
    assert pd.isna(found.table["count"]["b"])


COUNTS = st.lists(st.tuples(st.integers(0, 40), st.sampled_from([0, 10, 250, 4000])), min_size=1, max_size=12)


@given(COUNTS)
def test_what_holds_for_any_counts(rows: list[tuple[int, int]]) -> None:
    found = compared(*map(list, zip(*rows, strict=True)))
    known = found.table[found.table["rate"].notna()]
    assert len(known) == sum(places > 0 for _, places in rows)
    rate, national = known["rate"], found.national
    assert ((known["low"] <= rate) & (rate <= known["high"])).all()
    towards = known["shrunken"].between(np.minimum(rate, national) - 1e-9, np.maximum(rate, national) + 1e-9)
    assert towards.all()
    assert known["expected"].sum() == pytest.approx(found.count)
    assert known["count"].sum() == found.count
    assert ((known["q"] >= known["p"] - 1e-12) & (known["q"] <= 1)).all()
    assert (known.loc[known["verdict"] == "hoger", "ratio"] > 1).all()
    assert (known.loc[known["verdict"] == "lager", "ratio"] < 1).all()
    assert (known.loc[known["verdict"] == "lager", "expected"] >= 3.688879).all()


@given(COUNTS, st.randoms(use_true_random=False))
def test_rates_do_not_change_when_regions_are_listed_in_another_order(rows: Any, random: Any) -> None:
    table = table_of(*map(list, zip(*rows, strict=True)))
    order = random.sample(list(table.index), len(table))
    one, other = compare_regions(table, PLACES), compare_regions(table.loc[order], PLACES)
    pd.testing.assert_frame_equal(one.table.loc[order], other.table)


REGIONS = pd.DataFrame(
    {"name": [f"Regio {code}" for code in REGION_CODES], "inhabitants": 200_000, "land_km2": 500.0},
    index=pd.Index(REGION_CODES, name="code"),
)
TOY = Snapshot(
    activations=activations(
        {}, {}, {"type": "repressief"}, {"region": "VR02"}, {"region": None, "country": "DE"}
    ),
    housing=housing({"capacity": 100}, {"capacity": 100}, {"region": "VR02", "capacity": 200}),
    version=1,
    as_of=NOON,
    fictional={},
)


@pytest.mark.parametrize(
    ("code", "national", "rate"),
    [("places", 10, 15), ("locations", 400 / 3, 150), ("inhabitants", 0.08, 1.5), ("km2", 0.32, 6)],
)
def test_each_denominator(code: str, national: float, rate: float) -> None:
    """Four activations in the regions; 400 places, 3 locations, 5,000,000 inhabitants and 12,500 km²."""
    found = compare_selection(TOY, Selection(), REGIONS, denominator(code))
    assert (found.national, found.table["rate"]["VR01"]) == pytest.approx((national, rate))
    assert found.table.index.tolist() == list(REGION_CODES)


def test_filters_hold_for_all_regions_alike() -> None:
    chosen = Selection(regions=("VR01",), types=("preventief",), countries=("NL",))
    found = compare_selection(TOY, chosen, REGIONS, PLACES)
    assert found.table["count"][:2].tolist() == [2, 1]
    assert (found.national, found.table["ratio"]["VR01"]) == pytest.approx((7.5, 4 / 3))
    assert found.shown.index.tolist() == ["VR01"]
    assert compare_selection(TOY, Selection(countries=("DE",)), REGIONS, PLACES).shown.empty
    assert nationwide(chosen) == Selection(types=("preventief",))


def test_the_counts_of_a_split_add_up() -> None:
    parts = [
        compare_selection(TOY, Selection(types=(code,)), REGIONS, PLACES)
        for code in ("preventief", "repressief")
    ]
    whole = compare_selection(TOY, Selection(), REGIONS, PLACES)
    assert (parts[0].table["count"] + parts[1].table["count"]).equals(whole.table["count"])
    rates = [part.table["rate"] for part in (*parts, whole)]
    pd.testing.assert_series_equal(rates[0] + rates[1], rates[2])
    assert parts[0].national + parts[1].national == pytest.approx(whole.national)


def test_each_denominator_says_what_it_is() -> None:
    assert [one.code for one in DENOMINATORS] == ["places", "locations", "inhabitants", "km2"]
    assert all(one.label and one.noun and one.definition.endswith(".") for one in DENOMINATORS)
    with pytest.raises(KeyError):
        denominator("guests")


@pytest.mark.whole
def test_scipy_is_not_loaded_before_it_is_needed() -> None:
    check = "import sys, geo.commands.cli; sys.exit('scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_the_door_leads_here() -> None:
    assert picture.compare_regions is compare_regions

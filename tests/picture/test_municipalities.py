"""The municipalities of a region add up to the region, whatever its records name."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.picture import DENOMINATORS, compare_regions, municipality_table
from tests.toy_snapshot import activations, housing

TOWNS = pd.DataFrame({"name": ["Beek", "Aalst"]}, index=["GM0002", "GM0001"])


def test_each_has_its_own_in_the_order_of_the_names_and_what_names_none_comes_last() -> None:
    table = municipality_table(
        activations(
            {"municipality": "GM0001", "type": "repressief"},
            {"municipality": "GM0001", "integral": True},
            {"municipality": ""},
        ),
        housing({"municipality": "GM0001", "capacity": 500}, {"municipality": "GM0002"}),
        TOWNS,
    )
    assert list(table.index) == ["GM0001", "GM0002", ""]
    assert list(table["name"]) == ["Aalst", "Beek", "Gemeente onbekend"]
    assert list(table["activations"]) == [2, 0, 1]
    assert list(table["repressief"]) == [1, 0, 0]
    assert list(table["integral"]) == [1, 0, 0]
    assert list(table["places"]) == [500, 10, 0]
    assert table.loc["GM0001", "per_1000_places"] == 4
    assert list(table["per_1000_places_state"]) == ["waarde", "nul", "geen gegevens"]


def test_without_records_there_is_a_row_of_zeros_for_each() -> None:
    table = municipality_table(activations(), housing(), TOWNS)
    assert list(table.index) == ["GM0001", "GM0002"]
    assert not table[["activations", "housing", "places"]].to_numpy().any()
    assert list(table["count_state"]) == ["nul", "nul"]
    assert list(table["per_1000_places_state"]) == ["geen gegevens", "geen gegevens"]


@given(st.lists(st.sampled_from(["GM0001", "GM0002", "GM9999", ""]), max_size=8))
def test_the_rows_add_up_to_all_records(named: list[str]) -> None:
    rows = [{"municipality": code} for code in named]
    table = municipality_table(activations(*rows), housing(*rows), TOWNS)
    assert table["activations"].sum() == table["housing"].sum() == len(named)
    assert table["preventief"].sum() == len(named)
    assert table["places"].sum() == 10 * len(named)


def test_they_can_be_compared_with_each_other_as_regions_are() -> None:
    rows = [{"municipality": "GM0001"}] * 12
    homes = [{"municipality": "GM0001", "capacity": 100}, {"municipality": "GM0002", "capacity": 900}]
    table = municipality_table(activations(*rows), housing(*homes), TOWNS)
    found = compare_regions(table, DENOMINATORS[0])
    assert found.national == 12
    assert found.rows["GM0001"]["verdict"] == "hoger"

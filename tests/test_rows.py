"""Rows of a frame as plain values: the same as pandas gives, in every kind of column."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

from geo.rows import each_row, rows_by_index

FRAME = pd.DataFrame(
    {
        "name": pd.array(["Venlo", None, "Goch"], dtype="str"),
        "count": [1, 2, 3],
        "rate": [0.5, float("nan"), 2.0],
        "integral": [True, False, True],
        "type": pd.Categorical(["preventief", None, "repressief"]),
        "places": pd.array([10, None, 30], dtype="Int64"),
        "day": pd.to_datetime([datetime(2020, 9, 1), None, datetime(2020, 9, 3)]),
    },
    index=["VR23", "VR22", "DE05154"],
)


def told(value: object) -> str:
    """Return a value and what kind it is, so that one that is missing equals another of its kind."""
    if value is pd.NA:
        return told(None)
    kind = type(value).__name__.removesuffix("64")  # pandas gives some whole numbers as those of numpy
    return f"{kind} {value}"


def test_rows_are_those_of_pandas() -> None:
    ours, theirs = each_row(FRAME), list(FRAME.itertuples())
    assert [row._fields for row in ours] == [row._fields for row in theirs]
    assert [list(map(told, row)) for row in ours] == [list(map(told, row)) for row in theirs]


def test_rows_by_index_are_those_of_pandas() -> None:
    ours, theirs = rows_by_index(FRAME), FRAME.to_dict("index")
    assert list(ours) == list(theirs)
    for code, row in theirs.items():
        assert {name: told(value) for name, value in ours[code].items()} == {
            str(name): told(value) for name, value in row.items()
        }


def test_without_rows_or_columns() -> None:
    assert each_row(FRAME.head(0)) == []
    assert rows_by_index(FRAME.head(0)) == {}
    assert rows_by_index(FRAME[[]]) == {"VR23": {}, "VR22": {}, "DE05154": {}}
    assert [row.Index for row in each_row(FRAME[[]])] == list(FRAME.index)


def test_a_row_that_comes_twice_is_not_lost() -> None:
    with pytest.raises(ValueError, match="not unique"):
        rows_by_index(FRAME.loc[["VR23", "VR23"]])

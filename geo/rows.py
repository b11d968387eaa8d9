"""The rows of a small frame as values of plain Python, for what is written row by row.

As ``DataFrame.itertuples`` and ``to_dict("index")``, which ask pandas for each value of a column of text by
itself: these take a quarter to a half of the time, and a page writes a dozen such tables at each click.
"""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache
from math import nan
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Hashable


def each_row(frame: pd.DataFrame) -> list[Any]:
    """Return the rows as named tuples: ``Index``, then the columns, whose names are those of fields."""
    names = tuple(map(str, frame.columns))
    return list(map(_row_of(names)._make, zip(*_values(frame), strict=True)))


def rows_by_index(frame: pd.DataFrame) -> dict[Hashable, dict[Hashable, Any]]:
    """Return the rows as dictionaries by column, by the index of the frame; ValueError when it repeats."""
    if not frame.index.is_unique:
        raise ValueError("the index of the frame is not unique")
    names = list(frame.columns)
    index, *values = _values(frame)
    if not names:
        return {code: {} for code in index}
    return {
        code: dict(zip(names, row, strict=True))
        for code, row in zip(index, zip(*values, strict=True), strict=True)
    }


def _values(frame: pd.DataFrame) -> list[list[Any]]:
    """Return the index and the columns as lists."""
    return [frame.index.tolist(), *(_listed(column) for _, column in frame.items())]


def _listed(column: pd.Series) -> list[Any]:
    """Return the values of a column as a list; a whole number that is missing is None."""
    values = column.array
    if isinstance(values, pd.Categorical):
        known = [*values.categories.tolist(), nan]  # without a word the code is -1, which is the last
        return [known[code] for code in values.codes.tolist()]
    if isinstance(values, pd.arrays.IntegerArray):
        return [None if value is pd.NA else value for value in values.tolist()]
    return column.tolist()


@lru_cache(64)
def _row_of(names: tuple[str, ...]) -> Any:  # noqa: ANN401 - a class whose fields only the frame knows
    return namedtuple("Row", ("Index", *names))

"""Which records of a table a selection selects: a mask over its frame, row by row.

``RULES`` is the one definition of what the filters select. This module reads it for the server; the browser
reads the same rules, and answers a click before the server does (``geo/layers/coded.py``, ``answer.js``).
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from geo import vocabulary
from geo.areas import REGION_CODES
from geo.picture.filters import NO_RESULT, QUERY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.picture.selection import Selection

How = Literal["one", "set", "flag", "from", "to"]

MISSING_DAY = -(2**31)
"""The number of a missing day; it lies in no period."""


class Rule(NamedTuple):
    """How one filter looks at a table: its field in Selection, the column, and how values are compared.

    ``how`` tells what a record must be: ``one`` of the codes chosen, ``set``: with one of the chosen in its
    set, ``flag``: ja or nee as chosen, ``from`` and ``to``: on that day or after it, or before it.
    """

    field: str
    column: str
    how: How
    codes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the filter in a link."""
        return next(row.name for row in QUERY if row.field == self.field)


_REGION = Rule("regions", "region", "one", REGION_CODES)
_COUNTRY = Rule("countries", "country", "one", vocabulary.COUNTRIES.codes)

RULES: dict[str, tuple[Rule, ...]] = {
    "activations": (
        Rule("types", "type", "one", vocabulary.TYPES.codes),
        _REGION,
        Rule("sectors", "sector", "one", vocabulary.SECTORS.codes),
        Rule("sources", "source", "one", vocabulary.SOURCES.codes),
        Rule("results", "result", "one", vocabulary.RESULTS.codes),
        _COUNTRY,
        Rule("themes", "themes", "set", vocabulary.THEMES.codes),
        Rule("integral", "integral", "flag"),
        Rule("from_day", "activated_on", "from"),
        Rule("to_day", "activated_on", "to"),
    ),
    # only the place decides: not the region where the people work, and themes and days are about activations
    "housing": (_REGION, _COUNTRY),
}
"""By the name of the table: a record is selected when it meets every rule whose filter is in use.

A record without a region, country or result matches no value of that filter; ``lopend`` among the results
asks for the records without one. A record without a day lies in no period.
"""


def activation_mask(selection: Selection, frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which activations are selected: a boolean array, row by row, of the typed frame's length."""
    return _mask(selection, frame, "activations")


def housing_mask(selection: Selection, frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which housing locations are selected, row by row."""
    return _mask(selection, frame, "housing")


def _mask(selection: Selection, frame: pd.DataFrame, table: str) -> NDArray[np.bool_]:
    mask = np.ones(len(frame), dtype=bool)
    for rule in RULES[table]:
        chosen = getattr(selection, rule.field)
        if chosen not in ((), None):
            mask &= _MEETS[rule.how](frame[rule.column], rule, chosen)
    return mask


def _one(column: pd.Series[Any], rule: Rule, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    positions = category_codes(column, rule.codes)
    # comparing whole columns of bytes is ten times faster than looking each up in a table
    found = np.zeros(len(positions), dtype=bool)
    for code in chosen:
        found |= positions == (-1 if code == NO_RESULT else rule.codes.index(code))
    return found


def _set(column: pd.Series[Any], rule: Rule, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    wanted = np.uint8(sum(1 << rule.codes.index(code) for code in chosen))
    found: NDArray[np.bool_] = (column.to_numpy() & wanted) != 0
    return found


_MEETS: dict[How, Callable[[pd.Series[Any], Rule, Any], NDArray[np.bool_]]] = {
    "one": _one,
    "set": _set,
    "flag": lambda column, _, chosen: column.to_numpy() == chosen,
    "from": lambda column, _, chosen: column.to_numpy() >= np.datetime64(chosen, "s"),
    "to": lambda column, _, chosen: column.to_numpy() < np.datetime64(chosen, "s") + np.timedelta64(1, "D"),
}


def coded_column(column: pd.Series[Any], rule: Rule) -> NDArray[Any]:
    """Return a column as the small numbers that a rule compares: what the browser gets of it.

    Positions in ``rule.codes`` (-1: none) for ``one``, sets as numbers, flags as 0 and 1, days since 1970
    (MISSING_DAY: none) for ``from`` and ``to``.
    """
    if rule.how == "one":
        return category_codes(column, rule.codes)
    if rule.how in ("set", "flag"):
        return column.to_numpy().astype(np.uint8)
    days = column.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), MISSING_DAY, days.astype(np.int64)).astype(np.int32)


class Filtering(NamedTuple):
    """How the filters work on a table: its mask, and the names, as in a link, of those it looks at."""

    mask: Callable[[Selection, pd.DataFrame], NDArray[np.bool_]]
    looks_at: tuple[str, ...]


FILTERING = {
    table: Filtering(
        partial(_mask, table=table),
        tuple(row.name for row in QUERY if row.field in {rule.field for rule in rules}),
    )
    for table, rules in RULES.items()
}
"""By the name of the table."""


def category_codes(series: pd.Series[Any], codes: Sequence[str]) -> NDArray[np.int8]:
    """Return each value's position in ``codes``, -1 where there is none, as int8.

    A column of categories in that order, as the records are kept, is not copied; any other is looked up.
    """
    dtype, words = series.dtype, _index(tuple(codes))
    if isinstance(dtype, pd.CategoricalDtype) and dtype.categories.equals(words):
        return np.asarray(series.array.codes, dtype=np.int8)
    return words.get_indexer(pd.Index(series.astype("object"))).astype(np.int8)


@cache
def _index(codes: tuple[str, ...]) -> pd.Index[str]:
    return pd.Index(codes)

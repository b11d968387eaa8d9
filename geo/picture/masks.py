"""Which records of a table a selection selects: a mask over its frame, row by row.

``RULES`` is the one definition of what the filters select. This module reads it for the server; the browser
reads the same rules, and answers a click before the server does (``geo/layers/coded.py``, ``answer.js``).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from geo import vocabulary
from geo.areas import AREA_CODES, DISTRICT_CODES, REGION_CODES, country_of, euregios_of, lies_in
from geo.picture.filters import NO_RESULT, QUERY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from geo.picture.selection import Selection

How = Literal["one", "area", "set", "flag", "from", "to", "for", "for country", "within", "within country"]

MISSING_DAY = -(2**31)
"""The number of a missing day; it lies in no period."""


class Rule(NamedTuple):
    """How one filter looks at a table: its field in Selection, the column, and how values are compared.

    ``how`` tells what a record must be: ``one`` of the codes chosen, ``area``: in one of them, by its region
    or abroad its border district, ``set``: with one of the chosen in its set, ``flag``: ja or nee as chosen,
    ``from`` and ``to``: on that day or after it, or before it; ``for`` and ``for country``: for one of the
    areas, or an area of one of the countries, or for a Euregion with one of them; ``within`` and
    ``within country``: for one of the areas, or for a state or country that it lies in.
    """

    field: str
    column: str
    how: How
    codes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the filter in a link."""
        return next(row.name for row in QUERY if row.field == self.field)


_AREA = Rule("regions", "area", "area", AREA_CODES)
_COUNTRY = Rule("countries", "country", "one", vocabulary.COUNTRIES.codes)

RULES: dict[str, tuple[Rule, ...]] = {
    "activations": (
        Rule("types", "type", "one", vocabulary.TYPES.codes),
        _AREA,
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
    "housing": (_AREA, _COUNTRY),
    "contacts": (Rule("regions", "area", "for"), Rule("countries", "area", "for country")),
    "partners": (Rule("regions", "areas", "within"), Rule("countries", "areas", "within country")),
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
            mask &= _MEETS[rule.how](frame, rule, chosen)
    return mask


def _one(frame: pd.DataFrame, rule: Rule, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    return _among(category_codes(frame[rule.column], rule.codes), rule.codes, chosen)


def _among(positions: NDArray[np.int8], codes: tuple[str, ...], chosen: Iterable[str]) -> NDArray[np.bool_]:
    # comparing whole columns of bytes is ten times faster than looking each up in a table
    found = np.zeros(len(positions), dtype=bool)
    for code in chosen:
        found |= positions == (-1 if code == NO_RESULT else codes.index(code))
    return found


def _area(frame: pd.DataFrame, _: Rule, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    """Most selections name no district, and then nobody looks at that column of text."""
    regions = category_codes(frame["region"], REGION_CODES)
    abroad = [code for code in chosen if code in DISTRICT_CODES]
    found = _among(regions, REGION_CODES, (code for code in chosen if code not in abroad))
    if not abroad:
        return found
    districts = _among(category_codes(frame["district"], DISTRICT_CODES), DISTRICT_CODES, abroad)
    return found | (districts & (regions < 0))


def area_codes(frame: pd.DataFrame) -> NDArray[np.int8]:
    """Return each record's position in AREA_CODES: its region, else its border district, -1 without both."""
    regions = category_codes(frame["region"], REGION_CODES)
    districts = category_codes(frame["district"], DISTRICT_CODES)
    abroad = np.where(districts < 0, np.int8(-1), districts + np.int8(len(REGION_CODES)))
    return np.where(regions < 0, abroad, regions)


def _set(frame: pd.DataFrame, rule: Rule, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    wanted = np.uint8(sum(1 << rule.codes.index(code) for code in chosen))
    found: NDArray[np.bool_] = (frame[rule.column].to_numpy() & wanted) != 0
    return found


def _flag(frame: pd.DataFrame, rule: Rule, chosen: bool) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = frame[rule.column].to_numpy() == chosen
    return found


def _from(frame: pd.DataFrame, rule: Rule, chosen: date) -> NDArray[np.bool_]:
    return frame[rule.column].to_numpy() >= np.datetime64(chosen, "s")


def _to(frame: pd.DataFrame, rule: Rule, chosen: date) -> NDArray[np.bool_]:
    return frame[rule.column].to_numpy() < np.datetime64(chosen, "s") + np.timedelta64(1, "D")


def _for(frame: pd.DataFrame, rule: Rule, chosen: Iterable[str]) -> NDArray[np.bool_]:
    wanted = {other for code in chosen for other in (code, *euregios_of(code))}
    found: NDArray[np.bool_] = frame[rule.column].isin(wanted).to_numpy(dtype=bool)
    return found


def _for_country(frame: pd.DataFrame, rule: Rule, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    return _for(frame, rule, (code for code in AREA_CODES if country_of(code) in chosen))


def _within(frame: pd.DataFrame, rule: Rule, chosen: Iterable[str]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (
        frame[rule.column]
        .map(lambda codes: any(lies_in(area, code) for code in codes.split(", ") for area in chosen))
        .to_numpy(dtype=bool)
    )
    return found


def _within_country(frame: pd.DataFrame, rule: Rule, chosen: tuple[str, ...]) -> NDArray[np.bool_]:
    return _within(frame, rule, [code for code in AREA_CODES if country_of(code) in chosen])


_MEETS: dict[How, Callable[[pd.DataFrame, Rule, Any], NDArray[np.bool_]]] = {
    "one": _one,
    "area": _area,
    "set": _set,
    "flag": _flag,
    "from": _from,
    "to": _to,
    "for": _for,
    "for country": _for_country,
    "within": _within,
    "within country": _within_country,
}


def coded_column(frame: pd.DataFrame, rule: Rule) -> NDArray[Any]:
    """Return what a rule looks at as the small numbers that it compares: what the browser gets of it.

    Positions in ``rule.codes`` (-1: none) for ``one`` and ``area``, sets as numbers, flags as 0 and 1, days
    since 1970 (MISSING_DAY: none) for ``from`` and ``to``.
    """
    if rule.how == "area":
        return area_codes(frame)
    column = frame[rule.column]
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


def relevant(selection: Selection, table: str) -> Selection:
    """Return the selection with only the filters that the records of a table are looked at by."""
    plain = type(selection)()
    others = [row.field for row in QUERY if row.name not in FILTERING[table].looks_at]
    return replace(selection, **{field: getattr(plain, field) for field in others})


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

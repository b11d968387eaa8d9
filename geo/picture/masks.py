"""Which records of a table a selection selects: a mask over its frame, row by row."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from geo import vocabulary
from geo.areas import REGION_CODES
from geo.picture.filters import NO_RESULT, QUERY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.picture.selection import Selection

_CATEGORIES = (
    ("types", "type", vocabulary.TYPES.codes),
    ("regions", "region", REGION_CODES),
    ("sectors", "sector", vocabulary.SECTORS.codes),
    ("sources", "source", vocabulary.SOURCES.codes),
    ("results", "result", vocabulary.RESULTS.codes),
    ("countries", "country", vocabulary.COUNTRIES.codes),
)
"""Field of the selection, column of the records, categories of that column in their order."""


def activation_mask(selection: Selection, frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which activations are selected: a boolean array, row by row, of the typed frame's length.

    A record without a region, country or result matches no value of that filter; ``lopend`` among the results
    asks for the records without one. A record without a day lies in no period.
    """
    mask = np.ones(len(frame), dtype=bool)
    for field, column, codes in _CATEGORIES:
        if chosen := getattr(selection, field):
            mask &= _any_of(category_codes(frame[column], codes), codes, chosen)
    if selection.themes:
        mask &= (frame["themes"].to_numpy() & np.uint8(vocabulary.THEMES.mask(selection.themes))) != 0
    if selection.integral is not None:
        mask &= frame["integral"].to_numpy() == selection.integral
    days = frame["activated_on"].to_numpy()
    if selection.from_day:
        mask &= days >= np.datetime64(selection.from_day, "s")
    if selection.to_day:
        mask &= days < np.datetime64(selection.to_day, "s") + np.timedelta64(1, "D")
    return mask


def housing_mask(selection: Selection, frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which housing locations are selected, row by row.

    Only the place decides: the region and the country where the location lies. The region where its people
    work does not count, and themes, period and the like are about activations.
    """
    mask = np.ones(len(frame), dtype=bool)
    for field, column, codes in _CATEGORIES:
        if column in ("region", "country") and (chosen := getattr(selection, field)):
            mask &= _any_of(category_codes(frame[column], codes), codes, chosen)
    return mask


class Filtering(NamedTuple):
    """How the filters work on a table: its mask, and the names, as in a link, of those it looks at."""

    mask: Callable[[Selection, pd.DataFrame], NDArray[np.bool_]]
    looks_at: tuple[str, ...]


FILTERING = {
    "activations": Filtering(activation_mask, tuple(row.name for row in QUERY)),
    "housing": Filtering(housing_mask, ("regio", "land")),
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


def _any_of(
    positions: NDArray[np.int8], codes: tuple[str, ...], chosen: tuple[str, ...]
) -> NDArray[np.bool_]:
    # comparing whole columns of bytes is ten times faster than looking each up in a table
    found = np.zeros(len(positions), dtype=bool)
    for code in chosen:
        found |= positions == (-1 if code == NO_RESULT else codes.index(code))
    return found

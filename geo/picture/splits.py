"""Selected activations by one thing, each row split by type and with how many were integral.

The counts are those of ``breakdowns.counts``, from the records themselves, so that they can be split further.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.areas import REGION_CODES
from geo.picture.breakdowns import UNKNOWN
from geo.picture.cube import places
from geo.picture.filters import NO_RESULT
from geo.picture.masks import category_codes
from geo.vocabulary import COUNTRIES, ORGANISATIONS, RESULTS, SECTORS, SOURCES, THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.vocabulary import Vocabulary

SPLIT_COLUMNS = (*TYPES.codes, "total", "integral")
"""Activations of each type, all of them, and those of them that led to integral deployment."""

NOT_SAID = ""
"""The row of reports of which no organisation is known."""


def split(activations: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the activations of a records frame by one of SPLITS, in the order of its vocabulary.

    Returns
    -------
    DataFrame
        Index: the words, also those with nothing; records that do not say are under ``onbekend``, a row that
        is left out when there are none. Columns SPLIT_COLUMNS. Rows of ``thema`` and ``organisatie`` may add
        up to more than there are activations, since one may have several.
    """
    return SPLITS[by](activations)


def split_whole(activations: pd.DataFrame) -> dict[str, int]:
    """Return SPLIT_COLUMNS of all the activations, each counted once: what the rows of a split add up to."""
    row = _rows(("all",), np.zeros(len(activations), dtype=np.int64), activations).to_numpy()[0]
    return dict(zip(SPLIT_COLUMNS, row.tolist(), strict=True))


def _rows(words: Sequence[str], positions: NDArray[np.integer], frame: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each word; a position of -1 is unknown."""
    kinds = category_codes(frame["type"], TYPES.codes).astype(np.int64)
    slots = np.where(positions < 0, len(words), positions).astype(np.int64)
    shape = len(words) + 1, len(TYPES.codes)
    table = np.bincount(slots * shape[1] + kinds, minlength=shape[0] * shape[1]).reshape(shape)
    integral = np.bincount(slots[frame["integral"].to_numpy()], minlength=shape[0])
    found = pd.DataFrame(
        np.column_stack([table, table.sum(axis=1), integral]),
        index=pd.Index([*words, UNKNOWN], dtype="object"),
        columns=list(SPLIT_COLUMNS),
    )
    return found if found["total"].iloc[-1] else found.iloc[:-1]


def _worded(column: str, words: Vocabulary) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda frame: _rows(words.codes, category_codes(frame[column], words.codes), frame)


def _set(column: str, words: Vocabulary) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return what splits by a set: an activation counts in the row of each of its members."""

    def found(frame: pd.DataFrame) -> pd.DataFrame:
        masks = frame[column].to_numpy()
        having = [frame[(masks >> bit & 1).astype(bool)] for bit in range(len(words.codes))]
        rows = [split_whole(part) for part in having]
        return pd.DataFrame(rows, index=pd.Index(words.codes, dtype="object"), columns=list(SPLIT_COLUMNS))

    return found


def _by_result(frame: pd.DataFrame) -> pd.DataFrame:
    positions = category_codes(frame["result"], RESULTS.codes)
    return _rows((*RESULTS.codes, NO_RESULT), np.where(positions < 0, len(RESULTS.codes), positions), frame)


def _by_month(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the months from the first to the last with an activation, those between without any included."""
    days = frame["activated_on"].to_numpy()
    known = ~np.isnat(days)
    if not known.any():
        return _rows((), np.full(len(frame), -1), frame)
    months = days.astype("datetime64[M]").astype(np.int64)
    first, last = months[known].min(), months[known].max()
    words = np.arange(first, last + 1).astype("datetime64[M]").astype(str).tolist()
    return _rows(words, np.where(known, months - first, -1), frame)


def _by_region(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the 25 regions, then the countries: in the Netherlands those of which no region is known."""
    codes = (*REGION_CODES, *COUNTRIES.codes)  # in the order of the axis "place"
    where = places(frame).astype(np.int64)
    return _rows(codes, np.where(where < len(codes), where, -1), frame)


def _by_reporter(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the organisations that reported, most reports first; NOT_SAID is the last row."""
    reports = frame[(frame["source"] == "melding").to_numpy()]
    names = reports["reporter"].str.split().str.join(" ")
    positions, words = pd.factorize(names)
    found = _rows(tuple(map(str, words)), positions, reports)
    order = sorted(found.index, key=lambda name: (name == NOT_SAID, -found["total"][name], name))
    return found.loc[order]


SPLITS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "thema": _set("themes", THEMES),
    "sector": _worded("sector", SECTORS),
    "bron": _worded("source", SOURCES),
    "resultaat": _by_result,
    "maand": _by_month,
    "region": _by_region,
    "melder": _by_reporter,
    "organisatie": _set("organisations", ORGANISATIONS),
}
"""By what activations can be split; ``melder`` is about reports alone."""

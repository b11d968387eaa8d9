"""One pass over the records: counts by everything the picture asks about, small enough to keep in a cache."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from geo.picture.cube import AXES, Cube, cube_keys, cube_of, frozen, locations, places, precisions
from geo.picture.masks import activation_mask, category_codes, housing_mask
from geo.picture.selection import Selection
from geo.vocabulary import SECTORS, SOURCES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from geo.vocabulary import Vocabulary

LAST_DAYS = 28
"""Without a period in the selection, this many last days of data are compared with as many before."""

COMPARED = ("type", "integral", "result", "open")
"""The axes of the cubes of two periods that are compared: those the headline figures are about."""
_DAY = 86_400
_NO_DAY = np.iinfo(np.int64).min  # how numpy writes a missing day


@dataclass(frozen=True)
class Comparison:
    """Two periods of equally many days, one right before the other; all four days are inclusive.

    ``own`` is true when the later period is that of the selection, false when it is the last days of the
    data. ``before`` is None when it would begin before the first day of the data: nothing honest can be said.
    """

    first: date
    last: date
    before: tuple[date, date] | None
    own: bool


@dataclass(frozen=True, eq=False)
class Tally:
    """Everything counted for one selection; its arrays are read-only.

    ``now`` and ``before`` count the two periods of ``comparison``, by what is compared. ``daily`` has a row
    for each day from ``daily_first`` on and a column for each type. ``sectors`` and ``sources`` follow their
    vocabularies. ``housing`` (locations) and ``places`` (to sleep) have the axes place and precision.
    ``data_first`` and ``data_last`` are the first and last day of all activations, selected or not.
    ``withheld`` has by name of a table the regions whose records were taken out of what was counted, because
    this viewer may not know how many they are (``Snapshot.withheld``).
    """

    selection: Selection
    activations: Cube
    data_first: date | None
    data_last: date | None
    comparison: Comparison | None
    now: Cube | None
    before: Cube | None
    daily_first: date | None
    daily: NDArray[np.int64]
    sectors: NDArray[np.int64]
    sources: NDArray[np.int64]
    housing: NDArray[np.int64]
    places: NDArray[np.int64]
    withheld: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def take_tally(
    activations: pd.DataFrame,
    housing: pd.DataFrame,
    selection: Selection,
    *,
    as_of: date | None = None,
    withheld: Mapping[str, tuple[str, ...]] | None = None,
) -> Tally:
    """Count the selected activations and housing locations of two typed frames, either of which may be empty.

    ``housing`` is as ``Snapshot.homes`` has it: a row may stand for many locations.

    ``as_of`` is the day on which the records stood like this: days after it have not happened, so they are
    not compared. ``withheld`` is kept with the counts, as ``Snapshot.withheld`` has it.
    """
    seconds = activations["activated_on"].to_numpy().astype("datetime64[s]", copy=False).view(np.int64)
    first, last = _span(seconds)
    anytime = _rows(activation_mask(replace(selection, from_day=None, to_day=None), activations))
    keys, seconds = cube_keys(activations)[anytime], seconds[anytime]

    def column(name: str, words: Vocabulary) -> NDArray[np.int8]:
        return category_codes(activations[name], words.codes)[anytime][chosen]

    def counted(first: date, last: date) -> Cube:
        return cube_of(keys[_rows(_within(seconds, first, last))]).only(*COMPARED)

    chosen = _rows(_within(seconds, selection.from_day, selection.to_day))
    comparison = _comparison(selection, first, last, as_of)
    start, end = _clip(selection, first, last)
    lodging, beds = _housing(housing, selection)
    return Tally(
        selection=selection,
        activations=cube_of(keys[chosen]),
        data_first=first,
        data_last=last,
        comparison=comparison,
        now=counted(comparison.first, comparison.last) if comparison else None,
        before=counted(*comparison.before) if comparison and comparison.before else None,
        daily_first=start,
        daily=_daily(seconds[chosen], column("type", TYPES), start, end),
        sectors=_frequencies(column("sector", SECTORS), SECTORS),
        sources=_frequencies(column("source", SOURCES), SOURCES),
        housing=lodging,
        places=beds,
        withheld=withheld or {},
    )


def find_comparison(
    activations: pd.DataFrame, selection: Selection, *, as_of: date | None = None
) -> Comparison | None:
    """Return which periods ``take_tally`` compares for a selection; None without data."""
    seconds = activations["activated_on"].to_numpy().astype("datetime64[s]", copy=False).view(np.int64)
    return _comparison(selection, *_span(seconds), as_of)


def _rows(mask: NDArray[np.bool_]) -> slice | NDArray[np.intp]:
    """Return what takes the rows of a mask out of several columns: much faster than the mask itself."""
    return slice(None) if mask.all() else np.flatnonzero(mask)


def _span(seconds: NDArray[np.int64]) -> tuple[date | None, date | None]:
    """Return the first and the last day there is, both None when there is none."""
    if len(seconds) and seconds.min() == _NO_DAY:
        seconds = seconds[seconds != _NO_DAY]
    if not len(seconds):
        return None, None
    return _as_day(seconds.min()), _as_day(seconds.max())


def _as_day(second: np.int64) -> date:
    return date(1970, 1, 1) + timedelta(days=int(second) // _DAY)


def _second(day: date) -> int:
    return (day - date(1970, 1, 1)).days * _DAY


def _within(seconds: NDArray[np.int64], first: date | None, last: date | None) -> NDArray[np.bool_]:
    """Return which records lie in a period, all without one; a record without a day lies in no period."""
    mask = seconds >= _second(first) if first else np.ones(len(seconds), dtype=bool)
    return mask & (seconds < _second(last) + _DAY) & (seconds != _NO_DAY) if last else mask


def _comparison(
    selection: Selection, data_first: date | None, data_last: date | None, as_of: date | None
) -> Comparison | None:
    if data_first is None or data_last is None:
        return None
    own = bool(selection.from_day or selection.to_day)
    last = selection.to_day or data_last
    if as_of:
        last = min(last, as_of)
    # counted in day numbers, since a date cannot lie before the year 1
    first = selection.from_day.toordinal() if selection.from_day else data_first.toordinal()
    if not own:
        first = last.toordinal() - LAST_DAYS + 1
    days = last.toordinal() - first + 1
    if days < 1 or first < 1:
        return None
    covered = first - days >= data_first.toordinal()
    before = (date.fromordinal(first - days), date.fromordinal(first - 1)) if covered else None
    return Comparison(date.fromordinal(first), last, before, own)


def _clip(selection: Selection, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """Return the selection's period as far as there are data: an endless period draws no endless axis."""
    if first is None or last is None:
        return None, None
    start, end = max(first, selection.from_day or first), min(last, selection.to_day or last)
    return (start, end) if start <= end else (None, None)


def _daily(
    seconds: NDArray[np.int64], types: NDArray[np.int8], start: date | None, end: date | None
) -> NDArray[np.int64]:
    width = len(TYPES.codes)
    if start is None or end is None:
        return frozen(np.zeros((0, width), dtype=np.int64))
    slots = (seconds - _second(start)) // _DAY * width + types
    slots = slots[seconds != _NO_DAY] if (seconds == _NO_DAY).any() else slots
    return frozen(np.bincount(slots, minlength=((end - start).days + 1) * width).reshape(-1, width))


def _frequencies(positions: NDArray[np.int8], words: Vocabulary) -> NDArray[np.int64]:
    # for a few words, comparing bytes is faster than counting into bins
    return frozen(np.array([np.count_nonzero(positions == code) for code in range(len(words.codes))]))


def _housing(frame: pd.DataFrame, selection: Selection) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of locations and of places to sleep by place and precision."""
    chosen = housing_mask(selection, frame)
    shape = AXES["place"], AXES["precision"]
    keys = (places(frame).astype(np.int32) * shape[1] + precisions(frame))[chosen]
    length = shape[0] * shape[1]
    beds = np.bincount(keys, weights=frame["capacity"].to_numpy()[chosen], minlength=length).astype(np.int64)
    lodging = np.bincount(keys, locations(frame, chosen), minlength=length).astype(np.int64)
    return frozen(lodging.reshape(shape)), frozen(beds.reshape(shape))

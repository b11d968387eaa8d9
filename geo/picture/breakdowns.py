"""One function for each question a page asks about the selected records; all take the same tally."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo import dutch
from geo.areas import REGION_CODES
from geo.language import plural, say
from geo.picture.filters import NO_RESULT
from geo.vocabulary import COUNTRIES, RESULTS, SECTORS, SOURCES, THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from geo.picture.tally import Tally

UNKNOWN = "onbekend"
"""Where the counts by one thing put the records that do not say."""


# themes by types


@dataclass(frozen=True)
class Matrix:
    """Activations by theme and type, and those of them that led to integral deployment.

    Both frames have the themes as index and the types and ``total`` as columns. An activation may have
    several themes, so the rows may add up to more than the last row, ``all``, which counts each one once.
    """

    counts: pd.DataFrame
    integral: pd.DataFrame
    several: int

    @property
    def total(self) -> int:
        """The number of activations, each counted once."""
        return int(self.counts.loc["all", "total"])  # type: ignore[arg-type]

    @property
    def note(self) -> str:
        """What to say under the table about its sums."""
        if not self.several:
            return ""
        return plural(
            "{count} activering heeft meer dan één thema:"
            " de rijen tellen op tot meer dan het totaal van {total}.",
            "{count} activeringen hebben meer dan één thema:"
            " de rijen tellen op tot meer dan het totaal van {total}.",
            self.several,
            count=dutch.number(self.several),
            total=dutch.number(self.total),
        )


def theme_type_matrix(tally: Tally) -> Matrix:
    """Return the activations by theme and type, with how many led to integral deployment."""
    cube = tally.activations.by("themes", "type", "integral")
    several = [mask for mask in range(len(cube)) if mask.bit_count() > 1]
    return Matrix(_by_theme(cube.sum(axis=2)), _by_theme(cube[:, :, 1]), int(cube[several].sum()))


def _by_theme(cube: NDArray[np.int64]) -> pd.DataFrame:
    table = np.array([*(_having(cube, bit) for bit in range(len(THEMES.codes))), cube.sum(axis=0)])
    return pd.DataFrame(
        np.column_stack([table, table.sum(axis=1)]),
        index=pd.Index([*THEMES.codes, "all"], name="theme"),
        columns=[*TYPES.codes, "total"],
    )


def _having(cube: NDArray[np.int64], bit: int) -> NDArray[np.int64]:
    """Return the sum over all sets of themes that hold the theme of ``bit``."""
    masks = [mask for mask in range(len(cube)) if mask >> bit & 1]
    found: NDArray[np.int64] = cube[masks].sum(axis=0)
    return found


# time


def per_week(tally: Tally) -> pd.DataFrame:
    """Return the activations of each ISO week by type, weeks without any included.

    From the first to the last week of the data, or of the selected period as far as there are data.

    Returns
    -------
    DataFrame
        Index ``monday`` (datetime64[s]); columns: each type, ``total``, ``year`` and ``week`` (ISO), and
        ``days``: how many days of the week lie in the period, fewer than 7 where it is cut off. No rows
        without data.
    """
    first = tally.daily_first or date(1970, 1, 5)
    lead = first.weekday()
    count = -(-(lead + len(tally.daily)) // 7) if len(tally.daily) else 0
    days = np.zeros((count * 7, len(TYPES.codes) + 1), dtype=np.int64)
    days[lead : lead + len(tally.daily)] = np.column_stack([tally.daily, np.ones(len(tally.daily))])
    weeks = days.reshape(count, 7, days.shape[1]).sum(axis=1)
    mondays = np.datetime64(first - timedelta(days=lead), "s") + np.arange(count) * np.timedelta64(7, "D")
    calendar = [monday.isocalendar() for monday in mondays.tolist()]
    return pd.DataFrame(
        {
            **{code: weeks[:, position] for position, code in enumerate(TYPES.codes)},
            "total": weeks[:, :-1].sum(axis=1),
            "year": np.array([one.year for one in calendar], dtype=np.int64),
            "week": np.array([one.week for one in calendar], dtype=np.int64),
            "days": weeks[:, -1],
        },
        index=pd.DatetimeIndex(mondays, name="monday"),
    )


# counts by one thing


@dataclass(frozen=True)
class Counts:
    """Activations by one thing; ``adds_up`` is false where one activation counts more than once."""

    total: int
    by: str | None
    counts: dict[str, int]
    adds_up: bool = True

    @property
    def note(self) -> str:
        """What to say beside counts that do not add up to the total; "" where they do."""
        if self.adds_up:
            return ""
        return say("Een activering kan meer dan één thema hebben: samen kan dit meer zijn dan het totaal.")


def counts(tally: Tally, by: str | None = None) -> Counts:
    """Return the activations by one of COUNTS; without ``by`` the total alone.

    Every word of a vocabulary is there, also with 0. Records that do not say are under ``onbekend``, which is
    left out when there are none. KeyError for a ``by`` that is not in COUNTS.
    """
    total = tally.activations.total
    if by is None:
        return Counts(total, None, {})
    found = COUNTS[by](tally)
    if by == "thema":
        return Counts(total, by, found, adds_up=False)
    unknown = total - sum(found.values())
    return Counts(total, by, {**found, UNKNOWN: unknown} if unknown else found)


def _worded(words: Iterable[str], numbers: Iterable[int]) -> dict[str, int]:
    return dict(zip(words, map(int, numbers), strict=True))


def _by_region(tally: Tally) -> dict[str, int]:
    return _worded(REGION_CODES, tally.activations.by("place")[: len(REGION_CODES)])


def _by_country(tally: Tally) -> dict[str, int]:
    places = tally.activations.by("place")
    # a record with a region lies in the Netherlands, which is also the first of the countries
    elsewhere = places[len(REGION_CODES) : -1].copy()
    elsewhere[0] += places[: len(REGION_CODES)].sum()
    return _worded(COUNTRIES.codes, elsewhere)


def _by_theme_alone(tally: Tally) -> dict[str, int]:
    masks = tally.activations.by("themes")[:, None]
    return _worded(THEMES.codes, (_having(masks, bit)[0] for bit in range(len(THEMES.codes))))


def _by_month(tally: Tally) -> dict[str, int]:
    if tally.daily_first is None:
        return {}
    days = np.datetime64(tally.daily_first, "D") + np.arange(len(tally.daily))
    months = days.astype("datetime64[M]")
    position = (months - months[0]).astype(int)
    numbers = np.bincount(position, weights=tally.daily.sum(axis=1)).astype(int)
    return _worded(np.unique(months).astype(str).tolist(), numbers)


COUNTS: dict[str, Callable[[Tally], dict[str, int]]] = {
    "region": _by_region,
    "type": lambda tally: _worded(TYPES.codes, tally.activations.by("type")),
    "thema": _by_theme_alone,
    "sector": lambda tally: _worded(SECTORS.codes, tally.sectors),
    "maand": _by_month,
    "land": _by_country,
    "bron": lambda tally: _worded(SOURCES.codes, tally.sources),
    "resultaat": lambda tally: _worded((*RESULTS.codes, NO_RESULT), tally.activations.by("result")),
}
"""By what activations can be counted, as it is called on the command line."""

"""The activations by sector: themes, types and results, where outbreaks come back, and what changed.

An outbreak is an activation with established infections. It came back in a sector and region when there were
outbreaks on at least two days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.areas import REGION_CODES
from geo.language import say
from geo.picture.breakdowns import UNKNOWN
from geo.picture.cube import places
from geo.picture.filters import NO_RESULT
from geo.picture.masks import activation_mask, category_codes
from geo.picture.shares import Share, share_of
from geo.picture.summary import FEWEST_COMPARED, difference, two_sided
from geo.picture.tally import find_comparison
from geo.rows import rows_by_index
from geo.vocabulary import RESULTS, SECTORS, THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from geo.picture.selection import Selection
    from geo.picture.tally import Comparison
    from geo.store import Snapshot

EVERY = "all"
"""The theme under which each activation counts once."""
ELSEWHERE = "elders"
"""Where the activations count that lie in no Dutch region."""
OUTCOMES = (*RESULTS.codes, NO_RESULT)


@dataclass(frozen=True, eq=False)
class Sectors:
    """The activations of a selection by sector.

    ``detail`` has a row for each sector and theme (and EVERY, which counts each activation once), and the
    columns ``total``, one for each type, ``infections`` (outbreaks), ``integral`` and one for each of
    OUTCOMES. ``regions``, ``outbreaks`` and ``days`` have the region codes and ELSEWHERE as index and the
    sectors as columns: activations, outbreaks, and on how many days there were outbreaks. ``weeks`` is in how
    many weeks each sector had outbreaks. ``change`` has by sector ``now`` and ``before``, the counts in the
    periods of ``comparison``, and ``q``, the chance of such a difference when there is none (exact, adjusted
    for the number of sectors; NaN below FEWEST_COMPARED); without an earlier period it has no rows.
    """

    detail: pd.DataFrame
    regions: pd.DataFrame
    outbreaks: pd.DataFrame
    days: pd.DataFrame
    weeks: pd.Series[int]
    change: pd.DataFrame
    comparison: Comparison | None

    @property
    def codes(self) -> tuple[str, ...]:
        """The sectors that are shown: those chosen, and UNKNOWN where records do not say."""
        return tuple(self.regions.columns)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows of each sector as a whole, in the order of the vocabulary."""
        return pd.DataFrame(self.detail.xs(EVERY, level="theme")).loc[list(self.codes)]

    @cached_property
    def rows(self) -> dict[Hashable, dict[Hashable, Any]]:
        """The row of each sector in ``table``, by its code."""
        return rows_by_index(self.table)

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """The rows of ``table``, the most outbreaks first, then the most activations."""
        return self.table.sort_values(["infections", "total"], ascending=False, kind="stable")

    @property
    def total(self) -> int:
        """The number of activations, each counted once."""
        return int(self.table["total"].sum())

    @property
    def infected(self) -> int:
        """The number of outbreaks, each counted once."""
        return int(self.table["infections"].sum())

    def share(self, code: str, column: str) -> Share:
        """Return which part of a sector's activations a column of ``detail`` counts, with its interval."""
        row = self.rows[code]
        return share_of(row[column], row["total"])

    def returned(self, code: str) -> list[tuple[str, int]]:
        """Return the regions in which outbreaks came back in a sector, with their number, most first."""
        days, outbreaks = self.days[code].to_dict(), self.outbreaks[code].to_dict()
        found = [
            (str(region), int(outbreaks[region]))
            for region, count in days.items()
            if count >= 2 and region != ELSEWHERE
        ]
        return sorted(found, key=lambda one: -one[1])

    @cached_property
    def changes(self) -> dict[Hashable, dict[Hashable, Any]]:
        """The row of each sector in ``change``, by its code."""
        return rows_by_index(self.change)

    def told(self, code: str) -> str:
        """Return what may be said of a sector's change; "" when the numbers are too small for words."""
        row = self.changes[code]
        return difference(int(row["now"]), int(row["before"]), row["q"])


def sector_label(code: str) -> str:
    """Return the name of a sector, also of UNKNOWN."""
    return say("Onbekend") if code == UNKNOWN else SECTORS.label(code)


# figures


def make_sectors(snapshot: Snapshot, selection: Selection) -> Sectors:
    """Return the activations of a selection by sector; all counts are 0 without any."""
    frame = snapshot.activations
    chosen = frame[activation_mask(selection, frame)]
    sectors = category_codes(chosen["sector"], SECTORS.codes)
    codes = selection.sectors or SECTORS.codes
    if (sectors < 0).any():
        codes = (*codes, UNKNOWN)
    infected = chosen["infections"].to_numpy()
    spots = np.minimum(places(chosen), len(REGION_CODES))
    days = chosen["activated_on"].to_numpy().astype("datetime64[D]")
    comparison = find_comparison(frame, selection, as_of=snapshot.as_of.date())
    return Sectors(
        detail=_detail(chosen, sectors),
        regions=_by_region(sectors, spots, codes),
        outbreaks=_by_region(sectors[infected], spots[infected], codes),
        days=_by_region(*_once(sectors[infected], spots[infected], days[infected]), codes),
        weeks=_weeks(sectors[infected], days[infected], codes),
        change=_change(frame, selection, comparison, codes),
        comparison=comparison,
    )


_ALL = (*SECTORS.codes, UNKNOWN)  # position -1 is the last


def _counted(sectors: NDArray[np.int8]) -> NDArray[np.int64]:
    return np.bincount(sectors.astype(np.intp) % len(_ALL), minlength=len(_ALL))


def _detail(chosen: pd.DataFrame, sectors: NDArray[np.int8]) -> pd.DataFrame:
    types, results = (
        category_codes(chosen[name], words.codes) for name, words in (("type", TYPES), ("result", RESULTS))
    )
    columns = {
        "total": np.ones(len(chosen), dtype=bool),
        **{code: types == place for place, code in enumerate(TYPES.codes)},
        "infections": chosen["infections"].to_numpy(),
        "integral": chosen["integral"].to_numpy(),
        **{code: results == place for place, code in enumerate(RESULTS.codes)},
        NO_RESULT: results < 0,
    }
    themes = chosen["themes"].to_numpy()
    rows = {theme: (themes >> bit & 1).astype(bool) for bit, theme in enumerate(THEMES.codes)}
    rows[EVERY] = columns["total"]
    index = pd.MultiIndex.from_product([_ALL, rows], names=["sector", "theme"])
    counts = {
        name: np.column_stack([_counted(sectors[flags & having]) for having in rows.values()]).ravel()
        for name, flags in columns.items()
    }
    return pd.DataFrame(counts, index=index)


def _by_region(sectors: NDArray[np.int8], spots: NDArray[np.int8], codes: tuple[str, ...]) -> pd.DataFrame:
    rows = (*REGION_CODES, ELSEWHERE)
    keys = spots.astype(np.intp) * len(_ALL) + sectors.astype(np.intp) % len(_ALL)
    counts = np.bincount(keys, minlength=len(rows) * len(_ALL)).reshape(len(rows), len(_ALL))
    return pd.DataFrame(counts, index=pd.Index(rows, name="region"), columns=list(_ALL))[list(codes)]


def _once(
    sectors: NDArray[np.int8], spots: NDArray[np.int8], days: NDArray[np.datetime64]
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Return the sector and place of each day with one record or more, once; no day is a day too."""
    found = pd.DataFrame({"sector": sectors, "spot": spots, "day": days}).drop_duplicates()
    return found["sector"].to_numpy(), found["spot"].to_numpy()


def _weeks(sectors: NDArray[np.int8], days: NDArray[np.datetime64], codes: tuple[str, ...]) -> pd.Series[int]:
    known = ~np.isnat(days)
    weeks = (days[known].astype(np.int64) + 3) // 7  # the first Monday of 1970 was the fifth of January
    found = pd.DataFrame({"sector": sectors[known], "week": weeks}).drop_duplicates()
    return pd.Series(_counted(found["sector"].to_numpy()), index=list(_ALL)).loc[list(codes)]


def _change(
    frame: pd.DataFrame, selection: Selection, comparison: Comparison | None, codes: tuple[str, ...]
) -> pd.DataFrame:
    from geo.picture.exact import adjust_p_values  # noqa: PLC0415 see density

    if comparison is None or comparison.before is None:
        return pd.DataFrame(columns=["now", "before", "q"], dtype=float)
    now, before = (
        _in_period(frame, replace(selection, from_day=first, to_day=last))
        for first, last in ((comparison.first, comparison.last), comparison.before)
    )
    table = pd.DataFrame({"now": now, "before": before}, index=list(_ALL)).loc[list(codes)]
    told = [
        two_sided(one, other) if one + other >= FEWEST_COMPARED else np.nan
        for one, other in table.itertuples(index=False)
    ]
    return table.assign(q=adjust_p_values(told))


def _in_period(frame: pd.DataFrame, selection: Selection) -> NDArray[np.int64]:
    return _counted(category_codes(frame["sector"], SECTORS.codes)[activation_mask(selection, frame)])

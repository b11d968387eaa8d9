"""How often the platform was activated in each region for its size, and what of that chance explains."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.picture.regions import STATES, chosen_regions, measure, region_table
from geo.picture.tally import take_tally
from geo.rows import rows_by_index
from geo.vocabulary import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    from numpy.typing import NDArray

    from geo.picture.denominators import Denominator
    from geo.picture.selection import Selection
    from geo.store import Snapshot

ALPHA = 0.05
"""The share of false findings among the regions that are called higher or lower; intervals are at 95 %."""
LIMITS = (ALPHA, 0.002)
"""Of the inner and the outer limits of the funnel: 95 % and 99.8 %."""


@dataclass(frozen=True, eq=False)
class Density:
    """The regions compared for one denominator, with rates for each ``per`` of it.

    ``national`` is the rate of all regions with data together, NaN when there are none; ``count`` and
    ``total`` are what it was divided from. ``table`` has a row for each of the 25 regions, its code as index:

    name, count (Int64), denominator
        What there is; missing when withheld, the denominator also when it is unknown or zero.
    rate, low, high, shrunken
        By ``per``: the rate with its exact interval at 95 %, and the rate moved towards the national one.
    expected, ratio
        The number of activations at the national rate, and the count as a multiple of it.
    lower_to, higher_from
        The counts (Int64) that alone would lie outside the funnel at 95 %; ``lower_to`` is missing where not
        even 0 would.
    p, q
        Of an equal rate in the rest of the country; q is adjusted for the number of regions shown.
    verdict, state
        Codes of VERDICTS and of STATES. A region that is not shown has its figures, but no q and no verdict.
    """

    denominator: Denominator
    per: int
    count: int
    total: float
    national: float
    table: pd.DataFrame

    @cached_property
    def rows(self) -> dict[Hashable, dict[Hashable, Any]]:
        """The row of each region, by its code."""
        return rows_by_index(self.table)

    @cached_property
    def shown_rows(self) -> dict[Hashable, dict[Hashable, Any]]:
        """The rows of the regions that are shown and have data, by code."""
        return {code: row for code, row in self.rows.items() if row["state"] in ("waarde", "nul")}

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The rows of the regions that are shown and have data."""
        return self.table[self.table["state"].isin(("waarde", "nul"))]


def nationwide(selection: Selection) -> Selection:
    """Return the selection without its regions and countries: a region is compared with all the others."""
    return replace(selection, regions=(), countries=())


def compare_selection(
    snapshot: Snapshot,
    selection: Selection,
    regions: pd.DataFrame,
    one: Denominator,
    *,
    per: int | None = None,
) -> Density:
    """Return the regions of a selection compared with the whole country, the other filters the same for all.

    ``regions`` are those of the boundaries, as for ``region_table``.
    """
    tally = take_tally(
        snapshot.activations, snapshot.homes, nationwide(selection), withheld=snapshot.reduction.withheld
    )
    return compare_regions(region_table(tally, regions), one, shown=chosen_regions(selection), per=per)


def compare_regions(
    table: pd.DataFrame, one: Denominator, *, shown: Collection[str] | None = None, per: int | None = None
) -> Density:
    """Return the regions of a region table compared with each other.

    Parameters
    ----------
    table
        As ``region_table`` makes it, of a selection of all regions (``nationwide``). Regions that are not
        chosen in it or withheld count for nothing, not even for the national rate.
    one
        What the counts are divided by.
    shown
        The codes of the regions that get a verdict, all when None.
    per
        Rates are for so much of the denominator; that of the denominator when None.
    """
    per = per or one.per
    state_of = _States(table, one)
    counts, below = state_of.numbers("activations"), state_of.numbers(one.column)
    below[below <= 0] = np.nan
    known = ~np.isnan(counts) & ~np.isnan(below)
    states = state_of.each(counts, known, shown)
    figures = _figures(counts[known], below[known], np.isin(states[known], _SHOWN))
    spread: dict[str, NDArray[np.float64]] = {"count": counts, "denominator": below}
    for name, values in figures.items():
        spread[name] = np.full(len(table), np.nan)
        spread[name][known] = values * per if name in _RATES else values
    verdicts = np.nan_to_num(spread.pop("verdict"), nan=_NO_DATA).astype(np.int8)
    columns: dict[str, Any] = {
        "name": table["name"].to_numpy(),
        **{name: _whole(values) if name in _WHOLE else values for name, values in spread.items()},
        "verdict": pd.Categorical.from_codes(verdicts, dtype=_VERDICT_TYPE),
        "state": pd.Categorical.from_codes(states, dtype=_STATE_TYPE),
    }
    count, total = int(counts[known].sum()), float(below[known].sum())
    national = count / total * per if total else np.nan
    return Density(one, per, count, total, national, pd.DataFrame(columns, index=table.index))


def find_limits(
    expected: NDArray[np.float64], alpha: float = ALPHA
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the counts between which chance leaves a region, by its expected number (``funnel_limits``)."""
    from geo.picture import exact  # noqa: PLC0415 as above

    return exact.funnel_limits(expected, alpha)


_RATES = ("rate", "low", "high", "shrunken")
_WHOLE = ("count", "lower_to", "higher_from")
_STATE_TYPE = pd.CategoricalDtype([state.code for state in STATES])
_VALUE, _ZERO, _MISSING, _WITHHELD, _NOT_CHOSEN = range(len(STATES))
_SHOWN = (_VALUE, _ZERO)
_VERDICT_TYPE = pd.CategoricalDtype(list(VERDICTS.codes))
_HIGHER, _LOWER, _CHANCE, _TOO_FEW, _NO_DATA = range(len(VERDICTS.codes))


def _whole(values: NDArray[np.float64]) -> pd.api.extensions.ExtensionArray:
    missing = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype(np.int64), missing)


class _States:
    """Which regions of a region table are withheld or not chosen, for one denominator."""

    def __init__(self, table: pd.DataFrame, one: Denominator) -> None:
        self.table = table
        columns = ("count_state", measure(one.measure).state_column)
        self.withheld = np.any([_equal(table[name], "afgeschermd") for name in columns], axis=0)
        self.not_chosen = _equal(table["count_state"], "niet gekozen")

    def numbers(self, column: str) -> NDArray[np.float64]:
        """Return a column as numbers, NaN where it is missing, withheld or of a region not chosen."""
        values = self.table[column].to_numpy(dtype=np.float64, na_value=np.nan)
        return np.where(self.withheld | self.not_chosen, np.nan, values)

    def each(
        self, counts: NDArray[np.float64], known: NDArray[np.bool_], shown: Collection[str] | None
    ) -> NDArray[np.int8]:
        """Return the position in STATES of each region: the first that holds."""
        out = self.not_chosen
        if shown is not None:
            out = out | ~np.isin(self.table.index.to_numpy(dtype=object), list(shown))
        holds = [(out, _NOT_CHOSEN), (self.withheld, _WITHHELD), (~known, _MISSING), (counts == 0, _ZERO)]
        return _first(holds, _VALUE).astype(np.int8)


def _equal(column: pd.Series[Any], word: str) -> NDArray[np.bool_]:
    return (column == word).to_numpy(dtype=bool)


def _first(holds: list[tuple[NDArray[np.bool_], int]], otherwise: int) -> NDArray[np.int_]:
    """Return, for each region, the number of the first condition that holds."""
    return np.select([condition for condition, _ in holds], [number for _, number in holds], otherwise)


def _figures(
    counts: NDArray[np.float64], below: NDArray[np.float64], asked: NDArray[np.bool_]
) -> dict[str, NDArray[np.float64]]:
    """Return the figures of regions with data, for each one of the denominator; ``asked`` get a verdict."""
    from geo.picture import exact  # noqa: PLC0415 scipy takes 0.2 s to load, and only this needs it

    count, total = counts.sum(), below.sum()
    expected = below * (count / total) if total else below
    (low, high), (lower, higher) = exact.poisson_interval(counts, ALPHA), exact.funnel_limits(expected, ALPHA)
    p = exact.rest_p_values(counts, count, below / total) if total else below
    q = exact.adjust_p_values(np.where(asked, p, np.nan))
    differs, too_few = q <= ALPHA, expected < exact.least_expected(ALPHA)
    verdicts = [
        (~asked, _NO_DATA),
        (differs & (counts > expected), _HIGHER),
        ((counts < expected) & too_few, _TOO_FEW),
        (differs & (counts < expected), _LOWER),
    ]
    return {
        "rate": counts / below,
        "low": low / below,
        "high": high / below,
        "shrunken": exact.shrink(counts, below, exact.find_prior(counts, below)),
        "expected": expected,
        "ratio": np.divide(counts, expected, out=np.full(len(counts), np.nan), where=expected > 0),
        "lower_to": np.floor(lower + _ROUNDING),
        "higher_from": np.ceil(higher - _ROUNDING),
        "p": p,
        "q": q,
        "verdict": _first(verdicts, _CHANCE).astype(np.float64),
    }


_ROUNDING = 1e-9  # a limit at 3.0000000001 is at 3

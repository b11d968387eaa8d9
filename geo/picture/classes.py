"""Classes of a measure for the map: few, round limits that keep their meaning while filters change.

A class holds the values from its lower limit up to, not including, the next one; the last has no upper limit.
Only values above zero belong to a class: zero and no data are states of their own (see ``regions``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

MOST = 5
"""No map has more classes than this: more shades cannot be told apart."""

NO_CLASS = -1
_TOLERANCE_DIGITS = 9  # 3 / 10 and 0.3 belong to the same class


@dataclass(frozen=True)
class Classes:
    """Lower limits, rising, the first 0 (1 for whole numbers); none when no value is above zero."""

    limits: tuple[float, ...]
    whole: bool

    @property
    def bounds(self) -> tuple[tuple[float, float | None], ...]:
        """Return lower and upper limit of each class; None where there is no upper limit.

        For whole numbers the upper limit is the last number in the class, so that (3, 4) reads as "3 or 4";
        for others it is the limit that is no longer in it.
        """
        step = 1 if self.whole else 0
        closed = [(low, high - step) for low, high in pairwise(self.limits)]
        return (*closed, (self.limits[-1], None)) if self.limits else ()

    @property
    def decimals(self) -> int:
        """How many decimals it takes to write the limits without rounding them."""
        return max((len(f"{limit:.12f}".rstrip("0").split(".")[1]) for limit in self.limits), default=0)

    def of(self, values: ArrayLike) -> NDArray[np.int8]:
        """Return the class of each value, 0 the lowest; NO_CLASS for zero and for no data (NaN)."""
        numbers = np.round(np.asarray(values, dtype=float), _TOLERANCE_DIGITS)
        found = np.searchsorted(np.array(self.limits), numbers, side="right") - 1
        return np.where(numbers > 0, found, NO_CLASS).astype(np.int8)


def find_classes(values: ArrayLike, *, whole: bool) -> Classes:
    """Return the classes for the values of a measure over all regions, zero and NaN among them.

    The limits are a run out of the series 1, 2, 5, 10, 20, 50, … (1, 2, 3, 5 below ten), the one that fills
    most classes; equal steps where that series hardly tells the values apart, as with 38,000 to 42,000. Give
    the values of the unfiltered records: then a colour means the same whatever is filtered, and since filters
    only lower a value, it falls in the same class or a lower one.

    Parameters
    ----------
    values
        Numbers of 0 or more; NaN and infinite ones are passed over.
    whole
        Whether they are counts, so that limits are whole numbers and the first class begins at 1.
    """
    numbers = np.asarray(values, dtype=float)
    numbers = numbers[np.isfinite(numbers) & (numbers > 0)]
    if not len(numbers):
        return Classes((), whole)
    start = 1.0 if whole else 0.0
    rising = [Classes((start, *limits), whole) for limits in _rising(numbers, whole=whole)]
    even = Classes((start, *_even(numbers, whole=whole)), whole)

    def filled(found: Classes) -> int:
        return len(np.unique(found.of(numbers)))

    best = max(rising, key=filled)  # the first of the best
    return even if filled(even) > filled(best) + 1 else best


def _rising(numbers: NDArray[np.float64], *, whole: bool) -> list[list[float]]:
    """Return runs of limits out of the series 1, 2, 5, 10, …, those up to the highest value first."""
    least, most = float(numbers.min()), float(numbers.max())
    steps = (1, 2, 3, 5) if whole and most < 10 else (1, 2, 5)
    powers = range(math.floor(math.log10(least)), math.floor(math.log10(most)) + 1)
    series = [float(f"{step}e{power}") for power in powers for step in steps]
    inner = [limit for limit in series if limit <= most and (limit > 1 or not whole)]
    lowest = max(len(inner) - MOST + 1, 0)
    return [inner[start : start + MOST - 1] for start in range(lowest, -1, -1)]


def _even(numbers: NDArray[np.float64], *, whole: bool) -> list[float]:
    """Return limits in equal, round steps from the lowest to the highest value."""
    least, most = float(numbers.min()), float(numbers.max())
    step = _round_up((most - least) / MOST or most)
    step = max(step, 1.0) if whole else step
    first = math.floor(least / step) + 1
    limits = (round((first + number) * step, 12) for number in range(MOST - 1))
    return [limit for limit in limits if limit <= most and (limit > 1 or not whole)]


def _round_up(step: float) -> float:
    """Return the smallest of 1, 2, 5, 10, … (times a power of ten) that is not below ``step``."""
    power = math.floor(math.log10(step))
    series = (float(f"{nice}e{power}") for nice in (1, 2, 5, 10))
    return next(size for size in series if size >= step * (1 - 1e-12))

"""Classes of a measure for the map: limits set by hand, the same whatever is imported, filtered or looked at.

A class holds the values from its lower limit up to, not including, the next one; the last has no upper limit.
Only values above zero belong to a class: zero and no data are states of their own (see ``regions``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

NO_CLASS = -1
_TOLERANCE_DIGITS = 9  # 3 / 10 and 0.3 belong to the same class


@dataclass(frozen=True)
class Classes:
    """Lower limits, rising, the first 0 (1 for whole numbers)."""

    limits: tuple[float, ...]
    whole: bool = False

    @property
    def bounds(self) -> tuple[tuple[float, float | None], ...]:
        """Return lower and upper limit of each class; None where there is no upper limit.

        For whole numbers the upper limit is the last number in the class, so that (3, 4) reads as "3 or 4";
        for others it is the limit that is no longer in it.
        """
        step = 1 if self.whole else 0
        closed = [(low, high - step) for low, high in pairwise(self.limits)]
        return (*closed, (self.limits[-1], None))

    @property
    def decimals(self) -> int:
        """How many decimals it takes to write the limits without rounding them."""
        return max(len(f"{limit:.12f}".rstrip("0").split(".")[1]) for limit in self.limits)

    def of(self, values: ArrayLike) -> NDArray[np.int8]:
        """Return the class of each value, 0 the lowest; NO_CLASS for zero and for no data (NaN)."""
        numbers = np.round(np.asarray(values, dtype=float), _TOLERANCE_DIGITS)
        found = np.searchsorted(np.array(self.limits), numbers, side="right") - 1
        return np.where(numbers > 0, found, NO_CLASS).astype(np.int8)

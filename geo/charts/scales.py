"""How far the axes of the ranking and the funnel go, and who is named first: on screen and on paper."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.charts.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from geo.picture import Density

FEW = 0.5
"""Below so many expected one activation makes any rate: such a region does not set the scale."""
LEAST_TOP, MOST_TOP = 3.0, 6.0  # times the national rate
EXPECTED = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
"""Numbers along the axis of the funnel, far enough apart."""


class Range(NamedTuple):
    """How far a funnel goes: the most that is expected, and how many times the national rate."""

    most: float
    top: float


def rate_top(found: Density) -> float:
    """Return the rate at the end of the axis of the ranking."""
    shown = found.shown
    highest = max(shown["rate"][shown["expected"] >= FEW], default=0.0)
    return max(3 * found.national if found.count else 0.0, 1.15 * highest) or 1.0


def funnel_range(found: Density) -> Range:
    """Return how far the funnel goes; a region past the top stands on the edge."""
    shown = found.shown
    expected, ratios = (shown[name].to_numpy(dtype=float) for name in ("expected", "ratio"))
    known = ratios[np.isfinite(ratios) & (expected >= FEW)]
    return Range(
        max([1.0, *(expected * 1.1).tolist()]), min(max([LEAST_TOP, *(known * 1.15).tolist()]), MOST_TOP)
    )


def strikes(row: Mapping[Hashable, Any]) -> tuple[bool, float]:
    """Return what to sort regions by so that the most striking comes first."""
    chance = abs(row["count"] - row["expected"]) / math.sqrt(max(row["expected"], 0.1))
    return MARKS[row["verdict"]].faded, -chance

"""Squares of whole kilometres over the map: where something is, no nearer than that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.areas.atlas import from_metric
from geo.areas.crs import metric_xy

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SQUARE_KM = 5


def middle_of_square(
    lon: ArrayLike, lat: ArrayLike, km: int = SQUARE_KM
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for points in degrees (STORED) the middle of the square that holds each, in degrees.

    Squares lie along the axes of RD New with a corner in its origin; a point on an edge lies in the square
    north or east of it. NaN where a point is missing; empty input gives empty arrays.
    """
    side = km * 1000.0
    x, y = ((np.floor(value / side) + 0.5) * side for value in metric_xy(lon, lat))
    known = np.isfinite(x) & np.isfinite(y)
    found = np.full(len(x), np.nan), np.full(len(y), np.nan)
    for whole, some in zip(found, from_metric(x[known], y[known]), strict=True):
        whole[known] = some
    return found

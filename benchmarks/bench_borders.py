"""The distance of a million points to the border, beside geopandas.distance on the same line."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from benchmarks.bench_locate import random_points
from benchmarks.table import Row, median_seconds, seconds
from geo.areas import METRIC, load_borders, metric_xy

POINTS = 1_000_000
PEER_POINTS = 2_000
"""What geopandas does in some seconds; it takes as long for each point."""
CODE = "nl-be"
"""The longer border: 7,200 pieces, with all of Baarle."""
MOST_S = 1.0


def rows() -> list[Row]:
    """Return the row of the budget: metres in, metres out, as geopandas has it."""
    x, y = metric_xy(*random_points(POINTS))
    borders = load_borders()
    line = borders.lines[CODE]
    points = gpd.GeoSeries(gpd.points_from_xy(x[:PEER_POINTS], y[:PEER_POINTS]), crs=METRIC)
    same = np.allclose(borders.distance_in_metres(CODE, x, y)[:PEER_POINTS], points.distance(line), atol=1e-6)
    ours = median_seconds(lambda: borders.distance_in_metres(CODE, x, y))
    peer = median_seconds(lambda: points.distance(line), runs=3) * POINTS / PEER_POINTS
    return [
        Row(
            f"distance to the border of {POINTS:,} points, same answers",
            f"under {seconds(MOST_S)}",
            seconds(ours),
            f"{seconds(peer)} (geopandas.distance, from {PEER_POINTS:,})",
            f"{peer / ours:.0f} ×",
            bool(ours < MOST_S and same),
        )
    ]

"""The area of a million points, beside geopandas.sjoin on the same polygons, answers compared."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.table import Row, faster, median_seconds, seconds
from geo.areas import STORED, Locator, load_boundaries, load_locator

if TYPE_CHECKING:
    from collections.abc import Callable

POINTS = 1_000_000
BOX = (3.3, 50.7, 7.3, 53.6)
"""Of the Netherlands: of random points in it, a third is at sea or in water, a fifth abroad."""
LEAST = 20
BUILD_S = 1.0


def rows() -> list[Row]:
    """Return the row of the design's budget, and one of building the index at the start of the server."""
    lon, lat = random_points(POINTS)
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=STORED)
    areas = polygons()
    load_locator()
    joined = gpd.sjoin(points, areas, predicate="intersects")
    ours, peer = side_by_side(
        lambda: load_locator().locate(lon, lat), lambda: gpd.sjoin(points, areas, predicate="intersects")
    )
    budget = faster(f"region of {POINTS:,} points, same answers", ours, peer, LEAST, "geopandas.sjoin")
    same = (codes(load_locator().locate(lon, lat)) == lowest(joined, len(points))).all()
    build = median_seconds(lambda: Locator(load_boundaries()), runs=3)
    return [
        Row(budget.what, budget.target, budget.ours, budget.peer, budget.ratio, bool(budget.holds and same)),
        Row(
            "index of the areas built", f"under {seconds(BUILD_S)}", seconds(build), "-", "-", build < BUILD_S
        ),
    ]


def side_by_side(ours: Callable[[], object], peer: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of both, in turns: a busy moment of the machine meets both."""
    pairs = [(median_seconds(ours, runs=9), median_seconds(peer, runs=1, warm_ups=0)) for _ in range(3)]
    quick, slow = zip(*pairs, strict=True)
    return statistics.median(quick), statistics.median(slow)


def random_points(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return longitudes and latitudes spread evenly over BOX, the same in every run."""
    random = np.random.default_rng(2020)
    x_min, y_min, x_max, y_max = BOX
    return random.uniform(x_min, x_max, count), random.uniform(y_min, y_max, count)


def polygons() -> gpd.GeoDataFrame:
    """Return municipalities, districts and waters as one layer, in the order in which they win on an edge."""
    areas = load_boundaries()
    dutch = areas.municipalities.sort_values("region", kind="stable")[["geometry"]]
    frame = pd.concat([dutch, areas.districts[["geometry"]], areas.waters])
    return frame.assign(order=range(len(frame)), code=frame.index).reset_index(drop=True)


def lowest(joined: gpd.GeoDataFrame, count: int) -> np.ndarray:
    """Return the winning code of each point of a join, "" where there is none."""
    first = joined.sort_values("order").groupby(level=0)["code"].first()
    return first.reindex(range(count)).fillna("").to_numpy(dtype=object)


def codes(found: pd.DataFrame) -> np.ndarray:
    """Return the municipality or district of each point, "" where there is none."""
    return (
        found["municipality"]
        .astype("str")
        .fillna(found["district"].astype("str"))
        .fillna("")
        .to_numpy(dtype=object)
    )

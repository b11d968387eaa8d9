"""The land in one coarse line: what stands on the page before the map does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    import geopandas as gpd

LARGEST = 14
"""The parts that are drawn: the mainland, Zeeland, Texel and its neighbours, Flevoland."""
HEIGHT = 100
_TOLERANCE_DEGREES = 0.02


def outline(regions: gpd.GeoDataFrame) -> str:
    """Return the land of ``regions`` (WGS84 degrees, not empty) as one SVG picture, 100 units high.

    Degrees of longitude are narrowed by the cosine of the middle latitude, so that shapes look as on the map.
    """
    land = shapely.get_parts(shapely.union_all(regions.geometry.values))
    parts = sorted(land, key=lambda part: -part.area)[:LARGEST]
    lines = [part.exterior.simplify(_TOLERANCE_DEGREES) for part in parts]
    west, south, east, north = shapely.total_bounds(lines)
    scale = HEIGHT / (north - south)
    narrow = scale * math.cos(math.radians((south + north) / 2))
    path = "".join(
        "M"
        + "L".join(f"{(x - west) * narrow:.1f} {(north - y) * scale:.1f}" for x, y in line.coords[:-1])
        + "Z"
        for line in lines
    )
    width = math.ceil((east - west) * narrow - 1e-6)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" aria-hidden="true">'
        f'<path d="{path}"/></svg>\n'
    )

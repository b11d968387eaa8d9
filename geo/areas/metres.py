"""Coordinates in metres: the systems in use around the borders, told apart by the size of their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np

from geo.areas.crs import METRIC, to_stored
from geo.language import mark, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Codes = NDArray[np.object_]


class System(NamedTuple):
    """A system in metres: its EPSG code, its Dutch name, and from where to where x and y run in our areas."""

    code: str
    label: str
    x: tuple[float, float]
    y: tuple[float, float]


SYSTEMS = (
    System(METRIC, mark("Rijksdriehoek (RD)"), (-10_000, 310_000), (289_000, 630_000)),
    System("EPSG:31370", mark("Belgische Lambert 72"), (0, 310_000), (20_000, 250_000)),
    System("EPSG:3812", mark("Belgische Lambert 2008"), (500_000, 810_000), (520_000, 750_000)),
    System("EPSG:25831", mark("UTM-zone 31"), (480_001, 800_000), (5_450_000, 6_000_000)),
    System("EPSG:25832", mark("UTM-zone 32"), (250_000, 480_000), (5_450_000, 6_000_000)),
    System("EPSG:4647", mark("UTM-zone 32 met zonenummer"), (32_250_000, 32_900_000), (5_200_000, 6_150_000)),
    System("EPSG:31466", mark("Gauß-Krüger, strook 2"), (2_450_000, 2_680_000), (5_400_000, 6_000_000)),
    System("EPSG:31467", mark("Gauß-Krüger, strook 3"), (3_300_000, 3_680_000), (5_400_000, 6_100_000)),
    System("EPSG:3857", "Web Mercator", (275_000, 1_000_000), (6_300_000, 7_200_000)),
)
"""The systems that are recognised; their ranges do not overlap, as a test holds, so a point is of one."""

_LABELS = {system.code: system.label for system in SYSTEMS}
CODES = tuple(_LABELS)


def system_label(code: str) -> str:
    """Return what a system is called, with its code; KeyError on one that is not recognised."""
    return f"{say(_LABELS[code])}, {code}"


def recognised(x: Floats, y: Floats) -> Codes:
    """Return the code of the system that each x and y (metres) must be of, "" where it is of none."""
    found = np.full(len(x), "", dtype=object)
    for system in SYSTEMS:
        (west, east), (south, north) = system.x, system.y
        found[(x >= west) & (x <= east) & (y >= south) & (y <= north)] = system.code
    return found


def degrees_from(codes: Codes, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return longitude and latitude (STORED) of points in the system of their code, NaN where it is ""."""
    lon, lat = np.full(len(x), np.nan), np.full(len(x), np.nan)
    for code in set(codes.tolist()) - {""}:
        at = codes == code
        points = to_stored(gpd.GeoSeries(gpd.points_from_xy(x[at], y[at]), crs=code))
        lon[at], lat[at] = points.x.to_numpy(), points.y.to_numpy()
    return lon, lat

"""The Dutch-German and the Dutch-Belgian border: how far a point is from each, and the strip along them.

A border is the line over land between the Netherlands and its neighbour, enclaves included. Where it crosses
water between two shores (the Westerschelde near Bath) it goes straight from shore to shore; at the sea (the
Zwin, the Dollard, where the two states never agreed on a line) it ends at the shore. All is measured in
metres of RD New, which are true to 0.1 % within 60 km of the borders.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.areas.boundaries import Boundaries, load_boundaries
from geo.areas.crs import METRIC, metric_xy, to_metric, to_stored
from geo.areas.nearest import Nearest
from geo.dutch import listed
from geo.errors import BorderError
from geo.language import say
from geo.plain_text import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HOME = "NL"
ABROAD = {"nl-de": "DE", "nl-be": "BE"}
"""The country on the other side of each border, by the code of the border."""

LEAST_KM, DEPTH_KM, MOST_KM = 1, 20, 60
"""Depth of the strip: the least, what it is at first, and the most. Our districts reach 60 km."""

WIDEST_WATER_M = 5_000
"""Loose ends of one border that are nearer to each other are two shores of one water."""

FEW_POINTS = 1_000
"""So many are measured one by one; for more the lines are arranged first, which takes a second."""

DRAWN = 0.005
"""The strip is drawn this sharp, as a part of its depth: 100 m of 20 km. What is in it, distance decides."""

ROUND = 32
"""Pieces of a quarter of a circle in a strip's outline: at most 0.03 % inside the true one."""


@dataclass(frozen=True)
class Borders:
    """The borders of some boundaries; ``load_borders()`` has the real ones."""

    areas: Boundaries

    @cached_property
    def lines(self) -> dict[str, shapely.Geometry]:
        """Each border as one geometry in metres (METRIC), water between two shores bridged."""
        metric = to_metric(self.areas.borders.geometry)
        return {code: _bridged(metric[code.upper()]) for code in ABROAD if code.upper() in metric.index}

    @cached_property
    def _arranged(self) -> dict[str, Nearest]:
        box = self._box
        return {code: Nearest(np.array([line]), box) for code, line in self.lines.items()}

    @cached_property
    def _box(self) -> tuple[float, float, float, float]:
        layers = (self.areas.regions, self.areas.districts, self.areas.borders)
        bounds = np.array([to_metric(layer.geometry).total_bounds for layer in layers])
        least, most = bounds.min(axis=0), bounds.max(axis=0)
        return float(least[0]), float(least[1]), float(most[2]), float(most[3])

    def distance(self, code: str, lon: Floats, lat: Floats) -> Floats:
        """Return how many metres each point (degrees, STORED) is from a border, NaN without a point.

        BorderError when there is no such border.
        """
        return self.distance_in_metres(code, *metric_xy(lon, lat))

    def distance_in_metres(self, code: str, x: Floats, y: Floats) -> Floats:
        """Return the same as ``distance`` for points in metres (METRIC)."""
        if len(x) <= FEW_POINTS:
            points = np.where(np.isfinite(x) & np.isfinite(y), shapely.points(x, y), None)
            return np.asarray(shapely.distance(self.lines[known_border(code)], points))
        return self._arranged[known_border(code)].distance(x, y)

    def nearest(self, lon: Floats, lat: Floats) -> pd.DataFrame:
        """Return for each point (degrees, STORED) the nearest border: ``border``, its code, and ``metres``.

        Both are missing for a point without coordinates; of two as near the first in ABROAD.
        """
        x, y = metric_xy(lon, lat)
        codes = list(self.lines)
        each = np.array([self.distance_in_metres(code, x, y) for code in codes]).reshape(len(codes), -1)
        missing = np.isnan(each).any(axis=0)
        first = np.where(missing, -1, np.argmin(np.where(np.isnan(each), np.inf, each), axis=0))
        border = pd.Categorical.from_codes(first.astype(np.int8), dtype=pd.CategoricalDtype(codes))
        return pd.DataFrame({"border": border, "metres": np.where(missing, np.nan, each.min(axis=0))})

    def strip(self, code: str, km: float, within: Iterable[str] | None = None) -> gpd.GeoSeries:
        """Return the strip of ``km`` along a border as areas (STORED) by country, the Netherlands first.

        Only the land of areas ``within`` (codes of regions and districts) is taken, of all when None. It is
        as sharp as DRAWN. A side without land is empty. BorderError for another border or depth.
        """
        depth = known_depth(km) * 1000
        band = self.lines[known_border(code)].simplify(DRAWN * depth).buffer(depth, quad_segs=ROUND)
        chosen = None if within is None else frozenset(within)
        sides = {country: band.intersection(self._land(country, chosen)) for country in (HOME, ABROAD[code])}
        return to_stored(gpd.GeoSeries(sides, crs=METRIC))

    def _land(self, country: str, chosen: frozenset[str] | None) -> shapely.Geometry:
        drawn = self._drawn[country]
        wanted = drawn if chosen is None else drawn[drawn.index.isin(chosen)]
        codes = tuple(wanted.index)
        if codes not in self._unions:
            self._unions[codes] = shapely.union_all(wanted.to_numpy())
        return self._unions[codes]

    @cached_property
    def _unions(self) -> dict[tuple[str, ...], shapely.Geometry]:
        """What was dissolved before, by the codes of the areas: zones are asked for again and again."""
        return {}

    @cached_property
    def _drawn(self) -> dict[str, gpd.GeoSeries]:
        """The drawn areas of each country in metres, by code."""
        districts = to_metric(self.areas.drawn_districts.geometry)
        country = self.areas.districts["country"].reindex(districts.index)
        abroad = {code: districts[country == code] for code in ABROAD.values()}
        return {HOME: to_metric(self.areas.drawn_regions.geometry), **abroad}


def known_border(code: str) -> str:
    """Return the code when it is that of a border; BorderError says which there are."""
    if code not in ABROAD:
        raise BorderError(
            say(
                "De grens {border} bestaat niet; kies {borders}.",
                border=quote([code]),
                borders=listed(list(ABROAD), say("of")),
            )
        )
    return code


def known_depth(km: float) -> float:
    """Return the depth when a strip can have it; BorderError says which it can have."""
    if not LEAST_KM <= km <= MOST_KM:
        raise BorderError(
            say(
                "De diepte {km} km kan niet; kies {least} tot en met {most} km.",
                km=f"{km:g}",
                least=LEAST_KM,
                most=MOST_KM,
            )
        )
    return km


@cache
def load_borders() -> Borders:
    """Return the borders of the real boundaries; what they need is made at first use."""
    return Borders(load_boundaries())


def _bridged(line: shapely.Geometry) -> shapely.Geometry:
    """Return a line with its loose ends joined where only water lies between them."""
    parts = shapely.get_parts(shapely.line_merge(line))
    loose = parts[~shapely.is_closed(parts)]
    ends = [(part, end) for part, each in enumerate(loose) for end in (each.coords[0], each.coords[-1])]
    bridges = [
        shapely.LineString([end, other])
        for number, (part, end) in enumerate(ends)
        for of, other in ends[number + 1 :]
        if of != part and np.hypot(end[0] - other[0], end[1] - other[1]) <= WIDEST_WATER_M
    ]
    return shapely.union_all([*parts, *bridges])

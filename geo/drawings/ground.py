"""The country on paper: regions, border districts and borders, from metres to points of a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.areas import load_boundaries, metric_xy, to_metric
from geo.drawings.inks import mixed
from geo.layers import ZERO

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.drawings.pen import Pen

LAND = ZERO.light
SEA, ABROAD = "#dfe8ee", "#ecebe7"
_LINE, _OUTLINE = "#9aa5ae", "#5b6670"
_FINEST_M = 100  # a quarter of a point where the smallest region fills a page
_AROUND_M = 8_000  # metres of the surroundings beside the country
_FAR_LAND = ((100_000, 0, 600_000, 400_000), (270_000, 0, 600_000, 560_000))
"""Metres (METRIC) of rectangles that are land beyond the districts that we know."""
_HIDDEN = 0.35  # how much is left of the land of a region outside the selection


@dataclass(frozen=True)
class Fill:
    """How a region is filled: a colour, and lines over it in another."""

    colour: str
    hatch: str = ""
    lines: str = "none"


class Ground:
    """The country in a rectangle, or some areas: as large as fits, in the middle, surroundings around it."""

    def __init__(self, pen: Pen, *areas: str) -> None:
        self.pen = pen
        regions, districts = (shapes()[name] for name in ("regions", "districts"))
        shown = [layer[layer.index.isin(areas)] for layer in (regions, districts)] if areas else [regions]
        corners = np.array([layer.total_bounds for layer in shown if len(layer)])
        left, bottom = corners[:, :2].min(axis=0)
        right, top = corners[:, 2:].max(axis=0)
        width, height = right - left + 2 * _AROUND_M, top - bottom + 2 * _AROUND_M
        self.scale = min(pen.width / width, pen.height / height)
        """Points a metre."""
        self._left = (left + right) / 2 - pen.width / 2 / self.scale
        self._top = (bottom + top) / 2 + pen.height / 2 / self.scale

    def places(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points in metres (METRIC) as points of the drawing."""
        return np.column_stack(
            [(metres[:, 0] - self._left) * self.scale, (self._top - metres[:, 1]) * self.scale]
        )

    def anchor(self, code: str) -> tuple[float, float]:
        """Return where the name and circle of a region, district or municipality belong."""
        x, y = self.places(np.array([anchors()[code]]))[0]
        return float(x), float(y)

    def outline(self, code: str) -> NDArray[np.float64]:
        """Return the corners of a region as points of the drawing."""
        return self.places(shapely.get_coordinates(shapes()["regions"][code]))

    def draw(
        self,
        fills: Mapping[str, Fill],
        hidden: Collection[str] = (),
        towns: Mapping[str, Fill] | None = None,
    ) -> None:
        """Draw sea, districts, regions in their fills and the borders; ``hidden`` regions are nearly sea.

        ``towns`` are the fills of municipalities that lie over them.
        """
        pen, drawn = self.pen, shapes()
        pen.rectangle(0, 0, pen.width, pen.height, SEA)
        for left, bottom, right, top in _FAR_LAND:
            corners = np.array([(left, bottom), (left, top), (right, top), (right, bottom)], dtype=float)
            pen.area([self.places(corners)], ABROAD)
        for code, shape in drawn["districts"].items():
            fill = fills.get(str(code), Fill(ABROAD))
            pen.area(self._rings(shape), fill.colour, edge="#d3d1ca", width=0.6)
        plain = Fill(LAND)
        outside = Fill(mixed(LAND, _HIDDEN, SEA))
        for code, shape in drawn["regions"].items():
            fill = outside if code in hidden else fills.get(str(code), plain)
            pen.area(self._rings(shape), fill.colour, edge=fill.lines, hatch=fill.hatch)
        for code, fill in (towns or {}).items():
            rings = list(self._rings(town_shapes()[code]))
            pen.area(rings, fill.colour, edge=fill.lines, hatch=fill.hatch)
            pen.area(rings, edge=_LINE, width=0.4)
        for shape in drawn["regions"]:
            pen.area(self._rings(shape), edge=_OUTLINE if towns else _LINE, width=0.6)
        for shape in drawn["borders"]:
            for part in shapely.get_parts(shape):
                points = self.places(shapely.get_coordinates(part))
                inside = self._within(points)
                for piece in np.split(np.arange(len(points)), np.flatnonzero(~inside)):
                    kept = piece[inside[piece]]
                    if len(kept) > 1:
                        pen.line(points[kept, 0].tolist(), points[kept, 1].tolist(), _OUTLINE, width=0.9)

    def _within(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        inside = (points >= 0) & (points <= (self.pen.width, self.pen.height))
        found: NDArray[np.bool_] = np.all(inside, axis=1)
        return found

    def _rings(self, shape: shapely.Geometry) -> Iterator[NDArray[np.float64]]:
        for part in shapely.get_parts(shape):
            yield self.places(shapely.get_coordinates(shapely.get_exterior_ring(part)))
            for number in range(int(shapely.get_num_interior_rings(part))):
                yield self.places(shapely.get_coordinates(shapely.get_interior_ring(part, number)))


@cache
def shapes() -> dict[str, gpd.GeoSeries]:
    """Return the areas and lines as drawn, in metres."""
    areas = load_boundaries()
    return {
        "regions": to_metric(areas.drawn_regions.geometry),
        "districts": to_metric(areas.drawn_districts.geometry),
        "borders": to_metric(areas.drawn_borders.geometry),
    }


@cache
def town_shapes() -> gpd.GeoSeries:
    """Return the municipalities, in metres, with no more corners than a page shows."""
    return to_metric(load_boundaries().municipalities.geometry).simplify(_FINEST_M)


@cache
def anchors() -> dict[str, tuple[float, float]]:
    """Return where the name and the circle of each region, district and municipality belong, in metres."""
    areas = load_boundaries()
    found: dict[str, tuple[float, float]] = {}
    for layer in (areas.regions, areas.districts, areas.municipalities):
        points = zip(*metric_xy(layer["label_lon"], layer["label_lat"]), strict=True)
        found |= dict(zip(map(str, layer.index), points, strict=True))
    return found

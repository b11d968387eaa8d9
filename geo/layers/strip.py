"""A strip along a border on the map: its outline, areas without data, and who crosses the border to work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from geo.areas import load_boundaries

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from geo.picture import Strip


DECIMALS = 3
"""Of the degrees of an outline: 100 m, less than a pixel where a whole strip is in view."""

SMALLEST = 1e-5
"""Square degrees, a tenth of a km²: parts and holes below this are not drawn."""


class Outline(NamedTuple):
    """An outline as the browser draws it: rings and holes in degrees, and its corners; None when empty."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    bounds: tuple[tuple[float, float], tuple[float, float]] | None


@dataclass(frozen=True)
class StripLayer:
    """What the browser draws of a strip, as plain values.

    ``rings`` are its outlines and holes in degrees, ``bounds`` its south-west and north-east corner,
    ``silent`` the codes of the areas whose partner delivers no data, ``flows`` the arrows from where people
    live to where they work: longitude and latitude of both ends, and how many people. ``named`` are the codes
    of the areas whose names come first, on both sides in the same letters.
    """

    rings: tuple[tuple[tuple[float, float], ...], ...]
    bounds: tuple[tuple[float, float], tuple[float, float]] | None
    silent: tuple[str, ...] = ()
    flows: tuple[tuple[float, float, float, float, int], ...] = ()
    named: tuple[str, ...] = ()

    @property
    def value(self) -> dict[str, Any]:
        """The layer as the browser gets it."""
        return {name: getattr(self, name) for name in ("rings", "bounds", "silent", "flows", "named")}


def draw_outline(outline: gpd.GeoSeries) -> Outline:
    """Return the outline that ``Borders.strip`` gives a strip as it is drawn; no filter changes it."""
    whole = shapely.simplify(shapely.union_all(outline.to_numpy()), 10**-DECIMALS)
    rings = [
        ring
        for part in shapely.get_parts(whole)
        if part.geom_type == "Polygon" and part.area > SMALLEST
        for ring in (part.exterior, *part.interiors)
        if shapely.Polygon(ring).area > SMALLEST
    ]
    outlines = tuple(
        tuple((round(lon, DECIMALS), round(lat, DECIMALS)) for lon, lat in ring.coords) for ring in rings
    )
    if not outlines:
        return Outline((), None)
    west, south, east, north = (round(float(degree), DECIMALS) for degree in whole.bounds)
    return Outline(outlines, ((south, west), (north, east)))


def strip_layer(outline: Outline, found: Strip, silent: tuple[str, ...] = ()) -> StripLayer:
    """Return the layer of a strip that was counted, in its outline."""
    named = tuple(dict.fromkeys(code for pair in found.pairs for code in pair))
    return StripLayer(outline.rings, outline.bounds, silent, _flows(found.commuters), named)


@cache
def _label_points() -> dict[str, tuple[float, float]]:
    """Return the longitude and latitude of the name of each region and district."""
    areas = load_boundaries()
    return {
        str(code): (round(float(lon), DECIMALS), round(float(lat), DECIMALS))
        for layer in (areas.regions, areas.districts)
        for code, lon, lat in zip(layer.index, layer["label_lon"], layer["label_lat"], strict=True)
    }


def _flows(commuters: pd.DataFrame) -> tuple[tuple[float, float, float, float, int], ...]:
    at = _label_points()
    rows = commuters[["home", "work", "occupants"]].to_numpy().tolist()
    return tuple((*at[home], *at[work], people) for home, work, people in rows if people)

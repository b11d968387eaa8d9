"""The layers of the file, out of the one coverage of municipalities, waters and foreign areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from building import sources
from building.faces import Pieces, thinned, thinned_abroad
from building.shores import WATER
from building.sources import on_grid
from geo.areas import METRIC, STORED, area_km2, to_metric, to_stored

if TYPE_CHECKING:
    from collections.abc import Mapping

BORDERS = {"BE": ("NL-BE", "Nederlands-Belgische grens"), "DE": ("NL-DE", "Nederlands-Duitse grens")}
DUTCH = ("GM", "VR")
"""How the codes of Dutch areas begin."""
DRAWN_M, DRAWN_ABROAD_M = 100, 800
"""Drawn lines lack the vertices whose triangle is smaller than the square of this; the second number is for
lines that bound no Dutch area."""


def layers(areas: gpd.GeoSeries) -> dict[str, gpd.GeoDataFrame]:
    """Return the layers by name, each indexed by code."""
    dutch = municipalities(areas)
    abroad = foreign(areas)
    outer = districts(abroad)
    lines = borders(areas)
    simple = drawn(dutch, outer)
    return {
        "regions": regions(dutch, areas),
        "municipalities": dutch,
        "waters": waters(areas),
        "border_districts": outer.assign(touches_border=touching(outer, lines)),
        "foreign_municipalities": abroad.drop(columns="country"),
        "foreign_names": names(abroad),
        "borders": lines,
        **simple,
        "drawn_borders": borders(pd.concat(each.geometry for each in simple.values()))[["geometry"]],
    }


def municipalities(areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return name, region and geometry of the 355 municipalities."""
    frame = sources.municipalities()
    return with_labels(frame.set_geometry(areas.reindex(frame.index)))


def waters(areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the water at the shore of each municipality that has one, by the code of that municipality."""
    mine = areas[areas.index.str.startswith(WATER)]
    return _frame(mine.set_axis(mine.index.str.removeprefix(WATER)))


def regions(dutch: gpd.GeoDataFrame, areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the 25 regions: their municipalities dissolved; name, inhabitants, land area, neighbours."""
    frame = gpd.GeoDataFrame(sources.regions(), geometry=dissolved(dutch.geometry, dutch["region"]))
    abroad = border_pieces(areas)
    touches = {
        name: frame.index.isin(dutch["region"].reindex(abroad.loc[abroad["country"] == land, "dutch"]))
        for name, land in (("touches_de", "DE"), ("touches_be", "BE"))
    }
    return with_labels(frame.assign(land_km2=area_km2(frame.geometry).round(2), **touches))


def foreign(areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the foreign areas of the coverage: name, district, country.

    They are the German municipalities, and what is left of each district: that has its code and no name.
    """
    mine = areas[areas.index.str.match("DE|BE")]
    named = sources.gemeinden()["name"].reindex(mine.index).fillna("")
    frame = _frame(mine).assign(name=named, district=mine.index.str[:7], country=mine.index.str[:2])
    return frame[["name", "district", "country", "geometry"]]


def districts(abroad: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return name, country and geometry of the districts within reach."""
    names = sources.districts()["name"]
    frame = gpd.GeoDataFrame({"name": names}, geometry=dissolved(abroad.geometry, abroad["district"]))
    return with_labels(frame.assign(country=frame.index.str[:2]).rename_axis("code"))


def names(abroad: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return name, district and label point of German and Belgian municipalities within 30 km."""
    german = with_labels(abroad[abroad["name"] != ""])
    belgian = sources.belgian_names()
    columns = ["name", "district", "label_lon", "label_lat"]
    named = belgian.rename(columns={"lon": "label_lon", "lat": "label_lat"})[columns]
    frame = pd.concat([named, german[columns]]).sort_index()
    points = gpd.points_from_xy(frame["label_lon"], frame["label_lat"])
    return gpd.GeoDataFrame(frame, geometry=points, crs=STORED).rename_axis("code")


def borders(areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return the two border lines: the edges that Dutch and foreign areas share."""
    pieces = border_pieces(areas)
    rows = []
    for land, (code, name) in BORDERS.items():
        line = shapely.line_merge(
            shapely.multilinestrings(pieces.loc[pieces["country"] == land, "line"].to_list())
        )
        rows.append((code, name, shapely.multilinestrings(shapely.get_parts(line))))
    return gpd.GeoDataFrame(rows, columns=["code", "name", "geometry"], crs=STORED).set_index("code")


def border_pieces(areas: gpd.GeoSeries) -> pd.DataFrame:
    """Return every straight piece of the border: its line, codes on both sides (dutch, foreign), country."""
    land = areas[~areas.index.str.startswith(WATER)]
    pieces = Pieces.of(land.values)
    twin = np.flatnonzero(pieces.twin)
    codes = np.sort(land.index.to_numpy(object)[pieces.area[np.stack([twin, twin + 1])]], axis=0)
    dutch = np.array([[code.startswith(DUTCH) for code in side] for side in codes])
    across = dutch[1] & ~dutch[0]  # sorted by code, the foreign one (BE, DE) comes first
    frame = pd.DataFrame({"foreign": codes[0][across], "dutch": codes[1][across]})
    lines = shapely.linestrings(pieces.ends[twin[across]].reshape(-1, 2, 2))
    return frame.assign(line=lines, country=frame["foreign"].str[:2])


def touching(frame: gpd.GeoDataFrame, lines: gpd.GeoDataFrame) -> list[bool]:
    """Return whether each district has an edge of a border line."""
    line = shapely.union_all(lines.geometry.values)
    return [bool(shapely.length(shapely.intersection(each, line)) > 0) for each in frame.boundary]


def drawn(dutch: gpd.GeoDataFrame, abroad: gpd.GeoDataFrame) -> Mapping[str, gpd.GeoDataFrame]:
    """Return regions and districts as drawn on the whole map, generalised together as one coverage."""
    parts = {
        "drawn_regions": dissolved(dutch.geometry, dutch["region"]),
        "drawn_districts": abroad.geometry,
    }
    simple = thinned(pd.concat(parts.values()), DRAWN_M)
    simple = thinned_abroad(simple, DRAWN_ABROAD_M, DUTCH)
    return {name: _frame(simple.reindex(part.index)) for name, part in parts.items()}


def dissolved(geometry: gpd.GeoSeries, by: pd.Series) -> gpd.GeoSeries:
    """Return one area for each value of ``by``; shared vertices stay shared."""
    joined = {code: shapely.coverage_union_all(part.values) for code, part in geometry.groupby(by)}
    return gpd.GeoSeries(joined, crs=STORED)


def with_labels(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add ``label_lon`` and ``label_lat``: the centre of the largest circle that fits, always inside."""
    metric = to_metric(frame.geometry)
    radius = shapely.maximum_inscribed_circle(metric.values, tolerance=50)
    centre = to_stored(gpd.GeoSeries(shapely.get_point(radius, 0), index=frame.index, crs=METRIC))
    label = gpd.GeoSeries(shapely.transform(centre.values, on_grid), index=frame.index, crs=STORED)
    if not label.within(frame.geometry).all():
        raise ValueError(f"Labels outside their area: {list(frame.index[~label.within(frame.geometry)])}")
    return frame.assign(label_lon=label.x, label_lat=label.y)


def _frame(geometry: gpd.GeoSeries) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=geometry).rename_axis("code")

"""Water within a kilometre of a Dutch shore, as one more area of the municipality that is nearest.

A point on a boat, on a pier or on a coast drawn too far inland belongs to somebody. What lies nearer to
foreign land than to Dutch land belongs to nobody here.
"""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from building.faces import Pieces, absorb, holes, merged, noded, owners
from building.sources import on_grid
from geo.areas import METRIC, STORED, to_metric, to_stored

REACH_M = 1_000
STEP_M = 20
"""The shore is taken as points this far apart when asking which municipality is nearest."""
SIMPLE_M = 10
"""How far the outer line of the water, drawn around every corner of the shore, may be from exact."""
SLIVER_KM2 = 0.01
"""What is left over between water and land by rounding is smaller than this."""
WATER = "WA"
"""Before the code of a municipality: its water."""


def with_waters(land: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the areas of ``land`` and the waters at Dutch shores (WATER before the code) as one coverage."""
    waters = zones(land)
    areas = pd.concat([land, waters])
    faces = noded(areas.boundary.values)
    owner = absorb(faces, owners(faces, areas), partial(holes, below_km2=SLIVER_KM2))
    return merged(faces, owner)


def zones(land: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return for each municipality with a shore the water that is nearest to it, on GRID."""
    metric = to_metric(land)
    shore = shores(metric)
    dutch = shore.index.str.startswith("GM")
    reach = shapely.simplify(shapely.buffer(shapely.union_all(shore[dutch].values), REACH_M), SIMPLE_M)
    near = shore[shapely.dwithin(shore.values, reach, REACH_M)]
    water = shapely.difference(reach, shapely.coverage_union_all(metric.values))
    nearest = cells(near)
    mine = nearest[nearest.index.str.startswith("GM")]
    parts = shapely.coverage_simplify(mine.values, SIMPLE_M, simplify_boundary=False)
    parts = shapely.intersection(parts, water)
    zone = to_stored(gpd.GeoSeries(parts, index=WATER + mine.index, crs=METRIC))
    zone = gpd.GeoSeries(shapely.transform(zone.values, on_grid), index=zone.index, crs=STORED)
    return zone[~zone.is_empty].make_valid()


def shores(metric: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return by code the edges of areas with nothing on their other side: coasts, and where our land ends."""
    pieces = Pieces.of(metric.values)
    outer = pieces.outer
    lines = shapely.linestrings(pieces.ends[outer].reshape(-1, 2, 2))
    by_code = pd.Series(lines, index=metric.index[pieces.area[outer]]).groupby(level=0).agg(list)
    merged_lines = [shapely.line_merge(shapely.multilinestrings(each)) for each in by_code]
    return gpd.GeoSeries(merged_lines, index=by_code.index, crs=METRIC)


def cells(shore: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return by code all that is nearer to its shore than to another: a coverage of Voronoi cells."""
    dense = shapely.segmentize(shore.values, STEP_M)
    points, owner = shapely.get_coordinates(dense, return_index=True)
    points, first = np.unique(points, axis=0, return_index=True)  # where two shores meet: the lower code
    voronoi = shapely.voronoi_polygons(shapely.multipoints(points), ordered=True)
    own = shapely.get_parts(voronoi)
    code = shore.index.to_numpy()[owner[first]]
    return gpd.GeoSeries(
        {each: shapely.coverage_union_all(own[code == each]) for each in shore.index}, crs=METRIC
    )

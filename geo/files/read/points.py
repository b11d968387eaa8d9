"""Geometry of a file to points in degrees: its CRS as stated, areas and lines by a point inside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError, ProjError

from geo.areas import to_stored
from geo.errors import RecordsError
from geo.language import mark, say
from geo.records import Fault, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


# EPSG:28992, urn:ogc:def:crs:EPSG::28992, urn:ogc:def:crs:OGC:1.3:CRS84,
# http://www.opengis.net/def/crs/EPSG/0/28992
_NAMED = re.compile(r"(?:.*[:/])?(EPSG|ESRI|OGC)(?:[:/][\d.]*)?[:/](\w+)", re.IGNORECASE)
MULTIPOINT = shapely.GeometryType.MULTIPOINT
_LONGEST_NAME = 200
_LONGEST_DEFINITION = 20_000
GEOMETRY = mark("geometrie")
"""What stands for a header where the shape of a row is meant."""


def crs_named(name: object) -> CRS:
    """Return the CRS that a name stands for: authority and code; RecordsError when it is not known."""
    found = _NAMED.fullmatch(name.strip()) if isinstance(name, str) and len(name) <= _LONGEST_NAME else None
    try:
        if found:
            return CRS.from_authority(found[1].upper(), found[2].upper())
    except CRSError:
        pass
    raise RecordsError(
        say(
            "het coördinatenstelsel {system} is onbekend; bewaar het bestand in WGS84 (EPSG:4326) of RD"
            " (EPSG:28992).",
            system=repr(str(name)[:60]),
        )
    )


def crs_defined(definition: str) -> CRS:
    """Return the CRS of a definition (WKT or PROJJSON); RecordsError when it is none."""
    defined = CRS.from_json if definition.startswith("{") else CRS.from_wkt
    try:
        return defined(definition[:_LONGEST_DEFINITION])
    except (CRSError, ValueError):  # JSON cut off
        raise RecordsError(
            say(
                "het coördinatenstelsel van het bestand is onbekend; bewaar het bestand in WGS84 (EPSG:4326)"
                " of RD (EPSG:28992)."
            )
        ) from None


def points_of(geometry: NDArray[np.object_], crs: CRS, index: pd.Index) -> tuple[pd.DataFrame, list[Problem]]:
    """Return geometry in ``crs`` (x before y) as lon and lat (STORED), None as NaN, and what is wrong in it.

    Of an area or a line it is a point inside; empty geometry is none.
    """
    present = ~shapely.is_missing(geometry) & ~shapely.is_empty(geometry)
    alone = (shapely.get_type_id(geometry) == MULTIPOINT) & (shapely.get_num_geometries(geometry) == 1)
    points = np.where(alone, shapely.get_geometry(geometry, 0), geometry)
    kind = shapely.get_type_id(points)
    other = present & (kind != shapely.GeometryType.POINT)
    points[other] = [_inside(each) for each in geometry[other]]
    x, y = np.full(len(points), np.nan), np.full(len(points), np.nan)
    has = present & ~shapely.is_missing(points)
    # a height, or a measure, is no part of where a record is
    flat = gpd.GeoSeries(shapely.points(shapely.get_x(points[has]), shapely.get_y(points[has])), crs=crs)
    stored = _to_stored(flat)
    x[has], y[has] = stored.x, stored.y
    lost = present & ~(np.isfinite(x) & np.isfinite(y))
    x[lost], y[lost] = np.nan, np.nan
    called, mend, what = say(GEOMETRY), say(_MEND), {kind: say(text) for kind, text in _NO_POINTS.items()}
    problems = [Problem(row, called, "", *_UNUSABLE.said()) for row in index[lost]]
    shape = other & ~lost
    for row, number in zip(index[shape], kind[shape], strict=True):
        problems.append(Problem(row, called, "", what[number], mend, "waarschuwing"))
    return pd.DataFrame({"lon": x, "lat": y}, index=index), problems


def _to_stored(points: gpd.GeoSeries) -> gpd.GeoSeries:
    try:
        return to_stored(points)
    except ProjError:
        raise RecordsError(
            say(
                "van het coördinatenstelsel {system} bestaat geen weg naar graden; bewaar het bestand in"
                " WGS84 (EPSG:4326) of RD (EPSG:28992).",
                system=repr(points.crs.name[:60]),
            )
        ) from None


def _inside(geometry: object) -> object:
    """Return a point inside an area or on a line; None where the geometry is too broken to have one.

    A collection with an empty part can give an empty point.
    """
    try:
        point = shapely.point_on_surface(geometry)
    except (NotImplementedError, shapely.errors.GEOSException):
        return None
    return None if shapely.is_empty(point) else point


def unreadable(index: pd.Index, faults: Sequence[Fault | None]) -> list[Problem]:
    """Return the problems of rows whose geometry could not be read at all."""
    called = say(GEOMETRY)
    return [Problem(row, called, "", *fault) for row, fault in zip(index, faults, strict=True) if fault]


_UNUSABLE = Fault(mark("de geometrie heeft geen bruikbare coördinaten"), mark("verbeter of verwijder haar"))
_MEND = mark("controleer dat punt op de kaart")
_LINE = mark("een lijn in plaats van een punt; er is een punt op de lijn genomen")
_AREA = mark("een vlak in plaats van een punt; er is een punt binnen het vlak genomen")
_NO_POINTS = {
    shapely.GeometryType.LINESTRING: _LINE,
    shapely.GeometryType.LINEARRING: _LINE,
    shapely.GeometryType.MULTILINESTRING: _LINE,
    shapely.GeometryType.POLYGON: _AREA,
    shapely.GeometryType.MULTIPOLYGON: _AREA,
    shapely.GeometryType.MULTIPOINT: mark("meer dan één punt; er is er één van genomen"),
    shapely.GeometryType.GEOMETRYCOLLECTION: mark(
        "een verzameling van geometrieën; er is een punt erin genomen"
    ),
}
"""What is said of geometry that is no point; the texts are marked."""

"""The only place that reprojects: degrees are stored and shown, metres of RD New measure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

import geopandas as gpd
import numpy as np
from pyproj import CRS, Transformer

from geo.errors import CrsError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

STORED = "EPSG:4326"
"""Longitude and latitude in degrees (WGS 84), longitude first: what is stored, shown and exchanged."""

METRIC = "EPSG:28992"
"""RD New (Amersfoort), metres: what measures. Lengths are true to 0.05 % up to 60 km abroad."""

Geo = TypeVar("Geo", gpd.GeoDataFrame, gpd.GeoSeries)


def require(geo: gpd.GeoDataFrame | gpd.GeoSeries, crs: str) -> None:
    """Raise CrsError when ``geo`` has no CRS, or another than ``crs``; says which and what to do."""
    _require_any(geo)
    if not CRS.from_user_input(crs).equals(geo.crs, ignore_axis_order=True):
        raise CrsError(f"De geometrie staat in {geo.crs.to_string()}, nodig is {crs}; zet haar eerst om.")


def to_stored(geo: Geo) -> Geo:
    """Return ``geo`` in degrees (STORED), the input untouched; CrsError when it has no CRS."""
    _require_any(geo)
    return geo.to_crs(STORED)


def to_metric(geo: Geo) -> Geo:
    """Return ``geo`` in metres (METRIC), the input untouched; CrsError when it has no CRS."""
    _require_any(geo)
    return geo.to_crs(METRIC)


def metric_xy(lon: ArrayLike, lat: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points in degrees (STORED) as x and y in metres (METRIC); NaN where a point is missing."""
    x, y = _to_metric().transform(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64))
    known = np.isfinite(x) & np.isfinite(y)
    return np.where(known, x, np.nan), np.where(known, y, np.nan)


@cache
def _to_metric() -> Transformer:
    return Transformer.from_crs(STORED, METRIC, always_xy=True)


def area_km2(geometry: gpd.GeoSeries) -> pd.Series:
    """Return the area of each geometry in km², whatever its CRS; same index, 0 for empty geometry.

    Raises CrsError when the CRS is missing.
    """
    area: pd.Series = to_metric(geometry).area / 1e6
    return area


def _require_any(geo: gpd.GeoDataFrame | gpd.GeoSeries) -> None:
    if geo.crs is None:
        raise CrsError(
            f"De geometrie heeft geen coördinatenstelsel; leg vast of het {STORED} of {METRIC} is."
        )

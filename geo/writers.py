"""A text frame as a file of each type that can be read, which reads back as the same text."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.crs import STORED
from geo.exports.content import Field
from geo.exports.workbook import Sheet, to_xlsx
from geo.formulas import disarmed

if TYPE_CHECKING:
    from collections.abc import Hashable

LONGEST_CELL = 32_767  # signs in a cell of Excel
UNSEEN = "\ufffd"  # stands for a sign that a file of this type cannot hold


def as_csv(cells: pd.DataFrame, delimiter: str = ";") -> bytes:
    """Return text as CSV that Excel opens as it is meant: UTF-8 with a mark, no cell run as a formula."""
    text = _without_nul(cells).apply(disarmed).to_csv(sep=delimiter, index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def as_xlsx(cells: pd.DataFrame, title: str) -> bytes:
    """Return text as an XLSX file of one sheet; every cell is text: nothing is run or turned into a date."""
    fit = cells.apply(lambda column: column.str.slice(0, LONGEST_CELL))
    fields = tuple(Field(str(header), "text", column) for header, column in fit.items())
    return to_xlsx([Sheet(title, fields)])


def as_geojson(cells: pd.DataFrame, points: pd.DataFrame) -> bytes:
    """Return text and points (lon, lat in STORED, NaN for none) as GeoJSON of RFC 7946."""
    names = list(cells)
    rows = zip(cells.to_numpy(object).tolist(), points["lon"].tolist(), points["lat"].tolist(), strict=True)
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(names, row, strict=True)),
            "geometry": None if pd.isna(lon) else {"type": "Point", "coordinates": [lon, lat]},
        }
        for row, lon, lat in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def as_geopackage(cells: pd.DataFrame, points: pd.DataFrame, layer: str) -> bytes:
    """Return text and points (lon, lat in STORED, NaN for none) as a GeoPackage of one layer."""
    geometry = gpd.GeoSeries(gpd.points_from_xy(points["lon"], points["lat"]), index=points.index, crs=STORED)
    geometry = geometry.where(points["lon"].notna(), None)
    frame = gpd.GeoDataFrame(_without_nul(cells), geometry=geometry)
    stream = io.BytesIO()
    pyogrio.write_dataframe(frame, stream, driver="GPKG", layer=layer, geometry_type="Point")
    return stream.getvalue()


def _without_nul(cells: pd.DataFrame) -> pd.DataFrame:
    def clean(header: Hashable) -> str:
        return str(header).replace("\0", UNSEEN)

    whole: pd.DataFrame = cells.apply(lambda column: column.str.replace("\0", UNSEEN, regex=False))
    return whole.rename(columns=clean)

"""Files as other programs make them: a text frame as CSV, XLSX, GeoJSON or GeoPackage."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyogrio
from openpyxl import Workbook

from tests.toy_text import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.records import Table

VENLO = {"lat": "51,3704", "lon": "6,1724"}
VENLO_RD = (208_987.0, 376_404.0)  # the same place, within some hundred metres


def dutch(table: Table, *changes: dict[str, str]) -> pd.DataFrame:
    """Return good rows, changed by each dict, under Dutch headers; only columns that hold something."""
    text = typed(table, *changes)
    filled = text.loc[:, text.ne("").any()]
    return filled.rename(columns={column.name: column.header for column in table.columns})


def csv_file(cells: pd.DataFrame, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return cells.to_csv(sep=delimiter, index=False).encode(encoding)


def rows_of(cells: pd.DataFrame) -> list[list[Any]]:
    return [list(cells.columns), *cells.to_numpy(object).tolist()]


def xlsx_file(rows: Sequence[Sequence[Any]], **others: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook by openpyxl: a first sheet called Blad1, and any others by name."""
    book = Workbook()
    book.active.title = "Blad1"
    for row in rows:
        book.active.append(list(row))
    for name, more in others.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def geojson_file(cells: pd.DataFrame, points: Sequence[Any] | None = None, **members: Any) -> bytes:
    """Return features with the cells as properties, and [x, y] or a geometry or None for each."""
    features = [
        {"type": "Feature", "properties": properties, "geometry": _geometry(place)}
        for properties, place in zip(cells.to_dict("records"), points or [None] * len(cells), strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", **members, "features": features}).encode()


def _geometry(place: Any) -> Any:
    return {"type": "Point", "coordinates": place} if isinstance(place, list) else place


def gpkg_file(
    cells: pd.DataFrame, points: Sequence[Any], crs: str | None = "EPSG:4326", layer: str = "laag"
) -> bytes:
    """Return a layer by GDAL; points are shapely geometry or None."""
    stream = io.BytesIO()
    frame = gpd.GeoDataFrame(cells, geometry=gpd.GeoSeries(list(points), crs=crs))
    pyogrio.write_dataframe(frame, stream, driver="GPKG", layer=layer)
    return stream.getvalue()


def without_points(cells: pd.DataFrame) -> list[None]:
    return [None] * len(cells)


FORMATS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": csv_file,
    "xlsx": lambda cells: xlsx_file(rows_of(cells)),
    "geojson": geojson_file,
    "gpkg": lambda cells: gpkg_file(cells, without_points(cells)),
}
"""Each type of file that can be read, as another program makes it."""


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Return a zip file with parts replaced or added; ``__`` in a name stands for a slash, _xml for .xml."""
    names = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in before.infolist():
            after.writestr(info.filename, names.pop(info.filename, before.read(info.filename)))
        for name, part in names.items():
            after.writestr(name, part)
    return stream.getvalue()

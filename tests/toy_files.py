"""Files as other programs make them: a text frame in each type of file that is read."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

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


ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods_of(tables: str) -> bytes:
    """Return an ODS file with these tables, in XML."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {_ODS_NAMES}>{body}</office:document-content>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return stream.getvalue()


def ods_table(rows: Sequence[Sequence[Any]], name: str = "Blad1", hidden: Sequence[int] = ()) -> str:
    """Return a table as LibreOffice writes it: with the empty cells and rows to the edges of the sheet."""
    text = "".join(
        f"<table:table-row{HIDDEN if number in hidden else ''}>{''.join(map(_ods_cell, row))}"
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for number, row in enumerate(rows, 1)
    )
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return f'<table:table table:name="{name}">{text}{rest}</table:table>'


HIDDEN = ' table:visibility="filter"'


def _ods_cell(value: Any) -> str:
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if isinstance(value, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def ods_file(rows: Sequence[Sequence[Any]], **others: Sequence[Sequence[Any]]) -> bytes:
    """Return an ODS file: a first sheet called Blad1, and any others by name."""
    return ods_of(ods_table(rows) + "".join(ods_table(more, name) for name, more in others.items()))


def parquet_file(cells: pd.DataFrame, points: Sequence[Any], crs: str = "EPSG:4326") -> bytes:
    """Return GeoParquet by geopandas; points are shapely geometry or None."""
    stream = io.BytesIO()
    gpd.GeoDataFrame(cells, geometry=gpd.GeoSeries(list(points), crs=crs)).to_parquet(stream, index=False)
    return stream.getvalue()


def shapefile(crs: str = "EPSG:28992", **layers: tuple[pd.DataFrame, Sequence[Any]]) -> bytes:
    """Return zipped Shapefiles by GDAL: by name the cells and the geometry of each layer."""
    stream = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (cells, points) in layers.items():
            frame = gpd.GeoDataFrame(cells, geometry=gpd.GeoSeries(list(points), crs=crs))
            pyogrio.write_dataframe(frame, Path(folder) / f"{name}.shp", encoding="UTF-8")
        for part in sorted(Path(folder).iterdir()):
            archive.write(part, part.name)
    return stream.getvalue()


FORMATS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": csv_file,
    "xlsx": lambda cells: xlsx_file(rows_of(cells)),
    "geojson": geojson_file,
    "gpkg": lambda cells: gpkg_file(cells, without_points(cells)),
    "ods": lambda cells: ods_file(rows_of(cells)),
    "parquet": lambda cells: parquet_file(cells, without_points(cells)),
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

"""Snapshots to export, and what another program finds in the file: each cell as it would type it."""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pyogrio
import shapely

from geo.files.formulas import restored
from geo.records import Table, match_headers
from geo.store import Snapshot
from tests.toy_snapshot import activations, housing

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NOON = datetime(2020, 11, 30, 17, 4, tzinfo=UTC)  # 18:04 in the Netherlands


def toy(*rows: dict[str, Any], fictional: bool = False, **lodging: Any) -> Snapshot:
    """Return a snapshot of some activations and one housing location, at NOON."""
    frames = {"activations": activations(*rows), "housing": housing(lodging)}
    counts = {name: len(frame) for name, frame in frames.items()} if fictional else {}
    return Snapshot(**frames, version=12, as_of=NOON, fictional=counts)


def text_frame(content: bytes, file_format: str, table: Table) -> pd.DataFrame:
    """Return the text frame of an exported file; every header must be that of a column."""
    found = READERS[file_format](content)
    if not table.placed:
        assert not set(found.columns) & set(_POINT) or found[list(_POINT)].eq("").all(axis=None)
        found = found.drop(columns=list(_POINT), errors="ignore")
    names = match_headers(found.columns, table)
    assert list(names) == list(found.columns)
    return found.rename(columns=names)


def _csv(content: bytes) -> pd.DataFrame:
    # the parser in C takes a return inside quotes for the end of a line
    found = pd.read_csv(io.BytesIO(content), sep=";", dtype="str", keep_default_na=False, engine="python")
    return found.apply(restored) if len(found) else found


def _xlsx(content: bytes) -> pd.DataFrame:
    rows = sheet_rows(content)
    return pd.DataFrame(rows[1:], columns=rows[0]).map(_typed).astype("str")


def shared_texts(content: bytes) -> list[str]:
    """Return the texts of a workbook by the rule of XLSX, of which openpyxl knows only a part."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
    return [unescaped(text.text or "") for text in texts.iter(f"{{{MAIN}}}t")]


def unescaped(text: str) -> str:
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def sheet_rows(content: bytes, number: int = 0) -> list[list[Any]]:
    """Return the values of a sheet, row by row."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[number]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def _geojson(content: bytes) -> pd.DataFrame:
    features = json.loads(content)["features"]
    frame = pd.DataFrame([feature["properties"] for feature in features], dtype=object)
    shapes = [json.dumps(feature["geometry"]) if feature["geometry"] else None for feature in features]
    return _with_points(frame, shapely.from_geojson(shapes))


def _geopackage(content: bytes) -> pd.DataFrame:
    with on_disk(content) as file:
        frame = pyogrio.read_dataframe(file)
    return _with_points(pd.DataFrame(frame.drop(columns="geometry")), frame.geometry.to_numpy())


@contextmanager
def on_disk(content: bytes) -> Iterator[Path]:
    """Give a GeoPackage a name, without which GDAL warns about it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "uit.gpkg"
        file.write_bytes(content)
        yield file


_POINT = ("breedtegraad", "lengtegraad")


def _with_points(frame: pd.DataFrame, points: Any) -> pd.DataFrame:
    both = frame.assign(**dict(zip(_POINT, (shapely.get_y(points), shapely.get_x(points)), strict=True)))
    return both.map(_typed).astype("str")


def _typed(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:.20f}".rstrip("0").rstrip(".") if abs(value) < 1e-4 else repr(value)
    return unescaped(value) if isinstance(value, str) else str(value)


READERS = {"csv": _csv, "xlsx": _xlsx, "geojson": _geojson, "gpkg": _geopackage}

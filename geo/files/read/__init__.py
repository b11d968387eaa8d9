"""Bytes of a file to a sheet of text: spreadsheets, delimited text and GIS files, known by what is in them.

RecordsError is the only error that any bytes can give; what it says is fit to show. Problems of single cells
are in the sheet. Each type is a row of KINDS.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files.read import csv_text, geojson, geopackage, ods, parquet, refused, shapefile, xlsx
from geo.files.read.archive import Archive
from geo.files.read.geojson import RECORD
from geo.files.read.parts import LAYER, SHEET
from geo.files.read.sheet import MOST_COLUMNS, MOST_ROWS, Progress, Sheet
from geo.language import say

if TYPE_CHECKING:
    from geo.records import Table

__all__ = [
    "KINDS",
    "LABELS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "FileKind",
    "Progress",
    "Sheet",
    "kind_of",
    "read_sheet",
]


@dataclass(frozen=True)
class FileKind:
    """One type of file: its suffix, how it is called, the most bytes it may have, and how it is read.

    ``part`` is what its tables are when it holds several: SHEET or LAYER.
    """

    suffix: str
    label: str
    most_bytes: int
    read: Callable[[bytes, Table | None, Progress, str], Sheet]
    part: str = ""


CSV = FileKind(".csv", "CSV", 200_000_000, csv_text.read)
XLSX = FileKind(".xlsx", "Excel", 100_000_000, xlsx.read, SHEET)
GEOJSON = FileKind(".geojson", "GeoJSON", 200_000_000, geojson.read)
GEOPACKAGE = FileKind(".gpkg", "GeoPackage", 200_000_000, geopackage.read, LAYER)
ODS = FileKind(".ods", "OpenDocument", 50_000_000, ods.read, SHEET)
PARQUET = FileKind(".parquet", "GeoParquet", 100_000_000, parquet.read)
SHAPEFILE = FileKind(".zip", "Shapefile (zip)", 100_000_000, shapefile.read, LAYER)
KINDS = (CSV, XLSX, ODS, GEOJSON, GEOPACKAGE, PARQUET, SHAPEFILE)
LABELS = tuple(kind.label for kind in KINDS)
MOST_BYTES = max(kind.most_bytes for kind in KINDS)


def read_sheet(
    content: bytes, table: Table | None = None, progress: Progress = lambda _, __: None, part: str = ""
) -> tuple[FileKind, Sheet]:
    """Return what kind of file ``content`` is, and what it holds; RecordsError when it cannot be read.

    Of a file with several sheets or layers the one called ``part`` is read, or else the one that fits
    ``table`` best, or any table.
    """
    kind = kind_of(content)
    require_size(len(content), kind.most_bytes)
    if part and not kind.part:
        raise RecordsError(
            say(
                "een bestand van het type {kind} heeft geen werkbladen of lagen om uit te kiezen.",
                kind=kind.label,
            )
        )
    return kind, kind.read(content, table, progress, part)


def require_size(count: int, most: int) -> None:
    """Raise RecordsError when a file has more bytes than it may have."""
    if count > most:
        raise RecordsError(
            say(
                "het bestand is {size} MB, meer dan de {most} MB die mag; verdeel het.",
                size=f"{count / 1e6:.0f}",
                most=f"{most / 1e6:.0f}",
            )
        )


def kind_of(content: bytes) -> FileKind:
    """Return the kind of file by what is in it, whatever its name; RecordsError for one we do not read."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise RecordsError(say("het bestand is leeg."))
    refused.by_start(content)
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    if content.startswith(b"SQLite format 3\0"):
        return GEOPACKAGE
    if content.startswith(b"PAR1"):
        return PARQUET
    start_of_text = _start_of_text(content)
    if start_of_text.startswith("<"):
        raise refused.xml(start_of_text)
    if start_of_text.startswith(("{", "[")):
        return GEOJSON
    return CSV


def _start_of_text(content: bytes) -> str:
    """Return the first signs of a text, whatever its encoding and the marks before it."""
    start = content[:1000]
    text = start.decode(json.detect_encoding(start), "replace")  # tells the kinds of Unicode apart
    return text.lstrip("\ufeff" + RECORD + " \t\r\n")


def _kind_of_zip(content: bytes) -> FileKind:
    """Return the kind of a zip file by the parts in it."""
    names = [name.lower() for name in Archive(content).parts]
    refused.by_parts(names, content)
    if any(name.endswith(".shp") for name in names):
        return SHAPEFILE
    return ODS if "content.xml" in names else XLSX

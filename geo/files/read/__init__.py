"""Bytes of a file to a sheet of text: CSV, XLSX, GeoJSON and GeoPackage, known by what is in them.

RecordsError is the only error that any bytes can give; what it says is fit to show. Problems of single cells
are in the sheet. Each type is a row of KINDS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files.read import csv_text, geojson, geopackage, xlsx
from geo.files.read.sheet import MOST_COLUMNS, MOST_ROWS, Progress, Sheet

if TYPE_CHECKING:
    from geo.records import Table

__all__ = [
    "KINDS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "SUFFIXES",
    "FileKind",
    "Progress",
    "Sheet",
    "kind_of",
    "read_sheet",
]


@dataclass(frozen=True)
class FileKind:
    """One type of file: its suffix, how it is called, the most bytes it may have, and how it is read."""

    suffix: str
    label: str
    most_bytes: int
    read: Callable[[bytes, Table | None, Progress], Sheet]


CSV = FileKind(".csv", "CSV", 200_000_000, csv_text.read)
XLSX = FileKind(".xlsx", "Excel", 100_000_000, xlsx.read)
GEOJSON = FileKind(".geojson", "GeoJSON", 200_000_000, geojson.read)
GEOPACKAGE = FileKind(".gpkg", "GeoPackage", 200_000_000, geopackage.read)
KINDS = (CSV, XLSX, GEOJSON, GEOPACKAGE)
SUFFIXES = tuple(kind.suffix for kind in KINDS)
MOST_BYTES = max(kind.most_bytes for kind in KINDS)

# the first bytes of files that people offer by mistake
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "een oud Excel-bestand (.xls), of een Excel-bestand met een wachtwoord"),
    (b"%PDF", "een PDF"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)"),
    (b"Rar!", "een ingepakt bestand (rar)"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"PAR1", "een Parquet-bestand"),
    (b"{\\rtf", "een tekstdocument (RTF)"),
    (b"\x7fELF", "een programma"),
    (b"MZ\x90", "een programma"),
)
_MIME_OF_ODF = b"mimetypeapplication/vnd.oasis.opendocument"


def read_sheet(
    content: bytes, table: Table | None = None, progress: Progress = lambda _, __: None
) -> tuple[FileKind, Sheet]:
    """Return what kind of file ``content`` is, and what it holds; RecordsError when it cannot be read.

    Of a file with several sheets or layers the one is read that fits ``table`` best, or any table.
    """
    kind = kind_of(content)
    require_size(len(content), kind.most_bytes)
    return kind, kind.read(content, table, progress)


def require_size(count: int, most: int) -> None:
    """Raise RecordsError when a file has more bytes than it may have."""
    if count > most:
        raise RecordsError(
            f"het bestand is {count / 1e6:.0f} MB, meer dan de {most / 1e6:.0f} MB die mag; verdeel het."
        )


def kind_of(content: bytes) -> FileKind:
    """Return the kind of file by what is in it, whatever its name; RecordsError for one we do not read."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise RecordsError("het bestand is leeg.")
    for start, what in _REFUSED:
        if content.startswith(start):
            raise _refused(what)
    if content.startswith(b"PK"):
        if _MIME_OF_ODF in content[:100]:
            raise _refused("een bestand van LibreOffice (OpenDocument)")
        return XLSX
    if content.startswith(b"SQLite format 3\0"):
        return GEOPACKAGE
    start_of_text = content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start_of_text.startswith(b"<"):
        raise _refused("een webpagina of XML")
    if start_of_text.startswith((b"{", b"[")):
        return GEOJSON
    return CSV


def _refused(what: str) -> RecordsError:
    return RecordsError(f"dit is {what}; bied het aan als .xlsx, .csv, .geojson of .gpkg.")

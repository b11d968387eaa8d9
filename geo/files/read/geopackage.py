"""GeoPackage files: one layer's columns to text, its geometry to points.

A GeoPackage is a SQLite database, read here by SQLite itself: in memory, tables only, within a budget. GDAL
would run the views of a file that anybody may have made, for as long as they like to run.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo.errors import RecordsError
from geo.files.read import wkb
from geo.files.read.parts import LAYER, Part, chosen, part_of, unread
from geo.files.read.points import crs_defined, crs_named, points_of, unreadable
from geo.files.read.sheet import (
    MOST_ROWS,
    Progress,
    Sheet,
    distinct,
    frame_of,
    in_dutch,
    require_cells,
    require_columns,
    require_rows,
    require_total,
    require_value,
)
from geo.files.read.values import as_text
from geo.language import say
from geo.plain_text import show
from geo.records import Problem

if TYPE_CHECKING:
    from pyproj import CRS

    from geo.records import Fault, Table

BUDGET = 200  # millions of steps of SQLite's machine; 100,000 rows take some tens
LONGEST_ROW = 2_000_000  # bytes, geometry included; what SQLite calls a string or blob too big
MOST_LAYERS = 200
WAL = b"\2\2"  # bytes 18 and 19, see https://www.sqlite.org/fileformat2.html#file_format_version_numbers

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_LAYERS = """
    SELECT contents.table_name, geometry.column_name, geometry.srs_id,
           srs.organization, srs.organization_coordsys_id, srs.definition
    FROM gpkg_contents AS contents
    JOIN sqlite_master AS master ON master.name = contents.table_name AND master.type = 'table'
    LEFT JOIN gpkg_geometry_columns AS geometry ON geometry.table_name = contents.table_name
    LEFT JOIN gpkg_spatial_ref_sys AS srs ON srs.srs_id = geometry.srs_id
    WHERE contents.data_type IN ('features', 'attributes') AND master.sql NOT LIKE 'CREATE VIRTUAL%'
    LIMIT :most
"""


class _Layer(NamedTuple):
    """One layer: its table, its geometry column ("" for none), its CRS as it is told, and its columns."""

    name: str
    geometry: str
    srs: tuple[object, object, object, object]
    columns: dict[str, str]


def read(content: bytes, table: Table | None, progress: Progress, part: str = "") -> Sheet:
    """Read the layer of a GeoPackage called ``part``, or the one that fits; RecordsError for none."""
    connection = sqlite3.connect(":memory:")
    try:
        sheet = _sheet(_opened(connection, content), table, progress, part)
    except sqlite3.OperationalError as fault:
        if "interrupted" in str(fault):
            raise RecordsError(
                say("het lezen van de GeoPackage duurt te lang; bewaar de laag opnieuw.")
            ) from None
        raise _damaged() from None
    except sqlite3.DataError:  # "string or blob too big"
        raise RecordsError(
            say(
                "een rij van de GeoPackage is groter dan de {most} bytes die mogen; vereenvoudig de"
                " geometrie, of kort de teksten in.",
                most=in_dutch(LONGEST_ROW),
            )
        ) from None
    except (sqlite3.Error, UnicodeError, OverflowError):
        raise _damaged() from None
    finally:
        connection.close()
    return replace(sheet, faults=(*sheet.faults, *_open_elsewhere(content)))


def _open_elsewhere(content: bytes) -> list[Problem]:
    """Return a warning for a database in WAL mode: what was written last may be in a file beside it."""
    mend = say("sluit het project in QGIS en kopieer het bestand opnieuw, of exporteer de laag")
    what = say("het bestand was nog open in QGIS: de laatste wijzigingen kunnen ontbreken")
    return [Problem(None, "", "", what, mend, "waarschuwing")] if content[18:20] == WAL else []


def _opened(connection: sqlite3.Connection, content: bytes) -> sqlite3.Connection:
    # a file in WAL mode cannot be opened from memory; as one file it holds all it has in either mode
    connection.deserialize(content[:18] + b"\x01\x01" + content[20:])
    steps = iter(range(BUDGET))
    connection.set_progress_handler(lambda: next(steps, None) is None, 1_000_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_ROW)
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _damaged() -> RecordsError:
    return RecordsError(say("de GeoPackage is beschadigd of afgebroken; exporteer de laag opnieuw."))


def _sheet(connection: sqlite3.Connection, table: Table | None, progress: Progress, part: str) -> Sheet:
    layers = _layers(connection)
    if not layers:
        raise RecordsError(say("de GeoPackage heeft geen laag met een tabel; exporteer de laag opnieuw."))
    parts = [_part(connection, each, table) for each in layers]
    at = chosen(parts, part, LAYER)
    sheet = _of_layer(connection, layers[at], progress)
    return replace(
        sheet,
        faults=(*unread(parts, at, LAYER), *sheet.faults),
        part=layers[at].name,
        parts=tuple(each.name for each in parts),
    )


def _of_layer(connection: sqlite3.Connection, layer: _Layer, progress: Progress) -> Sheet:
    names = [name for name in layer.columns if name != layer.geometry]
    wanted = ", ".join(map(_quoted, [*names, *([layer.geometry] if layer.geometry else [])]))
    query = f"SELECT {wanted} FROM {_quoted(layer.name)} LIMIT {MOST_ROWS + 1}"  # noqa: S608 - names that SQLite told, quoted
    rows = _rows(connection, query, names)
    if not rows:
        raise RecordsError(say("laag '{layer}' van de GeoPackage is leeg.", layer=show(layer.name)))
    progress(0.5, say("Rijen lezen"))
    index = pd.RangeIndex(1, len(rows) + 1)
    columns = list(zip(*rows, strict=True))
    titles = distinct(names, range(len(names)))
    cells = frame_of(
        {
            title: [_text(value, layer.columns[name]) for value in columns[place]]
            for place, (title, name) in enumerate(zip(titles, names, strict=True))
        },
        index,
    )
    if not layer.geometry:
        return Sheet(cells, None, (say("GeoPackage, laag '{layer}'", layer=show(layer.name)),))
    crs = _crs(layer)
    geometry, faults = _geometry(columns[-1])
    points, problems = points_of(geometry, crs, index)
    fact = say(
        "GeoPackage, laag '{layer}', coördinatenstelsel {system} ({name})",
        layer=show(layer.name),
        system=crs.to_string()[:60],
        name=crs.name,
    )
    return Sheet(cells, points, (fact,), (*unreadable(index, faults), *problems))


def _rows(connection: sqlite3.Connection, query: str, names: list[str]) -> list[tuple[object, ...]]:
    """Return all rows; RecordsError as soon as they are too many, or too much: a default may be in each."""
    rows, total = [], 0
    for number, row in enumerate(connection.execute(query), 1):
        require_rows(number)
        require_cells(number, len(names))
        sizes = [len(value) if isinstance(value, (str, bytes)) else 0 for value in row]
        for size, name in zip(sizes, names, strict=False):  # the geometry comes last, and has no such limit
            require_value(size, number, show(name))
        total += sum(sizes)
        require_total(total)
        rows.append(row)
    return rows


def _layers(connection: sqlite3.Connection) -> list[_Layer]:
    """Return the layers that are tables, with the columns of each and their types; the key is no column."""
    _require_tables(connection)
    layers = []
    found = connection.execute(_LAYERS, {"most": MOST_LAYERS + 1}).fetchall()
    if len(found) > MOST_LAYERS:
        raise RecordsError(
            say(
                "de GeoPackage heeft meer dan {most} lagen; exporteer alleen de bedoelde laag.",
                most=MOST_LAYERS,
            )
        )
    for name, geometry, *srs in found:
        information = connection.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
        columns = {column: str(kind).upper() for _, column, kind, _, _, key in information if not key}
        require_columns(len(columns))
        if columns:
            layers.append(_Layer(name, geometry if geometry in columns else "", tuple(srs), columns))
    return layers


def _require_tables(connection: sqlite3.Connection) -> None:
    """Raise RecordsError when what describes the layers is a view, which may run without end."""
    kinds = connection.execute(
        "SELECT lower(name), type, sql FROM sqlite_master WHERE type != 'index'"
    ).fetchall()
    for name in ("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"):
        for found, kind, sql in kinds:
            if found == name and (kind != "table" or str(sql).upper().startswith("CREATE VIRTUAL")):
                raise _damaged()


def _part(connection: sqlite3.Connection, layer: _Layer, table: Table | None) -> Part:
    first = f"SELECT 1 FROM {_quoted(layer.name)} LIMIT {MOST_ROWS}"  # noqa: S608 - as above
    (rows,) = connection.execute(f"SELECT count(*) FROM ({first})").fetchone()  # noqa: S608
    return part_of(layer.name, list(layer.columns), rows, table)


def _crs(layer: _Layer) -> CRS:
    """Return the CRS of a layer: by authority and code, else by definition; RecordsError for none."""
    number, organisation, code, definition = layer.srs
    if number in (None, 0, -1) or "undefined" in str(definition)[:60].lower():
        raise RecordsError(
            say(
                "laag '{layer}' heeft geen coördinatenstelsel; leg vast of het WGS84 (EPSG:4326) of RD"
                " (EPSG:28992) is.",
                layer=show(layer.name),
            )
        )
    try:
        return crs_named(f"{organisation}:{code}")
    except RecordsError:
        return crs_defined(str(definition))


def _text(value: object, kind: str) -> str:
    if isinstance(value, bytes):
        return ""
    if kind.startswith("BOOL") and value in (0, 1):
        return as_text(bool(value))
    return as_text(value)


def _geometry(blobs: tuple[object, ...]) -> tuple[np.ndarray, list[Fault | None]]:
    """Return geometry of GeoPackage blobs, None for none, and of each why it cannot be read."""
    return wkb.geometry_of([None if blob is None else _wkb(blob) or b"" for blob in blobs])


def _wkb(blob: object) -> bytes | None:
    """Return what follows the header of a blob: GP, version, flags, number of the CRS, envelope.

    See https://www.geopackage.org/spec/#gpb_format.
    """
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return None
    envelope = blob[3] >> 1 & 7
    return blob[8 + _ENVELOPE_BYTES[envelope] :] if envelope < len(_ENVELOPE_BYTES) else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

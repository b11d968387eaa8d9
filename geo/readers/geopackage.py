"""GeoPackage files: one layer's columns to text, its geometry to points.

A GeoPackage is a SQLite database, read here by SQLite itself: in memory, tables only, within a budget. GDAL
would run the views of a file that anybody may have made, for as long as they like to run.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from geo import headers
from geo.errors import RecordsError
from geo.plain_text import show
from geo.readers.points import crs_defined, crs_named, points_of, unreadable
from geo.readers.sheet import MOST_ROWS, Progress, Sheet, distinct, frame_of, require_columns, require_rows
from geo.readers.values import as_text

if TYPE_CHECKING:
    from pyproj import CRS

    from geo.tables import Table

BUDGET = 2_000  # millions of steps of SQLite's machine; 100,000 rows take some tens
LONGEST_VALUE = 10_000_000  # bytes

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_LAYERS = """
    SELECT contents.table_name, geometry.column_name, geometry.srs_id,
           srs.organization, srs.organization_coordsys_id, srs.definition
    FROM gpkg_contents AS contents
    JOIN sqlite_master AS master ON master.name = contents.table_name AND master.type = 'table'
    LEFT JOIN gpkg_geometry_columns AS geometry ON geometry.table_name = contents.table_name
    LEFT JOIN gpkg_spatial_ref_sys AS srs ON srs.srs_id = geometry.srs_id
    WHERE contents.data_type IN ('features', 'attributes') AND master.sql NOT LIKE 'CREATE VIRTUAL%'
"""


class _Layer(NamedTuple):
    """One layer: its table, its geometry column ("" for none), its CRS as it is told, and its columns."""

    name: str
    geometry: str
    srs: tuple[object, object, object, object]
    columns: dict[str, str]


def read(content: bytes, table: Table | None, progress: Progress) -> Sheet:
    """Read the layer of a GeoPackage that fits; RecordsError when it is damaged or several fit as well."""
    connection = sqlite3.connect(":memory:")
    try:
        return _sheet(_opened(connection, content), table, progress)
    except sqlite3.OperationalError as fault:
        if "interrupted" in str(fault):
            raise RecordsError("het lezen van de GeoPackage duurt te lang; bewaar de laag opnieuw.") from None
        raise _damaged() from None
    except (sqlite3.Error, UnicodeError, OverflowError, MemoryError):
        raise _damaged() from None
    finally:
        connection.close()


def _opened(connection: sqlite3.Connection, content: bytes) -> sqlite3.Connection:
    # a file in WAL mode cannot be opened from memory; as one file it holds all it has in either mode
    connection.deserialize(content[:18] + b"\x01\x01" + content[20:])
    steps = iter(range(BUDGET))
    connection.set_progress_handler(lambda: next(steps, None) is None, 1_000_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _damaged() -> RecordsError:
    return RecordsError("de GeoPackage is beschadigd of afgebroken; exporteer de laag opnieuw.")


def _sheet(connection: sqlite3.Connection, table: Table | None, progress: Progress) -> Sheet:
    layer = _chosen(_layers(connection), table)
    names = [name for name in layer.columns if name != layer.geometry]
    wanted = ", ".join(map(_quoted, [*names, *([layer.geometry] if layer.geometry else [])]))
    query = f"SELECT {wanted} FROM {_quoted(layer.name)} LIMIT {MOST_ROWS + 1}"  # noqa: S608 - names that SQLite told, quoted
    rows = connection.execute(query).fetchall()
    if not rows:
        raise RecordsError(f"laag '{show(layer.name)}' van de GeoPackage is leeg.")
    require_rows(len(rows))
    progress(0.5, "Rijen lezen")
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
    fact = f"GeoPackage, laag '{show(layer.name)}'"
    if not layer.geometry:
        return Sheet(cells, None, (fact,))
    crs = _crs(layer)
    geometry, broken = _geometry(columns[-1])
    points, problems = points_of(geometry, crs, index)
    facts = (f"{fact}, coördinatenstelsel {crs.to_string()[:60]} ({crs.name})",)
    return Sheet(cells, points, facts, (*unreadable(index, broken), *problems))


def _layers(connection: sqlite3.Connection) -> list[_Layer]:
    """Return the layers that are tables, with the columns of each and their types; the key is no column."""
    layers = []
    for name, geometry, *srs in connection.execute(_LAYERS).fetchall():
        information = connection.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
        columns = {column: str(kind).upper() for _, column, kind, _, _, key in information if not key}
        require_columns(len(columns))
        if columns:
            layers.append(_Layer(name, geometry if geometry in columns else "", tuple(srs), columns))
    return layers


def _chosen(layers: list[_Layer], table: Table | None) -> _Layer:
    """Return the layer with most known headers; RecordsError when none has any, and there are several."""
    if not layers:
        raise RecordsError("de GeoPackage heeft geen laag met een tabel; exporteer de laag opnieuw.")
    fits = [headers.known(layer.columns, table) for layer in layers]
    best = max(fits)
    if len(layers) > 1 and fits.count(best) > 1:
        names = ", ".join(f"'{show(layer.name)}'" for layer in layers[:5])
        raise RecordsError(
            f"de GeoPackage heeft {len(layers)} lagen ({names}) en het is niet duidelijk welke bedoeld is;"
            " exporteer alleen die laag."
        )
    return layers[fits.index(best)]


def _crs(layer: _Layer) -> CRS:
    """Return the CRS of a layer: by authority and code, else by definition; RecordsError for none."""
    number, organisation, code, definition = layer.srs
    if number in (None, 0, -1) or "undefined" in str(definition)[:60].lower():
        raise RecordsError(
            f"laag '{show(layer.name)}' heeft geen coördinatenstelsel; leg vast of het WGS84 (EPSG:4326) of"
            " RD (EPSG:28992) is."
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


def _geometry(blobs: tuple[object, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return geometry of GeoPackage blobs, None for none, and which cannot be read."""
    stripped = np.empty(len(blobs), dtype=object)
    stripped[:] = [_wkb(blob) for blob in blobs]
    geometry = shapely.from_wkb(stripped, on_invalid="ignore")
    given = np.array([blob is not None for blob in blobs])
    return geometry, given & shapely.is_missing(geometry)


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

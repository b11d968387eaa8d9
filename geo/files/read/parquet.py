"""GeoParquet files, and Parquet without geometry: columns to text, WKB to points.

Read by pyarrow in batches, so that a small file that unpacks without end is left in time.
See https://geoparquet.org/releases/v1.1.0/.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.areas import STORED
from geo.errors import RecordsError
from geo.files.read.points import crs_defined, crs_named, points_of, unreadable
from geo.files.read.sheet import (
    Progress,
    Sheet,
    distinct,
    frame_of,
    require_cells,
    require_columns,
    require_rows,
    require_total,
)
from geo.files.read.values import typed_as_text
from geo.files.read.wkb import geometry_of
from geo.language import say

if TYPE_CHECKING:
    from pyproj import CRS

    from geo.records import Table

BATCH = 1_000  # rows
LONGEST_ABOUT = 1_000_000  # bytes of the description of the geometry
MOST_THRIFT = 20_000_000  # bytes of text, and of lists, in the description of the whole


class _Geometry(NamedTuple):
    """The column of the geometry, "" for none, and its CRS."""

    column: str
    crs: CRS | None


def read(content: bytes, _table: Table | None, progress: Progress, _part: str = "") -> Sheet:
    """Read a Parquet file; RecordsError when it is damaged, or its geometry is no WKB."""
    try:
        source = pq.ParquetFile(
            pa.BufferReader(content),
            thrift_string_size_limit=MOST_THRIFT,
            thrift_container_size_limit=MOST_THRIFT,
        )
        return _sheet(source, progress)
    except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError, NotImplementedError):
        raise _damaged() from None


def _sheet(source: pq.ParquetFile, progress: Progress) -> Sheet:
    schema = source.schema_arrow
    require_columns(len(schema.names))
    require_rows(source.metadata.num_rows)
    require_cells(source.metadata.num_rows, len(schema.names))
    place = _geometry(schema)
    names = [name for name in schema.names if name != place.column and not _is_bounds(schema, name)]
    columns, shapes = _columns(source, names, place.column, progress)
    count = len(shapes)
    if not count:
        raise RecordsError(say("het Parquet-bestand is leeg: er staat geen enkele rij in."))
    index = pd.RangeIndex(1, count + 1)
    titles = distinct(names, range(len(names)))
    cells = frame_of(dict(zip(titles, columns, strict=True)), index)
    if place.crs is None:
        return Sheet(cells, None, (say("Parquet, zonder geometrie"),))
    geometry, faults = geometry_of(shapes)
    points, problems = points_of(geometry, place.crs, index)
    fact = say("GeoParquet, coördinatenstelsel {system}", system=place.crs.name)
    return Sheet(cells, points, (fact,), (*unreadable(index, faults), *problems))


def _columns(
    source: pq.ParquetFile, names: list[str], geometry: str, progress: Progress
) -> tuple[list[list[str]], list[bytes | None]]:
    """Return the text of each column and the geometry of each row; RecordsError as soon as it is too much."""
    columns: list[list[str]] = [[] for _ in names]
    shapes: list[bytes | None] = []
    total, rows = 0, max(1, source.metadata.num_rows)
    wanted = [*names, *([geometry] if geometry else [])]
    for batch in source.iter_batches(BATCH, columns=wanted, use_threads=False):
        total += batch.nbytes
        for name, column in zip(names, columns, strict=True):
            texts = [typed_as_text(value) for value in batch.column(name).to_pylist()]
            total += sum(map(len, texts))  # in a dictionary a text is one, and here it is many
            require_total(total)
            column.extend(texts)
        shapes += batch.column(geometry).to_pylist() if geometry else [None] * len(batch)
        require_rows(len(shapes))
        progress(min(0.9, len(shapes) / rows), say("Rijen lezen"))
    return columns, shapes


def _geometry(schema: pa.Schema) -> _Geometry:
    """Return which column holds the geometry and its CRS: longitude and latitude unless it says another."""
    stated = (schema.metadata or {}).get(b"geo")
    if stated is None:
        return _Geometry("", None)
    if len(stated) > LONGEST_ABOUT:
        raise _damaged()
    try:
        about = json.loads(stated)
        name = about["primary_column"]
        column = about["columns"][name]
        encoding = column["encoding"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged() from None
    if encoding != "WKB" or name not in schema.names or not _is_bytes(schema.field(name).type):
        raise RecordsError(
            say(
                "de geometrie van het Parquet-bestand is vastgelegd als {encoding}, en alleen WKB wordt"
                " gelezen; bewaar het als GeoPackage of GeoJSON.",
                encoding=repr(str(encoding)[:40]),
            )
        )
    return _Geometry(name, _crs(column.get("crs", ...)))


def _crs(stated: Any) -> CRS:  # noqa: ANN401 - any JSON
    """Return a CRS by its PROJJSON, where a number of an authority comes first; RecordsError for null."""
    if stated is ...:
        return crs_named(STORED)
    code = stated.get("id") if isinstance(stated, dict) else None
    if isinstance(code, dict):
        return crs_named(f"{code.get('authority')}:{code.get('code')}")
    return crs_defined(json.dumps(stated))


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _is_bounds(schema: pa.Schema, name: str) -> bool:
    """Whether a column is the bounding box of each geometry, which says nothing that it does not."""
    return name == "bbox" and bool(pa.types.is_struct(schema.field(name).type))


def _damaged() -> RecordsError:
    return RecordsError(say("het Parquet-bestand is beschadigd of afgebroken; exporteer het opnieuw."))

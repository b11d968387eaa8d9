"""Small files made to harm: each once cost hours, gigabytes or the whole server."""

from __future__ import annotations

import io
import sqlite3
import struct
import zipfile
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.records import HOUSING
from tests.toy_files import (
    dutch,
    geojson_file,
    gpkg_file,
    ods_of,
    repacked,
    shapefile,
    without_points,
    xlsx_file,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOUSE = dutch(HOUSING, {})
NAMES = ", ".join(f"k{number}" for number in range(495))
EMPTY = b'{"type":"Feature","properties":{}}'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GEOMETRY = struct.Struct("<BII")  # of a collection: byte order, type, how many parts


LONG = " ".join(map(str, range(16_000)))  # some 90 kB


def book(rows: bytes, texts: bytes = b"<sst/>") -> bytes:
    """Return a workbook with these rows, in XML, on its first sheet, and these shared texts."""
    sheet = SHEET + rows + b"</sheetData></worksheet>"
    parts = {"xl__worksheets__sheet1_xml": sheet, "xl__sharedStrings_xml": texts}
    return repacked(xlsx_file([]), **parts, **related(["worksheets/sheet1.xml"], "sharedStrings.xml"))


def related(sheets: list[str], texts: str = "none.xml") -> dict[str, bytes]:
    """Return the parts of a workbook that say which parts its sheets and its texts are."""
    relations = [f'<Relationship Id="t" Type="{KIND}/sharedStrings" Target="{texts}"/>']
    tabs = []
    for number, sheet in enumerate(sheets, 1):
        relations.append(f'<Relationship Id="r{number}" Type="{KIND}/worksheet" Target="{sheet}"/>')
        tabs.append(f'<sheet name="Blad{number}" sheetId="{number}" r:id="r{number}"/>')
    book = f'<workbook xmlns:r="{KIND}"><sheets>{"".join(tabs)}</sheets></workbook>'
    return {
        "xl__workbook_xml": book.encode(),
        "xl___rels__workbook_xml.rels": f"<Relationships>{''.join(relations)}</Relationships>".encode(),
    }


def numbered(count: int, cells: bytes) -> bytes:
    """Return rows that all hold the same; their numbers keep them from being packed too well."""
    return b"".join(b'<row r="%d">%b</row>' % (number, cells) for number in range(2, count + 2))


def one_part_of_many_sheets(sheets: int, parts: bool = False) -> bytes:
    """Return a workbook with many sheets of empty rows: of one part, or each of its own."""
    empty = SHEET + numbered(120_000, b"") + b"</sheetData></worksheet>"
    names = [f"worksheets/s{number if parts else 1}.xml" for number in range(1, sheets + 1)]
    own = {f"xl__{name.replace('/', '__').replace('.xml', '_xml')}": empty for name in names}
    return repacked(xlsx_file([]), **own, **related(names))


def database(*statements: str, content: bytes | None = None) -> bytes:
    """Return a GeoPackage after these statements; "laag" is its layer."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.gpkg"
        file.write_bytes(content or gpkg_file(HOUSE, without_points(HOUSE)))
        with sqlite3.connect(file) as connection:
            # the triggers of a GeoPackage call functions that plain SQLite lacks
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                connection.execute(statement)
        connection.close()
        return file.read_bytes()


def rows(count: int) -> str:
    """Return the statement that adds short rows."""
    numbers = f"(SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {count})"  # noqa: S608
    return f"WITH RECURSIVE n(i) AS {numbers} INSERT INTO laag (kenmerk) SELECT i FROM n"  # noqa: S608


def default(size: int, columns: int = 1, kind: str = "TEXT") -> Iterator[str]:
    """Return statements that add columns which each row has, at no cost to the file."""
    value = f"'{'x' * size}'" if kind == "TEXT" else f"x'{'00' * size}'"
    return (f"ALTER TABLE laag ADD COLUMN k{n} {kind} DEFAULT {value}" for n in range(columns))


def blob(wkb: bytes) -> bytes:
    """Return a GeoPackage whose first row has this geometry."""
    with_header = b"GP\0\1" + struct.pack("<I", 4326) + wkb
    content = gpkg_file(HOUSE, without_points(HOUSE))
    return database(f"UPDATE laag SET geom = x'{with_header.hex()}'", content=content)  # noqa: S608


def nested(depth: int, kind: int = 7) -> bytes:
    """Return collections in each other, around a point."""
    return GEOMETRY.pack(1, kind, 1) * depth + struct.pack("<BIdd", 1, 1, 5.0, 52.0)


def nested_json(depth: int) -> bytes:
    geometry: Any = {"type": "Point", "coordinates": [5, 52]}
    for _ in range(depth):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    return geojson_file(HOUSE, [geometry])


def endless_row() -> bytes:
    """Return one row of empty cells, whose places keep them from being packed too well."""
    cells = (b'<c r="A%d"/>' % (number * 7919 % 99_991) for number in range(2_000_000))
    return b"<row>%b</row>" % b"".join(cells)


def far_cell() -> bytes:
    first = b'<row><c t="str"><v>kenmerk</v></c><c r="SF1" t="str"><v>x</v></c></row>'
    return book(first + numbered(249_000, b"<c><v>1</v></c>"))


def many_names() -> bytes:
    first = ",".join(f'"k{number}":1' for number in range(500))
    return b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{%b}},%b]}' % (
        first.encode(),
        b",".join([b'{"type":"Feature"}'] * 249_000),
    )


ENDLESS = (
    "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    " SELECT 'laag' AS table_name, 'features' AS data_type FROM n WHERE i < 0"
)
WIDE = ",".join(f"k{number}" for number in range(500)).encode()


def ods_rows(rows: int, columns: int, text: str = "x") -> str:
    """Return a table of one cell that says that it stands for so many."""
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}<text:p>{text}</text:p>'
    return f'<table:table table:name="A">{row}</table:table-cell></table:table-row></table:table>'


def parquet_of(value: str, count: int) -> bytes:
    """Return a Parquet file of one value in every row, which costs it nothing."""
    sink = io.BytesIO()
    same = pa.DictionaryArray.from_arrays(np.zeros(count, np.int8), [value])
    pq.write_table(pa.table({"kenmerk": same}), sink)
    return sink.getvalue()


def shapes_that_lie(rows: int) -> bytes:
    """Return a zipped Shapefile whose columns say that they have so many rows."""
    content = shapefile(laag=(pd.DataFrame({"kenmerk": ["S-1"]}), [None]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        columns = archive.read("laag.dbf")
    return repacked(content, **{"laag.dbf": columns[:4] + struct.pack("<I", rows) + columns[8:]})


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "one part as 4,000 sheets": (lambda: one_part_of_many_sheets(4000), "leeg"),
    "sheets of empty rows": (lambda: one_part_of_many_sheets(6, parts=True), "rijen, lege meegeteld"),
    "a default of 200 kB": (
        lambda: database(rows(5000), *default(200_000)),
        "rij 1, kolom 'k0'.*200.000 bytes",
    ),
    "a default of 99 kB": (lambda: database(rows(5000), *default(99_000)), "meer dan 200 MB"),
    "a default of bytes": (lambda: database(rows(5000), *default(90_000, 2, "BLOB")), "meer dan 200 MB"),
    "formulas without text": (
        lambda: book(numbered(20_000, b"<c><f/></c>" * 50)),
        "cellen met een formule",
    ),
    "one row of 2 million empty cells": (lambda: book(endless_row()), "leeg"),
    "a cell in column 500": (far_cell, "5.000.000 cellen"),
    "one text in every cell": (
        lambda: book(
            numbered(2_500, b'<c t="s"><v>0</v></c>'), texts=f"<sst><si><t>{LONG}</t></si></sst>".encode()
        ),
        "meer dan 200 MB",
    ),
    "500 names": (many_names, "5.000.000 cellen"),
    "500 columns in a database": (
        lambda: database("DROP TABLE laag", f"CREATE TABLE laag (kenmerk, {NAMES})", rows(12_000)),
        "5.000.000 cellen",
    ),
    "contents without end": (lambda: database("DROP TABLE gpkg_contents", ENDLESS), "beschadigd"),
    "layers without end": (
        lambda: database(
            "CREATE TABLE copy AS SELECT * FROM gpkg_contents",
            "DROP TABLE gpkg_contents",
            "CREATE TABLE gpkg_contents AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
            " FROM n LIMIT 50000) SELECT copy.* FROM n, copy",
        ),
        "meer dan 200 lagen",
    ),
    "16 million lists": (
        lambda: b'{"type":"FeatureCollection","features":[%b[]]}' % (b"[]," * 16_000_000),
        "lijsten",
    ),
    "CSV of 98,000 by 500": (
        lambda: WIDE + b"\n" + (b";".join([b"1"] * 500) + b"\n") * 49_000,
        "5.000.000 cellen",
    ),
    "an ODS cell of a million rows by a hundred": (
        lambda: ods_of(ods_rows(1_048_576, 100)),
        "250.000 rijen|5.000.000 cellen",
    ),
    "an ODS cell of 200,000 rows by 400": (lambda: ods_of(ods_rows(200_000, 400)), "5.000.000 cellen"),
    "an ODS cell in the last column": (lambda: ods_of(ods_rows(1, 16_384)), "16.384 kolommen"),
    "an ODS text in every cell": (lambda: ods_of(ods_rows(5_000, 10, LONG)), "meer dan 200 MB"),
    "ODS sheets of five million cells": (
        lambda: ods_of(ods_rows(100_000, 40) * 3),
        "5.000.000 cellen",
    ),
    "an ODS of tables in tables": (
        lambda: ods_of('<table:table table:name="A"><table:table-row><table:table-cell>' * 50_000),
        "beschadigd|niet geopend",
    ),
    "a Parquet text in every row": (lambda: parquet_of(LONG, 200_000), "meer dan 200 MB|beschadigd"),
    "Parquet of a million rows": (lambda: parquet_of("x", 1_000_000), "250.000 rijen"),
    "a Shapefile of four thousand million rows": (lambda: shapes_that_lie(2**32 - 1), "beschadigd"),
    "a Shapefile that is a bomb": (
        lambda: repacked(shapes_that_lie(1), **{"laag.dbf": b"\0" * 50_000_000}),
        "onwaarschijnlijk groot",
    ),
    "a long value": (
        lambda: b"kenmerk;naam;soort\nH-1;x;hotel\nH-2;" + b"x" * 100_001 + b";hotel\n",
        "rij 3, kolom 'naam'",
    ),
}
"""What cannot be read: how it is made, and what is said of it."""

CIRCLE = GEOMETRY.pack(1, 8, 3) + struct.pack("<6d", 0, 0, 1, 1, 2, 0)
CURVED = GEOMETRY.pack(1, 10, 1) + CIRCLE
SURFACE = GEOMETRY.pack(1, 12, 1) + CURVED
EMPTY_PART = GEOMETRY.pack(1, 7, 2) + struct.pack("<BIdd", 1, 1, 5, 52) + GEOMETRY.pack(1, 2, 0)
EMPTY_PART_JSON = {
    "type": "GeometryCollection",
    "geometries": [{"type": "Point", "coordinates": [5, 52]}, {"type": "LineString", "coordinates": []}],
}

ODD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a collection 20,000 deep": (lambda: blob(nested(20_000)), "dieper genest"),
    "multipoints 20,000 deep": (lambda: blob(nested(20_000, kind=4)), "dieper genest"),
    "collections in JSON": (lambda: nested_json(200), "niet te lezen"),
    "CircularString": (partial(blob, CIRCLE), "kromme .CircularString."),
    "CurvePolygon": (partial(blob, CURVED), "kromme .CurvePolygon."),
    "MultiSurface": (partial(blob, SURFACE), "kromme .MultiSurface."),
    "an empty part": (partial(blob, EMPTY_PART), "geen bruikbare coördinaten"),
    "an empty part in JSON": (lambda: geojson_file(HOUSE, [EMPTY_PART_JSON]), "geen bruikbare coördinaten"),
    "an unknown type": (partial(blob, GEOMETRY.pack(1, 99, 0)), "niet te lezen"),
    "an unknown byte order": (partial(blob, GEOMETRY.pack(7, 7, 1) * 20_000), "niet te lezen"),
    "half a geometry": (partial(blob, nested(1)[:-9]), "niet te lezen"),
}
"""What is read but for one geometry: how it is made, and what is said of the row."""

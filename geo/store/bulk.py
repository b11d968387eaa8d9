"""Many rows at once between the database and Arrow, without a Python object for each value.

Both engines write CSV themselves (PostgreSQL by COPY, SQLite by printf, one string a row) and Arrow reads it:
for 1,000,000 rows a third of the time of fetching tuples. ADBC or GDAL would read a SQLite file faster still,
but each brings its own copy of SQLite, and two copies in one process undo each other's locks on the file
(https://www.sqlite.org/howtocorrupt.html, section 2.2.1).
"""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import sqlalchemy as sa

from geo.errors import StoreError
from geo.language import current, read_in, say
from geo.store.codec import TEXT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    import psycopg

BATCH_ROWS = 50_000
_BLOCK_BYTES = 8 << 20  # a row must fit in a block; records.py keeps texts far below this


def read(connection: sa.Connection, statement: sa.Select[Any], types: dict[str, pa.DataType]) -> pa.Table:
    """Return the rows of ``statement``, whose columns are those of ``types`` in that order.

    Text that is null comes back as "". StoreError when a value does not fit its type, which only another
    program can have written.
    """
    lines = _copied_out if connection.dialect.name == "postgresql" else _printed
    # Arrow reads one batch while the database writes the next; what it says is for the same reader
    with ThreadPoolExecutor(1, initializer=read_in, initargs=(current(),)) as parser:
        batches = parser.map(partial(_parsed, types=types), lines(connection, statement, types))
        return pa.concat_tables(list(batches) or [pa.schema(list(types.items())).empty_table()])


def _parsed(content: bytes, types: dict[str, pa.DataType]) -> pa.Table:
    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(content),
            read_options=pyarrow.csv.ReadOptions(column_names=list(types), block_size=_BLOCK_BYTES),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=types, true_values=["1", "t"], false_values=["0", "f"]
            ),
        )
    except pa.ArrowInvalid as fault:
        # from None: Arrow quotes the value, and data stays out of logs
        number = re.search(r"column #(\d+)", str(fault))
        column = list(types)[int(number[1])] if number else "onbekend"
        raise StoreError(
            say(
                "Een waarde in de database past niet in kolom {column}; zie `python -m geo check`.",
                column=repr(column),
            )
        ) from None


def add(connection: sa.Connection, table: sa.Table, rows: pa.Table) -> None:
    """Add ``rows`` to ``table``; "" is written as null in a column that may be null."""
    ready = pa.table({name: _nulled(rows[name], table.c[name].nullable) for name in rows.column_names})
    if connection.dialect.name == "postgresql":
        _copy_in(connection, table, ready)
    else:
        _insert(connection, table, ready)


def _printed(
    connection: sa.Connection, statement: sa.Select[Any], types: dict[str, pa.DataType]
) -> Iterator[bytes]:
    """Yield the rows as CSV made by SQLite's printf: %w doubles quotes in a text, %s leaves null empty."""
    quoted = {name: kind == TEXT or pa.types.is_dictionary(kind) for name, kind in types.items()}
    form = ",".join('"%w"' if quoted[name] else "%s" for name in types)
    columns = {column.name: column for column in statement.selected_columns}
    values = [sa.func.coalesce(columns[name], "") if quoted[name] else columns[name] for name in types]
    line = statement.with_only_columns(sa.func.printf(form, *values)).compile(connection)
    # the driver's own cursor: SQLAlchemy's rows would cost as much again as SQLite itself
    cursor = cast("sqlite3.Connection", connection.connection.driver_connection).execute(
        str(line), [line.params[name] for name in line.positiontup or ()]
    )
    while batch := cursor.fetchmany(BATCH_ROWS):
        yield "\n".join([*(text for (text,) in batch), ""]).encode()


def _copied_out(
    connection: sa.Connection, statement: sa.Select[Any], _: dict[str, pa.DataType]
) -> Iterator[bytes]:
    """Yield the rows as CSV made by PostgreSQL's COPY."""
    compiled = statement.compile(connection)
    with (
        _psycopg(connection).cursor() as cursor,
        cursor.copy(f"COPY ({compiled}) TO STDOUT (FORMAT csv)".encode(), compiled.params) as copy,
    ):
        rows = iter(copy)  # each piece that psycopg hands over is one row
        while batch := b"".join(islice(rows, BATCH_ROWS)):
            yield batch


def _copy_in(connection: sa.Connection, table: sa.Table, rows: pa.Table) -> None:
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(name) for name in rows.column_names)
    statement = f"COPY {quote(table.name)} ({names}) FROM STDIN (FORMAT csv)"
    with _psycopg(connection).cursor() as cursor, cursor.copy(statement.encode()) as copy:
        for batch in rows.to_batches(BATCH_ROWS):
            sink = io.BytesIO()
            pyarrow.csv.write_csv(batch, sink, pyarrow.csv.WriteOptions(include_header=False))
            copy.write(sink.getbuffer())


def _insert(connection: sa.Connection, table: sa.Table, rows: pa.Table) -> None:
    names = ", ".join(f'"{name}"' for name in rows.column_names)
    marks = ", ".join("?" for _ in rows.column_names)
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - names of our own schema
    for batch in rows.to_batches(BATCH_ROWS):  # of no rows there is no batch
        values = [_plain(column).to_pylist() for column in batch.columns]
        connection.exec_driver_sql(statement, list(zip(*values, strict=True)))


def _plain(column: pa.Array) -> pa.Array:
    """Return a column as SQLite wants it: a day is text there."""
    return column.cast(pa.string()) if pa.types.is_date(column.type) else column


def _nulled(column: pa.ChunkedArray, nullable: bool) -> pa.ChunkedArray:
    text = column.cast(TEXT) if pa.types.is_dictionary(column.type) else column
    if not nullable or text.type != TEXT:
        return text
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, TEXT), text)


def _psycopg(connection: sa.Connection) -> psycopg.Connection[Any]:
    """Return the driver's own connection, in the same transaction."""
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)

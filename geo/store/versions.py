"""The versions of records in the database: which stood after a change, and all those of one record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from geo.records import TABLES
from geo.store import bulk
from geo.store.codec import ARROW_TYPES, TEXT, stored_columns
from geo.store.owners import touches
from geo.store.schema import changes, versions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from geo.records import Table

_MADE = {
    "reference": TEXT,
    "version": pa.int64(),
    "withdrawn": pa.bool_(),
    "was_withdrawn": pa.bool_(),
    "current": pa.int64(),
    "current_change": pa.int64(),
}
_STATE = {"version": pa.int64(), "change_id": pa.int64(), "withdrawn": pa.bool_()}


def row_types(table: Table) -> dict[str, pa.DataType]:
    """Return the columns of a table of versions with the type of each: the record, then its state."""
    return {column.name: ARROW_TYPES[column.kind] for column in stored_columns(table)} | _STATE


def newest_change(connection: sa.Connection, until: datetime | None = None) -> int:
    """Return the number of the last change, or of the last one at or before ``until``; 0 for none."""
    query = sa.select(sa.func.coalesce(sa.func.max(changes.c.id), 0))
    return int(connection.scalar(query if until is None else query.where(changes.c.at <= until)) or 0)


def standing(
    connection: sa.Connection,
    table: Table,
    change: int,
    *,
    since: int = 0,
    references: Sequence[str] | None = None,
) -> pa.Table:
    """Return the version of each record that stood after ``change``, withdrawn ones included, in no order.

    ``since`` leaves out what stood already after that change; ``references`` asks for those records only.
    Rows with a higher change are left out by number, so the answer is the same whatever is written meanwhile.
    """
    record = versions[table.name]
    query = _select(table).where(*_stands(record, change))
    if since:
        query = query.where(record.c.change_id > since)
    if references is not None:
        query = query.where(record.c.reference.in_(listed(connection, references)))
    return bulk.read(connection, query, row_types(table))


def is_known(connection: sa.Connection, table: Table, reference: str) -> bool:
    """Whether a record of this reference was ever written, withdrawn or not."""
    record = versions[table.name]
    query = sa.select(record.c.reference).where(record.c.reference == reference).limit(1)
    return connection.scalar(query) is not None


def emptied(connection: sa.Connection, table: Table, references: Sequence[str]) -> set[str]:
    """Return which of these records were emptied for good."""
    record = versions[table.name]
    erasures = sa.select(changes.c.id).where(changes.c.action == "erase")
    if connection.scalar(erasures.limit(1)) is None:
        return set()
    query = sa.select(record.c.reference).where(
        record.c.change_id.in_(erasures), record.c.reference.in_(listed(connection, references))
    )
    return set(connection.scalars(query))


def touched(connection: sa.Connection, table: Table, since: int, area: str = "") -> list[str]:
    """Return the references of which a version was written after change ``since``, each once, sorted.

    With an ``area`` those alone of which a version touches its records.
    """
    record = versions[table.name]
    query = sa.select(record.c.reference).where(record.c.change_id > since, touches(table, area)).distinct()
    return sorted(connection.scalars(query))


def every_version(connection: sa.Connection, table: Table, change: int) -> pa.Table:
    """Return all versions of all records up to ``change``, in no order."""
    record = versions[table.name]
    return bulk.read(connection, _select(table).where(record.c.change_id <= change), row_types(table))


def of_record(connection: sa.Connection, table: Table, reference: str) -> pa.Table:
    """Return all versions of one record, the first one first; no rows when there is no such record."""
    record = versions[table.name]
    query = _select(table).where(record.c.reference == reference).order_by(record.c.version)
    return bulk.read(connection, query, row_types(table))


def made_by(connection: sa.Connection, table: Table, change: int) -> pa.Table:
    """Return what ``change`` wrote beside what stands now: a row for each record, in no order.

    Columns: reference, version and withdrawn as the change left it; was_withdrawn as it was before, null for
    a record that was not there; current and current_change, the version that stands now and its change.
    """
    made, before, now = (versions[table.name].alias(name) for name in ("made", "before", "now"))
    columns = {
        "reference": made.c.reference,
        "version": made.c.version,
        "withdrawn": made.c.withdrawn,
        "was_withdrawn": before.c.withdrawn,
        "current": now.c.version,
        "current_change": now.c.change_id,
    }
    query = (
        sa.select(*(column.label(name) for name, column in columns.items()))
        .select_from(made)
        .join(now, sa.and_(now.c.reference == made.c.reference, ~_followed(now)))
        .outerjoin(
            before, sa.and_(before.c.reference == made.c.reference, before.c.version == made.c.version - 1)
        )
        .where(made.c.change_id == change)
    )
    return bulk.read(connection, query, _MADE)


def followed_by(connection: sa.Connection, table: Table, change: int) -> pa.Table:
    """Return what stood before ``change`` of each record that is still as it left it, in no order.

    That is the version before its own; of a record that it made, where there is none, its own version.
    """
    record, made = versions[table.name], versions[table.name].alias("made")
    earlier = sa.case((made.c.version > 1, made.c.version - 1), else_=1)
    query = (
        _select(table)
        .select_from(made)
        .join(record, sa.and_(record.c.reference == made.c.reference, record.c.version == earlier))
        .where(made.c.change_id == change, ~_followed(made))
    )
    return bulk.read(connection, query, row_types(table))


def standing_demo(connection: sa.Connection, table: Table, change: int) -> pa.Table:
    """Return the records that began as demo records and still stood, not withdrawn, after ``change``."""
    return bulk.read(connection, _select(table).where(*_is_demo(table, change)), row_types(table))


def count_demo(connection: sa.Connection, change: int) -> dict[str, int]:
    """Return how many such records there were, by name of the table; empty when there were none."""
    if not connection.scalar(sa.select(changes.c.id).where(changes.c.action == "demo").limit(1)):
        return {}
    counted = {
        name: connection.scalar(
            sa.select(sa.func.count()).select_from(versions[name]).where(*_is_demo(table, change))
        )
        for name, table in TABLES.items()
    }
    return {name: int(count or 0) for name, count in counted.items()} if any(counted.values()) else {}


def _is_demo(table: Table, change: int) -> tuple[sa.ColumnElement[bool], ...]:
    """Return when a version stood after ``change`` of a record whose first version a demo fill made."""
    record, first = versions[table.name], versions[table.name].alias("first")
    filled = sa.select(changes.c.id).where(changes.c.action == "demo", changes.c.id <= change)
    began = sa.select(first.c.reference).where(first.c.change_id.in_(filled), first.c.version == 1)
    return record.c.reference.in_(began), ~record.c.withdrawn, *_stands(record, change)


def _stands(record: sa.Table, change: int) -> tuple[sa.ColumnElement[bool], ...]:
    """Return when a version stood after ``change``: it was there, and the next one was not."""
    return record.c.change_id <= change, ~_followed(record, change)


def _followed(record: sa.FromClause, change: int | None = None) -> sa.ColumnElement[bool]:
    """Return when a version has a next one, or had it after ``change``."""
    later = record.alias("later")
    follower = sa.exists().where(
        later.c.reference == record.c.reference, later.c.version == record.c.version + 1
    )
    return follower if change is None else follower.where(later.c.change_id <= change)


def _select(table: Table) -> sa.Select[Any]:
    record = versions[table.name]
    return sa.select(*(record.c[name] for name in row_types(table)))


def listed(connection: sa.Connection, references: Sequence[str]) -> sa.Select[Any]:
    """Return any number of references as one parameter: both engines take a list apart that comes as JSON."""
    text = json.dumps(list(references), ensure_ascii=False)
    if connection.dialect.name == "postgresql":
        return sa.select(sa.func.jsonb_array_elements_text(sa.cast(sa.literal(text), JSONB)))
    return sa.select(sa.func.json_each(text).table_valued("value").c.value)

"""Whose a record is, and which versions touch the records of one area: those of it, and what follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc
import sqlalchemy as sa

from geo.store.codec import stored_columns
from geo.store.schema import versions

if TYPE_CHECKING:
    import pyarrow as pa

    from geo.records import Table


def owner_column(table: Table) -> str:
    """Return the name of the column that says whose a record is: its region, or the areas it names."""
    names = {column.name for column in stored_columns(table)}
    return next(name for name in ("region", "area", "areas") if name in names)


def of_area(rows: pa.Table, table: Table, area: str) -> pa.Table:
    """Return the rows of the records of an area alone; all of them for ""."""
    return rows.filter(pc.equal(rows[owner_column(table)], area)) if area else rows


def touches(table: Table, area: str) -> sa.ColumnElement[bool]:
    """Return when a version in ``versions`` is of an area, or the one before it was; always for ""."""
    record, before, owner = _beside(table)
    if not area:
        return sa.true()
    return sa.or_(record.c[owner] == area, _follows(record, before).where(before.c[owner] == area))


def touches_others(table: Table, area: str) -> sa.ColumnElement[bool]:
    """Return when a version in ``versions`` is not of an area, or the one before it was not."""
    record, before, owner = _beside(table)
    followed = _follows(record, before).where(before.c[owner].is_distinct_from(area))
    return sa.or_(record.c[owner].is_distinct_from(area), followed)


def _beside(table: Table) -> tuple[sa.Table, sa.FromClause, str]:
    record = versions[table.name]
    return record, record.alias("before"), owner_column(table)


def _follows(record: sa.Table, before: sa.FromClause) -> sa.Exists:
    return sa.exists().where(
        before.c.reference == record.c.reference, before.c.version == record.c.version - 1
    )

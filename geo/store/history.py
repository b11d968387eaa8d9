"""What happened to the records: one record field by field, and all that changed since a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import sqlalchemy as sa

from geo.records import TABLES
from geo.store.codec import as_text, differing, stored_columns
from geo.store.owners import of_area, touches
from geo.store.schema import changes, versions
from geo.store.versions import newest_change, of_record, standing, touched
from geo.store.writing import Change, Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from geo.records import Table

SINCE_STATUSES = ("new", "moved", "withdrawn", "closed", "corrected", "changed")
"""What became of a record since a moment; where several hold, the first of these counts."""


@dataclass(frozen=True)
class FieldChange:
    """One field of a record from one value to another, as text; "" is none."""

    column: str
    header: str
    before: str
    after: str


@dataclass(frozen=True)
class Revision:
    """One version of a record: the change that made it, and what it changed field by field."""

    version: int
    change: Change
    withdrawn: bool
    fields: tuple[FieldChange, ...]


def revisions(connection: sa.Connection, table: Table, reference: str) -> list[Revision]:
    """Return all versions of a record, the first one first, each with its difference from the one before."""
    rows = of_record(connection, table, reference)
    made = changes_by_number(connection, rows["change_id"].to_pylist())
    texts = {column: as_text(rows[column.name]).to_pylist() for column in stored_columns(table)}
    found = []
    for index, (version, change, withdrawn) in enumerate(
        zip(*(rows[name].to_pylist() for name in ("version", "change_id", "withdrawn")), strict=True)
    ):
        fields = (
            FieldChange(column.name, column.header, values[index - 1] if index else "", values[index])
            for column, values in texts.items()
            if values[index] != (values[index - 1] if index else "")
        )
        found.append(Revision(version, made[change], withdrawn, tuple(fields)))
    return found


def changes_since(
    connection: sa.Connection, table: Table, since: datetime, until: datetime | None = None, area: str = ""
) -> pd.DataFrame:
    """Return what became, by ``until`` or by now, of each record touched after ``since`` (aware moments).

    With an ``area`` of its own records alone: one that is of another area at a moment is not there then.

    Columns: reference (str, sorted), status (category, ``SINCE_STATUSES``), fields (tuple of the names of the
    columns whose values differ). *new*: not there at that moment; *moved*: of another area by now, or of
    none, and nothing is told of what it is there; *closed*: its day of closing was filled in; *corrected*: a
    value outside ``Table.progress`` was replaced or removed; *changed*: anything else. A record whose values
    are back where they were is left out, and so is one that came and went in between.
    """
    then, now = newest_change(connection, since), newest_change(connection, until)
    references = touched(connection, table, then, area)
    before, after = (
        _aligned(of_area(standing(connection, table, change, references=references), table, area), references)
        for change in (then, now)
    )
    there, here = (~rows["withdrawn"].fill_null(True).to_numpy() for rows in (before, after))
    differs = differing(before, after, stored_columns(table))
    moved = there & after["reference"].is_null().to_numpy()
    conditions = (
        here & ~there,
        moved,
        there & ~here,
        _closed(before, after) & here & there,
        _corrected(before, differs, table),
    )
    status = pd.Categorical.from_codes(
        np.select(conditions, range(5), 5).astype(np.int8), pd.Index(SINCE_STATUSES)
    )
    names = np.array(differs.columns)
    found = pd.DataFrame({"reference": pd.Series(references, dtype="str"), "status": status})
    found["fields"] = [tuple(names[row]) for row in differs.to_numpy() & ~moved[:, None]]
    kept = (here != there) | (here & there & differs.to_numpy().any(axis=1))
    return found.iloc[np.flatnonzero(kept)].reset_index(drop=True)


def log(connection: sa.Connection, limit: int, until: int | None = None, area: str = "") -> list[Change]:
    """Return the last changes, or the last ones up to the change numbered ``until``, the newest first.

    With an ``area`` those alone that touched its records, as they were or became.
    """
    query = sa.select(changes).order_by(changes.c.id.desc()).limit(limit)
    if until is not None:
        query = query.where(changes.c.id <= until)
    if area:
        made = (
            sa.exists().where(record.c.change_id == changes.c.id, touches(TABLES[name], area))
            for name, record in versions.items()
        )
        query = query.where(sa.or_(*made))
    return [_change(row) for row in connection.execute(query)]


def changes_by_number(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, Change]:
    """Return the changes with these numbers; those that are not there are left out."""
    query = sa.select(changes).where(changes.c.id.in_(set(numbers)))
    return {row.id: _change(row) for row in connection.execute(query)}


def _change(row: sa.Row[tuple[object, ...]]) -> Change:
    source = Source(row.source_name, row.source_sha256)
    return Change(row.id, row.at, row.who, row.action, row.why, source, row.undoes)


def _aligned(rows: pa.Table, references: list[str]) -> pa.Table:
    """Return the rows in the order of ``references``, all null where there is none."""
    place = pd.Index(rows["reference"].to_pylist(), dtype="str").get_indexer(
        pd.Index(references, dtype="str")
    )
    return rows.take(pa.array(np.where(place < 0, 0, place), pa.int64(), mask=place < 0))


def _closed(before: pa.Table, after: pa.Table) -> np.ndarray:
    """Return for each record whether it was open and has a day of closing now."""
    if "closed_on" not in before.column_names:
        return np.zeros(before.num_rows, dtype=bool)
    was_open, is_closed = before["closed_on"].is_null(), after["closed_on"].is_valid()
    return np.asarray(was_open.to_numpy() & is_closed.to_numpy())


def _corrected(before: pa.Table, differs: pd.DataFrame, table: Table) -> np.ndarray:
    found = np.zeros(len(differs), dtype=bool)
    for column in table.columns:
        if column.name not in table.progress:
            filled = np.asarray(as_text(before[column.name]).to_pylist(), dtype=object) != ""
            found |= differs[column.name].to_numpy() & filled.astype(bool)
    return found

"""The database at an earlier moment: which state stood then, and the changes that had been made by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from geo.records import TABLES
from geo.store import history
from geo.store.owners import touches, touches_others
from geo.store.schema import changes, versions
from geo.store.versions import newest_change

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from geo.store.writing import Change


class State(NamedTuple):
    """What identifies the records at a moment, small enough for the key of a cache.

    Equal states are equal records. ``store`` stands for the database, without saying where it is.
    ``rewritten`` is the last change that changed what was: that put a backup in place of everything, so that
    the same numbers stand for other changes, or that emptied records for good. ``version`` is the last change
    made by the moment. 0 is none.
    """

    store: str
    rewritten: int
    version: int


@dataclass(frozen=True)
class Entry:
    """One change in the log, and how many records of each table it touched, by name of the table.

    In the log of an area these are its own records, and ``alone`` is whether the change touched no other.
    """

    change: Change
    records: dict[str, int]
    alone: bool = True


def state_at(connection: sa.Connection, store: str, moment: datetime | None = None) -> State:
    """Return the state of ``store`` at an aware moment, or now; cheap enough to ask on every rerun."""
    return State(store, last_rewritten(connection), newest_change(connection, moment))


def last_rewritten(connection: sa.Connection) -> int:
    """Return the number of the last change that changed what was; 0 for none."""
    rewrites = changes.c.action.in_(("restore", "erase"))
    return int(connection.scalar(sa.select(sa.func.max(changes.c.id)).where(rewrites)) or 0)


def first_moment(connection: sa.Connection) -> datetime | None:
    """Return the moment of the first change; None when there is none."""
    return connection.scalar(sa.select(changes.c.at).order_by(changes.c.id).limit(1))


def moment_of(connection: sa.Connection, version: int) -> datetime | None:
    """Return the moment of the change numbered ``version``; None when there is no such change."""
    return connection.scalar(sa.select(changes.c.at).where(changes.c.id == version))


def log(connection: sa.Connection, limit: int, until: int | None = None, area: str = "") -> tuple[Entry, ...]:
    """Return the last changes, or those up to the one numbered ``until``, with how much each touched.

    The newest comes first. With an ``area`` those alone that touched its records, which are counted alone.
    """
    made = history.log(connection, limit, until, area)
    numbers = [change.id for change in made]
    counted = {
        name: _counted(connection, versions[name], numbers, touches(table, area))
        for name, table in TABLES.items()
    }
    shared = _shared(connection, numbers, area) if area else set()
    return tuple(
        Entry(
            change,
            {name: counts.get(change.id, 0) for name, counts in counted.items()},
            change.id not in shared,
        )
        for change in made
    )


def touched_by(connection: sa.Connection, change: int, limit: int, area: str = "") -> dict[str, list[str]]:
    """Return the references that a change touched, by name of the table, sorted; at most ``limit`` each.

    With an ``area`` those of its own records alone, as they were or became.
    """
    return {
        name: list(
            connection.scalars(
                sa.select(record.c.reference)
                .where(record.c.change_id == change, touches(TABLES[name], area))
                .order_by(record.c.reference)
                .limit(limit)
            )
        )
        for name, record in versions.items()
    }


def _shared(connection: sa.Connection, numbers: Iterable[int], area: str) -> set[int]:
    """Return which changes touched a record that was not of an area before, or is not after."""
    queries = (
        sa.select(record.c.change_id)
        .where(record.c.change_id.in_(list(numbers)), touches_others(TABLES[name], area))
        .distinct()
        for name, record in versions.items()
    )
    return {number for query in queries for number in connection.scalars(query)}


def _counted(
    connection: sa.Connection, record: sa.Table, numbers: Iterable[int], which: sa.ColumnElement[bool]
) -> dict[int, int]:
    query = (
        sa.select(record.c.change_id, sa.func.count())
        .where(record.c.change_id.in_(list(numbers)), which)
        .group_by(record.c.change_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}

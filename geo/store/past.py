"""The store at an earlier moment: which state stood then, and the changes that had been made by then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from geo.store import history
from geo.store.database import reading
from geo.store.schema import changes, versions
from geo.store.versions import newest_change

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from geo.store.snapshot import Snapshot
    from geo.store.store import Store
    from geo.store.writing import Change


class State(NamedTuple):
    """What identifies the records at a moment; equal states of one store are equal records.

    ``restored`` is the last change that put a backup in place of everything, 0 for none: after it the same
    numbers may stand for other changes. ``version`` is the last change made by the moment, 0 for none.
    """

    restored: int
    version: int


@dataclass(frozen=True)
class Entry:
    """One change in the log, and how many records of each table it touched, by name of the table."""

    change: Change
    records: dict[str, int]


def state_at(store: Store, moment: datetime | None = None) -> State:
    """Return the state at an aware moment, or now; cheap enough to ask on every rerun."""
    restores = sa.select(sa.func.coalesce(sa.func.max(changes.c.id), 0)).where(changes.c.action == "restore")
    with reading(store.engine) as connection:
        return State(int(connection.scalar(restores) or 0), newest_change(connection, moment))


def first_moment(store: Store) -> datetime | None:
    """Return the moment of the first change that the store holds; None when it is empty."""
    query = sa.select(changes.c.at).order_by(changes.c.id).limit(1)
    with reading(store.engine) as connection:
        return connection.scalar(query)


def snapshot(store: Store, moment: datetime) -> Snapshot:
    """Return the picture that was shown at an aware moment.

    It is as of its last change, like the current one of that time was, so that every figure is the same.
    """
    found = store.snapshot(moment)
    with reading(store.engine) as connection:
        made = connection.scalar(sa.select(changes.c.at).where(changes.c.id == found.version))
    return replace(found, as_of=made or found.as_of)


def log(store: Store, version: int, limit: int) -> tuple[Entry, ...]:
    """Return the last changes up to ``version``, the newest first, each with how much it touched."""
    with reading(store.engine) as connection:
        made = history.log(connection, limit, version)
        counted = {
            name: _counted(connection, record, [change.id for change in made])
            for name, record in versions.items()
        }
    return tuple(
        Entry(change, {name: counts.get(change.id, 0) for name, counts in counted.items()}) for change in made
    )


def touched_by(store: Store, change: int, limit: int) -> dict[str, list[str]]:
    """Return the references that a change touched, by name of the table, sorted; at most ``limit`` each."""
    with reading(store.engine) as connection:
        return {
            name: list(
                connection.scalars(
                    sa.select(record.c.reference)
                    .where(record.c.change_id == change)
                    .order_by(record.c.reference)
                    .limit(limit)
                )
            )
            for name, record in versions.items()
        }


def _counted(connection: sa.Connection, record: sa.Table, numbers: Iterable[int]) -> dict[int, int]:
    query = (
        sa.select(record.c.change_id, sa.func.count())
        .where(record.c.change_id.in_(list(numbers)))
        .group_by(record.c.change_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}

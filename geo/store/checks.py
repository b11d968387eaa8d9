"""Whether what the database holds, and the reports beside it, can be true: findings, or none."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from geo.language import mark, say
from geo.records import TABLES
from geo.store import kept
from geo.store.database import reading
from geo.store.migration import newest_revision, revision
from geo.store.record_checks import Finding, holds_nul, some, wrong_records
from geo.store.schema import ACTIONS, changes
from geo.store.view_checks import wrong_views
from geo.store.writing import CLOCKS_DIFFER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.store.store import Store


def check_store(store: Store) -> list[Finding]:
    """Return all that is wrong in the database of ``store`` and with its reports, every one of which is read.

    StoreError when the database cannot be read at all.
    """
    with reading(store.engine, everything=True) as connection:
        unusable = _unusable(connection)
        return unusable or [*_untrue(connection), *_wrong_reports(connection, store.data_dir)]


def findings(connection: sa.Connection) -> list[Finding]:
    """Return all that is wrong in a database, which may be that of a backup; reports are left aside."""
    return _unusable(connection) or _untrue(connection)


def _unusable(connection: sa.Connection) -> list[Finding]:
    """Return why a database is damaged or foreign; what it holds then says nothing more."""
    found = [*_wrong_file(connection), *_wrong_revision(connection)]
    return found or list(_unreadable_changes(connection))


def _untrue(connection: sa.Connection) -> list[Finding]:
    found = list(_wrong_changes(connection))
    for table in TABLES.values():
        found += wrong_records(connection, table)
    return [*found, *wrong_views(connection)]


def _wrong_file(connection: sa.Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(10)")]
    if said != ["ok"]:
        yield Finding(mark("bestand"), say("SQLite vindt het bestand beschadigd"), some(said))


def _wrong_revision(connection: sa.Connection) -> Iterator[Finding]:
    found = revision(connection)
    if found != newest_revision():
        yield Finding(
            "schema", say("versie {found} in plaats van {newest}", found=found, newest=newest_revision())
        )


def _unreadable_changes(connection: sa.Connection) -> Iterator[Finding]:
    """Look for what only another program can have written, and only SQLite lets in."""
    if connection.dialect.name != "sqlite":
        return
    for name, right in _RIGHT_IN_SQLITE.items():
        wrong = sa.literal_column(f"NOT coalesce({right.format(name)}, 0)", sa.Boolean)
        numbers = list(connection.scalars(sa.select(changes.c.id).where(wrong).order_by(changes.c.id)))
        if numbers:
            yield Finding(
                "changes",
                say("onleesbare waarde in {column}, of een NUL-teken", column=repr(name)),
                some(numbers),
            )


_TEXT = f"typeof({{0}}) = 'text' AND NOT {holds_nul('{0}')}"
_RIGHT_IN_SQLITE = {
    "at": "datetime(substr({0}, 1, 19), '+0 days') IS substr({0}, 1, 19) AND length({0}) IN (19, 26)"
    " AND substr({0}, 20) NOT GLOB '?*[^0-9]*'",
    "who": _TEXT,
    "why": _TEXT,
    "source_name": _TEXT,
    "source_sha256": _TEXT,
}


def _wrong_changes(connection: sa.Connection) -> Iterator[Finding]:
    """Look at the history of changes: numbered without gaps, in the order of time, by somebody, known, past.

    Only a restored backup may leave a gap: numbers go on where they were, so that no number comes twice.
    """
    query = sa.select(changes.c.id, changes.c.at, changes.c.action, changes.c.who).order_by(changes.c.id)
    pairs = list(pairwise([_NONE, *(_Looked(*row) for row in connection.execute(query))]))
    soon = datetime.now(UTC) + CLOCKS_DIFFER
    looks = (
        (
            mark("er ontbreken wijzigingen voor"),
            lambda old, new: new.id != old.id + 1 and new.action != "restore",
        ),
        (mark("ouder dan de vorige wijziging"), lambda old, new: new.at < old.at),
        (mark("wijzigingen in de toekomst"), lambda _, new: new.at > soon),
        (mark("wijzigingen van een onbekende soort"), lambda _, new: new.action not in ACTIONS),
        (mark("wijzigingen van niemand (er staat niet wie)"), lambda _, new: not new.who.strip()),
    )
    for what, is_wrong in looks:
        wrong = [new.id for old, new in pairs if is_wrong(old, new)]
        if wrong:
            yield Finding("changes", say(what), some(wrong))


class _Looked(NamedTuple):
    """What is looked at of a change."""

    id: int
    at: datetime
    action: str
    who: str


_NONE = _Looked(0, datetime.min.replace(tzinfo=UTC), "", "")  # before the first


def _wrong_reports(connection: sa.Connection, data_dir: Path) -> Iterator[Finding]:
    """Look at the files of the reports: those that records name are there and whole; there are no others."""
    found = kept.shelved(connection, data_dir)
    if found.missing:
        yield Finding(mark("verslagen"), say("het bestand ontbreekt van"), some(found.missing))
    if found.damaged:
        yield Finding(mark("verslagen"), say("het bestand is beschadigd van"), some(found.damaged))
    if found.orphans:
        what = say("bestanden zonder record (`python -m geo reports --remove-orphans` ruimt ze op)")
        yield Finding(mark("verslagen"), what, some([path.name for path in found.orphans]))

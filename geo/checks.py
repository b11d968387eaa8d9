"""Whether what the database holds can be true: a list of findings, empty when all is well."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from geo.database import reading
from geo.migration import newest_revision, revision
from geo.records import TABLES
from geo.rows import stored_columns, words
from geo.schema import ACTIONS, changes, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.records import Column, Table
    from geo.store import Store

_EXAMPLES = 3


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in the database: in which table, what, and a few of the records or changes."""

    table: str
    what: str
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = f": {', '.join(self.examples)}" if self.examples else ""
        return f"{self.table}: {self.what}{named}"


def check(store: Store) -> list[Finding]:
    """Return all that is wrong in the database of ``store``; StoreError when it cannot be read at all."""
    with reading(store.engine) as connection:
        found = [*_wrong_file(connection), *_wrong_revision(connection)]
        if found:
            return found  # what is in a damaged or foreign database says nothing more
        found += _wrong_changes(connection)
        for table in TABLES.values():
            for look in _LOOKS:
                found += look(connection, table)
        return found


def _wrong_file(connection: sa.Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(10)")]
    if said != ["ok"]:
        yield Finding("bestand", "SQLite vindt het bestand beschadigd", tuple(said[:_EXAMPLES]))


def _wrong_revision(connection: sa.Connection) -> Iterator[Finding]:
    found = revision(connection)
    if found != newest_revision():
        yield Finding("schema", f"versie {found} in plaats van {newest_revision()}")


def _wrong_changes(connection: sa.Connection) -> Iterator[Finding]:
    """Look at the history of changes: numbered without gaps, in the order of time, of a known kind.

    Only a restored backup may leave a gap: numbers go on where they were, so that no number comes twice.
    """
    rows = connection.execute(
        sa.select(changes.c.id, changes.c.at, changes.c.action).order_by(changes.c.id)
    ).all()
    pairs = list(pairwise([(0, None, ""), *((row.id, row.at, row.action) for row in rows)]))
    looks = (
        ("er ontbreken wijzigingen voor", lambda old, new: new[0] != old[0] + 1 and new[2] != "restore"),
        ("ouder dan de vorige wijziging", lambda old, new: old[1] is not None and new[1] < old[1]),
        ("wijzigingen van een onbekende soort", lambda _, new: new[2] not in ACTIONS),
    )
    for what, is_wrong in looks:
        wrong = [new[0] for old, new in pairs if is_wrong(old, new)]
        if wrong:
            yield Finding("changes", what, _some(wrong))


def _gaps(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    query = (
        sa.select(record.c.reference)
        .group_by(record.c.reference)
        .having(sa.func.max(record.c.version) != sa.func.count())
    )
    yield from _found(connection, query, table, "versies ontbreken (de nummering heeft een gat)")


def _backwards(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    later = record.alias("later")
    query = sa.select(record.c.reference).where(
        later.c.reference == record.c.reference,
        later.c.version == record.c.version + 1,
        later.c.change_id <= record.c.change_id,
    )
    yield from _found(connection, query, table, "een latere versie hoort bij een eerdere wijziging")


def _orphans(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    query = sa.select(record.c.reference).where(record.c.change_id.not_in(sa.select(changes.c.id)))
    yield from _found(connection, query, table, "versies zonder wijziging")


def _empty_references(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    query = sa.select(sa.cast(record.c.change_id, sa.Text)).where(sa.func.trim(record.c.reference) == "")
    yield from _found(connection, query, table, "records zonder kenmerk, in wijziging")


def _strange_words(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    for column in stored_columns(table):
        known = set(words(column))
        if not known:
            continue
        held = versions[table.name].c[column.name]
        texts = connection.scalars(sa.select(held).where(held.is_not(None)).distinct())
        strange = sorted(text for text in texts if not known.issuperset(_parts(text, column)))
        if strange:
            yield Finding(table.name, f"onbekende waarde in {column.header!r}", _some(strange))


def _parts(text: str, column: Column) -> list[str]:
    return text.split(",") if column.kind == "codes" else [text]


def _impossible_places(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    query = sa.select(record.c.reference).where(
        sa.or_(
            record.c.lat.is_(None) != record.c.lon.is_(None),
            ~record.c.lat.between(-90, 90),
            ~record.c.lon.between(-180, 180),
        )
    )
    yield from _found(connection, query, table, "onmogelijke coördinaten")


def _mistyped(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    """Look for values of the wrong type, which of our engines only SQLite lets in."""
    if connection.dialect.name != "sqlite":
        return
    for column in stored_columns(table):
        right = _RIGHT_IN_SQLITE.get(column.kind)
        if right:
            record = versions[table.name]
            held = f'"{column.name}"'
            wrong = sa.literal_column(f"{held} IS NOT NULL AND NOT ({right.format(held)})", sa.Boolean)
            query = sa.select(record.c.reference).where(wrong)
            yield from _found(connection, query, table, f"onleesbare waarde in {column.header!r}")


_RIGHT_IN_SQLITE = {
    "day": "date({0}) IS {0}",
    "count": "typeof({0}) = 'integer'",
    "degrees": "typeof({0}) IN ('real', 'integer')",
    "yes_no": "{0} IN (0, 1)",
}

_LOOKS: tuple[Callable[[sa.Connection, Table], Iterator[Finding]], ...] = (
    _gaps,
    _backwards,
    _orphans,
    _empty_references,
    _strange_words,
    _impossible_places,
    _mistyped,
)


def _found(connection: sa.Connection, query: sa.Select[Any], table: Table, what: str) -> Iterator[Finding]:
    references = list(connection.scalars(query.distinct().limit(_EXAMPLES + 1)))
    if references:
        yield Finding(table.name, what, _some(references))


def _some(values: list[int] | list[str]) -> tuple[str, ...]:
    """Name the first few, and say that there are more."""
    more = ("…",) if len(values) > _EXAMPLES else ()
    return (*(str(value) for value in values[:_EXAMPLES]), *more)

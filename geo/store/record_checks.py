"""Whether the versions of records can be true: looks at one table at a time, and what they found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from geo.language import mark, say
from geo.records import codes_of
from geo.store.codec import stored_columns
from geo.store.schema import changes, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.records import Column, Table

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


def wrong_records(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    """Yield all that is wrong with the versions of the records of ``table``."""
    for look in _LOOKS:
        yield from look(connection, table)


def some(values: Sequence[object]) -> tuple[str, ...]:
    """Name the first few, and say that there are more."""
    more = ("…",) if len(values) > _EXAMPLES else ()
    return (*(str(value) for value in values[:_EXAMPLES]), *more)


def holds_nul(column: str) -> str:
    """Return the SQL, for SQLite, of whether a column holds a NUL sign; PostgreSQL keeps none."""
    return f"instr({column}, char(0)) > 0"


def _gaps(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    query = (
        sa.select(record.c.reference)
        .group_by(record.c.reference)
        .having(sa.func.max(record.c.version) != sa.func.count())
    )
    yield from _found(connection, query, table, say("versies ontbreken (de nummering heeft een gat)"))


def _backwards(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    later = record.alias("later")
    query = sa.select(record.c.reference).where(
        later.c.reference == record.c.reference,
        later.c.version == record.c.version + 1,
        later.c.change_id <= record.c.change_id,
    )
    yield from _found(connection, query, table, say("een latere versie hoort bij een eerdere wijziging"))


def _orphans(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    query = sa.select(record.c.reference).where(record.c.change_id.not_in(sa.select(changes.c.id)))
    yield from _found(connection, query, table, say("versies zonder wijziging"))


def _empty_texts(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    record = versions[table.name]
    for column in table.columns:
        if column.required and column.kind in ("reference", "text", "nested_areas"):
            empty = sa.func.trim(record.c[column.name]) == ""
            query = sa.select(sa.cast(record.c.change_id, sa.Text)).where(empty)
            yield from _found(
                connection, query, table, say("records zonder {column}, in wijziging", column=column.header)
            )


def _strange_words(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    for column in stored_columns(table):
        known = set(codes_of(column))
        if not known:
            continue
        held = versions[table.name].c[column.name]
        texts = map(str, connection.scalars(sa.select(held).where(held.is_not(None)).distinct()))
        strange = sorted(text for text in texts if not known.issuperset(_parts(text, column)))
        if strange:
            yield Finding(
                table.name, say("onbekende waarde in {column}", column=repr(column.header)), some(strange)
            )


def _parts(text: str, column: Column) -> list[str]:
    return re.split(", ?", text) if column.kind in ("codes", "nested_areas") else [text]


def _impossible_places(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    if not table.placed:
        return
    record = versions[table.name]
    query = sa.select(record.c.reference).where(
        sa.or_(
            record.c.lat.is_(None) != record.c.lon.is_(None),
            ~record.c.lat.between(-90, 90),
            ~record.c.lon.between(-180, 180),
        )
    )
    yield from _found(connection, query, table, say("onmogelijke coördinaten"))


def _mistyped(connection: sa.Connection, table: Table) -> Iterator[Finding]:
    """Look for values of the wrong type and for NUL, which of our engines only SQLite lets in."""
    if connection.dialect.name != "sqlite":
        return
    record = versions[table.name]
    looks = {
        say(what, column=repr(column.header)): _is_there_and(wrong, f'"{column.name}"')
        for column in stored_columns(table)
        for what, wrong in _WRONG_IN_SQLITE.get(column.kind, _WRONG_TEXT).items()
    }
    # all looks in one pass over the table
    flags = connection.execute(sa.select(*map(sa.func.max, looks.values())).select_from(record)).one()
    for flag, (what, is_wrong) in zip(flags, looks.items(), strict=True):
        if flag:
            yield from _found(connection, sa.select(record.c.reference).where(is_wrong), table, what)


def _is_there_and(wrong: str, held: str) -> sa.ColumnElement[bool]:
    return sa.literal_column(f"{held} IS NOT NULL AND ({wrong.format(held)})", sa.Boolean)


_UNREADABLE = mark("onleesbare waarde in {column}")
_WRONG_TEXT = {_UNREADABLE: "typeof({0}) <> 'text'", mark("een NUL-teken in {column}"): holds_nul("{0}")}
# a shift of nothing makes SQLite see that there is no 31 February
_WRONG_IN_SQLITE = {
    "day": {_UNREADABLE: "date({0}, '+0 days') IS NOT {0}"},
    "count": {_UNREADABLE: "typeof({0}) <> 'integer'"},
    "degrees": {_UNREADABLE: "typeof({0}) NOT IN ('real', 'integer')"},
    "yes_no": {_UNREADABLE: "{0} NOT IN (0, 1)"},
}

_LOOKS: tuple[Callable[[sa.Connection, Table], Iterator[Finding]], ...] = (
    _gaps,
    _backwards,
    _orphans,
    _empty_texts,
    _strange_words,
    _impossible_places,
    _mistyped,
)


def _found(connection: sa.Connection, query: sa.Select[Any], table: Table, what: str) -> Iterator[Finding]:
    references = list(connection.scalars(query.distinct().limit(_EXAMPLES + 1)))
    if references:
        yield Finding(table.name, what, some(references))

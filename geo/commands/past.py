"""``python -m geo history KENMERK``: who changed a record, when and why, field by field."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geo import current
from geo.dutch import short_moment
from geo.errors import StoreError
from geo.options import WELL, Command, Parser, print_json
from geo.plain_text import quote
from geo.records import TABLES
from geo.rows import stored_columns
from geo.wording import ACTION_WORDS, worded

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.history import FieldChange, Revision
    from geo.tables import Column, Table


def _prepare(parser: Parser) -> None:
    parser.add_argument("reference", metavar="KENMERK", help="kenmerk van het record")
    parser.add_argument("--table", choices=list(TABLES), help="in welke tabel; anders in alle")


def _history(given: argparse.Namespace, _: Parser) -> int:
    tables = [table for table in TABLES.values() if given.table in (None, table.name)]
    store = current.store()
    found = {table: store.history(table, given.reference) for table in tables}
    found = {table: revisions for table, revisions in found.items() if revisions}
    if not found:
        names = " of ".join(table.header for table in tables)
        raise StoreError(f"Kenmerk {quote([given.reference])} komt niet voor in {names}.")
    if given.json:
        told = [
            {"table": table.name, "revisions": list(map(_members, revisions))}
            for table, revisions in found.items()
        ]
        print_json({"reference": given.reference, "found": told})
        return WELL
    for table, revisions in found.items():
        print(f"{tame(given.reference)} ({table.header})")
        for revision in revisions:
            print("\n".join(_lines(revision, table)))
    return WELL


def _members(revision: Revision) -> dict[str, Any]:
    change = revision.change
    return {
        "version": revision.version,
        "change": change.id,
        "at": change.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "who": change.who,
        "action": change.action,
        "why": change.why,
        "source": asdict(change.source),
        "withdrawn": revision.withdrawn,
        "fields": [asdict(field) for field in revision.fields],
    }


def _lines(revision: Revision, table: Table) -> Iterator[str]:
    change = revision.change
    moment = short_moment(change.at)
    source = f" uit {tame(change.source.name)}" if change.source.name else ""
    yield ""
    yield f"Versie {revision.version}, {moment}, {tame(change.who)}: {ACTION_WORDS[change.action]}{source}"
    if change.why:
        yield f"  Waarom: {tame(change.why)}"
    columns = {column.name: column for column in stored_columns(table)}
    for field in revision.fields:
        yield f"  {_field_line(field, columns[field.column], first=revision.version == 1)}"


def _field_line(field: FieldChange, column: Column, *, first: bool) -> str:
    before, after = (tame(worded(column, value)) for value in (field.before, field.after))
    return f"{field.header}: {after}" if first else f"{field.header}: {before} → {after}"


def tame(text: str) -> str:
    """Return text on one line, without signs that could steer a terminal or turn the direction of text."""
    if text.isprintable():
        return text
    lines = text.replace("\n", " ⏎ ")
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in lines)


HISTORY = Command(
    "history",
    "Toon wat er met een record is gebeurd: wie, wanneer, waarom.",
    _history,
    _prepare,
    absent=lambda _: "demo",
)

"""``python -m geo history``: who changed a record, when and why, field by field; or the last changes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from geo.commands.options import WELL, Command, Parser, print_json
from geo.commands.person import desk
from geo.dutch import listed, short_moment
from geo.errors import StoreError
from geo.language import mark, say
from geo.plain_text import quote
from geo.records import TABLES, done, worded
from geo.store import stored_columns
from geo.vocabulary import within

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.access import Desk
    from geo.records import Column, Table
    from geo.store import Change, Entry, FieldChange, Revision

LAST = 20  # changes that are listed


def _prepare(parser: Parser) -> None:
    parser.add_argument(
        "reference",
        metavar=say("KENMERK"),
        nargs="?",
        help=say("kenmerk van het record; zonder: de laatste {count} wijzigingen met hun nummer", count=LAST),
    )
    parser.add_argument("--table", choices=list(TABLES), help=say("in welke tabel; anders in alle"))


def _history(given: argparse.Namespace, _: Parser) -> int:
    here = desk(given)
    if given.reference is None:
        return _log(here, as_json=given.json)
    tables = [table for table in TABLES.values() if given.table in (None, table.name)]
    found = {table: here.history(table, given.reference) for table in tables}
    found = {table: revisions for table, revisions in found.items() if revisions}
    if not found:
        names = listed([within(table.label) for table in tables], say("of"))
        raise StoreError(
            say(
                "Kenmerk {reference} komt niet voor in {tables}.",
                reference=quote([given.reference]),
                tables=names,
            )
        )
    if given.json:
        told = [
            {"table": table.name, "revisions": list(map(_members, revisions))}
            for table, revisions in found.items()
        ]
        print_json({"reference": given.reference, "found": told})
        return WELL
    for table, revisions in found.items():
        print(f"{tame(given.reference)} ({within(table.label)})")
        for revision in revisions:
            print("\n".join(_lines(revision, table)))
    return WELL


def _log(here: Desk, *, as_json: bool) -> int:
    """Print the last changes, the newest first."""
    entries = here.log(LAST)
    if as_json:
        print_json({"changes": [_change(entry.change) | {"records": entry.records} for entry in entries]})
    else:
        print("\n".join(map(_log_line, entries)) or say("Er is nog niets vastgelegd."))
    return WELL


def _log_line(entry: Entry) -> str:
    change = entry.change
    touched = [f"{within(TABLES[name].label)} {count}" for name, count in entry.records.items() if count]
    why = [say("waarom: {why}", why=tame(change.why))] if change.why else []
    return f"{change.id:>5}  {'; '.join([_made(change), ', '.join(touched) or say('niets'), *why])}"


def _made(change: Change, version: int | None = None) -> str:
    """Return when a change was made, by whom and what it was to a record that it gave ``version``."""
    what = done(change.action, change.undoes, version)
    if change.source.name:
        what = say("{what} uit {file}", what=what, file=tame(change.source.name))
    return f"{short_moment(change.at)}, {tame(change.who)}: {what}"


def _change(change: Change) -> dict[str, Any]:
    return {
        "change": change.id,
        "at": change.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "who": change.who,
        "action": change.action,
        "why": change.why,
        "source": asdict(change.source),
        "undoes": change.undoes,
    }


def _members(revision: Revision) -> dict[str, Any]:
    return {
        "version": revision.version,
        **_change(revision.change),
        "withdrawn": revision.withdrawn,
        "fields": [asdict(field) for field in revision.fields],
    }


def _lines(revision: Revision, table: Table) -> Iterator[str]:
    yield ""
    made = _made(revision.change, revision.version)
    yield say("Versie {version}, {made}", version=revision.version, made=made)
    yield "  " + say("Wijziging: {number}", number=revision.change.id)
    if revision.change.why:
        yield "  " + say("Waarom: {why}", why=tame(revision.change.why))
    columns = {column.name: column for column in stored_columns(table)}
    for field in revision.fields:
        yield f"  {_field_line(field, columns[field.column], first=revision.version == 1)}"


def _field_line(field: FieldChange, column: Column, *, first: bool) -> str:
    before, after = (tame(worded(column, value)) for value in (field.before, field.after))
    name = within(column.label)
    return f"{name}: {after}" if first else f"{name}: {before} → {after}"


def tame(text: str) -> str:
    """Return text on one line, without signs that could steer a terminal or turn the direction of text."""
    if text.isprintable():
        return text
    lines = text.replace("\n", " ⏎ ")
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in lines)


HISTORY = Command(
    "history",
    mark(
        "Toon wat er met een activering, locatie, contact of partner is gebeurd, of de laatste wijzigingen."
    ),
    _history,
    _prepare,
    absent=lambda _: "demo",
)

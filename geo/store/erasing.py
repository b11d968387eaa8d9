"""Emptying records for good, for a person's right or a term of keeping: the one exception to "only added".

Out of all versions of a record go its texts, its place and its point, and the reports that it alone names;
out of the changes that touched nothing else what was typed as their reason, and the name of their file; and
what anybody typed in it and did not save. What it counts for stays, so that every total, of today and of
then, stays what it was: codes, days, yes and no, numbers, region, municipality, and how precisely the place
was known. Its reference stays too, and that it was emptied, by whom and why. It is drawn nowhere, and takes
no more values. Backups of before still hold it all.

Within a strip along a border, records are counted by their point: there it moves to those without one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from geo.errors import ReasonError
from geo.language import say
from geo.records import ACTIVATIONS
from geo.store import drafts, shelf
from geo.store.codec import stored_columns
from geo.store.kept import digests_named
from geo.store.schema import changes, versions
from geo.store.versions import emptied, listed, newest_change
from geo.store.writing import Change, Intent, add_change, add_versions, held_now
from geo.vocabulary import within

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from geo.records import Table

EMPTIED = "(geleegd)"
"""What stands where a text is required and was taken away."""

_TAKEN = ("text", "degrees")  # the kinds of columns that are emptied; all others are figures


@dataclass(frozen=True)
class Erased:
    """The records that were emptied, and how many files of reports went.

    ``change`` None: all were emptied before.
    """

    references: tuple[str, ...] = ()
    reports: int = 0
    change: Change | None = None


def erase(
    connection: sa.Connection, data_dir: Path, table: Table, references: list[str], intent: Intent
) -> Erased:
    """Empty records within the transaction of ``connection``; see ``Store.erase``."""
    if not intent.why.strip():
        raise ReasonError(
            say(
                "Legen kan alleen met een reden ({table}: {references}).",
                table=within(table.label),
                references=", ".join(references[:3]),
            )
        )
    held_now(connection, table, references)
    wanted = sorted(set(references) - emptied(connection, table, references))
    if not wanted:
        return Erased()
    record = versions[table.name]
    of_them = record.c.reference.in_(listed(connection, wanted))
    named = digests_named(connection, sa.select(record.c.reference).where(of_them), table)
    _forget_reasons(connection, record, of_them)
    drafts.remove_of_records(connection, table.name, wanted)
    connection.execute(record.update().where(of_them).values(_blank(table)))
    held = held_now(connection, table, wanted)
    rows = held.select([*(column.name for column in stored_columns(table)), "withdrawn"])
    change = add_change(connection, replace(intent, action="erase"))
    add_versions(connection, table, rows, held["version"].to_numpy(), change)
    return Erased(tuple(wanted), _remove(data_dir, named - digests_named(connection)), change)


def due(connection: sa.Connection, closed_before: date) -> list[str]:
    """Return the activations closed before a day, withdrawn ones too, that were not emptied yet; sorted."""
    record, later = versions[ACTIVATIONS.name], versions[ACTIVATIONS.name].alias("later")
    newer = sa.exists().where(
        later.c.reference == record.c.reference, later.c.version == record.c.version + 1
    )
    query = sa.select(record.c.reference).where(
        ~newer, record.c.closed_on < closed_before, record.c.change_id <= newest_change(connection)
    )
    found = list(connection.scalars(query))
    return sorted(set(found) - emptied(connection, ACTIVATIONS, found))


def _blank(table: Table) -> dict[str, str | None]:
    """Return the values that all versions of a record get."""
    return {
        column.name: None if column.kind == "degrees" else EMPTIED if column.required else ""
        for column in stored_columns(table)
        if column.kind in _TAKEN
    }


def _forget_reasons(connection: sa.Connection, record: sa.Table, of_them: sa.ColumnElement[bool]) -> None:
    """Take what was typed beside the changes that touched no other record."""
    others = (
        sa.exists().where(other.c.change_id == changes.c.id, *([~of_them] if other is record else []))
        for other in versions.values()
    )
    theirs = changes.c.id.in_(sa.select(record.c.change_id).where(of_them))
    alone = sa.and_(theirs, *(~touched for touched in others))
    for text in (changes.c.why, changes.c.source_name):
        connection.execute(changes.update().where(alone, text != "").values({text.name: EMPTIED}))


def _remove(data_dir: Path, digests: set[str]) -> int:
    """Remove the files of reports that nobody names any more, under the lock of writers."""
    count = 0
    for path, _ in shelf.files(data_dir):
        if path.stem in digests:
            shelf.remove(path)
            count += 1
    return count

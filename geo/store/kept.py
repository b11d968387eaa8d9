"""The kept reports beside the records: who names them, what is gone or damaged, what nobody names."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from geo.store import shelf
from geo.store.database import writing
from geo.store.reports import report_in
from geo.store.schema import versions

if TYPE_CHECKING:
    from pathlib import Path

    from geo.records import Table
    from geo.store.reports import Report
    from geo.store.store import Store

COLUMN = "report"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Named:
    """A report and the first record, in the order of references, of which a version names it."""

    reference: str
    report: Report

    def __str__(self) -> str:
        return f"{self.reference} ({self.report.name})"


@dataclass(frozen=True)
class Shelved:
    """The reports that records name, by how they are kept: whole, gone, or no longer what they were.

    ``orphans`` are the files that no version of any record names and that are older than a day.
    """

    whole: tuple[Named, ...]
    missing: tuple[Named, ...]
    damaged: tuple[Named, ...]
    orphans: tuple[Path, ...]


def named(connection: sa.Connection) -> list[Named]:
    """Return each report that any version of any record names, once, in the order of references."""
    found: dict[str, Named] = {}
    for reference, text in _texts(connection):
        report = report_in(text)
        if report:
            found.setdefault(report.file, Named(reference, report))
    return list(found.values())


def missing(connection: sa.Connection, data_dir: Path) -> list[Named]:
    """Return the reports that records name and that are not there; reads none of them."""
    return [each for each in named(connection) if not (data_dir / shelf.FOLDER / each.report.file).exists()]


def shelved(connection: sa.Connection, data_dir: Path) -> Shelved:
    """Return how the reports are kept; reads every one of them."""
    whole: list[Named] = []
    gone: list[Named] = []
    damaged: list[Named] = []
    for each in named(connection):
        path = data_dir / shelf.FOLDER / each.report.file
        pile = whole if shelf.is_whole(path) else damaged if path.exists() else gone
        pile.append(each)
    return Shelved(tuple(whole), tuple(gone), tuple(damaged), tuple(orphans(connection, data_dir)))


def orphans(connection: sa.Connection, data_dir: Path) -> list[Path]:
    """Return the files that no version of any record names, older than a day, by name."""
    digests = digests_named(connection)
    before = time.time() - shelf.DAY_SECONDS
    loose = ((path, status) for path, status in shelf.files(data_dir) if path.stem not in digests)
    return sorted(path for path, status in loose if status.st_mtime < before)


def digests_named(
    connection: sa.Connection, references: sa.Select[tuple[str]] | None = None, table: Table | None = None
) -> set[str]:
    """Return the digests that any version of a record names; only of these records of a table, where said."""
    return {
        digest
        for name, record in versions.items()
        if COLUMN in record.c and (table is None or name == table.name)
        for text in connection.scalars(
            sa.select(record.c[COLUMN])
            .where(record.c[COLUMN].contains("sha256:", autoescape=True))
            .where(sa.true() if references is None else record.c.reference.in_(references))
            .distinct()
        )
        for digest in _DIGEST.findall(text)
    }


def remove_orphans(store: Store) -> list[Path]:
    """Remove the files that belong to no record, and return them.

    Under the lock of writers, like the keeping of a report, so that none is named while it goes. StoreError
    when one cannot be removed.
    """
    with writing(store.engine) as connection:
        found = orphans(connection, store.data_dir)
        for path in found:
            shelf.remove(path)
    return found


def _texts(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return the references and report fields, of all versions, that may name a kept report."""
    found: list[tuple[str, str]] = []
    for record in versions.values():
        if COLUMN in record.c:
            query = sa.select(record.c.reference, record.c[COLUMN]).distinct()
            query = query.where(record.c[COLUMN].contains("sha256:", autoescape=True))
            found += [(row[0], row[1]) for row in connection.execute(query)]
    return sorted(found)

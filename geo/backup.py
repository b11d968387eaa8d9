"""Backups: the whole store, history included, as one SQLite file that either engine can be restored from."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from geo import bulk
from geo.database import make_engine, reading, writing
from geo.errors import StoreError
from geo.migration import migrate
from geo.records import TABLES
from geo.schema import changes, versions
from geo.versions import every_version, newest_change
from geo.writing import Intent, Source, add_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.store import Store

_CHANGES_AT_ONCE = 10_000


@dataclass(frozen=True)
class Copied:
    """What a backup or a restore copied: the number of the last change, and of versions of records."""

    version: int
    rows: int


def backup(store: Store, file: Path) -> Copied:
    """Copy the whole store to a new file, as it stands at one moment, while others read and write.

    The file gets its name when it is complete. StoreError when it is there already, or cannot be made.
    """
    _require_absent(file)
    with _scratch(file.absolute().parent) as folder:
        made = make_engine(f"sqlite:///{folder / 'backup.sqlite'}")
        migrate(made)
        with reading(store.engine) as source, writing(made) as target:
            copied = _copy(source, target)
        made.dispose()
        with closing(sqlite3.connect(folder / "backup.sqlite")) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # one file, which stays one when it is read
        (folder / "backup.sqlite").rename(file)
    return copied


def restore(store: Store, file: Path, who: str, *, replace: bool = False) -> Copied:
    """Fill the store from a backup, in one transaction, with a change that says so.

    StoreError when ``file`` is no backup of ours, is of a newer version, or when the store holds anything and
    ``replace`` is not said: then what it holds makes way, its history included.
    """
    if not file.is_file():
        raise StoreError(f"Reservekopie {file} bestaat niet.")
    with _scratch(None) as folder:
        copy = _copied(file, folder / "restore.sqlite")
        opened = make_engine(f"sqlite:///{copy}")
        _require_backup(opened, file)
        migrate(opened)  # a backup of an older version is brought up to date, on the copy
        with reading(opened) as source, writing(store.engine) as target:
            before = newest_change(target)
            if before and not replace:
                raise StoreError(
                    f"De database is niet leeg ({before} wijzigingen); zeg erbij dat die weg mag."
                )
            _empty(target)
            copied = _copy(source, target)
            intent = Intent(who, "restore", f"reservekopie {file.name}", Source(file.name))
            change = add_change(target, intent, after=before)
        opened.dispose()
    return Copied(change.id, copied.rows)


def _copy(source: sa.Connection, target: sa.Connection) -> Copied:
    """Copy all rows up to the last change there is now; what others add meanwhile has higher numbers."""
    version = newest_change(source)
    for start in range(0, version, _CHANGES_AT_ONCE):
        query = sa.select(changes).where(
            changes.c.id > start, changes.c.id <= min(start + _CHANGES_AT_ONCE, version)
        )
        found = source.execute(query).mappings().all()
        if found:
            target.execute(changes.insert(), [dict(row) for row in found])
    rows = 0
    for table in TABLES.values():
        held = every_version(source, table, version)
        bulk.add(target, versions[table.name], held)
        rows += held.num_rows
    return Copied(version, rows)


def _empty(target: sa.Connection) -> None:
    for table in versions.values():
        target.execute(table.delete())
    target.execute(changes.delete())


def _copied(file: Path, copy: Path) -> Path:
    """Copy a SQLite file by SQLite itself, so that what still stands in a log beside it comes along."""
    try:
        with (
            closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except sqlite3.Error as fault:
        raise StoreError(f"{file} is geen reservekopie van dit dashboard ({fault}).") from fault
    return copy


def _require_absent(file: Path) -> None:
    if file.exists():
        raise StoreError(f"{file} bestaat al; kies een andere naam voor de reservekopie.")
    if not file.absolute().parent.is_dir():
        raise StoreError(f"Map {file.absolute().parent} bestaat niet.")


def _require_backup(opened: sa.Engine, file: Path) -> None:
    with reading(opened) as connection:
        missing = {"changes", *versions} - set(sa.inspect(connection).get_table_names())
    if missing:
        raise StoreError(
            f"{file} is geen reservekopie van dit dashboard: {', '.join(sorted(missing))} ontbreekt."
        )


@contextmanager
def _scratch(beside: Path | None) -> Iterator[Path]:
    """Make a folder that goes when we are done; in the folder of the backup, so that a rename suffices."""
    try:
        with tempfile.TemporaryDirectory(prefix=".beeld-", dir=beside) as folder:
            yield Path(folder)
    except (OSError, sqlite3.Error) as fault:
        why = fault.strerror if isinstance(fault, OSError) else fault
        raise StoreError(f"De reservekopie kan niet gemaakt of gelezen worden: {why}.") from fault

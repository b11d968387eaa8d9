"""Backups: the whole store, history and reports included, as one SQLite file that either engine restores."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from geo.errors import StoreError
from geo.language import mark, plural, say
from geo.records import TABLES
from geo.store import archive, bulk, checks, guest_links, kept, shelf
from geo.store.database import make_engine, reading, writing
from geo.store.migration import migrate
from geo.store.schema import BESIDE, STAYING, changes, versions
from geo.store.versions import every_version, newest_change
from geo.store.writing import Intent, Source, add_change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.store.record_checks import Finding
    from geo.store.store import Store

_CHANGES_AT_ONCE = 10_000
_MOST_TOLD = 10
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite calls its files beside a database, and throws away

NO_DIGEST = mark(
    "Deze reservekopie is van een ouder programma en draagt geen controlegetallen: dat ze "
    "niet veranderd is, is niet te zien. Het bestand is heel, en wat erin staat kan waar "
    "zijn."
)


@dataclass(frozen=True)
class Copied:
    """What a backup or a restore copied: the number of the last change, of versions of records, of reports.

    ``warnings`` are sentences on what did not come along, or could not be verified.
    """

    version: int
    rows: int
    reports: int = 0
    warnings: tuple[str, ...] = ()


def back_up(store: Store, file: Path) -> Copied:
    """Copy the whole store to a new file, as it stands at one moment, while others read and write.

    The file gets its name when it is complete. StoreError when it is there already, or cannot be made.
    """
    _require_free_name(store, file)
    with _scratch(file.absolute().parent) as folder:
        made = make_engine(f"sqlite:///{folder / 'backup.sqlite'}")
        migrate(made)
        with reading(store.engine, everything=True) as source, writing(made) as target:
            copied = _copy(source, target)
        with reading(made) as connection:
            wrong = checks.findings(connection)
            named = kept.named(connection)
        made.dispose()
        count = archive.seal(folder / "backup.sqlite", store.data_dir, [each.report.file for each in named])
        (folder / "backup.sqlite").rename(file)
    return Copied(copied.version, copied.rows, count, tuple(_lacking(wrong, len(named) - count)))


def restore(store: Store, file: Path, who: str, *, replace: bool = False) -> Copied:
    """Fill the store from a backup, in one transaction, with a change that says so.

    The file is verified before anything is touched, and the outcome before it is kept. StoreError, which says
    what is wrong, when ``file`` is no backup of ours, is damaged, holds what cannot be true, or is of a newer
    version; and when the store holds anything and ``replace`` is not said: then what it holds makes way, its
    history included.
    """
    if not file.is_file():
        raise StoreError(say("Reservekopie {file} bestaat niet.", file=file))
    with _scratch(store.data_dir) as folder:
        copy = _copied(file, folder / "restore.sqlite")
        sealed = _verified(copy, file)
        intent = Intent(who, "restore", say("reservekopie {file}", file=file.name), Source(file.name))
        opened = _guarded(copy)
        migrate(opened)  # a backup of an older version is brought up to date, on the copy
        with reading(opened) as source:
            _require_columns(source, file)
            _require_true(source, say("{file} wordt niet teruggezet", file=file))
            with writing(store.engine) as target:
                change, rows = _replace(source, target, intent, replace=replace)
                _require_true(target, say("Er is niets teruggezet, want dan klopt de database niet"))
                reports = _put_back(store, copy) if sealed else 0
                missing = kept.missing(target, store.data_dir)
        opened.dispose()
    warnings = [] if sealed else [say(NO_DIGEST)]
    if missing:
        warnings.append(_listed(say("Deze verslagen staan niet op deze machine"), missing))
    return Copied(change, rows, reports, tuple(warnings))


def _replace(
    source: sa.Connection, target: sa.Connection, intent: Intent, *, replace: bool
) -> tuple[int, int]:
    """Put all of ``source`` in the place of what ``target`` holds; return the change and the versions."""
    before = newest_change(target)
    if before and not replace:
        raise StoreError(
            say("De database is niet leeg ({count} wijzigingen); zeg erbij dat die weg mag.", count=before)
        )
    revoked = guest_links.revocations(target)
    staying = {table: _rows(target, table) for table in STAYING}
    _empty(target)
    copied = _copy(source, target)
    for table, rows in staying.items():
        if rows:  # who has access and who did what is as it is here; an empty database has it of the backup
            target.execute(table.delete())
            target.execute(table.insert(), rows)
    guest_links.revoke_again(target, revoked)  # what was closed since the backup stays closed
    return add_change(target, intent, after=before).id, copied.rows


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
    for beside in BESIDE:
        if held_beside := _rows(source, beside):
            target.execute(beside.insert(), held_beside)
    return Copied(version, rows)


def _rows(connection: sa.Connection, table: sa.Table) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(sa.select(table)).mappings()]


def _empty(target: sa.Connection) -> None:
    for table in (*versions.values(), changes, *BESIDE):
        target.execute(table.delete())


def _copied(file: Path, copy: Path) -> Path:
    """Copy a SQLite file by SQLite itself, so that what still stands in a log beside it comes along."""
    # what SQLite says of a damaged file quotes it, and may then be no text at all
    try:
        with (
            closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise StoreError(
            say("{file} is geen reservekopie van dit dashboard ({fault}).", file=file, fault=fault)
        ) from fault
    return copy


def _verified(copy: Path, file: Path) -> bool:
    try:
        return archive.verify(copy)
    except StoreError as fault:
        raise StoreError(
            say(
                "{file} is geen reservekopie van dit dashboard, of niet meer wat ze was: {fault}",
                file=file,
                fault=fault,
            )
        ) from fault


def _guarded(copy: Path) -> sa.Engine:
    """Return an engine that trusts nothing in the file."""
    engine = make_engine(f"sqlite:///{copy}")
    sa.event.listen(engine, "connect", lambda connection, _: archive.guard(connection))
    return engine


def _put_back(store: Store, copy: Path) -> int:
    """Keep the reports of a backup, and return how many; those of a restore that fails are orphans."""
    count = 0
    for count, (name, kept_at, content) in enumerate(archive.reports_in(copy), 1):  # noqa: B007
        shelf.put_back(store.data_dir, name, content, kept_at)
    return count


def _require_columns(source: sa.Connection, file: Path) -> None:
    for table in (changes, *BESIDE, *versions.values()):
        there = {column["name"] for column in sa.inspect(source).get_columns(table.name)}
        lacking = [column.name for column in table.c if column.name not in there]
        if lacking:
            raise StoreError(
                say(
                    "In {file} ontbreekt {columns} van tabel {table}.",
                    file=file,
                    columns=", ".join(lacking),
                    table=table.name,
                )
            )


def _require_true(connection: sa.Connection, otherwise: str) -> None:
    found = checks.findings(connection)
    if found:
        raise StoreError(_listed(otherwise, found))


def _require_free_name(store: Store, file: Path) -> None:
    """Raise StoreError unless a new file can get this name, which SQLite does not use for itself."""
    if file.name.endswith(_BESIDE):
        raise StoreError(
            say(
                "{file}: een naam op {endings} gebruikt SQLite zelf, en gooit het bestand weg; kies een "
                "andere naam voor de reservekopie.",
                file=file,
                endings=", ".join(_BESIDE),
            )
        )
    if store.engine.dialect.name == "sqlite" and file.resolve() == _database(store).resolve():
        raise StoreError(
            say("{file} is de database zelf; kies een andere naam voor de reservekopie.", file=file)
        )
    if file.exists():
        raise StoreError(say("{file} bestaat al; kies een andere naam voor de reservekopie.", file=file))
    if not file.absolute().parent.is_dir():
        raise StoreError(say("Map {folder} bestaat niet.", folder=file.absolute().parent))


def _database(store: Store) -> Path:
    return Path(str(store.engine.url.database))


def _lacking(wrong: Sequence[Finding], gone: int) -> Iterator[str]:
    """Yield what somebody must know of the backup just made."""
    if wrong:
        yield _listed(say("Met deze inhoud wordt de reservekopie niet teruggezet; herstel eerst"), wrong)
    if gone:
        yield plural(
            "{count} verslag ontbreekt of is beschadigd, en ging niet mee; zie `python -m geo check`.",
            "{count} verslagen ontbreken of zijn beschadigd, en gingen niet mee; zie `python -m geo check`.",
            gone,
            count=gone,
        )


def _listed(said: str, what: Sequence[object]) -> str:
    more = " …" if len(what) > _MOST_TOLD else ""
    return f"{said}: {'; '.join(map(str, what[:_MOST_TOLD]))}{more}."


@contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    """Make a folder that goes when we are done, where there is room for all of it."""
    try:
        beside.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".beeld-", dir=beside) as folder:
            yield Path(folder)
    except (OSError, sqlite3.Error) as fault:
        why = fault.strerror if isinstance(fault, OSError) else fault
        raise StoreError(
            say("De reservekopie kan niet gemaakt of gelezen worden: {fault}.", fault=why)
        ) from fault

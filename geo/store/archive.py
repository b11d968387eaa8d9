"""The file of a backup: a SQLite database that carries its reports, and a digest of everything in it.

Three tables stand beside those of the database: ``reports`` (the files), ``backup`` (which program made it)
and ``parts`` (of each table the number of rows and the SHA-256 of all of them, and the same of the schema).
Rows are digested as they lie in the file, in the order of their row numbers, before anything is migrated.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tomllib
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import StoreError
from geo.language import say
from geo.settings import ROOT
from geo.store import shelf
from geo.store.reports import LARGEST
from geo.store.schema import SINCE, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

APPLICATION_ID = 0x6F62616D
"""Marks a file with digests in its header: one that lost them is not taken for one of an older program."""

_LONGEST = LARGEST + 1024 * 1024  # bytes of one row: a report and its name
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid"
_TABLES = """
    CREATE TABLE reports (
        file TEXT PRIMARY KEY NOT NULL, kept_at REAL NOT NULL, content BLOB NOT NULL);
    CREATE TABLE backup (program TEXT NOT NULL, made_at TEXT NOT NULL);
    CREATE TABLE parts (name TEXT PRIMARY KEY NOT NULL, row_count INTEGER NOT NULL, sha256 TEXT NOT NULL);
"""


def seal(file: Path, data_dir: Path, reports: Iterable[str]) -> int:
    """Add the reports and the digests to a finished copy of the database; return how many reports there are.

    ``reports`` are names in the folder of reports; those that are gone or damaged are left out.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, which stays one when it is read
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.executescript(f"BEGIN; {_TABLES}")
        count = sum(_add(connection, data_dir / shelf.FOLDER / name) for name in reports)
        connection.execute("INSERT INTO backup VALUES (?, datetime('now'))", [program()])
        parts = [(name, *found) for name, found in _digests(connection).items()]
        connection.executemany("INSERT INTO parts VALUES (?, ?, ?)", parts)
        connection.execute("COMMIT")
    return count


def verify(file: Path) -> bool:
    """Verify a copy of a backup, whole; return whether it carried digests, as those of old programs do not.

    StoreError, without the name of the file, when it is damaged, or is no backup of ours.
    """
    try:
        with _opened(file) as connection:
            _require_tables(connection)
            _require_integrity(connection)
            found = _digests(connection)  # of an older backup too: it reads every value there is
            if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                if {"parts", "backup", "reports"} & set(found):
                    raise StoreError(say("het merkteken in het bestand ontbreekt; het is beschadigd."))
                return False
            said = {row[0]: row[1:] for row in connection.execute("SELECT * FROM parts")}
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise StoreError(
            say("het bestand is beschadigd, of geen SQLite-bestand ({fault}).", fault=fault)
        ) from fault
    wrong = [name for name in sorted({*said, *found}) if said.get(name) != found.get(name)]
    if wrong:
        raise StoreError(
            say(
                "het controlegetal van {names} klopt niet; het bestand is na het maken veranderd of "
                "beschadigd.",
                names=", ".join(map(repr, wrong)),
            )
        )
    return True


def reports_in(file: Path) -> Iterator[tuple[str, float, bytes]]:
    """Yield the reports of a verified backup that carries them, one at a time: name, when kept, content."""
    with _opened(file) as connection:
        for name, kept_at, content in connection.execute("SELECT file, kept_at, content FROM reports"):
            if not shelf.is_name(name) or hashlib.sha256(content).hexdigest() != name[:64]:
                raise StoreError(
                    say("verslag {name} heeft niet de inhoud die de naam zegt.", name=repr(name))
                )
            yield name, kept_at, content


@cache
def program() -> str:
    """Return the version of this program."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(about["project"]["version"])


def guard(connection: sqlite3.Connection) -> None:
    """Trust nothing in a foreign file: no function in its schema, no cell that claims a size it has not."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def _add(connection: sqlite3.Connection, path: Path) -> bool:
    """Add a report; False when it is not there or not whole, which is looked at in what was read."""
    try:
        content, kept_at = path.read_bytes(), path.stat().st_mtime
    except FileNotFoundError:
        return False
    if hashlib.sha256(content).hexdigest() != path.stem:
        return False
    connection.execute("INSERT INTO reports VALUES (?, ?, ?)", (path.name, kept_at, content))
    return True


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        guard(connection)
        yield connection


def _require_tables(connection: sqlite3.Connection) -> None:
    """Raise StoreError unless our tables are there, and nothing that could do anything when it is read."""
    schema = [tuple(map(str, row)) for row in connection.execute(_SCHEMA)]
    plain = {
        name
        for kind, name, _, text in schema
        if kind == "table" and not text.upper().startswith("CREATE VIRTUAL")
    }
    known = "alembic_version" in plain
    held = connection.execute("SELECT version_num FROM alembic_version").fetchall() if known else []
    revision = max((str(row[0]) for row in held), default="")
    since = {name for name in versions if SINCE.get(name, "") <= revision}
    missing = sorted({"alembic_version", "changes", *since} - plain)
    if missing:
        raise StoreError(say("tabel {names} ontbreekt.", names=", ".join(missing)))
    if len(held) != 1:
        raise StoreError(say("de versie van de tabellen staat er niet in."))
    odd = sorted(name for kind, name, _, _ in schema if kind != "index" and name not in plain)
    if odd:
        raise StoreError(say("er staat iets in dat er niet hoort: {names}.", names=", ".join(odd)))


def _require_integrity(connection: sqlite3.Connection) -> None:
    said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if said != "ok":
        raise StoreError(say("SQLite vindt het bestand beschadigd ({fault}).", fault=said))


def _digests(connection: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Return for each table but ``parts``, and for the schema, the number of rows and the digest of all."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'parts'")
    queries = {name: _rows_of(name) for (name,) in names.fetchall()} | {"(schema)": _SCHEMA}
    return {name: _digest(connection.execute(query)) for name, query in queries.items()}


def _rows_of(name: str) -> str:
    quoted = name.replace('"', '""')
    return f'SELECT * FROM "{quoted}" ORDER BY rowid'  # noqa: S608 - quoted, and the order in which it lies


def _digest(rows: Iterable[tuple[object, ...]]) -> tuple[int, str]:
    """Return the number of rows and the SHA-256 of all values, of which each tells its type."""
    total, count = hashlib.sha256(), 0
    encode = json.JSONEncoder(default=_blob, separators=(",", ":")).encode
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the count
        total.update(encode(row).encode() + b"\n")
    return count, total.hexdigest()


def _blob(content: bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(content).hexdigest()}

"""Connections to a SQLite file: one for each transaction, also when its disk is full or can only be read."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

READ_SECONDS = 5  # nobody who reads waits for a writer, so a lock that lasts is a fault


class _Way(NamedTuple):
    """A way to open the file: the query of its address, and a statement before the first look.

    ``waits`` says whether SQLite waits for the locks of others.
    """

    query: str
    statement: str = ""
    waits: bool = True


# "rw" never makes an empty file in the place of one that is gone
_USUAL = _Way("mode=rw")
# without a page left for the index that connections share (-shm), one that has the file alone can do without
_ALONE = _Way("mode=rw", "PRAGMA locking_mode = EXCLUSIVE", waits=False)
# where nothing can be written there is no lock either; right only while no changes stand in a log beside it
_FROZEN = _Way("mode=ro&immutable=1")

_NO_INDEX = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}


def sqlite_engine(url: sa.URL, file: Path) -> sa.Engine:
    """Return an engine that opens the file for each transaction: one that goes, or is back, is seen.

    A transaction with the execution option ``geo_writes`` waits so many seconds for another that writes.
    """
    engine = sa.create_engine(url, creator=lambda: _connect(file), poolclass=NullPool, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # what was said to be kept survives a power cut

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        waits = connection.get_execution_options().get("geo_writes")
        if waits is None:
            connection.exec_driver_sql("BEGIN")
            return
        # a writer takes the lock at once: one that first reads and then wants to write would fail, not wait
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {waits * 1000:.0f}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def make_file(file: Path) -> None:
    """Make the folder and the file when they are not there, and let it be in WAL mode.

    It has its name only once it is a database, so that a file of 0 bytes is never one that we are making.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        with tempfile.TemporaryDirectory(prefix=".beeld-", dir=file.parent) as folder:
            made = Path(folder) / file.name
            with closing(sqlite3.connect(made)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            with suppress(FileExistsError):  # another process was first
                os.link(made, file)
    with closing(_connect(file)) as connection:
        if connection.execute("PRAGMA journal_mode").fetchone() == ("delete",):  # it was a backup
            connection.execute("PRAGMA journal_mode = WAL")


def scrub(file: Path, seconds: float) -> bool:
    """Write the file anew without what was removed, and empty the log beside it; whether that was done.

    Waits at most ``seconds`` for those who read what was there before.
    """
    deadline = monotonic() + seconds
    with closing(_connect(file)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
        connection.execute("VACUUM")
        while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if monotonic() > deadline:
                return False
            sleep(0.05)
    return True


def _connect(file: Path) -> sqlite3.Connection:
    """Open the file in the first way in which it can be read; sqlite3.Error as the usual way gives it."""
    try:
        return _opened(file, _USUAL)
    except sqlite3.Error as fault:
        if not _lacks_index(fault) or not file.is_file():
            raise
        usual = fault
    try:
        return _opened(file, _FROZEN) if _is_frozen(file) else _opened_alone(file)
    except sqlite3.Error as fault:
        raise (usual if _lacks_index(fault) else fault) from None


def _opened_alone(file: Path) -> sqlite3.Connection:
    """Open the file alone as soon as nobody else has it.

    SQLite would wait with half of the lock in its hands, and of two who do that neither gets the other half.
    """
    deadline = monotonic() + READ_SECONDS
    while True:
        try:
            return _opened(file, _ALONE)
        except sqlite3.Error as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
        sleep(random.uniform(0.01, 0.05))  # noqa: S311 - no secret: two who come together must part


def _opened(file: Path, way: _Way) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?{way.query}",
        uri=True,
        timeout=READ_SECONDS if way.waits else 0,
        check_same_thread=False,
        isolation_level=None,  # we say BEGIN ourselves; Python's own BEGIN leaves DDL out
    )
    try:
        connection.execute(way.statement)
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()  # the first look needs the index
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _lacks_index(fault: sqlite3.Error) -> bool:
    return fault.sqlite_errorcode & 0xFF in _NO_INDEX  # its lowest byte is the kind


def _is_frozen(file: Path) -> bool:
    """Whether the file stands on a disk that can only be read, with nothing in a log beside it."""
    log = file.with_name(f"{file.name}-wal")
    return bool(os.statvfs(file).f_flag & os.ST_RDONLY) and not (log.exists() and log.stat().st_size)

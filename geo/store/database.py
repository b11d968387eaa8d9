"""The database behind the store: connections, transactions, one writer at a time, faults in plain words."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import sqlalchemy as sa

from geo.errors import StoreError
from geo.language import mark, say
from geo.store import sqlite
from geo.store.postgres import NO_HURRY, READ_SECONDS, WORK_SECONDS, postgres_engine, set_patience

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WAIT_SECONDS = 30
NOTE_SECONDS = 2
CHANNEL = "beeld_written"  # on which PostgreSQL tells all replicas of each write
WRITE_LOCK = 0x0A_6E_0B_EE_1D  # any number, the same in every replica: the advisory lock of whoever writes

_ENGINES = ("sqlite", "postgresql")
_EXAMPLES = mark("sqlite:////map/beeld.sqlite of postgresql+psycopg://gebruiker:wachtwoord@server/database")

# what a driver says, in lower case -> what it means; the first that fits
_FULL = mark(
    "De schijf van de database is vol; van deze wijziging is niets bewaard. Maak ruimte en probeer opnieuw."
)
_BUSY = mark("Iemand anders schrijft al een tijd in de database; probeer het zo opnieuw.")
_AWAY = mark("De database is niet bereikbaar.")
_SILENT = mark("De database is niet bereikbaar: er komt geen antwoord. Probeer het zo opnieuw.")
_DISK = mark("De schijf van de database geeft een fout, of is vol; maak ruimte of controleer de schijf.")
_MEANINGS = (
    (
        "folder",
        mark(
            "De map van de database kan niet gemaakt of gebruikt worden; controleer DATA_DIR en de rechten."
        ),
    ),
    ("database or disk is full", _FULL),
    ("no space left", _FULL),
    ("could not extend file", _FULL),
    ("disk i/o error", _DISK),
    ("database is locked", _BUSY),
    ("lock timeout", _BUSY),
    (
        "statement timeout",
        mark("De database doet er te lang over; probeer het zo opnieuw, of vraag minder tegelijk."),
    ),
    ("no answer", _SILENT),
    ("connection timeout", _SILENT),
    (
        "readonly database",
        mark("De database kan alleen gelezen worden; controleer de rechten op het bestand en de map."),
    ),
    ("read-only", mark("De database kan alleen gelezen worden; er is niets bewaard.")),
    ("not a database", mark("Dit bestand is geen SQLite-database, of het is beschadigd.")),
    (
        "malformed",
        mark("De SQLite-database is beschadigd; zet een reservekopie terug met `python -m geo restore`."),
    ),
    (
        "authentication failed",
        mark("De database weigert deze gebruiker of dit wachtwoord; controleer DATABASE_URL."),
    ),
    ("does not exist", mark("De database of een tabel daarin bestaat niet; controleer DATABASE_URL.")),
    (
        "no such table",
        mark("De tabellen ontbreken; is het bestand vervangen? Zet het goede of een reservekopie terug."),
    ),
    ("permission denied", mark("De database weigert de toegang; controleer de rechten.")),
    ("resolve host", _AWAY),
    ("unable to open", _AWAY),
    ("connection", _AWAY),
    ("connect", _AWAY),
    ("terminating", _AWAY),
    ("shutting down", _AWAY),
    ("starting up", _AWAY),
    ("timeout", _AWAY),
    ("timed out", _AWAY),
)


def make_engine(url: str) -> sa.Engine:
    """Return the engine for ``url``, not connected yet; StoreError when the URL cannot be used."""
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # from None: the URL, and so its password, stays out of the traceback
        raise StoreError(
            say(
                "DATABASE_URL is geen adres van een database; bijvoorbeeld {examples}.",
                examples=say(_EXAMPLES),
            )
        ) from None
    if parsed.get_backend_name() not in _ENGINES:
        raise StoreError(
            say(
                "DATABASE_URL noemt {engine}; kies {examples}.",
                engine=repr(parsed.get_backend_name()),
                examples=say(_EXAMPLES),
            )
        )
    file = sqlite_file(parsed)
    if file is None:
        return postgres_engine(parsed, READ_SECONDS)
    if not parsed.database or parsed.database == ":memory:":
        raise StoreError(say("DATABASE_URL noemt geen bestand; bijvoorbeeld sqlite:////map/beeld.sqlite."))
    return sqlite.sqlite_engine(parsed, file)


@contextmanager
def reading(engine: sa.Engine, *, everything: bool = False) -> Iterator[sa.Connection]:
    """Open a transaction to read in; faults of the database come out as StoreError.

    A question that takes longer than a visitor waits is a fault too, unless ``everything`` is to be read.
    """
    with faults_named(engine.url), engine.connect() as connection, connection.begin():
        set_patience(connection, WORK_SECONDS if everything else READ_SECONDS)
        if everything and engine.dialect.name == "postgresql":
            connection.exec_driver_sql(NO_HURRY)
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction to write in, one at a time over all processes: all of it is kept, or nothing.

    Because writers wait for each other, changes are committed in the order of their numbers, and a reader
    that has seen change 7 has seen everything up to 7.
    """
    writer = engine.execution_options(geo_writes=WAIT_SECONDS)
    with faults_named(engine.url), writer.begin() as connection:
        set_patience(connection, WORK_SECONDS)
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(NO_HURRY)
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
            connection.exec_driver_sql(f"NOTIFY {CHANNEL}")  # told when, and only when, all is kept
        yield connection


@contextmanager
def noting(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Open a transaction to write what stands beside the records and is worth no waiting; not for readers.

    On PostgreSQL it goes beside other writers, tells no replica, and is confirmed before the standby has it.
    """
    writer = engine.execution_options(geo_writes=NOTE_SECONDS)
    with faults_named(engine.url), writer.begin() as connection:
        set_patience(connection, READ_SECONDS)
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{NOTE_SECONDS}s'")
            connection.exec_driver_sql("SET LOCAL synchronous_commit = local")
        yield connection


def scrub(engine: sa.Engine, tables: Iterable[str]) -> None:
    """Write the database anew, so that what was changed or removed is in no corner of its files.

    Of PostgreSQL only the old rows of ``tables`` go; what stands in its log and its archive is its keeper's.
    StoreError when others keep the file too long.
    """
    file = sqlite_file(engine.url)
    with faults_named(engine.url):
        if file is not None:
            if not sqlite.scrub(file, WAIT_SECONDS):
                raise StoreError(say(_TRACES))
            return
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(NO_HURRY.replace("LOCAL ", ""))
            connection.exec_driver_sql(f"VACUUM changes, {', '.join(tables)}")
            connection.exec_driver_sql("RESET statement_timeout")


_TRACES = mark(
    "Dit is geleegd, maar oude tekst staat nog in het bestand van de database, omdat iemand dat lang leest. "
    "Geef de opdracht straks nog eens."
)


@contextmanager
def faults_named(url: sa.URL) -> Iterator[None]:
    """Turn faults of SQLAlchemy, the drivers and the disk into a StoreError that says what it means."""
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error, psycopg.Error, OSError) as fault:
        named = StoreError(meaning(fault))
        named.add_note(_address(url))  # for the log and the command line; a page shows the message only
        # from None: what a driver says may hold the password, and a traceback ends up in logs
        raise named from None


def _address(url: sa.URL) -> str:
    """Return the address for who runs the dashboard, without the password, which may be an option too."""
    return url.set(query={}).render_as_string(hide_password=True)


def meaning(fault: Exception) -> str:
    """Return what a fault of the database means, in Dutch: without its address or data, fit for any page."""
    said = str(getattr(fault, "orig", None) or fault).lower()
    if isinstance(fault, OSError) and fault.errno != errno.ENOSPC:
        said = "folder"
    for sign, what in _MEANINGS:
        if sign in said:
            return say(what)
    kind = type(getattr(fault, "orig", None) or fault).__name__
    return say("De database meldt een fout die we niet kennen: {kind}.", kind=kind)


def sqlite_file(url: sa.URL) -> Path | None:
    """Return the file of a SQLite database, None for a server."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def make_sqlite_file(url: sa.URL) -> None:
    """Make the folder and the file of a SQLite database, in WAL mode, when they are not there."""
    file = sqlite_file(url)
    if file is not None:
        with faults_named(url):
            sqlite.make_file(file)

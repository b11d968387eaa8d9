"""Brings a database to the state of ``schema``, once, however many processes start at the same time."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from geo.errors import StoreError
from geo.language import say
from geo.records import TABLES
from geo.store.database import faults_named, make_sqlite_file, reading, sqlite_file, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate(engine: sa.Engine) -> None:
    """Make what is missing: the SQLite file, the tables, the views for QGIS; nothing when all is there.

    Everything happens in one transaction under the lock of writers: a second process waits and finds it done,
    and a process that dies halfway leaves nothing. StoreError when the database is of a newer version.
    """
    make_sqlite_file(engine.url)
    with reading(engine) as connection:
        if _is_current(connection) and not _views_missing(connection):
            return
    with writing(engine) as connection:
        if not _is_current(connection):
            command.upgrade(_config(connection), "head")
        for statement in _views(connection):
            connection.exec_driver_sql(statement)


def is_made(engine: sa.Engine) -> bool:
    """Whether a database of ours is there; StoreError when that cannot be known.

    A file of 0 bytes, or a database without our tables, is none.
    """
    file = sqlite_file(engine.url)
    with faults_named(engine.url):
        if file is not None and not (file.exists() and file.stat().st_size):
            return False
    with reading(engine) as connection:
        return revision(connection) is not None


def revision(connection: sa.Connection) -> str | None:
    """Return the revision of a database, None when it has no tables of ours yet."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def newest_revision() -> str:
    """Return the revision that this program works with."""
    return str(_scripts().get_current_head())


def _is_current(connection: sa.Connection) -> bool:
    """Whether nothing is left to do; StoreError when the database is of a version that we cannot work with.

    One version ahead we can: while replicas are updated one by one, the first has migrated and the others
    still run, and start again when they fall. So a migration only adds what an older program need not fill;
    what is no longer used goes a version later. ``tests/store/test_store_start.py`` holds them to it.
    """
    found = revision(connection)
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is None or found in known:
        return found == newest_revision()
    if not _is_next(found):
        raise StoreError(
            say(
                "De database is van een nieuwere versie ({found}) dan dit programma ({newest}); werk het "
                "programma bij.",
                found=found,
                newest=newest_revision(),
            )
        )
    _log.warning("De database is een versie verder (%s) dan dit programma (%s).", found, newest_revision())
    return True


def _is_next(found: str) -> bool:
    """Whether a revision follows the newest one that this program knows; they are numbered."""
    return found.isdigit() and int(found) == int(newest_revision()) + 1


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _mapped() -> list[str]:
    return [name for name, table in TABLES.items() if table.placed]


def _views_missing(connection: sa.Connection) -> bool:
    existing = set(sa.inspect(connection).get_view_names()) if _has_postgis(connection) else None
    return existing is not None and not existing.issuperset(f"{name}_map" for name in _mapped())


def _has_postgis(connection: sa.Connection) -> bool:
    if connection.dialect.name != "postgresql":
        return False
    both = "SELECT to_regproc('st_makepoint') IS NOT NULL AND to_regproc('st_setsrid') IS NOT NULL"
    return bool(connection.exec_driver_sql(both).scalar())


def _views(connection: sa.Connection) -> Iterator[str]:
    """Yield a view with a geometry for each table with places, for QGIS; nothing without PostGIS."""
    if not _has_postgis(connection):
        return
    for name in _mapped():
        yield f"""
            CREATE OR REPLACE VIEW {name}_map AS
            SELECT record.*, ST_SetSRID(ST_MakePoint(record.lon, record.lat), 4326) AS geometry
            FROM {name} AS record
            WHERE NOT record.withdrawn AND NOT EXISTS (
                SELECT 1 FROM {name} AS later
                WHERE later.reference = record.reference AND later.version = record.version + 1)
        """  # noqa: S608 - names of our own schema

"""Hears from PostgreSQL that something was written, by whom ever, so that nobody asks on each rerun."""

from __future__ import annotations

import logging
import threading
from time import monotonic
from typing import TYPE_CHECKING

from geo.store.database import CHANNEL, faults_named
from geo.store.postgres import PatientConnection

if TYPE_CHECKING:
    import sqlalchemy as sa

SURE_SECONDS = 2.0
"""How long silence says that nothing was written, since the database last answered on the connection."""
BEAT_SECONDS = 0.5

_log = logging.getLogger(__name__)


class Hearing:
    """How many writes one has heard of, on a connection of its own.

    Every half second it asks for the newest change as well: that the database answers is what makes silence
    mean something, and it finds what a program wrote that tells nobody. While it does not answer, and on
    SQLite, everybody asks the database as if there was no hearing.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._count = 0
        self._sure_until = 0.0
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to listen, in a thread; on SQLite nothing is heard."""
        if self._engine.dialect.name == "postgresql" and self._thread is None:
            self._thread = threading.Thread(target=self._listen, name="hearing", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(timeout=2 * SURE_SECONDS)

    def count(self) -> int | None:
        """Return a number that is another one after each write; None while nobody can tell."""
        return self._count if monotonic() < self._sure_until else None

    def wrote(self) -> None:
        """Count a write of this process: it is there for the next who looks, before one hears of it."""
        self._count += 1

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                with faults_named(self._engine.url):
                    self._listen_on_one_connection()
            except Exception as fault:  # noqa: BLE001 the thread lives on; until then all ask
                _log.warning("De database laat niets horen: %s", fault)
            self._sure_until = 0.0
            self._ended.wait(BEAT_SECONDS)

    def _listen_on_one_connection(self) -> None:
        with self._engine.connect() as pooled:
            connection = pooled.connection.driver_connection
            pooled.detach()  # the pool has room for who reads and writes
            if not isinstance(connection, PatientConnection):
                raise TypeError(type(connection).__name__)
            connection.rollback()
            connection.autocommit = True
            connection.patience = SURE_SECONDS
            connection.execute(f"LISTEN {CHANNEL}".encode())
            known = None  # what was written while nobody listened is news
            while not self._ended.is_set():
                asked = monotonic()
                found = connection.execute("SELECT max(id) FROM changes").fetchone()
                if found != known:
                    known = found
                    self._count += 1
                self._sure_until = asked + SURE_SECONDS
                for _ in connection.notifies(timeout=BEAT_SECONDS, stop_after=1):
                    self._count += 1

"""Connections to PostgreSQL that give up on a server that does not answer, whatever the network says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import psycopg
import sqlalchemy as sa

if TYPE_CHECKING:
    from psycopg.abc import PQGen

Answer = TypeVar("Answer")

PING_SECONDS = 5  # to connect, and to try a connection that lay idle
READ_SECONDS = 15  # after both of those, a page has still told within 20 s that the database hangs
WORK_SECONDS = 60  # writers wait for each other, and a check or a backup reads everything

# a network that drops what is sent, or a machine that is gone, is noticed by the kernel with these
_NETWORK = {
    "connect_timeout": str(PING_SECONDS),
    "keepalives": "1",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "2",
    "tcp_user_timeout": "10000",
}
# the server's own limits: to what it does for a reader, and to a writer that went away with the lock
_SERVER = "SET statement_timeout = '20s'; SET idle_in_transaction_session_timeout = '5min'"
# of these SQLAlchemy makes lists, where a primary and its standby are named: ?host=one:5432&host=two:5432
_OF_SQLALCHEMY = ("host", "port")
NO_HURRY = "SET LOCAL statement_timeout = '10min'"


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is closed once a step of the server takes longer than ``patience``, in seconds.

    No other limit notices a server that hangs while its machine does not: its kernel goes on confirming what
    comes in, so the network is well, and a ``statement_timeout`` is kept by a process that does not run.
    """

    patience: float = PING_SECONDS

    def wait(self, gen: PQGen[Answer], interval: float = 0.1, timeout: float | None = None) -> Answer:
        """Do one step of the conversation with the server; OperationalError when it takes too long."""
        limit = self.patience if timeout is None else timeout
        try:
            return super().wait(gen, interval, limit)
        except psycopg.errors._WaitTimeout:  # as its documentation says
            if timeout is not None:
                raise  # the driver asked for that itself, and knows what to do
            self.close()  # its answer may still come, and must not pass for that of another question
            raise psycopg.OperationalError(f"no answer within {limit:.0f} seconds") from None


def postgres_engine(url: sa.URL, pool_seconds: float) -> sa.Engine:
    """Return an engine that tries a connection before use, so that a server that is back is found."""
    options = {name: value for name, value in url.query.items() if name not in _OF_SQLALCHEMY}
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_timeout=pool_seconds,
        hide_parameters=True,
        connect_args={"application_name": "operationeel-beeld", **_NETWORK, **options},
    )

    @sa.event.listens_for(engine, "do_connect")
    def _connect(_: object, __: object, arguments: Any, options: Any) -> PatientConnection:  # noqa: ANN401
        return PatientConnection.connect(*arguments, **options)

    @sa.event.listens_for(engine, "connect")
    def _limit(connection: PatientConnection, _: object) -> None:
        connection.execute(_SERVER)
        connection.commit()

    @sa.event.listens_for(engine, "checkin")
    def _hurry(connection: PatientConnection | None, _: object) -> None:
        if connection is not None:  # None: it was closed, and a new one takes its place
            connection.patience = PING_SECONDS

    return engine


def set_patience(connection: sa.Connection, seconds: float) -> None:
    """Let each step of this transaction take so many seconds; on another engine this does nothing."""
    driver = connection.connection.driver_connection
    if isinstance(driver, PatientConnection):
        driver.patience = seconds

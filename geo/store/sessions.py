"""Who is logged in: one row a session, which ends by itself, by logging out, or when access is withdrawn.

A browser keeps the token of its session; here stands a digest of it alone, so that who reads the database
cannot use what is in it. No backup has sessions.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from geo.store.database import reading, writing
from geo.store.schema import sessions

_SEEN_EVERY = timedelta(minutes=1)  # a click more or less is not worth a write


class Limits(NamedTuple):
    """How long a session lasts without a click, and at most."""

    idle: timedelta
    longest: timedelta


@dataclass(frozen=True)
class Session:
    """Of which account a session is, since when, and when it was last seen."""

    digest: str
    issuer: str
    subject: str
    started: datetime
    seen: datetime


class Sessions:
    """The sessions of a database. All methods raise StoreError when it cannot be read or written."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def begin(self, issuer: str, subject: str, limits: Limits) -> str:
        """Begin a session and return its token; those that are long over are forgotten."""
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        begun = Session(_digest(token), issuer, subject, now, now)
        with writing(self._engine) as connection:
            connection.execute(sessions.delete().where(sessions.c.started < now - limits.longest))
            connection.execute(sessions.insert(), [vars(begun)])
        return token

    def find(self, token: str, limits: Limits) -> Session | None:
        """Return the session of a token and note that it was seen; None when there is none, or it is over."""
        now = datetime.now(UTC)
        with reading(self._engine) as connection:
            query = sa.select(sessions).where(
                sessions.c.digest == _digest(token),
                sessions.c.started > now - limits.longest,
                sessions.c.seen > now - limits.idle,
            )
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        found = Session(**row)
        if now - found.seen > min(_SEEN_EVERY, limits.idle / 2):
            with writing(self._engine) as connection:
                connection.execute(
                    sessions.update().where(sessions.c.digest == found.digest).values(seen=now)
                )
        return found

    def end(self, token: str) -> Session | None:
        """End a session and return which it was; None when there was none."""
        with writing(self._engine) as connection:
            here = sessions.c.digest == _digest(token)
            row = connection.execute(sa.select(sessions).where(here)).mappings().first()
            connection.execute(sessions.delete().where(here))
        return Session(**row) if row else None

    def end_all(self, issuer: str, subject: str) -> int:
        """End every session of an account, on every machine; return how many there were."""
        with writing(self._engine) as connection:
            return end_all(connection, issuer, subject)


def end_all(connection: sa.Connection, issuer: str, subject: str) -> int:
    """End every session of an account within the transaction of ``connection``."""
    theirs = sa.and_(sessions.c.issuer == issuer, sessions.c.subject == subject)
    return connection.execute(sessions.delete().where(theirs)).rowcount


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

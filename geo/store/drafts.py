"""What somebody typed in a form and did not save: kept for a day, for who typed it alone, and in no backup.

Whose a draft is stands here as a digest only. A draft is worth no waiting: not for other writers, nor for
the standby of the database. What went with a primary that died is typed once more.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from geo.store.database import noting, reading
from geo.store.schema import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KEPT = timedelta(hours=24)
MOST = 50
"""Drafts of one owner: of more the oldest go."""
LONGEST = 64_000
"""Characters of one draft; a longer one is not kept, as no record could hold it."""


@dataclass(frozen=True)
class Typed:
    """What was typed on top of a version of a record: text by field, at an aware moment.

    ``reference`` is "" and ``version`` 0 for a new record.
    """

    table: str
    reference: str
    version: int
    values: Mapping[str, str]
    at: datetime


class Drafts:
    """The drafts of a database. All methods raise StoreError when it cannot be read or written."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def keep(
        self, owner: str, table: str, reference: str, version: int, values: Mapping[str, str]
    ) -> Typed | None:
        """Keep what was typed, in place of what was kept of this record; None when that is too long."""
        text = json.dumps(dict(values), ensure_ascii=False)
        now = datetime.now(UTC)
        with noting(self._engine) as connection:
            _forget_old(connection, now)
            connection.execute(_of(owner, table, reference))
            if len(text) > LONGEST:
                return None
            row = {"owner": owner, "record_table": table, "reference": reference, "version": version}
            connection.execute(drafts.insert(), [{**row, "typed": text, "at": now}])
            _forget_above(connection, owner)
        return Typed(table, reference, version, dict(values), now)

    def find(self, owner: str, table: str, reference: str) -> Typed | None:
        """Return what was typed in a record within the last day; None for nothing."""
        one = sa.and_(drafts.c.record_table == table, drafts.c.reference == reference)
        return self._newest(owner, one)

    def last(self, owner: str) -> Typed | None:
        """Return the draft that was typed in last, within the last day; None without one."""
        return self._newest(owner, sa.true())

    def remove(self, owner: str, table: str, reference: str) -> None:
        """Remove a draft, if it is there."""
        with noting(self._engine) as connection:
            connection.execute(_of(owner, table, reference))

    def forget_old(self) -> None:
        """Remove what is older than a day, of everybody; without any nothing is written."""
        now = datetime.now(UTC)
        with reading(self._engine) as connection:
            if not connection.scalar(sa.select(sa.exists().where(_is_old(now)))):
                return
        with noting(self._engine) as connection:
            _forget_old(connection, now)

    def _newest(self, owner: str, which: sa.ColumnElement[bool]) -> Typed | None:
        query = (
            sa.select(drafts)
            .where(drafts.c.owner == owner, drafts.c.at > datetime.now(UTC) - KEPT, which)
            .order_by(drafts.c.at.desc())
            .limit(1)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        values = json.loads(row["typed"])
        return Typed(row["record_table"], row["reference"], row["version"], values, row["at"])


def owner_of(*whose: str) -> str:
    """Return how an owner stands in the database: a digest of the issuer and subject, or of a token."""
    return hashlib.sha256("\n".join(whose).encode()).hexdigest()


def remove_of_owner(connection: sa.Connection, owner: str) -> None:
    """Remove all drafts of an owner within the transaction of ``connection``."""
    connection.execute(drafts.delete().where(drafts.c.owner == owner))


def remove_of_records(connection: sa.Connection, table: str, references: Iterable[str]) -> None:
    """Remove everybody's drafts of records within the transaction of ``connection``."""
    for reference in references:
        theirs = sa.and_(drafts.c.record_table == table, drafts.c.reference == reference)
        connection.execute(drafts.delete().where(theirs))


def _of(owner: str, table: str, reference: str) -> sa.Delete:
    return drafts.delete().where(
        drafts.c.owner == owner, drafts.c.record_table == table, drafts.c.reference == reference
    )


def _forget_old(connection: sa.Connection, now: datetime) -> None:
    connection.execute(drafts.delete().where(_is_old(now)))


def _is_old(now: datetime) -> sa.ColumnElement[bool]:
    return drafts.c.at <= now - KEPT


def _forget_above(connection: sa.Connection, owner: str) -> None:
    theirs = sa.select(drafts.c.at).where(drafts.c.owner == owner).order_by(drafts.c.at.desc())
    last = connection.scalar(theirs.offset(MOST).limit(1))
    if last is not None:
        connection.execute(drafts.delete().where(drafts.c.owner == owner, drafts.c.at <= last))

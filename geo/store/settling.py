"""Pictures that somebody set: "beeld vastgesteld om 09:30 door …", kept with the version of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from geo.errors import StoreError
from geo.language import say
from geo.records import plain_line
from geo.store.schema import settled
from geo.store.writing import LONGEST_WHO

if TYPE_CHECKING:
    from geo.store.snapshot import Snapshot

LONGEST_LINK, LONGEST_SENTENCE = 4000, 500  # characters


@dataclass(frozen=True)
class Settled:
    """A picture as it was set: when and by whom, and what was looked at.

    ``version`` is the last change in it, made at ``stood_at``; ``sentence`` its headline, ``link`` the query
    of its link without a moment.
    """

    id: int
    at: datetime
    who: str
    version: int
    stood_at: datetime
    sentence: str
    link: str


def settle(connection: sa.Connection, snapshot: Snapshot, who: str, sentence: str, link: str) -> Settled:
    """Keep that somebody set this picture; rows are only ever added. StoreError without a name or records."""
    who = plain_line(who, LONGEST_WHO)
    if not who:
        raise StoreError(say("Er is niets vastgesteld: vul uw naam of functie in."))
    if not snapshot.version:
        raise StoreError(say("Er is niets vastgesteld: er zijn nog geen gegevens."))
    if len(link) > LONGEST_LINK:
        raise StoreError(say("Er is niets vastgesteld: er zijn te veel filters gekozen om te bewaren."))
    last = connection.scalar(sa.select(sa.func.coalesce(sa.func.max(settled.c.id), 0)))
    found = Settled(
        int(last or 0) + 1,
        datetime.now(UTC),
        who,
        snapshot.version,
        snapshot.as_of,
        plain_line(sentence, LONGEST_SENTENCE),
        link,
    )
    connection.execute(settled.insert(), [vars(found)])
    return found


def last_settled(connection: sa.Connection, limit: int) -> tuple[Settled, ...]:
    """Return the pictures that were set last, the newest first."""
    query = sa.select(settled).order_by(settled.c.id.desc()).limit(limit)
    return tuple(Settled(**row) for row in connection.execute(query).mappings())

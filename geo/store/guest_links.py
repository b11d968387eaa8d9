"""The links by which guests open a saved view: until when, revoked or not, and how often they were used.

What is sent to a guest is made of the number of a link alone, and signed: see ``geo.access``.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from geo.errors import StoreError
from geo.language import say
from geo.records import plain_line
from geo.store import views
from geo.store.database import reading, writing
from geo.store.schema import guest_links as kept
from geo.store.schema import saved_views
from geo.store.writing import LONGEST_WHO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.store.views import SavedView

DAYS, MOST_DAYS = 14, 90
"""How long a link works unless chosen otherwise, and at most."""

LONGEST_FOR_WHOM = 120  # characters
_LOT_BYTES = 16


@dataclass(frozen=True)
class GuestLink:
    """A link to a view: who made it, for whom, until when; who revoked it; in how many sessions it opened."""

    id: str
    view_id: int
    who: str
    for_whom: str
    at: datetime
    expires: datetime
    revoked_at: datetime | None = None
    revoked_by: str = ""
    opened: int = 0
    last_opened: datetime | None = None

    def works(self, now: datetime) -> bool:
        """Whether it is neither revoked nor expired at an aware moment."""
        return self.revoked_at is None and now < self.expires


class GuestLinks:
    """The links of a database. All methods raise StoreError when it cannot be read or written."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def make(self, view: SavedView, who: str, for_whom: str, days: int = DAYS) -> GuestLink:
        """Keep a new link to a view. StoreError by or for nobody, and for other than 1 to MOST_DAYS days."""
        with writing(self._engine) as connection:
            return make(connection, view.id, who, for_whom, days)

    def made(self) -> tuple[GuestLink, ...]:
        """Return all links that were ever made, the newest first."""
        with reading(self._engine) as connection:
            return made(connection)

    def find(self, number: str) -> tuple[GuestLink, SavedView] | None:
        """Return a link and the newest version of its view, in whatever state; None without such a link."""
        with reading(self._engine) as connection:
            return find(connection, number)

    def revoke(self, number: str, who: str) -> bool:
        """Close a link for good; whether it was open until now. StoreError by nobody."""
        with writing(self._engine) as connection:
            return revoke(connection, number, who)

    def count_opening(self, number: str) -> None:
        """Count a session in which a link was opened."""
        with writing(self._engine) as connection:
            count_opening(connection, number)


def make(connection: sa.Connection, view_id: int, who: str, for_whom: str, days: int = DAYS) -> GuestLink:
    """Keep a new link to a view. StoreError by or for nobody, for other than 1 to MOST_DAYS days, no view."""
    who, for_whom = plain_line(who, LONGEST_WHO), plain_line(for_whom, LONGEST_FOR_WHOM)
    if not who:
        raise StoreError(say("Er is geen link gemaakt: vul uw naam of functie in."))
    if not for_whom:
        raise StoreError(say("Er is geen link gemaakt: vul in voor wie hij is."))
    if not 1 <= days <= MOST_DAYS:
        raise StoreError(
            say("Er is geen link gemaakt: een link werkt 1 tot en met {most} dagen.", most=MOST_DAYS)
        )
    found = views.find(connection, view_id)
    if found is None or found.withdrawn:
        raise StoreError(say("Er is geen link gemaakt: deze overlegkaart bestaat niet (meer)."))
    now = datetime.now(UTC)
    link = GuestLink(
        secrets.token_urlsafe(_LOT_BYTES), view_id, who, for_whom, now, now + timedelta(days=days)
    )
    connection.execute(kept.insert(), [vars(link)])
    return link


def made(connection: sa.Connection) -> tuple[GuestLink, ...]:
    """Return all links that were ever made, the newest first."""
    query = sa.select(kept).order_by(kept.c.at.desc(), kept.c.id)
    return tuple(GuestLink(**row) for row in connection.execute(query).mappings())


def find(connection: sa.Connection, number: str) -> tuple[GuestLink, SavedView] | None:
    """Return a link and the newest version of its view, in whatever state; None when there is no such link.

    It is one question to the database, whatever the answer.
    """
    last = views.newest()
    names = [column.label(f"link_{column.name}") for column in kept.c]
    query = (
        sa.select(*names, saved_views)
        .join(last, last.c.id == kept.c.view_id)
        .join(
            saved_views,
            sa.and_(saved_views.c.id == last.c.id, saved_views.c.version == last.c.version),
        )
        .where(kept.c.id == number)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    link = GuestLink(**{column.name: row[f"link_{column.name}"] for column in kept.c})
    return link, views.view_of(row)


def revoke(connection: sa.Connection, number: str, who: str) -> bool:
    """Close a link for good; whether it was open until now. StoreError by nobody."""
    who = plain_line(who, LONGEST_WHO)
    if not who:
        raise StoreError(say("De link is niet ingetrokken: vul uw naam of functie in."))
    open_one = sa.and_(kept.c.id == number, kept.c.revoked_at.is_(None))
    closed = {"revoked_at": datetime.now(UTC), "revoked_by": who}
    return bool(connection.execute(kept.update().where(open_one).values(closed)).rowcount)


def count_opening(connection: sa.Connection, number: str) -> None:
    """Count a session in which a link was opened."""
    more = {"opened": kept.c.opened + 1, "last_opened": datetime.now(UTC)}
    connection.execute(kept.update().where(kept.c.id == number).values(more))


def revocations(connection: sa.Connection) -> list[dict[str, Any]]:
    """Return which links were revoked, when and by whom; for ``revoke_again``."""
    query = sa.select(kept.c.id, kept.c.revoked_at, kept.c.revoked_by).where(kept.c.revoked_at.is_not(None))
    return [dict(row) for row in connection.execute(query).mappings()]


def revoke_again(connection: sa.Connection, revoked: Iterable[Mapping[str, Any]]) -> None:
    """Revoke what had been revoked before a backup was put back that does not know of it."""
    for one in revoked:
        connection.execute(kept.update().where(kept.c.id == one["id"]).values(one))

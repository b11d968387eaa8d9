"""Who has access: the role of each account, version by version; an account is an issuer and a subject.

The store keeps texts: which roles and areas there are, it does not know (``geo.access``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from geo.errors import StoreError
from geo.language import say
from geo.plain_text import quote
from geo.records import plain_line
from geo.store import drafts, sessions
from geo.store.database import reading, writing
from geo.store.schema import grants
from geo.store.writing import LONGEST_WHO

LONGEST_ID = 255  # characters of an issuer and of a subject, as OpenID Connect has it for subjects


@dataclass(frozen=True)
class Grant:
    """One version of what an account has: its name and role, who gave that and when; or took it away."""

    id: int
    issuer: str
    subject: str
    name: str
    role: str
    area: str
    at: datetime
    by: str
    withdrawn: bool


class Grants:
    """The accounts of a database. All methods raise StoreError when it cannot be read or written."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def standing(self) -> tuple[Grant, ...]:
        """Return the accounts that have access now, by name."""
        with reading(self._engine) as connection:
            return tuple(sorted(_standing(connection), key=lambda one: (one.name.casefold(), one.id)))

    def history(self) -> tuple[Grant, ...]:
        """Return every version of every account, the newest first."""
        with reading(self._engine) as connection:
            return tuple(
                _of(row) for row in _rows(connection, sa.select(grants).order_by(grants.c.id.desc()))
            )

    def find(self, issuer: str, subject: str) -> Grant | None:
        """Return what an account has; None when that is nothing, or not any more."""
        with reading(self._engine) as connection:
            return _find(connection, issuer, subject)

    def give(self, issuer: str, subject: str, name: str, *, role: str, area: str, by: str) -> Grant:  # noqa: PLR0913
        """Give an account a role, in place of the one it had; the same again changes nothing.

        StoreError when a text is missing or too long, or another account has that name: beside a change
        stands the name alone.
        """
        with writing(self._engine) as connection:
            wanted = _tamed(Grant(0, issuer, subject, name, role, area, datetime.now(UTC), by, False))
            held = _find(connection, issuer, subject)
            if held and replace(held, id=0, at=wanted.at, by=wanted.by) == wanted:
                return held
            for other in _standing(connection):
                same_account = (other.issuer, other.subject) == (wanted.issuer, wanted.subject)
                if not same_account and other.name.casefold() == wanted.name.casefold():
                    raise StoreError(
                        say(
                            "{name} is al de naam van een ander account; geef een andere.", name=quote([name])
                        )
                    )
            return _add(connection, wanted)

    def withdraw(self, issuer: str, subject: str, by: str) -> Grant:
        """Take access away, with every session and draft of the account; StoreError when it has none."""
        with writing(self._engine) as connection:
            held = _find(connection, issuer, subject)
            if held is None:
                raise StoreError(say("{subject} heeft geen toegang.", subject=quote([subject])))
            sessions.end_all(connection, issuer, subject)
            drafts.remove_of_owner(connection, drafts.owner_of(issuer, subject))
            return _add(connection, _tamed(replace(held, by=by, withdrawn=True)))


def _tamed(wanted: Grant) -> Grant:
    name, by = plain_line(wanted.name, LONGEST_WHO), plain_line(wanted.by, LONGEST_WHO)
    ids = (wanted.issuer.strip(), wanted.subject.strip())
    if not (name and by and all(ids) and wanted.role):
        raise StoreError(say("Er is geen toegang gegeven: uitgever, account, naam en rol horen erbij."))
    if max(map(len, ids)) > LONGEST_ID or not "".join(ids).isprintable():
        raise StoreError(
            say(
                "Er is geen toegang gegeven: een account heeft hoogstens {most} gewone tekens.",
                most=LONGEST_ID,
            )
        )
    return replace(wanted, issuer=ids[0], subject=ids[1], name=name, by=by)


def _add(connection: sa.Connection, wanted: Grant) -> Grant:
    last = connection.scalar(sa.select(sa.func.coalesce(sa.func.max(grants.c.id), 0)))
    added = replace(wanted, id=int(last or 0) + 1, at=datetime.now(UTC))
    connection.execute(grants.insert(), [vars(added)])
    return added


def _find(connection: sa.Connection, issuer: str, subject: str) -> Grant | None:
    query = (
        sa.select(grants)
        .where(grants.c.issuer == issuer, grants.c.subject == subject)
        .order_by(grants.c.id.desc())
        .limit(1)
    )
    found = [_of(row) for row in _rows(connection, query)]
    return found[0] if found and not found[0].withdrawn else None


def _standing(connection: sa.Connection) -> list[Grant]:
    newest = sa.select(sa.func.max(grants.c.id)).group_by(grants.c.issuer, grants.c.subject)
    query = sa.select(grants).where(grants.c.id.in_(newest), ~grants.c.withdrawn)
    return [_of(row) for row in _rows(connection, query)]


def _rows(connection: sa.Connection, query: sa.Select[Any]) -> sa.MappingResult:
    return connection.execute(query).mappings()


def _of(row: sa.RowMapping) -> Grant:
    return Grant(**row)

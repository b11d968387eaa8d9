"""Whether the saved views and the links to them can be true: looks that ``checks`` takes as well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import sqlalchemy as sa

from geo.language import LANGUAGES, say
from geo.store.record_checks import Finding, some
from geo.store.schema import guest_links, saved_views
from geo.store.views import view_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def wrong_views(connection: sa.Connection) -> Iterator[Finding]:
    """Yield all that is wrong with the saved views and the guests' links."""
    views, links = saved_views.c, guest_links.c
    looks = {
        say("versies ontbreken (de nummering heeft een gat)"): (
            sa.select(views.id).group_by(views.id).having(sa.func.max(views.version) != sa.func.count())
        ),
        say("zonder naam"): sa.select(views.id).where(sa.func.trim(views.name) == ""),
        say("onbekende waarde in {column}", column=repr("language")): (
            sa.select(views.id).where(views.language.not_in(tuple(LANGUAGES)))
        ),
    }
    for what, query in looks.items():
        yield from _found(connection, saved_views.name, what, query)
    unreadable = list(_unreadable(connection))
    if unreadable:
        yield Finding(saved_views.name, say("niet te lezen"), some(unreadable))
    without = sa.select(links.for_whom).where(links.view_id.not_in(sa.select(views.id)))
    yield from _found(connection, guest_links.name, say("links zonder overlegkaart"), without)


def _found(
    connection: sa.Connection, table: str, what: str, query: sa.Select[tuple[object]]
) -> Iterator[Finding]:
    found = list(connection.scalars(query.distinct().limit(4)))
    if found:
        yield Finding(table, what, some(found))


def _unreadable(connection: sa.Connection) -> Iterator[int]:
    """Yield the views whose row, which another program must have written, cannot be read."""
    keys = connection.execute(sa.select(saved_views.c.id, saved_views.c.version)).all()
    for number, version in keys:
        query = sa.select(saved_views).where(saved_views.c.id == number, saved_views.c.version == version)
        try:
            told = view_of(connection.execute(query).mappings().one()).told
            for text in filter(None, (told.drawings, told.points)):
                json.loads(text)
        except (ValueError, TypeError, AttributeError, RecursionError):
            yield number

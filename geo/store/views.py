"""Saved views (*overlegkaarten*): what was on screen, kept under a name; every version of each stays.

The store keeps texts: of which page, filters and audience a view is, it knows no more than that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from geo.errors import ConflictError, StoreError
from geo.language import say
from geo.records import plain_line
from geo.store.database import reading, writing
from geo.store.schema import changes, saved_views
from geo.store.settling import LONGEST_LINK
from geo.store.writing import LONGEST_WHO

LONGEST_VIEW_NAME, LONGEST_REMARKS = 120, 1000  # characters
LONGEST_MEETING = 2_000_000  # characters of what was drawn, and of what was agreed

Extent = tuple[float, float, float]


@dataclass(frozen=True)
class Seen:
    """What was on screen: what a link says of it, for whom, in which language, on which records.

    ``page`` is the path of the page, "" for the first; ``query`` that of its link, without moment, language
    and extent; ``extent`` latitude, longitude (WGS 84) and zoom, None for the whole country; ``audience`` the
    key of a viewer. ``frozen`` shows the records as they were at ``stood_at``, the last change of which is
    ``data_version``, for good; otherwise those of now are shown.
    """

    page: str
    query: str
    extent: Extent | None
    language: str
    audience: str
    frozen: bool
    data_version: int
    stood_at: datetime


@dataclass(frozen=True)
class Told:
    """What people may change of a saved view: what it is called, and what was said and drawn on it.

    ``drawings`` and ``points`` are texts in JSON, "" for none: see ``Sketch`` and ``ActionPoint``.
    """

    name: str
    remarks: str = ""
    drawings: str = ""
    points: str = ""


@dataclass(frozen=True)
class SavedView:
    """One version of a saved view, who made that and when; a withdrawn one is in no list any more."""

    id: int
    version: int
    at: datetime
    who: str
    withdrawn: bool
    seen: Seen = field(repr=False)
    told: Told = field(repr=False)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.told.name


class Views:
    """The saved views of a database. All methods raise StoreError when it cannot be read or written."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def save(self, seen: Seen, told: Told, who: str) -> SavedView:
        """Keep a new view. StoreError without a name, by nobody, without records, for what is too long."""
        with writing(self._engine) as connection:
            return save(connection, seen, told, who)

    def find(self, number: int) -> SavedView | None:
        """Return the newest version of a view, also of a withdrawn one; None when there never was one."""
        with reading(self._engine) as connection:
            return find(connection, number)

    def search(self, words: str = "") -> tuple[SavedView, ...]:
        """Return the views that stand, with all of the words in name or remarks; the last changed first."""
        with reading(self._engine) as connection:
            return search(connection, words)

    def revise(self, view: SavedView, told: Told, who: str) -> SavedView:
        """Keep a new version of ``view``, the one that somebody looked at; the same again changes nothing.

        ConflictError when there is a newer version; StoreError as in ``save``, and for one that is withdrawn.
        """
        with writing(self._engine) as connection:
            return revise(connection, view, told, who)

    def withdraw(self, view: SavedView, who: str) -> SavedView:
        """Take a view out of all lists and close the links to it, for good; errors as in ``revise``."""
        with writing(self._engine) as connection:
            return revise(connection, view, view.told, who, withdrawn=True)

    def duplicate(self, view: SavedView, name: str, who: str) -> SavedView:
        """Keep a view under another name as a new one, on the same records; StoreError as in ``save``."""
        return self.save(view.seen, replace(view.told, name=name), who)

    def history(self, number: int) -> tuple[SavedView, ...]:
        """Return all versions of a view, the first one first; none when there is no such view."""
        with reading(self._engine) as connection:
            return versions_of(connection, number)

    def changed_since(self, view: SavedView) -> datetime | None:
        """Return when the records last changed, if that is after those of a view; None when it is not."""
        with reading(self._engine) as connection:
            return changed_since(connection, view)


def save(connection: sa.Connection, seen: Seen, told: Told, who: str) -> SavedView:
    """Keep a new view. StoreError without a name, by nobody, without records, or for what is too long."""
    if not seen.data_version:
        raise StoreError(say("Er is niets bewaard: er zijn nog geen gegevens."))
    if len(seen.query) > LONGEST_LINK:
        raise StoreError(say("Er is niets bewaard: er zijn te veel filters gekozen om te bewaren."))
    last = connection.scalar(sa.select(sa.func.coalesce(sa.func.max(saved_views.c.id), 0)))
    return _add(connection, SavedView(int(last or 0) + 1, 1, _now(), who, False, seen, told))


def revise(
    connection: sa.Connection, view: SavedView, told: Told, who: str, *, withdrawn: bool = False
) -> SavedView:
    """Keep a new version of a view, of which ``view`` is the one that somebody looked at.

    ConflictError when there is a newer one; StoreError as in ``save``, and for one that is gone.
    """
    found = find(connection, view.id)
    if found is None or found.withdrawn:
        raise StoreError(say("Deze overlegkaart bestaat niet (meer)."))
    if found.version != view.version:
        raise ConflictError(found.name, view.version, found.version)
    if found.told == _tame(told) and not withdrawn:
        return found
    after = max(_now(), found.at)
    return _add(connection, SavedView(found.id, found.version + 1, after, who, withdrawn, found.seen, told))


def find(connection: sa.Connection, number: int) -> SavedView | None:
    """Return the newest version of a view, also of one that was withdrawn; None when there never was one."""
    query = sa.select(saved_views).where(saved_views.c.id == number)
    row = connection.execute(query.order_by(saved_views.c.version.desc()).limit(1)).mappings().first()
    return None if row is None else view_of(row)


def newest() -> sa.Subquery:
    """Return, as SQL, the number of the newest version of each view."""
    return (
        sa.select(saved_views.c.id, sa.func.max(saved_views.c.version).label("version"))
        .group_by(saved_views.c.id)
        .subquery()
    )


def search(connection: sa.Connection, words: str = "") -> tuple[SavedView, ...]:
    """Return the views that stand, the last changed first; those with all of the words in name or remarks."""
    last = newest()
    query = (
        sa.select(saved_views)
        .join(last, sa.and_(saved_views.c.id == last.c.id, saved_views.c.version == last.c.version))
        .where(~saved_views.c.withdrawn)
        .order_by(saved_views.c.at.desc(), saved_views.c.id.desc())
    )
    asked = plain_line(words, LONGEST_VIEW_NAME).casefold().split()
    found = (view_of(row) for row in connection.execute(query).mappings())
    return tuple(
        view for view in found if all(word in f"{view.name} {view.told.remarks}".casefold() for word in asked)
    )


def versions_of(connection: sa.Connection, number: int) -> tuple[SavedView, ...]:
    """Return all versions of a view, the first one first."""
    query = sa.select(saved_views).where(saved_views.c.id == number).order_by(saved_views.c.version)
    return tuple(view_of(row) for row in connection.execute(query).mappings())


def changed_since(connection: sa.Connection, view: SavedView) -> datetime | None:
    """Return when the records were last changed, when that is after those of a view; None when it is not."""
    query = sa.select(changes.c.at).where(changes.c.id > view.seen.data_version)
    found: datetime | None = connection.scalar(query.order_by(changes.c.id.desc()).limit(1))
    return found


def _add(connection: sa.Connection, view: SavedView) -> SavedView:
    who = plain_line(view.who, LONGEST_WHO)
    if not who:
        raise StoreError(say("Er is niets bewaard: vul uw naam of functie in."))
    kept = replace(view, who=who, told=_tame(view.told))
    connection.execute(saved_views.insert(), [_row_of(kept)])
    return kept


def _tame(told: Told) -> Told:
    """Return what people typed on one line each, not longer than a screen shows, without hidden signs."""
    name = plain_line(told.name, LONGEST_VIEW_NAME)
    if not name:
        raise StoreError(say("Er is niets bewaard: geef de overlegkaart een naam."))
    return Told(name, plain_line(told.remarks, LONGEST_REMARKS), *map(_spelt, (told.drawings, told.points)))


def _spelt(text: str) -> str:
    """Return a text in JSON in the one spelling that each database can hold."""
    if not text.strip():
        return ""
    try:
        # signs outside ASCII are written out: no database refuses one of them
        spelt = json.dumps(json.loads(text), allow_nan=False, separators=(",", ":"))
    except (ValueError, RecursionError) as fault:
        raise StoreError(say("Er is niets bewaard: de tekening of de lijst is niet te lezen.")) from fault
    if len(spelt) > LONGEST_MEETING:
        raise StoreError(say("Er is niets bewaard: er is te veel getekend of opgeschreven."))
    return spelt


def _now() -> datetime:
    return datetime.now(UTC)


_SEEN = ("page", "query", "language", "audience", "frozen", "data_version", "stood_at")
_EXTENT = ("lat", "lon", "zoom")


def _row_of(view: SavedView) -> dict[str, Any]:
    return {
        **{name: getattr(view, name) for name in ("id", "version", "at", "who", "withdrawn")},
        **{name: getattr(view.seen, name) for name in _SEEN},
        **dict(zip(_EXTENT, view.seen.extent or (None, None, None), strict=True)),
        **vars(view.told),
    }


def view_of(row: sa.RowMapping) -> SavedView:
    """Return the view of a row of ``saved_views``."""
    extent = tuple(row[name] for name in _EXTENT)
    seen = Seen(extent=None if None in extent else extent, **{name: row[name] for name in _SEEN})
    told = Told(**{name: row[name] for name in ("name", "remarks", "drawings", "points")})
    return SavedView(row["id"], row["version"], row["at"], row["who"], row["withdrawn"], seen, told)

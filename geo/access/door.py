"""The one door to the records, for pages, commands and exports; whoever comes in is a viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from geo.access.desk import Desk
from geo.access.links import Guest
from geo.access.redaction import seen_by
from geo.picture import FILTERING
from geo.records import ACTIVATIONS, TABLES
from geo.store import current_store

if TYPE_CHECKING:
    from datetime import datetime

    from geo.access.roles import Actor
    from geo.access.viewers import Viewer
    from geo.picture import Selection
    from geo.store import SavedView, Snapshot, State


def snapshot_for(viewer: Viewer, as_of: datetime | None = None) -> Snapshot:
    """Return what a viewer may see of the records as they are now, or as they stood at an aware moment.

    The same object for the same viewer, language and version. StoreError when they cannot be read.
    """
    return seen_by(viewer, current_store().snapshot(as_of))


def state_at(as_of: datetime) -> State:
    """Return what identifies the records at an aware moment; tells nothing of what they are."""
    return current_store().state_at(as_of)


def changed_since(view: SavedView) -> datetime | None:
    """Return when the records last changed, if that is after those of a saved view; None when it is not."""
    return current_store().views.changed_since(view)


def first_moment() -> datetime | None:
    """Return the moment of the first change that was ever kept; None when there is none."""
    return current_store().first_moment()


def desk_of(actor: Actor) -> Desk:
    """Return the store as an account may use it: to ask what was, and to write in. StoreError as above."""
    return Desk(current_store(), actor)


def note_taken(who: Actor | Guest, event: str, what: str, snapshot: Snapshot, selection: Selection) -> None:
    """Note that somebody took data along: an export or a pack of what a selection leaves of a snapshot.

    ``what`` is what is in it: of a table the number of its records is noted, of all else of activations. For
    whom it was made is noted where that is not who sees everything.
    """
    table = TABLES.get(what, ACTIVATIONS)
    count = int(FILTERING[table.name].mask(selection, snapshot.frame(table)).sum())
    query = selection.to_query() | ({"publiek": [key]} if (key := snapshot.reduction.viewer) else {})
    told = f"{what} {urlencode(query, doseq=True, safe=':')}".strip()
    name, account = (who.link.for_whom, "") if isinstance(who, Guest) else (who.name, who.subject)
    current_store().audit.note(event, name, account, selection=told, records=count)

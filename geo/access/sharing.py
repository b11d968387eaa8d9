"""Saved views and links for guests as one account keeps them: its name stands beside what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.store import DAYS, GuestLinks, Views

if TYPE_CHECKING:
    import sqlalchemy as sa

    from geo.access.roles import Actor
    from geo.store import GuestLink, SavedView, Seen, Told


class OwnViews(Views):
    """The saved views; what ``Views`` says of each method holds, but for whose name is kept."""

    def __init__(self, engine: sa.Engine, actor: Actor) -> None:
        super().__init__(engine)
        self._actor = actor

    def save(self, seen: Seen, told: Told, who: str) -> SavedView:
        """Keep a new view."""
        return super().save(seen, told, self._actor.signs(who))

    def revise(self, view: SavedView, told: Told, who: str) -> SavedView:
        """Keep a new version of a view."""
        return super().revise(view, told, self._actor.signs(who))

    def withdraw(self, view: SavedView, who: str) -> SavedView:
        """Take a view out of all lists and close the links to it."""
        return super().withdraw(view, self._actor.signs(who))


class OwnLinks(GuestLinks):
    """The links for guests; what ``GuestLinks`` says of each method holds, but for whose name is kept."""

    def __init__(self, engine: sa.Engine, actor: Actor) -> None:
        super().__init__(engine)
        self._actor = actor

    def make(self, view: SavedView, who: str, for_whom: str, days: int = DAYS) -> GuestLink:
        """Keep a new link to a view."""
        return super().make(view, self._actor.signs(who), for_whom, days)

    def revoke(self, number: str, who: str) -> bool:
        """Close a link for good; whether it was open until now."""
        return super().revoke(number, self._actor.signs(who))

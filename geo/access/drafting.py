"""The drafts of one account: what it typed in a form and did not save, which nobody else is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.store import owner_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.access.roles import Actor
    from geo.store import Drafts, Typed


class OwnDrafts:
    """The drafts of an account; where nobody logs in, those of one browser, by the token that it keeps.

    Without either nothing is kept. All methods raise StoreError when the database cannot be used.
    """

    def __init__(self, drafts: Drafts, actor: Actor, browser: str) -> None:
        whose = ("", browser) if actor.is_local else (actor.issuer, actor.subject)
        self._owner = owner_of(*whose) if whose[1] else ""
        self._drafts = drafts

    def keep(self, table: str, reference: str, version: int, values: Mapping[str, str]) -> Typed | None:
        """Keep what was typed on top of a version of a record; None when it is not kept."""
        if not self._owner:
            return None
        return self._drafts.keep(self._owner, table, reference, version, values)

    def find(self, table: str, reference: str) -> Typed | None:
        """Return what was typed in a record within the last day; None for nothing."""
        return self._drafts.find(self._owner, table, reference) if self._owner else None

    def last(self) -> Typed | None:
        """Return the draft that was typed in last, within the last day; None without one."""
        return self._drafts.last(self._owner) if self._owner else None

    def remove(self, table: str, reference: str) -> None:
        """Remove a draft, if it is there."""
        if self._owner:
            self._drafts.remove(self._owner, table, reference)

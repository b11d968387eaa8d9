"""Giving access as one account may: all of it, or for the own region alone, and never the own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.access.roles import GIVES, Actor
from geo.errors import AccessError
from geo.language import say
from geo.store import EVENTS, Grants

if TYPE_CHECKING:
    from geo.store import Grant, Store

ROLE_CHANGED = EVENTS.term("toegang").code


class OwnGrants(Grants):
    """The accounts that one account may see; ``give`` and ``withdraw`` as in ``Grants``, for those alone.

    AccessError for a role, or an account, that is not theirs to give or to change.
    """

    def __init__(self, store: Store, actor: Actor) -> None:
        super().__init__(store.engine)
        self._audit = store.audit
        self._actor = actor
        self._everywhere = actor.require("grant") == "all"

    def standing(self) -> tuple[Grant, ...]:
        """Return the accounts that have access now and are the actor's to manage, by name."""
        return tuple(one for one in super().standing() if self._is_ours(one.role, one.area))

    def history(self) -> tuple[Grant, ...]:
        """Return every version of every such account, the newest first."""
        return tuple(one for one in super().history() if self._is_ours(one.role, one.area))

    def give(self, issuer: str, subject: str, name: str, *, role: str, area: str, by: str = "") -> Grant:  # noqa: PLR0913
        """Give an account a role, in place of the one it had."""
        wanted = Actor(issuer, subject, name, role, area)  # AccessError where there is no such role or area
        self._require_ours(self.find(issuer, subject), wanted)
        given = super().give(issuer, subject, name, role=role, area=area, by=self._actor.signs(by))
        self._note(given)
        return given

    def withdraw(self, issuer: str, subject: str, by: str = "") -> Grant:
        """Take access away, and end every session of the account."""
        self._require_ours(self.find(issuer, subject))
        gone = super().withdraw(issuer, subject, self._actor.signs(by))
        self._note(gone)
        return gone

    def _is_ours(self, role: str, area: str) -> bool:
        return self._everywhere or (role in GIVES[self._actor.role] and area == self._actor.area)

    def _require_ours(self, *accounts: Grant | Actor | None) -> None:
        for one in accounts:
            if one is None:
                continue
            if (one.issuer, one.subject) == (self._actor.issuer, self._actor.subject):
                raise AccessError(say("Uw eigen toegang verandert u niet zelf; vraag het een ander."))
            if not self._is_ours(one.role, one.area):
                raise AccessError(
                    say(
                        "Als {role} beheert u de toegang van de eigen regio alleen, en geeft u geen"
                        " landelijke toegang. Vraag het wie landelijk toegang geeft.",
                        role=self._actor.label,
                    )
                )

    def _note(self, grant: Grant) -> None:
        role = "" if grant.withdrawn else f"{grant.role} {grant.area}"
        told = f"{grant.name} ({grant.subject}): {role.strip() or '-'}"
        self._audit.note(ROLE_CHANGED, self._actor.signs(grant.by), self._actor.subject, selection=told)

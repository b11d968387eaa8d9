"""Who may do what: accounts, their roles, and one table of rights; what does not stand in it nobody may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.access.viewers import ALL, EVERYTHING, OF_REGION, OF_ZONE, Viewer, areas_of
from geo.areas import named_by_code
from geo.errors import AccessError
from geo.language import mark, say
from geo.plain_text import quote
from geo.vocabulary import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

WHOLE = "NL"
"""The area of a *lezer* of everything. It has a name: who leaves the area out gives nobody everything."""

LEZER, REGISTRATOR, BEHEERDER, LANDELIJK, PARTNER = ROLES.codes

Scope = Literal["own", "all"]
"""What a right is about: what is of the own region or zone alone, or everything."""

Action = Literal[
    "see", "recall", "register", "undo", "oversee", "settle", "share", "empty", "workers", "grant", "audit"
]

RIGHTS: Mapping[Action, Mapping[str, Scope]] = {
    # the records, as ``reduced`` gives them to the viewer that belongs to the role; WHOLE has all as its own
    "see": {LEZER: "own", REGISTRATOR: "own", BEHEERDER: "own", LANDELIJK: "all", PARTNER: "own"},
    # what a record was before
    "recall": {REGISTRATOR: "own", BEHEERDER: "own", LANDELIJK: "all"},
    # add, change, import and withdraw records; a record abroad, or without a region, is nobody's own
    "register": {REGISTRATOR: "own", BEHEERDER: "own", LANDELIJK: "all"},
    # take a whole change back
    "undo": {REGISTRATOR: "own", BEHEERDER: "own", LANDELIJK: "all"},
    # what was changed, by whom: the log, and all that became of records since a moment
    "oversee": {REGISTRATOR: "own", BEHEERDER: "own", LANDELIJK: "all"},
    # say that a picture is the picture, and see which were
    "settle": {LANDELIJK: "all"},
    # saved views, and links to them for guests
    "share": {LANDELIJK: "all"},
    # take the fictional records out
    "empty": {LANDELIJK: "all"},
    # the table of workers by sector and region
    "workers": {LANDELIJK: "all"},
    # say who may do what
    "grant": {BEHEERDER: "own", LANDELIJK: "all"},
    # read who did what
    "audit": {LANDELIJK: "all"},
}

DONE: Mapping[Action, str] = {
    "see": mark("het beeld bekijken"),
    "recall": mark("de geschiedenis van een registratie bekijken"),
    "register": mark("registreren en importeren"),
    "undo": mark("een wijziging terugdraaien"),
    "oversee": mark("de wijzigingen bekijken"),
    "settle": mark("een beeld vaststellen"),
    "share": mark("overlegkaarten en links voor gasten maken"),
    "empty": mark("demogegevens verwijderen, records voorgoed legen"),
    "workers": mark("de tabel met werkenden bekijken of vervangen"),
    "grant": mark("toegang geven en intrekken"),
    "audit": mark("het logboek van toegang bekijken"),
}
"""What each action is called after "mag niet", marked."""

_AUDIENCE = {
    LEZER: OF_REGION,
    REGISTRATOR: OF_REGION,
    BEHEERDER: OF_REGION,
    LANDELIJK: ALL,
    PARTNER: OF_ZONE,
}

GIVES: Mapping[str, tuple[str, ...]] = {
    BEHEERDER: (LEZER, REGISTRATOR, BEHEERDER),
    LANDELIJK: ROLES.codes,
}
"""Which roles a role may give: a *beheerder* those of a region, and of the own region alone."""


@dataclass(frozen=True)
class Actor:
    """An account at work: ``issuer`` and ``subject`` tell who it is, ``name`` stands beside what it changes.

    ``area`` is the region of the role, WHOLE for a *lezer* of all of them, the zone of a partner, "" for
    *landelijk*. AccessError when there is no such role, or no such area of it.
    """

    issuer: str
    subject: str
    name: str
    role: str
    area: str = ""

    def __post_init__(self) -> None:
        if self.role not in ROLES.codes:
            raise AccessError(
                say(
                    "Onbekende rol: {given}. Kies {known}.",
                    given=quote([self.role]),
                    known=", ".join(ROLES.codes),
                )
            )
        if self.area not in (known := areas_of_role(self.role)):
            message = _ASKS.get(self.role, _ASKS_REGION)
            raise AccessError(
                say(
                    message,
                    role=ROLES.label(self.role),
                    given=quote([self.area]),
                    known=", ".join(known),
                )
            )

    @property
    def viewer(self) -> Viewer:
        """As whom it looks."""
        return EVERYTHING if self.area == WHOLE else Viewer(_AUDIENCE[self.role], self.area)

    @property
    def key(self) -> str:
        """The text that stands in the key of a cache for what it gets of the store: its role and area."""
        return f"{self.role}:{self.area}"

    @property
    def is_local(self) -> bool:
        """Whether it is whoever sits at this machine, where nobody logs in."""
        return not self.issuer

    def signs(self, typed: str) -> str:
        """Return the name that stands beside what it does: where nobody logs in, the one that was typed."""
        return typed if self.is_local else self.name

    @property
    def label(self) -> str:
        """Its role, in the language of the reader: "Registrator (Limburg-Noord)"."""
        role = ROLES.label(self.role)
        return f"{role} ({named_by_code(self.area)})" if self.area else role

    def scope(self, action: Action) -> Scope | None:
        """Return what it may do this to; None when it may not at all."""
        found = RIGHTS.get(action, {}).get(self.role)
        return "all" if found and self.area == WHOLE else found

    def require(self, action: Action) -> Scope:
        """Return what it may do this to; AccessError, which says whom to ask, when it may not at all."""
        found = self.scope(action)
        if found is None:
            raise AccessError(
                say(
                    "Dit mag niet als {role}: {what}. Vraag het wie landelijk toegang geeft.",
                    role=self.label,
                    what=say(DONE[action]),
                )
            )
        return found


_ASKS_REGION = mark("De rol {role} vraagt om een veiligheidsregio, niet {given}. Kies {known}.")
_ASKS = {
    LANDELIJK: mark("De rol {role} heeft geen gebied: laat {given} weg."),
    PARTNER: mark("De rol {role} vraagt om een zone aan de grens, niet {given}. Kies {known}."),
}


def areas_of_role(role: str) -> tuple[str, ...]:
    """Return the codes that ``Actor.area`` may have; KeyError for a role that is none."""
    areas = areas_of(_AUDIENCE[role])
    return (*areas, WHOLE) if role == LEZER else areas


LOCAL = Actor("", "lokaal", "lokaal", LANDELIJK)
"""Whoever sits at this machine, where no login is set up: one user, who may do everything."""

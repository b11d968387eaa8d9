"""For whom a picture is made: an audience, and the region or the zone that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.areas import ABROAD, REGION_CODES, named_by_code, zone_codes
from geo.errors import AccessError
from geo.language import mark, say
from geo.plain_text import quote
from geo.vocabulary import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL, OF_REGION, OF_ZONE, PUBLIC = AUDIENCES.codes
"""The audiences, from the one that sees most to the one that sees least."""


@dataclass(frozen=True)
class Viewer:
    """An audience (``vocabulary.AUDIENCES``); ``area`` is the own region of *regio*, the zone of *partner*.

    AccessError when there is no such audience, or no such region or zone of it.
    """

    audience: str
    area: str = ""

    def __post_init__(self) -> None:
        if self.audience not in AUDIENCES.codes:
            raise _refusal(mark("Onbekend publiek: {given}. Kies {known}."), self.audience, AUDIENCES.codes)
        if self.area not in (known := areas_of(self.audience)):
            raise _refusal(_ASKS[self.audience], self.area, known)

    @property
    def sees_all(self) -> bool:
        """Whether nothing is kept from this viewer."""
        return self.audience == ALL

    @property
    def key(self) -> str:
        """The text that stands for it in the key of a cache; "" for who sees all."""
        return "" if self.sees_all else ":".join(filter(None, (self.audience, self.area)))

    @property
    def slug(self) -> str:
        """What stands for it in the name of a file: "partner-VR23-DE05154"; always something."""
        return "-".join(filter(None, (self.audience, self.area)))

    @property
    def label(self) -> str:
        """Who it is, in the language of the reader: "Partner (Limburg-Noord – Kleve)"."""
        audience = AUDIENCES.label(self.audience)
        return f"{audience} ({self.area_name})" if self.area else audience

    @property
    def area_name(self) -> str:
        """The name of its region or zone, in the language of the reader; "" without one."""
        return named_by_code(self.area) if self.area else ""


_ASKS = {
    ALL: mark("Dit publiek heeft geen gebied: laat {given} weg."),
    OF_REGION: mark("Het publiek regio vraagt om de eigen veiligheidsregio, niet {given}. Kies {known}."),
    OF_ZONE: mark("Het publiek partner vraagt om een zone aan de grens, niet {given}. Kies {known}."),
    PUBLIC: mark("Dit publiek heeft geen gebied: laat {given} weg."),
}


@cache
def areas_of(audience: str) -> tuple[str, ...]:
    """Return the codes that ``Viewer.area`` may have: regions, zones of both borders, or only ""."""
    if audience == OF_REGION:
        return REGION_CODES
    if audience == OF_ZONE:
        return tuple(dict.fromkeys(code for border in ABROAD for code in zone_codes(border)))
    return ("",)


def viewer_of(key: str) -> Viewer:
    """Return the viewer of a ``Viewer.key``; AccessError for what is no such key."""
    audience, _, area = key.partition(":")
    return Viewer(audience or ALL, area)


def _refusal(message: str, given: str, known: Sequence[str]) -> AccessError:
    return AccessError(say(message, given=quote([given]), known=", ".join(known)))


EVERYTHING = Viewer(ALL)
"""Who sees everything."""

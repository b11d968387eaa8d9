"""Zones of the border that meet together: pairs that touch, agreements for a crisis, and the Euregions.

Agreements are in ``data/crisis_zones.csv`` and Euregions in ``data/euregions.csv``: their regions and
districts, from and until when, with sources. They are drawn as whole regions and districts, also where only a
part is a member; a zone says so. Zones overlap: they are sets, not a partition.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from geo.areas.adjacent import across_border, country_of
from geo.areas.borders import ABROAD, HOME, known_border
from geo.areas.boundaries import REGION_CODES, load_boundaries
from geo.errors import BorderError
from geo.language import say
from geo.plain_text import quote
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FILE = ROOT / "data" / "euregions.csv"
AGREEMENTS = ROOT / "data" / "crisis_zones.csv"

Kind = Literal["paar", "crisis", "euregio"]


@dataclass(frozen=True)
class Zone:
    """A part of one border: its regions and the districts across, as codes in the order of the codes.

    ``parts`` are those of which only a part is a member; they are in it whole. A zone without regions or
    districts of its own takes in all of that side. An agreement has a ``source``, and ``since``: its first
    day, None when it is older than our records.
    """

    code: str
    name: str
    kind: Kind
    border: str
    regions: tuple[str, ...]
    districts: tuple[str, ...]
    parts: tuple[str, ...] = ()
    since: date | None = None
    source: str = ""

    @property
    def areas(self) -> tuple[str, ...]:
        """The regions and the districts."""
        return (*self.regions, *self.districts)


@dataclass(frozen=True)
class Member:
    """A region or district in a zone; ``first`` and ``last`` are days, None where it has none."""

    zone: str
    name: str
    code: str
    whole: bool
    first: date | None
    last: date | None
    source: str

    def is_on(self, day: date) -> bool:
        """Return whether it is a member on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@cache
def members() -> tuple[Member, ...]:
    """Return the members of the Euregions, in the order of the file."""
    return _members_in(FILE, "euregio")


@cache
def agreed() -> tuple[Member, ...]:
    """Return those who agreed to help each other in a crisis, in the order of the file."""
    return _members_in(AGREEMENTS, "zone")


def _members_in(path: Path, key: str) -> tuple[Member, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Member(
                row[key],
                row["name"],
                row["code"],
                row["part"] == "whole",
                _day(row["valid_from"]),
                _day(row["valid_until"]),
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def euregios() -> Mapping[str, str]:
    """Return the names of the Euregions by their short names, whoever is a member today."""
    return {member.zone: member.name for member in members()}


def euregios_of(code: str, on: date | None = None) -> tuple[str, ...]:
    """Return the short names of the Euregions of which an area is a member on a day, or ever was."""
    here = (member for member in members() if member.code == code and (on is None or member.is_on(on)))
    return tuple(dict.fromkeys(member.zone for member in here))


@cache
def touching(border: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a region and a district that touch across a border, in the order of the codes."""
    country = ABROAD[known_border(border)]
    across = across_border()
    return tuple(
        (region, district)
        for region in REGION_CODES
        for district in across.get(region, ())
        if country_of(district) == country
    )


def zone_codes(border: str) -> tuple[str, ...]:
    """Return the codes of all zones that a border ever had, of whatever day."""
    days = {day for member in (*agreed(), *members()) for day in (member.first, member.last) if day}
    everywhen = (zone.code for day in (date.min, *sorted(days), date.max) for zone in zones(border, day))
    return tuple(dict.fromkeys(everywhen))


def zones(border: str, on: date) -> tuple[Zone, ...]:
    """Return the zones of a border on a day: its pairs, then the agreements and Euregions with both sides."""
    kinds: dict[Kind, tuple[Member, ...]] = {"crisis": agreed(), "euregio": members()}
    found = (
        _zone(code, kind, [member for member in all_of if member.zone == code], border, on)
        for kind, all_of in kinds.items()
        for code in dict.fromkeys(member.zone for member in all_of)
    )
    return (*_pairs(border), *(zone for zone in found if zone.regions and zone.districts))


def find_zone(border: str, code: str, on: date) -> Zone:
    """Return a zone of a border by its code, in any case; BorderError says which there are."""
    known = {zone.code.casefold(): zone for zone in zones(border, on)}
    if zone := known.get(code.strip().casefold()):
        return zone
    codes = ", ".join(zone.code for zone in known.values())
    raise BorderError(
        say(
            "De zone {zone} ligt niet aan de grens {border}; kies {codes}.",
            zone=quote([code]),
            border=border,
            codes=codes,
        )
    )


def zone_areas(code: str, on: date) -> tuple[str, ...]:
    """Return the regions and districts of a zone of any border on a day; () when there is none of it then."""
    found = [zone for border in ABROAD for zone in zones(border, on) if zone.code == code]
    return tuple(dict.fromkeys(area for zone in found for area in zone.areas))


@cache
def _pairs(border: str) -> tuple[Zone, ...]:
    areas = load_boundaries()
    regions, districts = areas.regions["name"], areas.districts["name"]
    return tuple(
        Zone(
            f"{region}-{district}",
            f"{regions[region]} – {districts[district]}",
            "paar",
            border,
            (region,),
            (district,),
        )
        for region, district in touching(border)
    )


def _zone(code: str, kind: Kind, here: Sequence[Member], border: str, on: date) -> Zone:
    now = [member for member in here if member.is_on(on)]
    sides = {
        country: tuple(sorted(member.code for member in now if country_of(member.code) == country))
        for country in (HOME, ABROAD[border])
    }
    both = (*sides[HOME], *sides[ABROAD[border]])
    parts = tuple(member.code for member in now if not member.whole and member.code in both)
    since = min((member.first for member in now if member.first), default=None) if kind == "crisis" else None
    return Zone(
        code,
        here[0].name,
        kind,
        border,
        sides[HOME],
        sides[ABROAD[border]],
        parts,
        since,
        here[0].source if kind == "crisis" else "",
    )

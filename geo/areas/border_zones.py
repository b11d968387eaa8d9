"""Zones of the border that meet together: a region with a district that touches it, and the Euregions.

The Euregions are in ``data/euregions.csv``: their member regions and districts, from and until when, with
sources. They are drawn as whole regions and districts, also where only a part is a member; a zone says so.
Zones overlap: they are sets, not a partition.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from geo.areas.adjacent import across_border, country_of
from geo.areas.borders import ABROAD, HOME, known_border
from geo.areas.boundaries import REGION_CODES, load_boundaries
from geo.errors import BorderError
from geo.plain_text import quote
from geo.settings import ROOT

FILE = ROOT / "data" / "euregions.csv"

Kind = Literal["paar", "euregio"]


@dataclass(frozen=True)
class Zone:
    """A part of one border: its regions and the districts across, as codes in the order of the codes.

    ``parts`` are those of which only a part is a member; they are in it whole. A zone without regions or
    districts of its own takes in all of that side.
    """

    code: str
    name: str
    kind: Kind
    border: str
    regions: tuple[str, ...]
    districts: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def areas(self) -> tuple[str, ...]:
        """The regions and the districts."""
        return (*self.regions, *self.districts)


@dataclass(frozen=True)
class Member:
    """A row of ``data/euregions.csv``; ``first`` and ``last`` are days, None where it has none."""

    euregio: str
    name: str
    code: str
    whole: bool
    first: date | None
    last: date | None

    def is_on(self, day: date) -> bool:
        """Return whether it is a member on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@cache
def members() -> tuple[Member, ...]:
    """Return the members of the Euregions, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Member(
                row["euregio"],
                row["name"],
                row["code"],
                row["part"] == "whole",
                _day(row["valid_from"]),
                _day(row["valid_until"]),
            )
            for row in csv.DictReader(file)
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


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


def zones(border: str, on: date) -> tuple[Zone, ...]:
    """Return the zones of a border on a day: its pairs, then the Euregions with members on both sides."""
    euregios = (_euregio(code, border, on) for code in dict.fromkeys(member.euregio for member in members()))
    return (*_pairs(border), *(zone for zone in euregios if zone.regions and zone.districts))


def find_zone(border: str, code: str, on: date) -> Zone:
    """Return a zone of a border by its code, in any case; BorderError says which there are."""
    known = {zone.code.casefold(): zone for zone in zones(border, on)}
    if zone := known.get(code.strip().casefold()):
        return zone
    codes = ", ".join(zone.code for zone in known.values())
    raise BorderError(f"De zone {quote([code])} ligt niet aan de grens {border}; kies {codes}.")


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


def _euregio(code: str, border: str, on: date) -> Zone:
    here = [member for member in members() if member.euregio == code]
    now = [member for member in here if member.is_on(on)]
    sides = {
        country: tuple(sorted(member.code for member in now if country_of(member.code) == country))
        for country in (HOME, ABROAD[border])
    }
    parts = tuple(
        member.code for member in now if not member.whole and member.code in sum(sides.values(), ())
    )
    return Zone(code, here[0].name, "euregio", border, sides[HOME], sides[ABROAD[border]], parts)

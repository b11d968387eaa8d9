"""Names of places, and where they are: the Netherlands, and 60 km over the German and Belgian border.

Places of GeoNames; each lies in one area, a Dutch municipality or a border district. Pure: a name gives the
places that are called so, and what else is known of the record tells which.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.language import mark
from geo.settings import ROOT
from geo.spelling import LONGEST, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE = ROOT / "data" / "places.csv"
"""Built by ``data/build_gazetteer.py``."""

PLACES_ATTRIBUTION = mark("Plaatsnamen: GeoNames (CC BY 4.0), bewerkt.")

# 5941, 5941 AB; with a place behind it that is the name: "5941 AB Velden", "D-47574 Goch"
_POSTAL = re.compile(r"(?:\d{4}\s?[A-Za-z]{2}\b|(?:[A-Za-z]{1,2}-)?\d{4,5}\b)[\s,]*")
_OWN, _QUARTER, _OTHER = range(3)


class Spot(NamedTuple):
    """A place; its area is a municipality or a border district, lon and lat are degrees (EPSG:4326)."""

    name: str
    other: tuple[str, ...]
    is_quarter: bool
    country: str
    area: str
    lon: float
    lat: float
    population: int


@dataclass(frozen=True)
class Gazetteer:
    """Places by what they are called; ``load_gazetteer()`` is the real one."""

    spots: tuple[Spot, ...] = ()
    _called: dict[str, list[tuple[int, Spot]]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for spot in self.spots:
            for spelling, rank in _spellings(spot):
                known = self._called.setdefault(plain(spelling), [])
                if all(spot is not other for _, other in known):
                    known.append((rank, spot))

    def find(self, text: str, within: Iterable[str] | None = None) -> tuple[Spot, ...]:
        """Return the places in the areas ``within`` (all: None) that ``text`` names; () when unknown.

        A name of a place goes before that of a part of a town, and both before other spellings. A postal
        code before the name is passed over.
        """
        if len(text) > LONGEST:
            return ()
        known = self._called.get(plain(_POSTAL.sub("", text.strip(), count=1)), [])
        if within is not None:
            areas = frozenset(within)
            known = [(rank, spot) for rank, spot in known if spot.area in areas]
        best = min((rank for rank, _ in known), default=_OWN)
        return tuple(spot for rank, spot in known if rank == best)


def is_postal_code(text: str) -> bool:
    """Whether a text is a postal code and nothing else; that of four digits is of a whole neighbourhood.

    >>> is_postal_code("5941"), is_postal_code("5941 AB"), is_postal_code("5941 Velden")
    (True, True, False)
    """
    return bool(_POSTAL.fullmatch(text.strip()))


def _spellings(spot: Spot) -> Iterator[tuple[str, int]]:
    yield spot.name, _QUARTER if spot.is_quarter else _OWN
    yield from ((other, _OTHER) for other in spot.other)


def read_gazetteer(path: Path) -> Gazetteer:
    """Read a gazetteer: name, other (split by |), kind, country, area, lon, lat, population."""
    with path.open(encoding="utf-8", newline="") as file:
        return Gazetteer(tuple(map(_spot, csv.DictReader(file))))


def _spot(row: dict[str, str]) -> Spot:
    return Spot(
        row["name"],
        tuple(filter(None, row["other"].split("|"))),
        row["kind"] == "wijk",
        row["country"],
        row["area"],
        float(row["lon"]),
        float(row["lat"]),
        int(row["population"]),
    )


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer of this process, read from the repository's file at first use."""
    return read_gazetteer(FILE)

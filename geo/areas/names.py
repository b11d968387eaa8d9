"""Names and codes of safety regions and municipalities, as people type them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.areas.boundaries import load_boundaries
from geo.spelling import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geo.areas.boundaries import Boundaries

# what people call them besides the official name; the CBS names differ in one word order only
REGION_ALIASES = {"VR02": ("Friesland",), "VR24": ("Limburg-Zuid",)}
MUNICIPALITY_ALIASES = {
    "GM0518": ("Den Haag", "The Hague"),
    "GM0796": ("Den Bosch",),
    "GM0820": ("Nuenen",),
    "GM1891": ("Dantumadeel",),
    "GM0737": ("Tietjerksteradeel",),
    "GM1900": ("Zuidwest-Friesland",),
    "GM1940": ("De Friese Meren",),
    "GM1970": ("Noordoost-Friesland",),
}


@dataclass(frozen=True)
class Names:
    """The words for regions and municipalities."""

    regions: Words
    municipalities: Words

    @classmethod
    def of(cls, areas: Boundaries) -> Names:
        """Make the words from the names in ``areas``."""
        return cls(
            regions=Words.of(_region_spellings(areas.regions["name"])),
            municipalities=Words.of(_municipality_spellings(areas.municipalities["name"])),
        )


@cache
def known_names() -> Names:
    """Return the words for the real regions and municipalities of 2020."""
    return Names.of(load_boundaries())


def _region_spellings(known: pd.Series[str]) -> Iterator[tuple[str, str]]:
    """Name, code and number of each region, with and without "veiligheidsregio" before it."""
    for code, name in zip(map(str, known.index), known, strict=True):
        number = code.removeprefix("VR")
        for spelling in (name, *REGION_ALIASES.get(code, ())):
            yield from (
                (f"{before}{spelling}", code) for before in ("", "veiligheidsregio ", "VR ", "regio ")
            )
        yield from ((spelling, code) for spelling in (code, number, number.lstrip("0")))
        yield f"VR{number.lstrip('0')}", code


def _municipality_spellings(known: pd.Series[str]) -> Iterator[tuple[str, str]]:
    """Name, code and number of each municipality; "Bergen (L.)" also as "Bergen", which two share."""
    for code, name in zip(map(str, known.index), known, strict=True):
        number = code.removeprefix("GM")
        bare = name.split(" (")[0]
        for spelling in (name, bare, *MUNICIPALITY_ALIASES.get(code, ())):
            yield from ((spelling, code), (f"gemeente {spelling}", code))
        yield from ((spelling, code) for spelling in (code, number, number.lstrip("0")))

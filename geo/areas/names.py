"""Names and codes of safety regions and municipalities, as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from geo.areas.boundaries import load_boundaries
from geo.areas.reorganised import reorganised
from geo.areas.signs import PROVINCES, REGION_SIGNS, province_of
from geo.spelling import LONGEST, Words, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from geo.areas.boundaries import Boundaries
    from geo.areas.reorganised import Reorganised

# what people call them besides the official name; a name for several is offered, never taken for one of them
REGION_ALIASES = {
    "VR02": ("Friesland",),
    "VR06": ("Noordoost-Gelderland", "Gelderland", "Noord-Gelderland", "Oost-Gelderland"),
    "VR07": ("Midden-Gelderland", "Gelderland"),
    "VR08": ("Zuid-Gelderland", "Gelderland"),
    "VR10": ("Noord-Holland", "Noord-Noord-Holland"),
    "VR11": ("Noord-Holland", "Zaanstreek"),
    "VR12": ("Noord-Holland",),
    "VR13": ("Noord-Holland", "Amsterdam", "Amstelland"),
    "VR14": ("Noord-Holland", "Gooi", "Gooi-Vechtstreek"),
    "VR15": ("Zuid-Holland", "Den Haag"),
    "VR16": ("Zuid-Holland", "Midden-Holland"),
    "VR17": ("Zuid-Holland", "Rotterdam", "Rijnmond"),
    "VR18": ("Zuid-Holland", "Zuid-Zuid-Holland"),
    "VR20": ("West-Brabant", "Midden-Brabant", "Midden-West-Brabant", "Brabant", "Noord-Brabant"),
    "VR21": ("Noordoost-Brabant", "Brabant", "Noord-Brabant"),
    "VR22": ("Zuidoost-Brabant", "Brabant ZO", "Brabant", "Noord-Brabant"),
    "VR23": ("Noord-Limburg", "Limburg"),
    "VR24": ("Limburg-Zuid", "Limburg"),
}
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

_KIND = re.compile(r"\s*\(\s*gem(?:eente|\.)?\s*\)$|\s+c\.?\s*a\.?$", re.IGNORECASE)
_ARTICLE_BEHIND = re.compile(r"(?P<name>[^,]+),\s*(?P<article>de|den|het|'t|'s)", re.IGNORECASE)
_PROVINCE_BEHIND = re.compile(r"(?P<name>.+?)\s*[(,\s]\s*(?P<sign>[\w. -]+?)\s*\)?")


@dataclass(frozen=True)
class MunicipalityWords(Words):
    """The words for municipalities, which also come as "Venlo (gemeente)", "Beek (L.)" and "Bilt, De"."""

    provinces: Mapping[str, str] = field(default_factory=dict)
    """The province of each municipality, by code."""
    reorganised: Mapping[str, Reorganised] = field(default_factory=dict)

    def find(self, text: str) -> str | None:
        """Return the code that ``text`` stands for, or None when it is unknown or stands for several."""
        if (code := super().find(text)) or len(text) > LONGEST:
            return code
        text = _KIND.sub("", text)
        if behind := _ARTICLE_BEHIND.fullmatch(text):
            text = f"{behind['article']} {behind['name']}"
        return super().find(text) or self._by_province(text)

    def _by_province(self, text: str) -> str | None:
        """Return the code of a name with the sign of its province behind it."""
        parts = _PROVINCE_BEHIND.fullmatch(text)
        province = PROVINCES.get(plain(parts["sign"])) if parts else None
        if not parts or not province:
            return None
        key = plain(parts["name"])
        codes = self.twins.get(key) or ((self.codes[key],) if key in self.codes else ())
        return next((code for code in codes if self.provinces.get(code) == province), None)

    def of_another_year(self, text: str) -> Reorganised | None:
        """Return the municipality that was none in 2020 but before or after, or None."""
        return self.reorganised.get(plain(text)) if len(text) <= LONGEST else None


@dataclass(frozen=True)
class Names:
    """The words for regions and municipalities."""

    regions: Words
    municipalities: MunicipalityWords

    @classmethod
    def of(cls, areas: Boundaries) -> Names:
        """Make the words from the names in ``areas``."""
        known = areas.municipalities
        words = Words.of(_municipality_spellings(known["name"]))
        provinces = {str(code): province_of(region) for code, region in known["region"].items()}
        here = {
            key: entry
            for key, entry in reorganised().items()
            if all(code in provinces for code in entry.codes)
        }
        return cls(
            regions=Words.of(_region_spellings(areas.regions["name"]), _region_signs(areas.regions.index)),
            municipalities=MunicipalityWords(
                words.codes, words.offered, words.twins, words.signs, provinces, here
            ),
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


def _region_signs(known: pd.Index) -> Iterator[tuple[str, str]]:
    """Return the abbreviations by which regions call themselves."""
    for code in map(str, known):
        yield from ((sign, code) for sign in REGION_SIGNS.get(code, ()))


def _municipality_spellings(known: pd.Series[str]) -> Iterator[tuple[str, str]]:
    """Name, code and number of each municipality; "Bergen (L.)" also as "Bergen", which two share."""
    for code, name in zip(map(str, known.index), known, strict=True):
        number = code.removeprefix("GM")
        bare = name.split(" (")[0]
        for spelling in (name, bare, *MUNICIPALITY_ALIASES.get(code, ())):
            yield from ((spelling, code), (f"gemeente {spelling}", code))
        yield from ((spelling, code) for spelling in (code, number, number.lstrip("0")))

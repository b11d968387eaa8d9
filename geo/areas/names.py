"""Names and codes of safety regions, municipalities, border districts and Euregions, as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from geo.areas.adjacent import country_of
from geo.areas.border_zones import euregios
from geo.areas.boundaries import load_boundaries
from geo.areas.called import name_in
from geo.areas.reorganised import reorganised
from geo.areas.signs import PROVINCES, REGION_SIGNS, province_of
from geo.areas.wide import WIDE_CODES
from geo.language import LANGUAGES
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

DISTRICT_ALIASES = {
    "BE04000": ("Brussel", "Bruxelles", "Brüssel"),
    "BE10000": ("Anvers",),
    "BE30000": ("Flandre occidentale", "Westflandern"),
    "BE40000": ("Flandre orientale", "Ostflandern"),
    "BE60000": ("Liège", "Lüttich"),
    "BE70000": ("Limburg (België)", "Limbourg"),
    "DE05111": ("Dusseldorf",),
    "DE05154": ("Kleef",),
    "DE05315": ("Keulen", "Cologne"),
    "DE05334": ("Aken", "Aachen", "Aix-la-Chapelle"),
}
_BEFORE = {"DE": ("Kreis", "Landkreis", "Stadt"), "BE": ("provincie", "province", "Provinz")}
_BEHIND = {"DE": ("Duitsland", "Deutschland", "D"), "BE": ("België", "Belgique", "B")}

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
    """The words for regions and municipalities.

    ``areas`` has the regions and the border districts; what is a region's word, is no district's.
    ``contact_areas`` has the Euregions as well, ``nested_areas`` countries and German states.
    """

    regions: Words
    municipalities: MunicipalityWords
    areas: Words
    contact_areas: Words
    nested_areas: Words

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
        spelled = [*_region_spellings(areas.regions["name"])]
        signs = [*_region_signs(areas.regions.index)]
        regions = Words.of(spelled, signs)
        abroad = (pair for pair in _district_spellings(areas.districts["name"]) if not regions.names(pair[0]))
        spelled += abroad
        known_areas = Words.of(spelled, signs)
        nested = [*spelled, *(pair for pair in _wide_spellings() if not known_areas.names(pair[0]))]
        spelled += (pair for pair in _euregio_spellings() if not known_areas.names(pair[0]))
        return cls(
            regions=regions,
            areas=known_areas,
            contact_areas=Words.of(spelled, signs),
            nested_areas=Words.of(nested, signs),
            municipalities=MunicipalityWords(
                words.codes, words.offered, words.twins, words.signs, provinces, here
            ),
        )


@cache
def area_names() -> Mapping[str, str]:
    """Return the names of the regions and the border districts by their codes."""
    areas = load_boundaries()
    layers = (areas.regions, areas.districts)
    return {str(code): str(name) for layer in layers for code, name in layer["name"].items()}


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


def _district_spellings(known: pd.Series[str]) -> Iterator[tuple[str, str]]:
    """Name and code of each border district, in the languages that people write of it, with its country."""
    for code, name in zip(map(str, known.index), known, strict=True):
        country = country_of(code)
        yield from ((name, code), (code, code), (name.split(" (")[0], code))
        for spelling in (name, *DISTRICT_ALIASES.get(code, ())):
            yield spelling, code
            yield from ((f"{before} {spelling}", code) for before in _BEFORE.get(country, ()))
            yield from ((f"{spelling} ({behind})", code) for behind in _BEHIND.get(country, ()))


def _euregio_spellings() -> Iterator[tuple[str, str]]:
    for code, name in euregios().items():
        yield from ((name, code), (code, code))


def _wide_spellings() -> Iterator[tuple[str, str]]:
    """Code and name of each country and German state, in the languages that people write of it."""
    for code in WIDE_CODES:
        yield code, code
        for language in LANGUAGES:
            name = name_in(code, language)
            yield from ((name, code), (name.split(" (")[0], code))


def _municipality_spellings(known: pd.Series[str]) -> Iterator[tuple[str, str]]:
    """Name, code and number of each municipality; "Bergen (L.)" also as "Bergen", which two share."""
    for code, name in zip(map(str, known.index), known, strict=True):
        number = code.removeprefix("GM")
        bare = name.split(" (")[0]
        for spelling in (name, bare, *MUNICIPALITY_ALIASES.get(code, ())):
            yield from ((spelling, code), (f"gemeente {spelling}", code))
        yield from ((spelling, code) for spelling in (code, number, number.lstrip("0")))

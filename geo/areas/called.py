"""What areas are called in the language of the reader, with the name they have themselves.

The table is ``data/names.csv``: only those whose name differs between the languages, with where it is from.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from geo.areas.border_zones import agreed, euregios
from geo.areas.boundaries import load_boundaries
from geo.areas.wide import STATES
from geo.language import current
from geo.settings import ROOT
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.areas.border_zones import Zone

FILE = ROOT / "data" / "names.csv"


def name_in(code: str, language: str | None = None) -> str:
    """Return the name of an area in a language, or in that of the reader: "Luik (Liège)".

    The area's own name stands in brackets where a reader of signs there would not know it from this one. An
    area is a region, municipality, border district, Euregion, agreement, German state or country; KeyError
    when there is none.
    """
    return names_in(language)[code]


def names_in(language: str | None = None) -> Mapping[str, str]:
    """Return the names of all areas by their codes, as ``name_in`` gives them one by one."""
    return _names_in(language or current())


def zone_name(zone: Zone) -> str:
    """Return the name of a zone of the border in the language of the reader: that of a pair names both."""
    return " – ".join(map(name_in, zone.areas)) if zone.kind == "paar" else name_in(zone.code)


def named_by_code(code: str) -> str:
    """Return the name of an area, or of a zone by its code: that of a pair holds the codes of both sides."""
    names = names_in()
    parts = code.split("-")
    return " – ".join(names[part] for part in parts) if names.keys() >= set(parts) else names[code]


@cache
def _names_in(language: str) -> Mapping[str, str]:
    countries = {term.code: term.label_in(language) for term in COUNTRIES.terms}
    named = {code: _with_own(row[language], row["own"]) for code, row in _translated().items()}
    return _own() | countries | named


def _with_own(name: str, forms: str) -> str:
    own = forms.split("|")
    return name if any(each in name for each in own) else f"{name} ({' / '.join(own)})"


@cache
def _translated() -> Mapping[str, Mapping[str, str]]:
    """Return the rows of the table: the own name, in several forms split by a bar, and one per language."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@cache
def _own() -> dict[str, str]:
    areas = load_boundaries()
    layers = (areas.regions, areas.municipalities, areas.districts)
    names = {str(code): str(name) for layer in layers for code, name in layer["name"].items()}
    return names | dict(euregios()) | {member.zone: member.name for member in agreed()} | STATES

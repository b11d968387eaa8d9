"""Countries and German states: areas of areas, for who speaks of all that lies in one."""

from __future__ import annotations

from geo.areas.adjacent import country_of
from geo.areas.boundaries import AREA_CODES
from geo.vocabulary import COUNTRIES

STATES = {"DE03": "Niedersachsen", "DE05": "Nordrhein-Westfalen", "DE07": "Rheinland-Pfalz"}
"""The German states with a district among ours, with their own name: the codes of districts begin so."""

WIDE_CODES = (*COUNTRIES.codes, *STATES)
"""The codes of areas of areas: countries (NL, DE, BE), then German states."""

NESTED_CODES = (*WIDE_CODES, *AREA_CODES)
"""The codes of areas of areas, and of those in them: regions and border districts."""


def lies_in(area: str, nested: str) -> bool:
    """Return whether a region or border district is one of NESTED_CODES, or lies in it."""
    return nested in (area, country_of(area)) or (nested in STATES and area.startswith(nested))

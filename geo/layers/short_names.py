"""Names of safety regions as they fit beside a circle or in a narrow table; the others are short enough."""

from __future__ import annotations

from geo.areas import load_boundaries

SHORT_NAMES = {
    "VR06": "Noordoost-Gelderland",
    "VR10": "Noord-Holland N.",
    "VR11": "Zaanstreek",
    "VR13": "Amsterdam",
    "VR14": "Gooi en Vecht",
    "VR17": "Rijnmond",
    "VR18": "Zuid-Holland Z.",
    "VR20": "West-Brabant",
}
"""By region code; where the full name is short enough to stand beside a circle, it is not here."""


def short_name(code: str) -> str:
    """Return the short name of a region; KeyError when there is no such region."""
    return SHORT_NAMES.get(code) or str(load_boundaries().regions["name"][code])

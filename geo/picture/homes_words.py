"""Known housing in words and cells. Where none is known there are no data: that is never zero."""

from __future__ import annotations

from geo import dutch
from geo.language import mark, say

NO_HOMES = mark("geen huisvesting bekend")
NO_HOMES_NOTE = mark("–: geen huisvesting bekend. Dat zijn geen gegevens, niet nul.")
"""What stands below a table with such cells."""


def homes_cell(count: int, locations: int) -> str:
    """Return a sum over ``locations`` as a table has it, "–" where no location is known."""
    return dutch.number(count) if locations else "–"


def tell_homes(locations: int, places: int) -> str:
    """Return locations with their places: "3 locaties met 41 plaatsen", or that none is known."""
    if not locations:
        return say(NO_HOMES)
    return say(
        "{locations} met {places}",
        locations=dutch.counted(locations, "locatie", "locaties"),
        places=dutch.counted(places, "plaats", "plaatsen"),
    )

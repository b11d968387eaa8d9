"""Known housing in words and cells. Where none is known there are no data: that is never zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.errors import CountedError
from geo.language import mark, say

if TYPE_CHECKING:
    from geo.store import Snapshot

NO_HOMES = mark("geen huisvesting bekend")
NO_HOMES_NOTE = mark("–: geen huisvesting bekend. Dat zijn geen gegevens, niet nul.")
"""What stands below a table with such cells."""

GROUPED = mark(
    "De huisvesting staat in een groot bestand buiten dit dashboard. Zij wordt per gebied geteld, en niet"
    " locatie voor locatie getoond, getekend of meegegeven."
)
"""What to say where locations would stand."""


def require_locations(snapshot: Snapshot) -> None:
    """Raise CountedError where there is no housing location by itself, only counts of them."""
    if snapshot.groups is not None:
        raise CountedError(refusal())


def refusal() -> str:
    """Return that something cannot be had of housing that is counted in groups, and why."""
    return say("Dit vraagt elke huisvestingslocatie afzonderlijk. {why}", why=say(GROUPED))


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

"""What the blind spots say in words: which regions house many and were not visited, and how it adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.picture.blind_spots import MANY, REGION

if TYPE_CHECKING:
    from geo.picture.blind_spots import BlindSpots, Level

MOST_NAMED = 4


def summarise_blind_spots(found: BlindSpots) -> str:
    """Return which regions house many and were not visited in the period, in one sentence."""
    shown = found.regions[found.regions["class"] >= 0]
    when = dutch.period(found.first, found.last)
    least = dutch.number(REGION.places[1])
    if shown.empty:
        return "Er is in deze selectie geen huisvesting bekend: dat zijn geen gegevens, niet nul plaatsen."
    many = int((shown["class"] % 3 == MANY).sum())
    missed = found.unvisited
    if not many:
        return f"Geen regio in deze selectie heeft {least} plaatsen of meer."
    if missed.empty:
        return f"Elke regio met {least} plaatsen of meer is bezocht, {when}."
    named = [
        f"{row['name']} ({dutch.number(row['places'])} plaatsen)"
        for row in missed[:MOST_NAMED].to_dict("records")
    ]
    if len(missed) > MOST_NAMED:
        named.append(f"nog {len(missed) - MOST_NAMED}")
    return f"Veel huisvesting en niet bezocht, {when}: {dutch.listed(named)}."


def add_up(found: BlindSpots) -> str:
    """Return how the municipalities add up to all places and activations that were looked at."""
    places, visits = int(found.municipalities["places"].sum()), int(found.municipalities["visits"].sum())
    rest, unplaced = found.elsewhere, found.visits_elsewhere
    return (
        f"{dutch.number(places + rest)} plaatsen = {dutch.number(places)} in een gemeente +"
        f" {dutch.number(rest)} in het buitenland of zonder gemeente;"
        f" {dutch.counted(visits + unplaced, 'activering', 'activeringen')} = {dutch.number(visits)} in een"
        f" gemeente + {dutch.number(unplaced)} in het buitenland of zonder gemeente."
    )


def places_labels(level: Level) -> tuple[str, ...]:
    """Return the classes of places in words."""
    low, high = (dutch.number(limit) for limit in level.places)
    return f"minder dan {low}", f"{low} tot {high}", f"{high} of meer"


def visits_labels(level: Level) -> tuple[str, ...]:
    """Return the classes of visits in words."""
    low, high = level.visits
    middle = str(low) if high == low + 1 else f"{low} – {high - 1}"
    return "niet bezocht" if low == 1 else f"minder dan {low}", f"{middle} keer", f"{high} keer of meer"

"""What the blind spots say in words: which regions house many and were not visited, and how it adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.language import plural, say
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
        return say(
            "Er is in deze selectie geen huisvesting bekend: dat zijn geen gegevens, niet nul plaatsen."
        )
    many = int((shown["class"] % 3 == MANY).sum())
    missed = found.unvisited
    if not many:
        return say("Geen regio in deze selectie heeft {least} plaatsen of meer.", least=least)
    if missed.empty:
        return say("Elke regio met {least} plaatsen of meer is bezocht, {period}.", least=least, period=when)
    named = [
        say("{region} ({count} plaatsen)", region=row["name"], count=dutch.number(row["places"]))
        for row in missed[:MOST_NAMED].to_dict("records")
    ]
    if len(missed) > MOST_NAMED:
        named.append(say("nog {count}", count=len(missed) - MOST_NAMED))
    return say(
        "Veel huisvesting en niet bezocht, {period}: {regions}.", period=when, regions=dutch.listed(named)
    )


def add_up(found: BlindSpots) -> str:
    """Return how the municipalities add up to all places and activations that were looked at."""
    places, visits = int(found.municipalities["places"].sum()), int(found.municipalities["visits"].sum())
    rest, unplaced = found.elsewhere, found.visits_elsewhere
    return say(
        "{places} plaatsen = {places_inside} in een gemeente + {places_outside} in het buitenland of zonder"
        " gemeente; {activations} = {activations_inside} in een gemeente + {activations_outside} in het"
        " buitenland of zonder gemeente.",
        places=dutch.number(places + rest),
        places_inside=dutch.number(places),
        places_outside=dutch.number(rest),
        activations=dutch.counted(visits + unplaced, "activering", "activeringen"),
        activations_inside=dutch.number(visits),
        activations_outside=dutch.number(unplaced),
    )


def places_labels(level: Level) -> tuple[str, ...]:
    """Return the classes of places in words."""
    low, high = (dutch.number(limit) for limit in level.places)
    return (
        say("minder dan {limit}", limit=low),
        say("{low} tot {high}", low=low, high=high),
        say("{limit} of meer", limit=high),
    )


def visits_labels(level: Level) -> tuple[str, ...]:
    """Return the classes of visits in words."""
    low, high = level.visits
    middle = str(low) if high == low + 1 else f"{low} – {high - 1}"
    return (
        say("niet bezocht") if low == 1 else say("minder dan {limit}", limit=low),
        plural("{count} keer", "{count} keer", high - 1, count=middle),
        say("{count} keer of meer", count=high),
    )

"""A strip along a border in words: the sentence on what lies in it, and where every record went."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo import dutch
from geo.picture.filters import area_vocabulary
from geo.picture.homes_words import tell_homes
from geo.records import TABLES
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from datetime import date

    from geo.areas import Zone
    from geo.picture.selection import Selection
    from geo.picture.strip import Strip
    from geo.store import Snapshot

BORDER_NAMES = {"nl-de": "Nederlands-Duitse grens", "nl-be": "Nederlands-Belgische grens"}


def zone_day(snapshot: Snapshot, selection: Selection) -> date:
    """Return the day whose Euregions hold: the last of the period chosen, else the last with data."""
    days = snapshot.activations["activated_on"].dropna()
    last: date = (days.max() if len(days) else snapshot.as_of).date()
    return selection.to_day or last


def name_strip(found: Strip) -> str:
    """Return where a strip is: "Limburg-Noord – Kleve, tot 20 km van de grens"."""
    asked = found.asked
    where = asked.zone.name if asked.zone else f"Langs de {BORDER_NAMES[asked.border]}"
    return f"{where}, tot {dutch.decimal(asked.km)} km van de grens"


def summarise_strip(found: Strip) -> str:
    """Return the strip in one sentence: where it is, how many of what lies on either side."""
    sides = "; ".join(
        f"{COUNTRIES.label(country)} {_told(figures)}" for country, figures in found.sides.items()
    )
    return f"{name_strip(found)}: {sides}."


def _told(figures: dict[str, int]) -> str:
    return (
        f"{dutch.counted(figures['activations'], 'activering', 'activeringen')} en"
        f" {tell_homes(figures['housing'], figures['places'])}"
    )


def reconcile_strip(found: Strip, table: str) -> str:
    """Return where every selected record of a table went, in words.

    "56 activeringen = 9 in de strook in Nederland + 37 buiten de strook + 10 zonder eigen punt".
    """
    went = found.went[table]
    if not went.total:
        return f"Geen {TABLES[table].noun.many}"
    parts = [
        *((count, f"in de strook in {COUNTRIES.label(country)}") for country, count in went.inside.items()),
        (went.outside, "buiten de strook"),
        (went.nowhere, "zonder eigen punt"),
    ]
    told = " + ".join(f"{dutch.number(count)} {label}" for count, label in parts if count)
    return f"{dutch.number(went.total)} {TABLES[table].noun.many} = {told}"


def tell_zone(found: Strip) -> str:
    """Return what to say of a zone: how it is drawn, whose part takes part, since when; "" for a pair."""
    zone = found.asked.zone
    if zone is None or zone.kind == "paar":
        return ""
    return f"{_outline(zone)} {_agreement(zone)}".strip()


def _agreement(zone: Zone) -> str:
    """Return since when the members of a zone help each other in a crisis, and who says so."""
    if zone.kind != "crisis":
        return ""
    since = f" sinds {dutch.day(zone.since)}" if zone.since else ""
    return f"Werken samen bij een crisis{since}. Bron: {urlsplit(zone.source).hostname}."


def _outline(zone: Zone) -> str:
    whole = f"{zone.name}: getekend en geteld als hele regio's en districten"
    names = dutch.listed([area_vocabulary().label(code) for code in zone.parts])
    if not names:
        return f"{whole}."
    return f"{whole}; {names} {'doet' if len(zone.parts) == 1 else 'doen'} maar voor een deel mee."

"""A strip along a border in words: the sentence on what lies in it, and where every record went."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo import dutch
from geo.areas import zone_name
from geo.language import mark, plural, say
from geo.picture.filters import area_vocabulary
from geo.picture.homes_words import tell_homes
from geo.picture.reconciliation import none_of
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from datetime import date

    from geo.areas import Zone
    from geo.picture.selection import Selection
    from geo.picture.strip import Strip
    from geo.store import Snapshot

_ALONG = {
    "nl-de": mark("Langs de Nederlands-Duitse grens, tot {km} km van de grens"),
    "nl-be": mark("Langs de Nederlands-Belgische grens, tot {km} km van de grens"),
}
_INSIDE = {
    "NL": mark("{count} in de strook in Nederland"),
    "DE": mark("{count} in de strook in Duitsland"),
    "BE": mark("{count} in de strook in België"),
}
_SUMS = {
    "activations": mark("{total} activeringen = {parts}"),
    "housing": mark("{total} huisvestingslocaties = {parts}"),
}


def zone_day(snapshot: Snapshot, selection: Selection) -> date:
    """Return the day whose Euregions hold: the last of the period chosen, else the last with data."""
    days = snapshot.activations["activated_on"].dropna()
    last: date = (days.max() if len(days) else snapshot.as_of).date()
    return selection.to_day or last


def name_strip(found: Strip) -> str:
    """Return where a strip is: "Limburg-Noord – Kleve, tot 20 km van de grens"."""
    asked, km = found.asked, dutch.decimal(found.asked.km)
    if asked.zone:
        return say("{zone}, tot {km} km van de grens", zone=zone_name(asked.zone), km=km)
    return say(_ALONG[asked.border], km=km)


def summarise_strip(found: Strip) -> str:
    """Return the strip in one sentence: where it is, how many of what lies on either side."""
    sides = dutch.clauses(
        say(
            "{country} {activations} en {homes}",
            country=COUNTRIES.label(country),
            activations=dutch.counted(figures["activations"], "activering", "activeringen"),
            homes=tell_homes(figures["housing"], figures["places"]),
        )
        for country, figures in found.sides.items()
    )
    return say("{strip}: {sides}.", strip=name_strip(found), sides=sides)


def reconcile_strip(found: Strip, table: str) -> str:
    """Return where every selected record of a table went, in words.

    "56 activeringen = 9 in de strook in Nederland + 37 buiten de strook + 10 zonder eigen punt".
    """
    went = found.went[table]
    if not went.total:
        return none_of(table)
    parts = [
        *((count, _INSIDE[country]) for country, count in went.inside.items()),
        (went.outside, mark("{count} buiten de strook")),
        (went.nowhere, mark("{count} zonder eigen punt")),
    ]
    told = " + ".join(say(text, count=dutch.number(count)) for count, text in parts if count)
    return say(_SUMS[table], total=dutch.number(went.total), parts=told)


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
    source = urlsplit(zone.source).hostname
    if zone.since is None:
        return say("Werken samen bij een crisis. Bron: {source}.", source=source)
    return say(
        "Werken samen bij een crisis sinds {day}. Bron: {source}.", day=dutch.day(zone.since), source=source
    )


def _outline(zone: Zone) -> str:
    names = [area_vocabulary().label(code) for code in zone.parts]
    if not names:
        return say("{zone}: getekend en geteld als hele regio's en districten.", zone=zone_name(zone))
    return plural(
        "{zone}: getekend en geteld als hele regio's en districten; {areas} doet maar voor een deel mee.",
        "{zone}: getekend en geteld als hele regio's en districten; {areas} doen maar voor een deel mee.",
        len(names),
        zone=zone_name(zone),
        areas=dutch.listed(names),
    )

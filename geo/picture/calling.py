"""Whom to call about a strip along a border: the contacts of both sides, and which are out of date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from geo import dutch
from geo.areas import country_of, euregios, euregios_of
from geo.language import mark, say
from geo.records import CONTACTS, worded
from geo.rows import each_row
from geo.vocabulary import AUTHORITIES, COUNTRIES, SPOKEN

if TYPE_CHECKING:
    from geo.picture.strip import Asked
    from geo.store import Snapshot

OUTDATED_DAYS = 180
"""A contact that nobody checked for longer than this is out of date: half a year.

Rosters and numbers of crisis organisations change with the season; a list that was not called through for two
seasons fails when it is needed.
"""

BOTH_SIDES = mark("Aan beide kanten")


class CallLine(NamedTuple):
    """One contact as it is shown, in texts of people; ``told`` says how far it can be trusted."""

    reference: str
    organisation: str
    authority: str
    area: str
    role: str
    languages: str
    phone: str
    mail: str
    outdated: bool
    told: str


class CallSide(NamedTuple):
    """The contacts of one side of the border, or of the Euregions, which are of both."""

    label: str
    lines: tuple[CallLine, ...]


def judged_on(snapshot: Snapshot, today: date) -> date:
    """Return the day on which contacts are judged: today, and while all is fictional the last day of that."""
    days = snapshot.activations["activated_on"].dropna()
    if snapshot.demo and not snapshot.mixed and len(days):
        last: date = days.max().date()
        return last
    return today


def call_list(contacts: pd.DataFrame, asked: Asked, zoned_on: date, judged: date) -> tuple[CallSide, ...]:
    """Return the contacts of the zone that is asked for, side by side, in the order of areas and authorities.

    ``contacts`` is a records frame, ``zoned_on`` the day whose Euregions there are. A zone has the contacts
    of its regions and districts, and of the Euregions with a member on both of its sides; without a zone
    there are none, since a whole border has too many to find one in.
    """
    if asked.zone is None:
        return ()
    shared = _shared(asked, zoned_on)
    here = contacts[contacts["area"].isin((*asked.areas, *shared))]
    ordered = here.sort_values(["area", "authority", "reference"])
    lines = [_line(row, judged) for row in each_row(ordered)]
    areas = ordered["area"].astype("str").tolist()
    sides = {COUNTRIES.label(country): _areas_in(asked, country) for country in asked.countries}
    return tuple(
        CallSide(label, tuple(line for line, area in zip(lines, areas, strict=True) if area in codes))
        for label, codes in {**sides, say(BOTH_SIDES): shared}.items()
    )


def _areas_in(asked: Asked, country: str) -> tuple[str, ...]:
    return tuple(code for code in asked.areas if country_of(code) == country)


def _shared(asked: Asked, on: date) -> tuple[str, ...]:
    """Return the Euregions with a member on both sides of the zone that is asked for."""
    zone = asked.zone
    if zone is None or zone.code in euregios():
        return (zone.code,) if zone else ()
    sides = [
        {one for code in side for one in euregios_of(code, on)} for side in (zone.regions, zone.districts)
    ]
    return tuple(code for code in euregios() if all(code in side for side in sides))


def _line(row: Any, judged: date) -> CallLine:  # noqa: ANN401 - a row of a frame
    told, outdated = _trust(row, judged)
    return CallLine(
        row.reference,
        row.organisation,
        AUTHORITIES.label(row.authority),
        worded(CONTACTS.column("area"), row.area),
        row.role,
        ", ".join(SPOKEN.label(code) for code in SPOKEN.members(int(row.languages))),
        row.phone,
        row.mail,
        outdated,
        told,
    )


def _trust(row: Any, judged: date) -> tuple[str, bool]:  # noqa: ANN401 - a row of a frame
    """Return how far a contact can be trusted on a day, in words, and whether it is out of date."""
    first, last, checked = (
        None if pd.isna(day) else day.date() for day in (row.valid_from, row.valid_until, row.checked_on)
    )
    if last and last < judged:
        return say("Verouderd: niet meer geldig sinds {day}", day=dutch.day(last)), True
    if first and first > judged:
        return say("Nog niet geldig: vanaf {day}", day=dutch.day(first)), False
    if checked is None:
        return say("Verouderd: nooit nagekeken"), True
    if judged - checked > timedelta(days=OUTDATED_DAYS):
        return say("Verouderd: voor het laatst nagekeken op {day}", day=dutch.day(checked)), True
    return say("Nagekeken op {day}", day=dutch.day(checked)), False

"""What can be drawn: for each subject its title in words, and what to say under it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo import dutch
from geo.access import Needs
from geo.areas import load_boundaries, named_by_code
from geo.language import mark, say
from geo.picture import (
    add_up,
    period_of,
    read_funnel,
    read_ranking,
    reconcile,
    sentence,
    summarise_blind_spots,
    summarise_density,
    summarise_sectors,
    within_region,
)
from geo.records import ACTIVATIONS, HOUSING

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.drawings.facts import Facts
    from geo.picture import Selection
    from geo.store import Snapshot


def _as_chosen(_: Snapshot, selection: Selection, __: int) -> Selection:
    return selection


def _added_up(facts: Facts) -> str:
    return f"{sentence(reconcile(facts.tally))}."


@dataclass(frozen=True)
class Subject:
    """One drawing: ``title`` and ``told`` make words of its figures; ``lying`` on A4 when it is wide.

    ``message`` is what it is called in Dutch, marked.

    ``added_up`` says where everything went, ``needs`` what it is made of, ``about`` returns the selection
    that is drawn: of a snapshot, the selection asked for, and a number of last weeks.
    """

    code: str
    message: str
    title: Callable[[Facts], str]
    told: Callable[[Facts], str]
    lying: bool = False
    added_up: Callable[[Facts], str] = _added_up
    about: Callable[[Snapshot, Selection, int], Selection] = _as_chosen
    needs: Needs = Needs()  # noqa: RUF009 a value that never changes

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return say(self.message)

    @property
    def slug(self) -> str:
        """What it is called as part of a file name, in each language the same."""
        return self.message.lower().replace(" ", "-")


def _map_title(facts: Facts) -> str:
    one = facts.measure
    if facts.zone:
        return say("{activations} in {zone}", activations=facts.counted, zone=named_by_code(facts.zone))
    if one.whole:
        return say("{activations} per veiligheidsregio", activations=facts.counted)
    return say("{measure}, per veiligheidsregio", measure=one.title)


def _compared_title(facts: Facts) -> str:
    return say("Activeringen {per}, per veiligheidsregio", per=dutch.continuing(facts.denominator.label))


def _map_told(facts: Facts) -> str:
    return "" if facts.measure.whole else summarise_density(facts.by_measure)


def _sectors_told(facts: Facts) -> str:
    return summarise_sectors(facts.sectors, load_boundaries().regions["name"].to_dict())


def _blind_spots_title(facts: Facts) -> str:
    only = within_region(facts.selection)
    if not only:
        return say("Nog niet bezocht: huisvesting en activeringen per veiligheidsregio")
    region = load_boundaries().regions["name"][only]
    return say("Nog niet bezocht: huisvesting en activeringen per gemeente in {region}", region=region)


def _last_weeks(snapshot: Snapshot, selection: Selection, weeks: int) -> Selection:
    """Return the selection of just the days that are looked at."""
    first, last = period_of(selection, snapshot.activations, snapshot.as_of.date(), weeks)
    return replace(selection, from_day=first, to_day=last)


SUBJECTS = {
    row.code: row
    for row in (
        Subject("map", mark("Kaart"), _map_title, _map_told),
        Subject(
            "ranking",
            mark("Rangorde"),
            _compared_title,
            lambda facts: f"{summarise_density(facts.compared)} {read_ranking(facts.compared)}",
            needs=Needs(country=True),
        ),
        Subject(
            "funnel",
            mark("Verwacht en werkelijk"),
            lambda facts: say("Verwacht en werkelijk, naar {noun}", noun=facts.denominator.noun),
            lambda facts: f"{summarise_density(facts.compared)} {read_funnel(facts.compared)}",
            lying=True,
            needs=Needs(country=True),
        ),
        Subject(
            "weeks",
            mark("Per week"),
            lambda facts: say("{activations} per week", activations=facts.counted),
            lambda _: "",
            lying=True,
            needs=Needs(((ACTIVATIONS.name, "activated_on"),)),
        ),
        Subject(
            "sectors",
            mark("Per sector"),
            lambda facts: say("{activations} per sector", activations=facts.counted),
            _sectors_told,
            lying=True,
            needs=Needs(((ACTIVATIONS.name, "sector"),)),
        ),
        Subject(
            "blind-spots",
            mark("Nog niet bezocht"),
            _blind_spots_title,
            lambda facts: summarise_blind_spots(facts.blind_spots),
            added_up=lambda facts: add_up(facts.blind_spots),
            about=_last_weeks,
            needs=Needs(((HOUSING.name, "municipality"),)),
        ),
    )
}
"""By what they are called on the command line."""

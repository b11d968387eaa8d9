"""Contrasts: a selection split in two sides that differ in one part of the filters, such as the type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo import dutch
from geo.areas import REGION_CODES
from geo.language import mark, say
from geo.picture.filters import QUERY
from geo.picture.selection import from_query

if TYPE_CHECKING:
    from geo.picture.selection import Selection
    from geo.picture.tally import Tally

_ROWS = {row.name: row for row in QUERY}
_BETWEEN = "_"


@dataclass(frozen=True)
class Contrast:
    """One part of the filters in which two sides may differ: ``code`` in a link, the filters' ``names``.

    ``message`` is what it is called in Dutch, marked.

    A side is a text: a code, or for a period its two days with a ``_`` between them.
    """

    code: str
    message: str
    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return say(self.message)

    @property
    def codes(self) -> tuple[str, ...]:
        """The sides there are; none for a period."""
        return () if len(self.names) > 1 else _ROWS[self.names[0]].codes

    @property
    def allowed(self) -> str:
        """What a side may be, in words."""
        return _ROWS[self.names[0]].allowed if self.codes else say("een periode als 2020-09-01_2020-10-15")

    def filters(self, side: str) -> dict[str, list[str]]:
        """Return the filters of a side, as in a link; nothing for a text that is no side."""
        if self.codes:
            return {self.names[0]: [side]} if side in self.codes else {}
        days = read_period(side)
        return {name: [day.isoformat()] for name, day in zip(self.names, days, strict=True)} if days else {}

    def side_label(self, side: str) -> str:
        """Return what a side is called: "Preventief", "1 september – 15 oktober 2020"."""
        if self.codes:
            return _ROWS[self.names[0]].value_label(side)
        days = read_period(side)
        return dutch.period(*days) if days else say(dutch.NO_DATA)


CONTRASTS = {
    one.code: one
    for one in (
        Contrast("type", mark("Type tegen type"), ("type",)),
        Contrast("thema", mark("Thema tegen thema"), ("thema",)),
        Contrast("periode", mark("Periode tegen periode"), ("van", "tot")),
        Contrast("regio", mark("Regio tegen regio"), ("regio",)),
    )
}
"""By their code."""


def period_side(first: date, last: date) -> str:
    """Return a period as the side of a contrast."""
    return f"{first.isoformat()}{_BETWEEN}{last.isoformat()}"


def read_period(side: str) -> tuple[date, date] | None:
    """Return the two days of a side, both in it; None for a text that is no period."""
    first, _, last = side.partition(_BETWEEN)
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return days if days[0] <= days[1] else None


def first_sides(one: Contrast, counted: Tally) -> tuple[str, str]:
    """Return the two sides that a contrast begins with.

    The first two codes; the halves of the period of ``counted``, the first the longer one by a day at most;
    the two regions with most activations in it. Without any day in it, both halves are today.
    """
    if one.code == "regio":
        by_place = counted.activations.by("place")[: len(REGION_CODES)]
        most = sorted(range(len(REGION_CODES)), key=lambda place: -by_place[place])[:2]
        return REGION_CODES[most[0]], REGION_CODES[most[1]]
    if one.codes:
        return one.codes[0], one.codes[1]
    first = counted.selection.from_day or counted.data_first or date.today()
    last = max(counted.selection.to_day or counted.data_last or first, first)
    middle = first + timedelta(days=(last - first).days // 2)
    return period_side(first, middle), period_side(min(middle + timedelta(days=1), last), last)


def take_side(selection: Selection, filters: dict[str, list[str]]) -> Selection:
    """Return the selection with the filters of a side in the place of its own of those names.

    A side of a period sets both days, so that no day of the selection cuts it.
    """
    return from_query({**selection.to_query(), **filters})[0]

"""The colours of the regions for one rate, and the legend that tells what each of them means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from geo import dutch
from geo.language import mark, say
from geo.layers.palette import RATES, ZERO

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    from geo.layers.palette import Colour
    from geo.picture import Classes, Measure


@dataclass(frozen=True)
class Entry:
    """One class of the choropleth and of its legend: a colour, or the name of a hatch ("none", "withheld").

    A colour with the hatch "chance" is a value that chance explains: pale, with lines in the colour.
    """

    label: str
    colour: Colour | None = None
    hatch: str = ""

    @property
    def said(self) -> Entry:
        """The entry with its label, a marked text, in the language of the reader."""
        return replace(self, label=say(self.label))

    @property
    def value(self) -> dict[str, str]:
        """The entry as the browser gets it."""
        return {"label": self.label, "fill": self.colour.css if self.colour else "", "hatch": self.hatch}


@dataclass(frozen=True)
class Grid:
    """How a legend of two things at once is laid out: what stands along each side, and its classes in words.

    The first entries of the legend are its cells, row by row.
    """

    across: str
    columns: tuple[str, ...]
    down: str
    rows: tuple[str, ...]


class Rate(NamedTuple):
    """Activations by ``per`` of a figure or a column of the boundaries, and the lower limits of classes."""

    column: str
    per: int
    limits: tuple[float, ...]


@dataclass(frozen=True)
class Choropleth:
    """Colours of the regions: ``classes`` gives for each region code a position in ``legend``.

    ``chance`` are the regions whose value chance explains: the map shows their colour pale and hatched.
    ``grid`` lays out the legend of two things at once. ``rate`` tells the browser how a value comes about,
    so that it can colour the regions before the server does.
    """

    title: str
    legend: tuple[Entry, ...]
    classes: Mapping[str, int]
    chance: tuple[str, ...] = ()
    grid: Grid | None = None
    rate: Rate | None = None

    @property
    def fills(self) -> dict[str, str]:
        """The colour of each region on a light screen; "" where it has a hatch or none."""
        entries = {code: self.legend[position] for code, position in self.classes.items()}
        return {code: entry.colour.light if entry.colour else "" for code, entry in entries.items()}


CHANCE_LABEL = mark("Gearceerd: niet te onderscheiden van toeval")

_STATE_ENTRIES = {
    "nul": Entry("0", ZERO),
    "geen gegevens": Entry(mark("Geen gegevens"), hatch="none"),
    "afgeschermd": Entry(mark("Afgeschermd"), hatch="withheld"),
    "niet gekozen": Entry(mark("Buiten de selectie"), hatch="outside"),
}


def make_choropleth(table: pd.DataFrame, one: Measure, chance: Collection[str] = ()) -> Choropleth:
    """Return the colours of the regions for one measure of the region table; each state has its own.

    The legend has all classes of the measure, whether or not a region is in them: it is the same in each
    print. ``chance`` are codes of regions that cannot be told from chance.
    """
    values = _class_entries(one.classes)
    states = table[one.state_column].astype("str")
    present = [code for code in _STATE_ENTRIES if code == "nul" or (states == code).any()]
    # zero stands before the classes, what has no value after them
    states_shown = {code: _STATE_ENTRIES[code].said for code in present}
    legend = (states_shown["nul"], *values, *(one for code, one in states_shown.items() if code != "nul"))
    place = {code: legend.index(one) for code, one in states_shown.items()}
    positions = one.classes.of(table[one.code])
    return Choropleth(
        one.title,
        legend,
        {
            str(code): place.get(state, 1 + int(position))
            for code, state, position in zip(table.index, states, positions, strict=True)
        },
        tuple(str(code) for code in table.index[states == "waarde"] if code in chance),
        rate=Rate(by.column, by.per, one.classes.limits) if (by := one.denominator) else None,
    )


def _class_entries(found: Classes) -> tuple[Entry, ...]:
    """Return the legend of the classes, from low to high."""
    return tuple(
        Entry(_class_label(low, high, found), colour)
        for (low, high), colour in zip(found.bounds, RATES, strict=True)
    )


def _class_label(low: float, high: float | None, found: Classes) -> str:
    """Return the limits of a class in words, such as "2 – 3", "0,5 tot 1,0" and "10 of meer"."""
    least = dutch.number(low, found.decimals)
    if high is None:
        return say("{least} of meer", least=least)
    most = dutch.number(high, found.decimals)
    if found.whole:
        return least if low == high else f"{least} – {most}"
    return say("{least} tot {most}", least=least, most=most) if low else say("tot {most}", most=most)

"""The colours of the regions for one measure, and the legend that tells what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import dutch
from geo.layers.palette import ZERO_FILL, class_fills

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.picture import Classes, Measure


@dataclass(frozen=True)
class Entry:
    """One class of the choropleth and of its legend: a fill, or the name of a hatch ("none", "withheld")."""

    label: str
    fill: str = ""
    hatch: str = ""


@dataclass(frozen=True)
class Choropleth:
    """Colours of the regions: ``classes`` gives for each region code a position in ``legend``."""

    title: str
    legend: tuple[Entry, ...]
    classes: Mapping[str, int]

    @property
    def fills(self) -> dict[str, str]:
        """The colour of each region; "" where it has a hatch or none."""
        return {code: self.legend[position].fill for code, position in self.classes.items()}


_STATE_ENTRIES = {
    "nul": Entry("0", fill=ZERO_FILL),
    "geen gegevens": Entry("Geen gegevens", hatch="none"),
    "afgeschermd": Entry("Afgeschermd", hatch="withheld"),
    "niet gekozen": Entry("Buiten de selectie"),
}


def make_choropleth(table: pd.DataFrame, one: Measure, found: Classes) -> Choropleth:
    """Return the colours of the regions for one measure of the region table; each state has its own."""
    values = _class_entries(found)
    states = table[one.state_column].astype("str")
    present = [code for code in _STATE_ENTRIES if code == "nul" or (states == code).any()]
    # zero stands before the classes, what has no value after them
    legend = (_STATE_ENTRIES["nul"], *values, *(_STATE_ENTRIES[code] for code in present if code != "nul"))
    place = {code: legend.index(_STATE_ENTRIES[code]) for code in present}
    positions = found.of(table[one.code])
    return Choropleth(
        one.label if one.whole else f"Activeringen {one.label[0].lower()}{one.label[1:]}",
        legend,
        {
            str(code): place.get(state, 1 + int(position))
            for code, state, position in zip(table.index, states, positions, strict=True)
        },
    )


def _class_entries(found: Classes) -> tuple[Entry, ...]:
    """Return the legend of the classes, from low to high and light to dark."""
    fills = class_fills(len(found.bounds))
    return tuple(
        Entry(_class_label(low, high, found), fill)
        for (low, high), fill in zip(found.bounds, fills, strict=True)
    )


def _class_label(low: float, high: float | None, found: Classes) -> str:
    """Return the limits of a class in words, such as "3 – 4", "0,5 tot 1" and "5 of meer"."""
    least = dutch.number(low, found.decimals)
    if high is None:
        return f"{least} of meer"
    most = dutch.number(high, found.decimals)
    if found.whole:
        return least if low == high else f"{least} – {most}"
    return f"{least} tot {most}" if low else f"tot {most}"

"""One region looked at closely: its figures beside the median of the country and its neighbours'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.areas import load_boundaries, neighbours
from geo.picture import region_table, take_tally
from pages.parts import link
from pages.parts.markup import EMPTY, joined
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    import pandas as pd

    from geo.picture import Measure, Selection
    from geo.store import Snapshot

_CARD = Markup(
    '<section class="card" aria-label="Gekozen regio"><h2>{}</h2><p>{}</p><p>{}</p><p class="ways">{}</p></section>'
)


def draw(snapshot: Snapshot, selection: Selection, one: Measure, code: str) -> Markup:
    """Return the card of a region; "" without one.

    All regions are compared, also those that the filter left out: looking at one hides none of the others.
    """
    if not code:
        return EMPTY
    wide = replace(selection, regions=())
    tally = take_tally(snapshot.activations, snapshot.housing, wide, as_of=snapshot.as_of.date())
    table = region_table(tally, load_boundaries().regions)
    row, others = table.loc[code], [other for other in neighbours(code) if other in table.index]
    around = joined(
        _around(other, table, one, selection) + Markup(", " if number < len(others) - 1 else "")
        for number, other in enumerate(others)
    )
    return _CARD.format(
        row["name"],
        f"{_count(row)}; de mediaan van de 25 regio's is {dutch.number(float(table['activations'].median()), 1)}."
        f"{_rate(row, table, one)}",
        Markup("Buren: {}.").format(around),
        _ways(code, selection),
    )


def _count(row: pd.Series) -> str:
    number = dutch.counted(int(row["activations"]), "activering", "activeringen")
    return f"{number} ({row['preventief']} preventief, {row['repressief']} repressief)"


def _rate(row: pd.Series, table: pd.DataFrame, one: Measure) -> str:
    if one.whole:
        return ""
    values = (dutch.number(value, one.decimals) for value in (row[one.code], table[one.code].median()))
    here, median = values
    return f" {one.label}: {here}, mediaan {median}."


def _around(code: str, table: pd.DataFrame, one: Measure, selection: Selection) -> Markup:
    row = table.loc[code]
    value = dutch.number(row[one.code], one.decimals)
    return linked(link.here_with(selection, kies=code), row["name"]) + f" {value}"


def _ways(code: str, selection: Selection) -> Markup:
    """Return what one can do from here: keep this region alone or see all again, and close the card."""
    alone = selection.regions == (code,)
    wanted = replace(selection, regions=() if alone else (code,))
    ways = (
        linked(link.here_with(wanted, kies=code), "Alle regio's" if alone else "Alleen deze regio"),
        linked(link.here_with(selection, kies=code, tab="lijst"), "Lijst"),
        linked(link.here_with(selection, kies=""), "Sluiten"),
    )
    return joined(ways)

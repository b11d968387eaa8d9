"""One region looked at closely: its figures beside the median of the country and its neighbours'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.areas import load_boundaries, neighbours
from geo.picture import nationwide, region_table, take_tally
from geo.vocabulary import VERDICTS
from pages.parts import link
from pages.parts.markup import EMPTY, joined
from pages.parts.markup import link as linked
from pages.parts.region_rows import interval

if TYPE_CHECKING:
    from geo.picture import Density, Selection
    from geo.store import Snapshot

_CARD = Markup(
    '<section class="card" aria-label="Gekozen regio"><h2>{}</h2><p>{}</p><p>{}</p><p>{}</p>'
    '<p class="ways">{}</p></section>'
)


def draw(snapshot: Snapshot, selection: Selection, found: Density, code: str) -> Markup:
    """Return the card of a region; "" without one.

    All regions are compared, also those that the filter left out: looking at one hides none of the others.
    """
    if not code:
        return EMPTY
    wide = nationwide(selection)
    tally = take_tally(snapshot.activations, snapshot.housing, wide, as_of=snapshot.as_of.date())
    table = region_table(tally, load_boundaries().regions)
    row, median = table.to_dict("index")[code], float(table["activations"].median())
    number = dutch.counted(row["activations"], "activering", "activeringen")
    told = f"{number} ({row['preventief']} preventief, {row['repressief']} repressief)"
    return _CARD.format(
        row["name"],
        f"{told}; de mediaan van de regio's is {dutch.number(median, 0 if median.is_integer() else 1)}.",
        _rate(found, code),
        _neighbours(code, table, selection),
        _ways(code, selection),
    )


def _rate(found: Density, code: str) -> str:
    """Return the rate with its interval, the national one, and what may be said of the difference."""
    row, one = found.table.to_dict("index")[code], found.denominator
    if pd.isna(row["rate"]):
        return f"{one.label}: geen gegevens."
    here, national = (dutch.number(value, one.decimals) for value in (row["rate"], found.national))
    between = interval(row["low"], row["high"], one.decimals)
    verdict = VERDICTS.label(row["verdict"])
    end = f" {verdict}." if row["verdict"] != "geen gegevens" else ""
    return f"{one.label}: {here} (95%-interval {between}); landelijk {national}.{end}"


def _neighbours(code: str, table: pd.DataFrame, selection: Selection) -> Markup:
    """Return the regions around with their numbers, each a link; the districts abroad by name."""
    districts = load_boundaries().districts["name"]
    around = [
        linked(link.here_with(selection, kies=other), str(table.loc[other, "name"]))
        + f" {dutch.number(table['activations'][other])}"
        if other in table.index
        else Markup("{}").format(districts[other])
        for other in neighbours(code)
    ]
    return Markup("Buren: {}.").format(Markup(", ").join(around))


def _ways(code: str, selection: Selection) -> Markup:
    """Return what one can do from here: keep this region alone or see all again, and close the card."""
    alone = selection.regions == (code,)
    wanted = replace(selection, regions=() if alone else (code,))
    return joined(
        (
            linked(link.here_with(wanted, kies=code), "Alle regio's" if alone else "Alleen deze regio"),
            linked(
                link.here_with(wanted if not alone else selection, kies=code, tab="lijst"),
                "Lijst van deze regio",
            ),
            linked(link.here_with(selection, kies=""), "Sluiten"),
        )
    )

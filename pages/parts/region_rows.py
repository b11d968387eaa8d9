"""The regions as compact rows beside the map: count, rate with its interval, and what it was divided by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.picture import rank_regions
from geo.vocabulary import TYPES, VERDICTS
from pages.parts import link
from pages.parts.markup import EMPTY, joined
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from geo.picture import Density, Measure, Selection

WIDEST = 4
"""The axis of the rates reaches so many times the national rate; an interval that goes on is cut off."""

_TABLE = Markup(
    '<div class="beside"><table class="regions"><thead><tr><th scope="col">Regio</th>'
    '<th scope="col" colspan="2">Activeringen</th><th scope="col" colspan="2" title="{0}">{1}</th>'
    '<th scope="col">{2}</th></tr></thead><tbody>{3}</tbody></table>'
    '<p class="small">{4}</p></div>'
)
_ROW = Markup(
    '<tr data-region="{code}"{here}><th scope="row">{name}</th><td class="length">{pieces}</td>'
    '<td><b>{count}</b></td><td class="spread" title="{verdict}">{spread}</td><td>{rate}</td>'
    "<td>{size}</td></tr>"
)
_PIECE = Markup('<i class="{}" style="width:{:.1f}%" title="{}"></i>')
_HERE = Markup(' class="here"')
_SPREAD = Markup(
    '<span class="axis"><i class="national" style="left:{:.1f}%"></i>'
    '<i class="interval" style="left:{:.1f}%;width:{:.1f}%"></i>'
    '<i class="dot{}" style="left:{:.1f}%"></i></span>'
)
_RATE = Markup("<b>{}</b> <small>{}</small>")


def table(rows: pd.DataFrame, one: Measure, found: Density, selection: Selection, picked: str) -> Markup:
    """Return the chosen regions, the highest value of a measure first.

    ``found`` are the same regions compared: a rate never stands without its interval.
    """
    ranked = rank_regions(rows, one)
    most = max(int(ranked["activations"].max()), 1) if len(ranked) else 1
    together = ranked.join(found.table[["rate", "low", "high", "denominator", "verdict"]])
    body = joined(_row(row, found, selection, picked, most) for row in together.itertuples())
    divided = found.denominator
    return _TABLE.format(divided.definition, divided.label, divided.noun.capitalize(), body, _note(found))


def _row(row: Any, found: Density, selection: Selection, picked: str, most: int) -> Markup:  # noqa: ANN401
    code = str(row.Index)
    pieces = joined(
        _PIECE.format(term.code, 100 * count / most, f"{count} {term.nl.lower()}")
        for term in TYPES.terms
        if (count := getattr(row, term.code))
    )
    return _ROW.format(
        code=code,
        here=_HERE if code == picked else EMPTY,
        name=linked(link.here_with(selection, kies="" if code == picked else code), row.name),
        pieces=pieces,
        count=dutch.number(row.activations),
        verdict=VERDICTS.label(row.verdict),
        spread=_spread(row, found),
        rate=_rate(row, found),
        size=dutch.number(row.denominator),
    )


def interval(low: float, high: float, decimals: int) -> str:
    """Return an exact interval at 95 % in words."""
    return f"{dutch.number(low, decimals)}–{dutch.number(high, decimals)}"


def _rate(row: Any, found: Density) -> Markup | str:  # noqa: ANN401 - a row of a frame
    if pd.isna(row.rate):
        return "geen gegevens"
    decimals = found.denominator.decimals
    return _RATE.format(dutch.number(row.rate, decimals), f"({interval(row.low, row.high, decimals)})")


def _spread(row: Any, found: Density) -> Markup:  # noqa: ANN401 - a row of a frame
    """Return the rate as a dot on its interval, with a line for the national rate."""
    if pd.isna(row.rate) or not found.national:
        return EMPTY

    def place(rate: float) -> float:
        return min(100.0, 100 * rate / (WIDEST * found.national))

    low, high = place(row.low), place(row.high)
    outside = " outside" if row.verdict in ("hoger", "lager") else ""
    return _SPREAD.format(place(found.national), low, high - low, outside, place(row.rate))


def _note(found: Density) -> str:
    """Return how the rates are to be read."""
    one = found.denominator
    national = dutch.number(found.national, one.decimals)
    return (
        f"{one.label}, tussen haakjes het 95%-interval; de streep is het landelijke cijfer, {national}."
        " Een interval dat verder loopt, is afgekapt."
    )

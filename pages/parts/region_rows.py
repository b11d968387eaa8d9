"""The regions as compact rows beside the map: the same values as on it, each row a link to its region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.picture import rank_regions
from geo.vocabulary import TYPES
from pages.parts import link
from pages.parts.markup import EMPTY, joined
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    import pandas as pd

    from geo.picture import Measure, Selection

_TABLE = Markup(
    '<div class="beside"><table class="regions"><thead><tr><th scope="col">Regio</th>'
    '<th scope="col" colspan="2">Activeringen</th>{}<th scope="col">Plaatsen</th></tr></thead>'
    "<tbody>{}</tbody></table></div>"
)
_ROW = Markup(
    '<tr data-region="{}"{}><th scope="row">{}</th><td class="length">{}</td><td><b>{}</b></td>{}<td>{}</td></tr>'
)
_PIECE = Markup('<i class="{}" style="width:{:.1f}%" title="{}"></i>')
_HERE = Markup(' class="here"')
_RATE_HEAD = Markup('<th scope="col">{}</th>')
_RATE = Markup("<td>{}</td>")


def table(rows: pd.DataFrame, one: Measure, selection: Selection, picked: str) -> Markup:
    """Return the chosen regions, the highest value of a measure first."""
    ranked = rank_regions(rows, one)
    most = max(int(ranked["activations"].max()), 1) if len(ranked) else 1
    head = EMPTY if one.whole else _RATE_HEAD.format(one.label)
    body = joined(_row(row, one, selection, picked, most) for row in ranked.reset_index().to_dict("records"))
    return _TABLE.format(head, body)


def _row(row: dict[str, object], one: Measure, selection: Selection, picked: str, most: int) -> Markup:
    code = str(row["code"])
    pieces = joined(
        _PIECE.format(term.code, 100 * row[term.code] / most, f"{row[term.code]} {term.nl.lower()}")  # type: ignore[operator]
        for term in TYPES.terms
        if row[term.code]
    )
    rate = EMPTY if one.whole else _RATE.format(dutch.number(row[one.code], one.decimals))  # type: ignore[arg-type]
    name = linked(link.here_with(selection, kies="" if code == picked else code), str(row["name"]))
    here = _HERE if code == picked else EMPTY
    numbers = (dutch.number(row[name]) for name in ("activations", "places"))  # type: ignore[arg-type]
    activations, places = numbers
    return _ROW.format(code, here, name, pieces, activations, rate, places)

"""Activations by theme and type as a table, with how many led to integral deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.vocabulary import THEMES, TYPES
from pages.parts.charts import titled
from pages.parts.markup import Template, joined

if TYPE_CHECKING:
    from geo.picture import Matrix, Selection

_TABLE = Template(
    '<table class="matrix"><thead><tr><td><span class="unseen">Thema</span></td>{}</tr></thead>'
    "<tbody>{}</tbody></table>"
    '<p class="small">{}</p>'
)
_HEAD = Template('<th scope="col">{}</th>')
_ROW = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td><b>{}</b> <small>{} integraal</small></td>")


def draw(found: Matrix, selection: Selection) -> Markup:
    """Return the table; the last row counts each activation once."""
    rows = {**{term.code: term.nl for term in THEMES.terms}, "all": "Totaal"}
    columns = {**{term.code: term.nl for term in TYPES.terms}, "total": "Totaal"}
    tables = [table.to_dict("index") for table in (found.counts, found.integral)]
    body = joined(
        _ROW.format(
            label,
            joined(_CELL.format(*(dutch.number(table[row][code]) for table in tables)) for code in columns),
        )
        for row, label in rows.items()
    )
    head = joined(_HEAD.format(label) for label in columns.values())
    return titled("Thema en type", _TABLE.format(head, body, _note(found, selection)))


def _note(found: Matrix, selection: Selection) -> str:
    """Return why rows add up to more than the total, and why rows of themes not chosen have numbers."""
    if not selection.themes or len(selection.themes) == len(THEMES.codes):
        return found.note
    chosen = dutch.listed([THEMES.label(code).lower() for code in selection.themes])
    return f"Gefilterd op {chosen}: de andere rijen zijn dezelfde activeringen, die ook dat thema hebben."

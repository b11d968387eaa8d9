"""Activations by theme and type as a table, with how many led to integral deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.language import say
from geo.picture import theme_type_matrix
from geo.rows import rows_by_index
from geo.vocabulary import THEMES, TYPES, within
from pages.parts.charts import titled
from pages.parts.markup import Template, joined, small
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture import Matrix, Selection, Tally

_TABLE = Template(
    '<table class="matrix"><thead><tr><td><span class="unseen">{}</span></td>{}</tr></thead>'
    "<tbody>{}</tbody></table>"
)
_HEAD = Template('<th scope="col">{}</th>')
_ROW = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td><b>{}</b> <small>{}</small></td>")


@remembered(32)
def draw(tally: Tally) -> Markup:
    """Return the table; the last row counts each activation once."""
    found = theme_type_matrix(tally)
    rows = {**{term.code: term.label for term in THEMES.terms}, "all": say("Totaal")}
    columns = {**{term.code: term.label for term in TYPES.terms}, "total": say("Totaal")}
    counts, integral = (rows_by_index(table) for table in (found.counts, found.integral))
    cells = {
        label: joined(_cell(counts[row][code], integral[row][code]) for code in columns)
        for row, label in rows.items()
    }
    head = joined(_HEAD.format(label) for label in columns.values())
    shown = table(say("Thema"), head, cells) + small(_note(found, tally.selection))
    return titled(say("Thema en type"), shown)


def table(corner: str, head: Markup, rows: Mapping[str, Markup]) -> Markup:
    """Return a table of figures: the cells of each row by its label; ``corner`` says what the labels are."""
    return _TABLE.format(corner, head, joined(_ROW.format(label, cells) for label, cells in rows.items()))


def _cell(count: int, integral: int) -> Markup:
    return _CELL.format(dutch.number(count), say("{count} integraal", count=dutch.number(integral)))


def _note(found: Matrix, selection: Selection) -> str:
    """Return why rows add up to more than the total, and why rows of themes not chosen have numbers."""
    if not selection.themes or len(selection.themes) == len(THEMES.codes):
        return found.note
    return say(
        "Gefilterd op {themes}: de andere rijen zijn dezelfde activeringen, die ook dat thema hebben.",
        themes=dutch.listed([within(THEMES.label(code)) for code in selection.themes]),
    )

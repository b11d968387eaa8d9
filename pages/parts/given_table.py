"""Column by column what each audience gets, from the same table that the records are reduced by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.access import AUDIENCES_CUT, GIVEN_WORDS, given
from geo.dutch import capital
from geo.language import mark, say
from geo.records import TABLES
from geo.store import stored_columns
from geo.vocabulary import AUDIENCES
from pages.parts.markup import Template, folded, joined, small

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.records import Table

_NOTE = mark(
    "Wie landelijk kijkt ziet alles, en een regio alles van zichzelf; hier staat wat een regio van andere"
    " ziet, wat een partner over de grens van de gekozen zone ziet en wat openbaar is. Wat is afgeschermd, is"
    " uit de gegevens gehaald voordat er iets wordt geteld of getekend."
)
_TABLE = Template('<table class="list"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>')
_HEAD = Template('<th scope="col">{}</th>')
_ROW = Template('<tr><th scope="row">{}</th>{}</tr>')
_CELL = Template("<td>{}</td>")


def draw() -> Markup:
    """Return the table of each table of records, folded."""
    return small(say(_NOTE)) + joined(_of(table) for table in TABLES.values())


def _of(table: Table) -> Markup:
    heads = [say("Kolom"), *(AUDIENCES.label(code) for code in AUDIENCES_CUT)]
    rows = (
        _ROW.format(
            column.label,
            joined(
                _CELL.format(say(GIVEN_WORDS[given(table.name, column.name, code)])) for code in AUDIENCES_CUT
            ),
        )
        for column in stored_columns(table)
    )
    return folded(capital(table.label), _TABLE.format(joined(map(_HEAD.format, heads)), joined(rows)))

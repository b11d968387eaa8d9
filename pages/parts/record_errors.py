"""What keeps a record from being saved, at the top of its form: in the order of the page, each a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.language import say
from pages.parts import markup, record_actions, record_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.records import Problem, Table
    from pages.parts.record_draft import Draft

_SUMMARY = Markup('<section class="errors" role="alert"><h2>{}</h2><ul>{}</ul></section>')
_ITEM = Markup('<li><a href="#" data-field="{}">{}</a></li>')


def draw(draft: Draft, problems: Mapping[str, Sequence[Problem]]) -> None:
    """Show the summary once somebody tried to save and something is wrong; links lead to the fields."""
    if not record_actions.tried(draft):
        return
    wrong = [
        (draft.key(name), record_fields.told(problem, draft.table.column(name)))
        for name in on_page(draft.table)
        for problem in problems.get(name, ())
        if problem.severity == "fout"
    ]
    told = [*wrong, *record_actions.missing(draft)]
    if told:
        items = markup.joined(_ITEM.format(key, text) for key, text in told)
        markup.show(_SUMMARY.format(say("Controleer deze velden"), items))


def on_page(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that the form asks, in the order in which it shows them."""
    grouped = [name for group in table.groups for name in group.columns]
    followed = [one.column for one in table.follows]
    return (*grouped, *(each.name for each in table.columns if each.name not in (*grouped, *followed)))

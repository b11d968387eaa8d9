"""The activations behind the picture as a list, each a link to its history; whole, or one part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.language import mark, say
from geo.picture import PARTS, list_activations
from pages.parts import focus, link
from pages.parts.markup import EMPTY, Template, heads, joined, small
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    import pandas as pd

    from geo.picture import Listed, Reconciliation, Selection

MOST_ROWS = 200
"""So many rows are on the page; for more one filters, or takes the file."""

_SUM = Template('<p class="sum">{} = {}</p>')
_SWITCH = Template('<nav class="sum switch" aria-label="{}">{}</nav>')
_NONE = Template('<p class="sum">{}</p>')
_LIST = Template(
    '<div class="beside"><table class="list"><caption>{}</caption><thead><tr>{}</tr></thead>'
    "<tbody>{}</tbody></table></div>"
)
_COLUMNS = (mark("Dag"), mark("Kenmerk"), mark("Plaats"), mark("Type, thema"), mark("Resultaat"))
_ROWS = {"": mark("Activeringen"), focus.HOUSING: mark("Huisvesting")}
_ROW = Template(
    '<tr data-record="{}"><td>{}</td><th scope="row">{}</th><td>{} <small>{}</small></td>'
    "<td>{} <small>{}</small></td><td>{}</td></tr>"
)


def sum_of_parts(found: Reconciliation, selection: Selection, beside: str = "") -> Markup:
    """Return where every activation went, "56 = 51 op de kaart + …", each part a link to its list.

    ``beside`` is what the map shows and nobody counts.
    """
    return _sum(found, selection) + (small(beside) if beside else EMPTY)


def _sum(found: Reconciliation, selection: Selection) -> Markup:
    if not found.total:
        return _NONE.format(say("Geen activeringen"))
    lists = link.each_list(selection, ["", *(part.code for part in found.parts)])
    parts = [
        linked(
            lists[part.code],
            f"{dutch.number(part.count)} {part.label}",
            current=focus.tab() == focus.LIST and focus.part() == part.code,
        )
        for part in found.parts
        if part.count
    ]
    whole = linked(
        lists[""],
        dutch.number(found.total),
        title=say("Alle activeringen in een lijst"),
    )
    return _SUM.format(whole, Markup(" + ").join(parts))


def switch(selection: Selection) -> Markup:
    """Return the choice of what the list has rows of, as links."""
    return _SWITCH.format(
        say("Lijst van"),
        joined(
            linked(
                link.here_with(selection, tab=focus.LIST, plek="", rijen=rows),
                say(label),
                current=focus.lists_housing() == bool(rows),
            )
            for rows, label in _ROWS.items()
        ),
    )


def draw(activations: pd.DataFrame, selection: Selection, found: Reconciliation) -> Markup:
    """Return the list of the selected activations, of the part that was asked for."""
    part = focus.part() if focus.part() in PARTS else ""
    listed = list_activations(activations, part)
    shown = listed[:MOST_ROWS]
    records = link.each_record((row.reference for row in shown), selection)
    pages = link.each_region({row.area for row in shown}, selection)
    rows = joined(_row(row, records[row.reference], pages[row.area]) for row in shown)
    return _LIST.format(_caption(listed, part, selection, found), heads(_COLUMNS), rows)


def _caption(listed: tuple[Listed, ...], part: str, selection: Selection, found: Reconciliation) -> Markup:
    labels = {one.code: one.label for one in found.parts}
    what = dutch.counted(len(listed), "activering", "activeringen") if listed else say("Geen activeringen")
    told = f"{what} {labels[part]}" if part else what
    if len(listed) > MOST_ROWS:
        told = say(
            "{activations}; de nieuwste {most} staan hier, filter voor de andere",
            activations=told,
            most=MOST_ROWS,
        )
    every = linked(link.here_with(selection, tab=focus.LIST, plek=""), say("alle {count}", count=found.total))
    return Markup("{}. {}").format(told, every if part else EMPTY)


def _row(row: Listed, record: str, page: str) -> Markup:
    """Return a row; ``record`` is the address of its history, ``page`` that of its area."""
    return _ROW.format(
        row.reference,
        row.day.strftime(dutch.figures_pattern()) if row.day else "",
        linked(record, row.reference, title=say("Geschiedenis van deze activering")),
        row.place or say("geen locatie"),
        linked(page, row.region) if row.area else EMPTY,
        row.kind,
        row.themes,
        row.result,
    )

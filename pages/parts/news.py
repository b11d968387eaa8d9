"""What changed since yesterday: in one line at the top, with who set the picture, and as a list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.picture import NEWS
from pages.parts import focus, link, moment
from pages.parts.markup import EMPTY, Template, joined
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from geo.picture import News, Selection
    from geo.store import Settled

MOST_ROWS = 200

_LINE = Template('<p class="news"><b>Sinds {}:</b> {}.{}</p>')
_SETTLED = Template(" <span>Beeld vastgesteld op {} door {}.</span>")
_LIST = Template(
    '<div class="beside"><table class="list"><caption>{}</caption><thead><tr><th scope="col">Wat</th>'
    '<th scope="col">Kenmerk</th><th scope="col">Wanneer, door wie</th><th scope="col">Waarom</th></tr>'
    "</thead><tbody>{}</tbody></table></div>"
)
_ROW = Template(
    '<tr data-record="{}"><td>{}</td><th scope="row">{}</th><td>{} <small>{}</small></td><td>{}</td></tr>'
)


def line(found: Sequence[News], since: datetime, selection: Selection, settled: Sequence[Settled]) -> Markup:
    """Return what changed in one line, each number a link to the list; and the last picture that was set."""
    counted = Counter(one.kind for one in found)
    kinds = [term for term in NEWS.terms if counted[term.code]]
    parts = Markup(", ").join(
        linked(
            link.here_with(selection, tab=focus.NEWS),
            f"{dutch.number(counted[term.code])} {term.nl}",
            title=term.meaning,
        )
        for term in kinds
    )
    return _LINE.format(
        dutch.moment(since), parts or "niets veranderd", _last(settled[0]) if settled else EMPTY
    )


def _last(one: Settled) -> Markup:
    return _SETTLED.format(linked(link.settled(one), dutch.moment(one.at)), one.who)


def table(found: Sequence[News], since: datetime, selection: Selection) -> Markup:
    """Return the changed activations, the kinds in the order of NEWS."""
    what = dutch.counted(len(found), "activering veranderde", "activeringen veranderden")
    more = f"; de eerste {MOST_ROWS} staan hier" if len(found) > MOST_ROWS else ""
    until = moment.chosen()
    end = f" tot {dutch.moment(until)}" if until else ""
    caption = f"{what} sinds {dutch.moment(since)}{end}, binnen de gekozen filters{more}."
    shown = found[:MOST_ROWS]
    records = link.each_record((one.reference for one in shown), selection)
    return _LIST.format(caption, joined(_row(one, records[one.reference]) for one in shown))


def _row(one: News, record: str) -> Markup:
    """Return a row; ``record`` is the address of its history."""
    return _ROW.format(
        one.reference,
        NEWS.label(one.kind).capitalize(),
        linked(record, one.reference, title="Geschiedenis van deze activering"),
        dutch.short_moment(one.at),
        one.who,
        one.why,
    )

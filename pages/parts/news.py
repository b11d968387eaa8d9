"""What changed since yesterday: in one line at the top, with who set the picture, and as a list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.areas import name_in
from geo.language import mark, plural, say
from geo.picture import NEWS, count_news
from pages.parts import changed, focus, link, moment, viewing
from pages.parts.markup import EMPTY, Template, filled, heads, joined
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from geo.picture import News, Selection
    from geo.store import Settled

MOST_ROWS = 200

_LINE = Template('<p class="news"><b>{}</b> {}.{}</p>')
_SETTLED = Template(" <span>{}</span>")
_LIST = Template(
    '<div class="beside"><table class="list"><caption>{}</caption><thead><tr>{}</tr></thead>'
    "<tbody>{}</tbody></table></div>"
)
_UNTOLD = Template('<div class="beside"><p>{}</p></div>')
_HEADINGS = (mark("Wat"), mark("Kenmerk"), mark("Wanneer, door wie"), mark("Waarom"))
_ROW = Template(
    '<tr data-record="{}"><td>{}</td><th scope="row">{}</th><td>{} <small>{}</small></td><td>{}</td></tr>'
)


def line(
    found: Sequence[News] | None, since: datetime, selection: Selection, settled: Sequence[Settled]
) -> Markup:
    """Return what changed in one line, each number a link to the list; and the last picture that was set.

    Nothing for who is not told (``changed.activations_since``).
    """
    if found is None:
        return EMPTY
    counted = Counter(one.kind for one in found)
    kinds = [term for term in NEWS.terms if counted[term.code]]
    parts = Markup(", ").join(
        linked(
            link.here_with(selection, tab=focus.NEWS),
            count_news(term.code, counted[term.code]),
            title=term.meaning,
        )
        for term in kinds
    )
    return _LINE.format(
        _since(since),
        parts or say("niets veranderd"),
        _last(settled[0]) if settled else EMPTY,
    )


def _since(moment: datetime) -> str:
    """Return since when, and for a region that it is about its own records."""
    if own := viewing.own_region():
        return say("Sinds {moment} in {region}:", moment=dutch.moment(moment), region=name_in(own))
    return say("Sinds {moment}:", moment=dutch.moment(moment))


def _last(one: Settled) -> Markup:
    told = say("Beeld vastgesteld op {moment} door {who}.")
    when = linked(link.settled(one), dutch.moment(one.at))
    return _SETTLED.format(filled(told, moment=when, who=one.who))


def table(found: Sequence[News] | None, since: datetime, selection: Selection) -> Markup:
    """Return the changed activations, the kinds in the order of NEWS; for who is not told, that."""
    if found is None:
        return _UNTOLD.format(
            say("Wat hier veranderde, is niet voor {viewer}.", viewer=viewing.viewer().label)
        )
    shown = found[:MOST_ROWS]
    records = link.each_record((one.reference for one in shown), selection)
    return _LIST.format(
        f"{_caption(len(found), since, moment.chosen())} {changed.of_own()}",
        heads(_HEADINGS),
        joined(_row(one, records[one.reference]) for one in shown),
    )


def _caption(count: int, since: datetime, until: datetime | None) -> str:
    """Return how many changed in which time, and how many of those are listed when that is not all."""
    values = {"count": dutch.number(count), "since": dutch.moment(since), "most": dutch.number(MOST_ROWS)}
    if until is None and count > MOST_ROWS:
        return say(
            "{count} activeringen veranderden sinds {since}, binnen de gekozen filters; de eerste {most}"
            " staan hier.",
            **values,
        )
    if until is None:
        return plural(
            "{count} activering veranderde sinds {since}, binnen de gekozen filters.",
            "{count} activeringen veranderden sinds {since}, binnen de gekozen filters.",
            count,
            **values,
        )
    values["until"] = dutch.moment(until)
    if count > MOST_ROWS:
        return say(
            "{count} activeringen veranderden sinds {since} tot {until}, binnen de gekozen filters; de eerste"
            " {most} staan hier.",
            **values,
        )
    return plural(
        "{count} activering veranderde sinds {since} tot {until}, binnen de gekozen filters.",
        "{count} activeringen veranderden sinds {since} tot {until}, binnen de gekozen filters.",
        count,
        **values,
    )


def _row(one: News, record: str) -> Markup:
    """Return a row; ``record`` is the address of its history."""
    return _ROW.format(
        one.reference,
        dutch.capital(NEWS.label(one.kind)),
        linked(record, one.reference, title=say("Geschiedenis van deze activering")),
        dutch.short_moment(one.at),
        one.who,
        one.why,
    )

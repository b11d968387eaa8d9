"""The first thing one sees: one sentence, and four blocks with small pictures, as one element of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.language import mark, plural, say
from geo.picture import FIGURES, NO_HOMES, RESULTS_OR_NONE, course, homes_cell, make_headline, per_week
from geo.vocabulary import TYPES, within
from pages.parts import charts
from pages.parts.charts import Segment
from pages.parts.markup import Template, filled, joined, show, small
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.picture import Headline, Tally
    from geo.vocabulary import Term

SPARK_WEEKS = 13
# where a key has little room
_SHORT = {"dwangmaatregel": mark("dwang"), "geen": mark("geen"), "lopend": mark("nog geen")}

_BLOCK = Template('<section class="block"><h2 title="{}">{}</h2>{}</section>')
_BLOCKS = Template('<div class="blocks">{}</div>')
_BIG = Template('<p class="big"><b data-figure="{}">{}</b> <span>{}</span></p>')
_HOMES = Template('<span data-figure="housing">{}</span> {}')
_FIRST = Template('<div class="first"><p class="big" data-figure="total">{}</p>{}</div>')


def draw(tally: Tally, most: int, news: Markup) -> None:
    """Show the four blocks, and under them the line of news.

    ``most`` is the highest week of all data, the top of the small columns.
    """
    show(_drawn(tally, most) + news)


@remembered(32)
def _drawn(tally: Tally, most: int) -> Markup:
    found = make_headline(tally)
    return _BLOCKS.format(joined((_total(found, tally, most), _type(found), _result(found), _other(found))))


@remembered(32)
def by_week(tally: Tally, most: int) -> Markup:
    """Return large columns of all weeks, under a heading; ``most`` is the top of their axis."""
    return charts.titled(say("Per week"), charts.weeks(per_week(tally), most))


def _total(found: Headline, tally: Tally, most: int) -> Markup:
    figure = dutch.number(found.figures["total"].value)
    told = course(tally) or say("geen eerdere gegevens om mee te vergelijken")
    first = _FIRST.format(figure, charts.spark(per_week(tally).tail(SPARK_WEEKS), most))
    return _BLOCK.format(_defined("total"), say("Activeringen"), first + small(told))


def _type(found: Headline) -> Markup:
    parts = [Segment(within(term.label), found.figures[term.code].value, term.code) for term in TYPES.terms]
    meaning = " ".join(f"{term.label}: {term.meaning}" for term in TYPES.terms)
    return _BLOCK.format(meaning, say("Type"), charts.stacked(parts))


def _result(found: Headline) -> Markup:
    parts = [
        Segment(_short(term), found.results[term.code], f"result-{term.code}")
        for term in RESULTS_OR_NONE.terms
    ]
    meaning = say("Het zwaarste resultaat van elke activering.")
    return _BLOCK.format(meaning, say("Resultaat"), charts.stacked(parts))


def _short(term: Term) -> str:
    return say(_SHORT[term.code]) if term.code in _SHORT else within(term.label)


def _defined(*codes: str) -> str:
    """Return what headline figures count."""
    return " ".join(row.definition for row in FIGURES if row.code in codes)


def _other(found: Headline) -> Markup:
    """Return integral deployment as a share, what still runs, and the housing."""
    value = {code: figure.value for code, figure in found.figures.items()}
    count = value["housing"]
    locations = _HOMES.format(dutch.number(count), plural("locatie", "locaties", count))
    homes = filled(say("plaatsen in {locations}"), locations=locations) if count else say(NO_HOMES)
    lines = joined(
        (
            _BIG.format(
                "integral", dutch.number(value["integral"]), _integral(value["integral"], value["total"])
            ),
            _BIG.format("open", dutch.number(value["open"]), say("nog lopend")),
            _BIG.format("places", homes_cell(value["places"], count), homes),
        )
    )
    meaning = _defined("integral", "open", "housing", "places")
    return _BLOCK.format(meaning, say("Inzet en huisvesting"), lines)


def _integral(count: int, total: int) -> str:
    if not total:
        return say("integrale inzet")
    return say("integrale inzet ({share})", share=dutch.percent(count, total))

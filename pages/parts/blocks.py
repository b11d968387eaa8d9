"""The first thing one sees: one sentence, and four blocks with small pictures, as one element of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.picture import FIGURES, NO_HOMES, RESULTS_OR_NONE, course, homes_cell
from geo.vocabulary import TYPES
from pages.parts import charts
from pages.parts.charts import Segment
from pages.parts.markup import Template, joined, show

if TYPE_CHECKING:
    import pandas as pd

    from geo.picture import Headline, Tally

SPARK_WEEKS = 13
_SHORT = {"dwangmaatregel": "dwang", "geen": "geen", "lopend": "nog geen"}  # where a key has little room
_DEFINED = {row.code: row.definition for row in FIGURES}

_BLOCK = Template('<section class="block"><h2 title="{}">{}</h2>{}</section>')
_BLOCKS = Template('<div class="blocks">{}</div>')
_BIG = Template('<p class="big"><b data-figure="{}">{}</b> <span>{}</span></p>')
_SMALL = Template('<p class="small">{}</p>')
_FIRST = Template('<div class="first"><p class="big" data-figure="total">{}</p>{}</div>')


def draw(found: Headline, tally: Tally, weeks: pd.DataFrame, most: int, news: Markup) -> None:
    """Show the four blocks, and under them the line of news.

    ``most`` is the highest week of all data, the top of the small columns.
    """
    blocks = (_total(found, tally, weeks, most), _type(found), _result(found), _other(found))
    show(_BLOCKS.format(joined(blocks)) + news)


def _total(found: Headline, tally: Tally, weeks: pd.DataFrame, most: int) -> Markup:
    figure = dutch.number(found.figures["total"].value)
    small = course(tally) or "geen eerdere gegevens om mee te vergelijken"
    first = _FIRST.format(figure, charts.spark(weeks.tail(SPARK_WEEKS), most))
    return _BLOCK.format(_DEFINED["total"], "Activeringen", first + _SMALL.format(small))


def _type(found: Headline) -> Markup:
    parts = [Segment(term.nl.lower(), found.figures[term.code].value, term.code) for term in TYPES.terms]
    meaning = " ".join(f"{term.nl}: {term.meaning}" for term in TYPES.terms)
    return _BLOCK.format(meaning, "Type", charts.stacked(parts))


def _result(found: Headline) -> Markup:
    parts = [
        Segment(_SHORT.get(term.code, term.nl.lower()), found.results[term.code], f"result-{term.code}")
        for term in RESULTS_OR_NONE.terms
    ]
    meaning = "Het zwaarste resultaat van elke activering."
    return _BLOCK.format(meaning, "Resultaat", charts.stacked(parts))


def _other(found: Headline) -> Markup:
    """Return integral deployment as a share, what still runs, and the housing."""
    value = {code: figure.value for code, figure in found.figures.items()}
    share = f" ({dutch.percent(value['integral'], value['total'])})" if value["total"] else ""
    locations = Markup('<span data-figure="housing">{}</span> {}').format(
        dutch.number(value["housing"]), "locatie" if value["housing"] == 1 else "locaties"
    )
    homes = Markup("plaatsen in {}").format(locations) if value["housing"] else NO_HOMES
    lines = joined(
        (
            _BIG.format("integral", dutch.number(value["integral"]), f"integrale inzet{share}"),
            _BIG.format("open", dutch.number(value["open"]), "nog lopend"),
            _BIG.format("places", homes_cell(value["places"], value["housing"]), homes),
        )
    )
    meaning = " ".join(_DEFINED[code] for code in ("integral", "open", "housing", "places"))
    return _BLOCK.format(meaning, "Inzet en huisvesting", lines)

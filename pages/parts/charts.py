"""Small pictures of numbers as markup: stacked bars, columns by week, sorted bars; drawn by ``style.css``.

Every number stands in them as text as well, so nothing is told by colour or length alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from geo import dutch
from geo.language import mark, say
from geo.picture import RESULTS_OR_NONE
from geo.rows import each_row
from geo.vocabulary import SECTORS, SOURCES, TYPES, of_type
from pages.parts.markup import EMPTY, Template, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from geo.picture import Counts
    from geo.vocabulary import Vocabulary

MOST_NUMBERED = 30
"""Past so many weeks only some columns carry their number: there is no room for more."""

_SEGMENT = Template('<i class="{}" style="flex-grow:{}" title="{}"></i>')
_KEY = Template('<li><i class="{0}"></i>{1} <b data-figure="{0}">{2}</b></li>')
_STACKED = Template('<div class="bar" aria-hidden="true">{}</div><ul class="key">{}</ul>')
_PIECE = Template('<i class="{}" style="height:{:.2f}%"></i>')
_COLUMN = Template('<li title="{}"><span class="column{}" aria-hidden="true">{}{}</span>{}</li>')
_SPARK = Template('<ol class="spark" aria-label="{}">{}</ol>')
_WEEKS = Template('<ol class="weeks" aria-label="{}">{}</ol>')
_BY_WEEK = mark("Activeringen per week")
_UNSEEN = Template('<span class="unseen">{}</span>')
_TOTAL = Template("<b>{}</b>")
_WEEK_TEXT = Template('<span class="week" aria-hidden="true">{}</span>{}')
_PARTIAL = Template('<span class="partial" aria-hidden="true">({})</span>')
_ROW = Template(
    '<tr><th scope="row">{}</th><td class="length"><i style="width:{:.1f}%"></i></td><td>{}</td></tr>'
)
_TABLE = Template('<table class="bars"><caption>{}</caption><tbody>{}</tbody></table>')


class Segment(NamedTuple):
    """A part of a stacked bar: its label, its count, and the class that gives it its colour."""

    label: str
    number: int
    look: str


def stacked(segments: Sequence[Segment]) -> Markup:
    """Return a bar divided by the counts, and a key with each label and number; zero has no length."""
    told = joined(_KEY.format(each.look, each.label, dutch.number(each.number)) for each in segments)
    drawn = (
        _SEGMENT.format(each.look, each.number, f"{each.label}: {dutch.number(each.number)}")
        for each in segments
        if each.number
    )
    return _STACKED.format(joined(drawn), told)


def spark(weeks: pd.DataFrame, most: int) -> Markup:
    """Return small columns of the weeks of ``per_week``, the highest possible being ``most``."""
    columns = joined(_column(week, most, EMPTY, EMPTY) for week in each_row(weeks))
    return _SPARK.format(say(_BY_WEEK), columns)


def weeks(table: pd.DataFrame, most: int) -> Markup:
    """Return large columns of the weeks of ``per_week``, by type; a week that is cut off says so.

    ``most`` is the number at the top of the axis: that of all data, so that a filter does not stretch it.
    """
    every = -(-len(table) // MOST_NUMBERED) or 1
    return _WEEKS.format(
        say(_BY_WEEK),
        joined(
            _column(
                week,
                most,
                *((_TOTAL.format(week.total), _text(week)) if number % every == 0 else (EMPTY, EMPTY)),
            )
            for number, week in enumerate(each_row(table))
        ),
    )


def _column(week: object, most: int, total: Markup, text: Markup) -> Markup:
    pieces = joined(
        _PIECE.format(code, 100 * getattr(week, code) / most)
        for code in reversed(TYPES.codes)
        if getattr(week, code)
    )
    told = _told(week)
    cut = "" if week.days == 7 else " cut"  # type: ignore[attr-defined]
    return _COLUMN.format(told, cut, total, pieces, _UNSEEN.format(told) + text)


def _told(week: object) -> str:
    """Return all about a week in words."""
    told = say(
        "week {number}, vanaf {day}: {activations} ({types})",
        number=week.week,  # type: ignore[attr-defined]
        day=dutch.day(week.Index),  # type: ignore[attr-defined]
        activations=dutch.counted(week.total, "activering", "activeringen"),  # type: ignore[attr-defined]
        types=", ".join(f"{(count := getattr(week, code))} {of_type(code, count)}" for code in TYPES.codes),
    )
    return told if week.days == 7 else say("{week}; alleen {days}", week=told, days=_days(week))  # type: ignore[attr-defined]


def _text(week: object) -> Markup:
    partial = EMPTY if week.days == 7 else _PARTIAL.format(_days(week))  # type: ignore[attr-defined]
    return _WEEK_TEXT.format(week.week, partial)  # type: ignore[attr-defined]


def _days(week: object) -> str:
    return dutch.counted(week.days, "dag", "dagen")  # type: ignore[attr-defined]


def bars(title: str, counts: Iterable[tuple[str, int]]) -> Markup:
    """Return a table of counts with bars, the highest first."""
    rows = sorted(counts, key=lambda row: -row[1])
    longest = max((count for _, count in rows), default=0) or 1
    return _TABLE.format(
        title, joined(_ROW.format(label, 100 * n / longest, dutch.number(n)) for label, n in rows)
    )


# several of them

SPREAD = {"sector": SECTORS, "resultaat": RESULTS_OR_NONE, "bron": SOURCES}
"""By what the activations are spread beside the map, with the words of each."""
_SPREAD_BY = {"sector": mark("Sector"), "resultaat": mark("Resultaat"), "bron": mark("Bron")}

_TITLED = Template('<section class="part"><h2>{}</h2>{}</section>')
_SPREAD = Template('<div class="beside">{}</div>')


def titled(title: str, content: Markup = EMPTY) -> Markup:
    """Return a part of the page under a heading; the heading alone where what it heads is no markup."""
    return _TITLED.format(title, content)


def spread(found: Mapping[str, Counts]) -> Markup:
    """Return the counts of each of SPREAD as sorted bars; what is unknown comes last of its equals."""
    return _SPREAD.format(
        joined(
            bars(say(_SPREAD_BY[by]), ((_label(SPREAD[by], code), n) for code, n in one.counts.items()))
            for by, one in found.items()
        )
    )


def _label(words: Vocabulary, code: str) -> str:
    return words.label(code) if code in words.codes else say("Onbekend")

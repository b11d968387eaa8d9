"""The weeks as bars split by type, upright on one axis; and the key of the types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dutch
from geo.charts import round_ticks
from geo.drawings.inks import FAINT, KINDS, SOFT, mixed
from geo.drawings.pen import text_width
from geo.language import say
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from geo.drawings.facts import Facts
    from geo.drawings.pen import Pen

_SIZE = 8.5
_HEAD, _FOOT, _LEFT = 20.0, 40.0, 26.0
_NARROWEST = 24.0  # points for a week with its number


def draw_weeks(pen: Pen, facts: Facts) -> None:
    """Draw a column for each week, with its number; one that the period cuts off is hatched."""
    weeks: list[Any] = list(facts.weeks.itertuples())
    most = max([1, *(int(week.total) for week in weeks)])
    bottom = pen.height - _FOOT
    scale = (bottom - _HEAD - 14) / most
    draw_kinds(pen, _LEFT, 9)
    for tick in (tick for tick in round_ticks(most) if float(tick).is_integer()):
        y = bottom - tick * scale
        pen.line([_LEFT, pen.width], [y, y], FAINT if tick else SOFT, width=0.6)
        pen.text(_LEFT - 6, y, dutch.number(tick), _SIZE, align="right", vertical="center", colour=SOFT)
    step = (pen.width - _LEFT) / max(len(weeks), 1)
    every = -(-_NARROWEST // step) if step < _NARROWEST else 1
    for place, week in enumerate(weeks):
        part = pen.part(_LEFT + place * step, 0, step, pen.height)
        _column(part, week, bottom, scale, named=place % every == 0)
    if weeks:
        years = sorted({int(week.year) for week in weeks})
        told = say("weeknummers van {years}", years=dutch.listed([str(year) for year in years]))
        pen.text(pen.width, pen.height - 4, told, _SIZE, align="right", colour=SOFT)


def _column(pen: Pen, week: Any, bottom: float, scale: float, *, named: bool) -> None:  # noqa: ANN401 a row
    width = min(0.72 * pen.width, 40)
    left, middle, y = (pen.width - width) / 2, pen.width / 2, bottom
    whole = week.days == 7
    for code, colour in zip(TYPES.codes, KINDS, strict=True):
        height = getattr(week, code) * scale
        y -= height
        if height:
            fill = colour if whole else mixed(colour, 0.35)
            hatch = "" if whole else "////"
            pen.rectangle(left, y, width, height, fill, edge=colour, line=0.5, hatch=hatch)
    if not named:
        return
    if week.total:
        pen.text(middle, y - 4, dutch.number(int(week.total)), _SIZE, align="center", bold=True)
    pen.text(middle, bottom + 12, f"{week.week}", _SIZE, align="center", colour=SOFT)
    if not whole:
        told = dutch.counted(int(week.days), "dag", "dagen")
        size = _SIZE if text_width(told, _SIZE) < pen.width else 6.0
        pen.text(middle, bottom + 23, told, size, align="center", colour=SOFT)


def draw_kinds(pen: Pen, left: float, baseline: float) -> float:
    """Draw the key of the types on one line; return where it ends."""
    for term, colour in zip(TYPES.terms, KINDS, strict=True):
        pen.rectangle(left, baseline - 8, 9, 9, colour)
        pen.text(left + 13, baseline, term.label, _SIZE)
        left += 13 + text_width(term.label, _SIZE) + 16
    return left

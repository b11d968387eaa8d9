"""The regions ranked by rate: a dot with its exact interval for each, the national rate as a line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geo import dutch
from geo.charts import MARKS, decimals_of, rate_top, round_ticks
from geo.drawings.inks import FAINT, INK, SOFT, ink_of
from geo.drawings.verdicts import draw_dot, draw_verdict_key
from geo.language import say
from geo.picture import rank_shown

if TYPE_CHECKING:
    from collections.abc import Hashable

    from geo.drawings.facts import Facts
    from geo.drawings.pen import Pen
    from geo.picture import Density

_TALLEST, _LOWEST, _WIDE = 26.0, 15.0, 480.0
_HEAD, _KEY, _GAP = 30.0, 20.0, 36.0


def draw_ranking(pen: Pen, facts: Facts) -> None:
    """Draw the regions that are shown, the highest rate first, in as many columns as fit."""
    fits = len(rank_shown(facts.compared)) * _LOWEST + _HEAD + _KEY <= pen.height
    draw_regions(pen, facts.compared, columns=1 if fits else 2)


def draw_regions(pen: Pen, found: Density, columns: int) -> None:
    """Draw the regions of a comparison in so many columns of one scale."""
    draw_verdict_key(pen, pen.height - 2)
    rows = list(rank_shown(found).values())
    each = -(-len(rows) // columns) or 1
    height = min(_TALLEST, (pen.height - _HEAD - _KEY) / each)
    width = (pen.width - _GAP * (columns - 1)) / columns
    for column in range(columns):
        part = pen.part(column * (width + _GAP), 0, width, pen.height)
        _Column(part, found, height).draw(rows[column * each : (column + 1) * each])


class _Column:
    """One column of the ranking, with its axis; all columns have one scale."""

    def __init__(self, pen: Pen, found: Density, height: float) -> None:
        self.pen, self.found, self.height = pen, found, height
        self.top = rate_top(found)
        self.size = min(9.0, height * 0.52)
        self.start, self.end = 0.33 * pen.width, 0.78 * pen.width

    def across(self, rate: float) -> float:
        return self.start + (self.end - self.start) * min(rate / self.top, 1.0)

    def draw(self, rows: list[dict[Hashable, Any]]) -> None:
        pen, size = self.pen, self.size
        ticks = round_ticks(self.top)
        places = decimals_of(ticks)
        bottom = _HEAD + self.height * len(rows)
        for x, text in (
            (0.88 * pen.width, say("aantal")),
            (pen.width, say("verhouding") if pen.width > _WIDE else say("verh.")),
        ):
            pen.text(x, _HEAD - 8, text, size, align="right", colour=SOFT)
        pen.text(0, _HEAD - 8, self.found.denominator.label, size, colour=SOFT)
        for tick in ticks:
            x = self.across(tick)
            pen.line([x, x], [_HEAD - 3, bottom], FAINT, width=0.6)
            pen.text(x, _HEAD - 8, dutch.number(tick, places), size, align="center", colour=SOFT)
        if self.found.count:
            x = self.across(self.found.national)
            pen.line([x, x], [_HEAD - 3, bottom], INK, width=1.1, dash=(4, 3))
        for place, row in enumerate(rows):
            self._row(row, _HEAD + self.height * (place + 0.5))

    def _row(self, row: dict[Hashable, Any], middle: float) -> None:
        pen, size = self.pen, self.size
        sign = MARKS[row["verdict"]].sign
        bold = bool(sign)
        pen.text(0, middle, f"{sign} {row['name']}".strip(), size, vertical="center", bold=bold)
        if math.isnan(row["rate"]):
            text = say("afgeschermd") if row["state"] == "afgeschermd" else say(dutch.NO_DATA)
            pen.text(self.start, middle, text, size, vertical="center", colour=SOFT)
            return
        rate = dutch.number(row["rate"], self.found.denominator.decimals)
        for x, text in ((0.88 * pen.width, dutch.number(row["count"])), (pen.width, rate)):
            pen.text(x, middle, text, size, align="right", vertical="center", bold=bold)
        self._marks(row, middle)

    def _marks(self, row: dict[Hashable, Any], y: float) -> None:
        pen, mark = self.pen, MARKS[row["verdict"]]
        colour = ink_of(mark)
        pen.line([self.across(row["low"]), self.across(row["high"])], [y, y], colour, width=1.6)
        if row["high"] > self.top:
            pen.text(self.end + 1, y, "▸", 8, vertical="center", colour=colour)
        shrunken = self.across(row["shrunken"])
        pen.line([shrunken, shrunken], [y - 4.5, y + 4.5], SOFT, width=0.9)
        if row["rate"] <= self.top * (1 + 1e-9):
            draw_dot(pen, self.across(row["rate"]), y, mark)

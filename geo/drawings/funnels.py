"""The funnel: how each region differs from the national rate, by how many activations were expected there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo import dutch
from geo.charts import EXPECTED, MARKS, decimals_of, funnel_range, round_ticks, strikes
from geo.drawings.boxes import Box, place_beside
from geo.drawings.inks import FAINT, INK, SOFT, ink_of
from geo.drawings.pen import text_width
from geo.drawings.verdicts import draw_dot, draw_verdict_key
from geo.language import say
from geo.picture import LIMITS, find_limits

if TYPE_CHECKING:
    from collections.abc import Hashable

    from geo.drawings.facts import Facts
    from geo.drawings.pen import Pen

_LEFT, _TOP, _FOOT = 30.0, 26.0, 36.0
_DASHES: tuple[tuple[float, ...], ...] = ((6, 3), (2, 3))
_POINTS = 160
_SIZE = 8.5

Row = dict["Hashable", Any]


class _Dot(NamedTuple):
    """Where a region stands; ``beyond`` the top it is an arrow on the edge."""

    row: Row
    x: float
    y: float
    beyond: bool


def draw_funnel(pen: Pen, facts: Facts) -> None:
    """Draw the regions that are shown; names where they fit, the most striking first."""
    funnel = _Funnel(pen, facts)
    funnel.draw_axes()
    funnel.draw_limits()
    dots = [funnel.dot(row) for row in facts.compared.shown_rows.values()]
    for dot in dots:
        funnel.draw_dot(dot)
    funnel.draw_names(dots)
    draw_verdict_key(pen, pen.height - 4)


class _Funnel:
    """The axes: across the expected number by its square root, upwards times the national rate."""

    def __init__(self, pen: Pen, facts: Facts) -> None:
        self.pen = pen
        self.most, self.top = funnel_range(facts.compared)
        self.bottom = pen.height - _FOOT

    def across(self, expected: float) -> float:
        return _LEFT + (self.pen.width - _LEFT - 6) * math.sqrt(expected / self.most)

    def down(self, ratio: float) -> float:
        return self.bottom - (self.bottom - _TOP) * min(ratio / self.top, 1.0)

    def dot(self, row: Row) -> _Dot:
        ratio = 0.0 if math.isnan(row["ratio"]) else row["ratio"]
        return _Dot(row, self.across(row["expected"]), self.down(ratio), ratio > self.top)

    def draw_axes(self) -> None:
        pen = self.pen
        pen.text(0, 11, say("maal het landelijk beeld"), _SIZE, colour=SOFT)
        pen.text(
            pen.width,
            pen.height - 4,
            say("verwacht aantal activeringen →"),
            _SIZE,
            align="right",
            colour=SOFT,
        )
        ticks = round_ticks(self.top)
        places = decimals_of(ticks)
        for tick in ticks:
            y = self.down(tick)
            pen.line([_LEFT, pen.width], [y, y], INK if tick == 1 else FAINT, width=1.0 if tick == 1 else 0.6)
            pen.text(
                _LEFT - 6, y, dutch.number(tick, places), _SIZE, align="right", vertical="center", colour=SOFT
            )
        taken = -math.inf
        for number in (one for one in EXPECTED if one <= self.most):
            x, text = self.across(number), dutch.number(number)
            pen.line([x, x], [self.bottom, self.bottom + 4], SOFT, width=0.8)
            if x - text_width(text, _SIZE) / 2 > taken:
                pen.text(x, self.bottom + 15, text, _SIZE, align="center", colour=SOFT)
                taken = x + text_width(text, _SIZE) / 2 + 4

    def draw_limits(self) -> None:
        expected = self.most * np.linspace(0.02, 1, _POINTS) ** 2
        for alpha, dash in zip(LIMITS, _DASHES, strict=True):
            for limit in find_limits(expected, alpha):
                seen = np.isfinite(limit) & (limit / expected <= self.top)
                xs = [self.across(value) for value in expected[seen]]
                ys = [self.down(value) for value in (limit / expected)[seen]]
                if len(xs) > 1:
                    self.pen.line(xs, ys, SOFT, width=1.1, dash=dash)

    def draw_dot(self, dot: _Dot) -> None:
        mark = MARKS[dot.row["verdict"]]
        colour = ink_of(mark)
        if dot.beyond:
            self.pen.text(dot.x, _TOP, "▲", 9, align="center", vertical="center", colour=colour)
        else:
            draw_dot(self.pen, dot.x, dot.y, mark)

    def draw_names(self, dots: list[_Dot]) -> None:
        taken = [Box.around(dot.x, dot.y, 10, 10) for dot in dots]
        whole = Box(_LEFT, 0, self.pen.width, self.bottom - 1)
        for dot in sorted(dots, key=lambda dot: strikes(dot.row)):
            bold = not MARKS[dot.row["verdict"]].faded
            width = text_width(dot.row["name"], _SIZE, bold=bold)
            found = place_beside(
                dot.x, dot.y, (width, _SIZE + 2), radius=5, taken=taken, whole=whole, sides=2
            )
            if found:
                taken.append(found)
                x, y = found.middle
                self.pen.text(
                    x, y, dot.row["name"], _SIZE, align="center", vertical="center", bold=bold, halo="white"
                )

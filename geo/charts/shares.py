"""Shares of a whole with their intervals, on one scale from 0 to 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo import dutch
from geo.charts.drawing import Drawing
from geo.charts.marks import SOFT, draw_dot, draw_line, draw_text
from geo.charts.marks import Mark as Look
from geo.charts.markup import percent
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.picture import Share

ROW, HEAD = 24, 22
_FROM, _TO = 0.34, 0.8
_TICKS = (0, 0.25, 0.5, 0.75, 1)
_DOT = Look("currentColor")


def draw_shares(shares: Mapping[str, Share], label: str) -> Drawing:
    """Return a row for each name: its share as a dot, the interval as a line, and both numbers.

    Of nothing there is no share: such a row says so.
    """
    height = HEAD + ROW * len(shares) + 4
    rows = (
        part
        for place, (name, share) in enumerate(shares.items())
        for part in _row(name, share, HEAD + ROW * (place + 0.5))
    )
    return Drawing(label, height, Markup().join([*_axis(height), *rows]))


def _across(share: float) -> float:
    return _FROM + (_TO - _FROM) * share


def _axis(height: float) -> Iterator[Markup]:
    for tick in _TICKS:
        x = _across(tick)
        yield draw_line(x, HEAD - 4, x, height, stroke_opacity=0.15)
        yield draw_text(
            x, HEAD - 8, dutch.percent(int(100 * tick), 100), text_anchor="middle", fill_opacity=SOFT
        )


def _row(name: str, share: Share, middle: float) -> Iterator[Markup]:
    yield draw_text(_FROM - 0.02, middle + 4, name, text_anchor="end")
    if not share.whole:
        yield draw_text(_FROM + 0.02, middle + 4, say("geen activering"), fill_opacity=SOFT)
        return
    yield draw_line(_across(share.low), middle, _across(share.high), middle, stroke_width=2, opacity=0.6)
    yield draw_dot(_DOT, percent(_across(share.part / share.whole)), middle)
    told = say("{part} van {whole}", part=share.part, whole=share.whole)
    yield draw_text(1, middle + 4, told, text_anchor="end")

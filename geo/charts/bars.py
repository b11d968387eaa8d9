"""Counts as bars that lie under each other, each divided by what it consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from geo import dutch
from geo.charts.drawing import Drawing
from geo.charts.marks import draw_line, draw_text
from geo.charts.markup import element, percent
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROW = 20
_FROM, _TO = 0.42, 0.88


class Piece(NamedTuple):
    """A part of a bar: its number, what it counts, and the class of its colour (``drawing``)."""

    number: int
    noun: str
    look: str = ""


class Bar(NamedTuple):
    """A bar with its label; its length is the sum of its pieces. Without pieces there are no data."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def total(self) -> int:
        """The count of all its pieces."""
        return sum(piece.number for piece in self.pieces)


def draw_bars(bars: Sequence[Bar], most: int, label: str) -> Drawing:
    """Return bars with their counts; ``most`` is what the longest would count, one for all compared."""
    height = ROW * len(bars) + 4
    rows = (part for place, bar in enumerate(bars) for part in _row(bar, ROW * place, max(most, 1)))
    base = draw_line(_FROM, 0, _FROM, height, stroke_opacity=0.5)
    return Drawing(label, height, Markup().join([*rows, base]))


def _row(bar: Bar, top: float, most: int) -> Iterator[Markup]:
    middle = top + ROW / 2 + 4
    yield draw_text(_FROM - 0.02, middle, bar.label, text_anchor="end")
    left = _FROM
    for piece in bar.pieces:
        width = (_TO - _FROM) * piece.number / most
        told = say("{label}: {value}", label=f"{bar.label}, {piece.noun}", value=dutch.number(piece.number))
        rect = element(
            "rect",
            element("title", told),
            x=percent(left),
            y=top + 3,
            width=percent(width),
            height=ROW - 6,
            class_=piece.look or None,
            fill_opacity=None if piece.look else 0.7,
        )
        left += width
        if piece.number:
            yield rect
    yield draw_text(left + 0.015, middle, dutch.number(bar.total) if bar.pieces else say(dutch.NO_DATA))

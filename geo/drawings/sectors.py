"""The sectors as bars split by type, the most outbreaks first; how many, and where they come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.areas import load_boundaries
from geo.drawings.bars import draw_kinds
from geo.drawings.inks import INK, KINDS, SOFT
from geo.drawings.pen import fitted, text_width, wrapped
from geo.language import say
from geo.picture import sector_label
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from geo.drawings.facts import Facts
    from geo.drawings.pen import Pen
    from geo.picture import Sectors, Share

_SIZE = 8.5
_HEAD = 34.0
_TALLEST_ROW = 46.0
_WORD, _COUNT, _SHARE, _BACK = 132.0, 40.0, 100.0, 200.0  # points of the columns beside the bars
_WIDE = 640.0
"""A narrower drawing tells the outbreaks only: a text has the rest in its tables."""
_MOST_LINES = 3
_BETWEEN = 6.0  # points from a heading to the next


def draw_sectors(pen: Pen, facts: Facts) -> None:
    """Draw a row for each sector: activations by type, outbreaks and integral deployment with interval."""
    found = facts.sectors
    rows = list(found.ranked.index)
    wide = pen.width >= _WIDE
    height = min(_TALLEST_ROW, (pen.height - _HEAD - 2) / max(len(rows), 1))
    right = pen.width - _SHARE - (_SHARE + _BACK if wide else 0)
    draw_kinds(pen, _WORD, 9)
    heads = [say("Uitbraken")]
    if wide:
        heads += [say("Integrale inzet"), say("Uitbraken op meer dan één dag in")]
    for place, head in enumerate(heads):
        room = (_SHARE if place < len(heads) - 1 else pen.width - right - place * _SHARE) - _BETWEEN
        pen.text(right + place * _SHARE, 9, head, fitted(head, _SIZE, room, bold=True), bold=True)
    pen.text(right, 21, say("aandeel, 95%-interval"), 7.5, colour=SOFT)
    scale = (right - _WORD - _COUNT) / max(1, int(found.table["total"].max()))
    for place, code in enumerate(rows):
        row = pen.part(0, _HEAD + place * height, pen.width, height)
        _draw_bar(row, found, str(code), scale)
        _draw_share(row, right, found.share(str(code), "infections"))
        if wide:
            _draw_share(row, right + _SHARE, found.share(str(code), "integral"))
            _draw_lines(row, right + 2 * _SHARE, _returned(found, str(code)))
    pen.line([_WORD, _WORD], [_HEAD, _HEAD + height * len(rows)], INK, width=0.8)


def _draw_bar(pen: Pen, found: Sectors, code: str, scale: float) -> None:
    counts = found.rows[code]
    label = sector_label(code)
    size = fitted(label, 9, _WORD - 8)
    pen.text(_WORD - 8, pen.height / 2, label, size, align="right", vertical="center")
    x = _WORD
    for kind, colour in zip(TYPES.codes, KINDS, strict=True):
        pen.rectangle(x, 0.2 * pen.height, counts[kind] * scale, 0.6 * pen.height, colour)
        x += counts[kind] * scale
    pen.text(x + 6, pen.height / 2, dutch.number(counts["total"]), 10, vertical="center", bold=True)


def _draw_share(pen: Pen, x: float, one: Share) -> None:
    part = dutch.number(one.part)
    pen.text(x, pen.height / 2, part, 10, vertical="center", bold=True)
    if one.whole:
        x += text_width(part, 10, bold=True) + 5
        told = f"{one.percent} ({one.interval})"
        pen.text(x, pen.height / 2, told, _SIZE, vertical="center", colour=SOFT)


def _returned(found: Sectors, code: str) -> str:
    names = load_boundaries().regions["name"]
    return dutch.listed([f"{names[region]} ({count})" for region, count in found.returned(code)])


def _draw_lines(pen: Pen, x: float, text: str) -> None:
    """Write a text in the middle of a row, over as many lines as fit in it."""
    size = min(_SIZE, pen.height / 3.6)
    lines = wrapped(text, size, pen.width - x)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1].rstrip(',')} …"]
    for place, line in enumerate(lines):
        y = pen.height / 2 + (place - (len(lines) - 1) / 2) * 1.2 * size
        pen.text(x, y, line, size, vertical="center")

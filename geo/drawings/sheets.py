"""A drawing on a sheet: title, filters, the drawing, and what it says about itself at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.areas import ATTRIBUTION
from geo.drawings.bars import draw_weeks
from geo.drawings.blind_spots import draw_blind_spots
from geo.drawings.funnels import draw_funnel
from geo.drawings.inks import FAINT, INK, SOFT
from geo.drawings.maps import draw_map
from geo.drawings.pen import Page, text_width
from geo.drawings.rankings import draw_ranking
from geo.drawings.sectors import draw_sectors
from geo.drawings.subjects import SUBJECTS
from geo.exports import SOURCE
from geo.language import mark, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.drawings.facts import Facts
    from geo.drawings.pen import Pen

DRAW: dict[str, Callable[[Pen, Facts], None]] = {
    "map": draw_map,
    "ranking": draw_ranking,
    "funnel": draw_funnel,
    "weeks": draw_weeks,
    "sectors": draw_sectors,
    "blind-spots": draw_blind_spots,
}
"""By code of SUBJECTS."""

_A4 = (595.0, 842.0)
_WIDE = (960.0, 540.0)
_DPI = {"a4": 150, "16x9": 144}  # 1240 by 1754 and 1920 by 1080 pixels
_DPI_ALONE = 160
_MARGIN = 36.0
_BADGE = mark("FICTIEVE GEGEVENS")
_FICTIONAL_INK = "#8a1538"


@dataclass(frozen=True)
class _Letters:
    title: float
    text: float
    small: float


def drawn_sheet(facts: Facts, what: str, size: str, file_format: str) -> bytes:
    """Return one of SUBJECTS on a sheet of a size (``a4`` or ``16x9``) as ``png``, ``pdf`` or ``svg``."""
    subject = SUBJECTS[what]
    width, height = _WIDE if size == "16x9" else (_A4[::-1] if subject.lying else _A4)
    page = Page(width, height)
    pen = page.pen.part(_MARGIN, _MARGIN * 0.8, width - 2 * _MARGIN, height - 1.6 * _MARGIN)
    letters = _Letters(18, 10.5, 8)
    top = _head(pen, facts, what, letters)
    foot = _foot(pen, facts, what, letters)
    DRAW[what](pen.part(0, top, pen.width, pen.height - top - foot), facts)
    title = f"{subject.title(facts)} – {facts.viewer.label}"
    return page.saved(file_format, title=title, dpi=_DPI[size])


def drawn_alone(facts: Facts, what: str, width: float, height: float) -> bytes:
    """Return one of SUBJECTS alone, without title and foot, as PNG: for in a report; sizes in points."""
    page = Page(width, height)
    DRAW[what](page.pen, facts)
    return page.saved("png", title=SUBJECTS[what].title(facts), dpi=_DPI_ALONE)


def _head(pen: Pen, facts: Facts, what: str, letters: _Letters) -> float:
    """Write title, period, filters and what the figures say; return where the drawing may begin."""
    subject, width = SUBJECTS[what], pen.width
    if facts.snapshot.demo:
        told = say(_BADGE)
        badge = text_width(told, 9, bold=True) + 16
        pen.rectangle(pen.width - badge, 0, badge, 19, edge=_FICTIONAL_INK, line=1.2)
        pen.text(pen.width - badge / 2, 13, told, 9, align="center", bold=True, colour=_FICTIONAL_INK)
        width -= badge + 20
    y = pen.paragraph(0, subject.title(facts), letters.title, width=width, bold=True, leading=1.2)
    about = " · ".join(filter(None, [facts.period, facts.filters, facts.audience]))
    y = pen.paragraph(y + 3, about, letters.text, colour=SOFT)
    if told := subject.told(facts):
        y = pen.paragraph(y + 4, told, letters.text - 1, colour=INK)
    return y + 10


def _foot(pen: Pen, facts: Facts, what: str, letters: _Letters) -> float:
    """Write how the figures add up, of which moment they are and from whom; return how high that is."""
    small = letters.small
    added_up = say("Optelling: {sum}", sum=SUBJECTS[what].added_up(facts))
    lines = [
        (" ".join(filter(None, (added_up, facts.withheld))), INK, False),
        (
            say(
                "{stands} {audience}. Bron: {source}.",
                stands=facts.stands,
                audience=facts.audience,
                source=SOURCE,
            ),
            SOFT,
            False,
        ),
        (say(ATTRIBUTION), SOFT, False),
        *([(facts.invented, _FICTIONAL_INK, True)] if facts.invented else []),
    ]
    sizes = [small, small, small - 1.5, small]
    height = sum(
        pen.measured(text, size, bold=bold) for (text, _, bold), size in zip(lines, sizes, strict=False)
    )
    y = pen.height - height
    pen.line([0, pen.width], [y - 5, y - 5], FAINT, width=0.8)
    for (text, colour, bold), size in zip(lines, sizes, strict=False):
        y = pen.paragraph(y, text, size, colour=colour, bold=bold)
    return height + 16

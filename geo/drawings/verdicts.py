"""The mark of what the comparison says of a region, and the key that tells what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.charts import MARKS
from geo.drawings.inks import SOFT, ink_of
from geo.drawings.pen import text_width
from geo.language import mark as marked
from geo.language import say

if TYPE_CHECKING:
    from geo.charts import Mark
    from geo.drawings.pen import Pen

_SIZE = 7.5
_KEY = {
    "hoger": marked("hoger dan landelijk"),
    "lager": marked("lager dan landelijk"),
    "toeval": marked("kan toeval zijn"),
    "te weinig verwacht": marked("te weinig verwacht om lager vast te stellen"),
}
"""By code of VERDICTS, short enough for one line."""


def draw_dot(pen: Pen, x: float, y: float, mark: Mark) -> None:
    """Draw the dot of a region; hollow where lower could not have been established."""
    colour = ink_of(mark)
    pen.circle(x, y, 3.6, "white" if mark.hollow else colour, edge=colour, line=1.2)


def draw_verdict_key(pen: Pen, baseline: float) -> None:
    """Draw what the dots mean on one line."""
    x = 4.0
    for code, told in _KEY.items():
        mark = MARKS[code]
        words = f"{mark.sign} {say(told)}".strip()
        draw_dot(pen, x, baseline - 3, mark)
        pen.text(x + 8, baseline, words, _SIZE, colour=SOFT)
        x += 8 + text_width(words, _SIZE) + 14

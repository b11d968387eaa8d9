"""The mark of what the comparison says of a region, and the key that tells what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import language
from geo.charts import MARKS
from geo.drawings.inks import SOFT, ink_of
from geo.drawings.pen import fitted, text_width

if TYPE_CHECKING:
    from geo.charts import Mark
    from geo.drawings.pen import Pen

_SIZE = 7.5
_KEY = {
    "hoger": language.mark("hoger dan landelijk"),
    "lager": language.mark("lager dan landelijk"),
    "toeval": language.mark("kan toeval zijn"),
    "te weinig verwacht": language.mark("te weinig verwacht om lager vast te stellen"),
}
"""By code of VERDICTS, short enough for one line; marked."""


def draw_dot(pen: Pen, x: float, y: float, mark: Mark) -> None:
    """Draw the dot of a region; hollow where lower could not have been established."""
    colour = ink_of(mark)
    pen.circle(x, y, 3.6, "white" if mark.hollow else colour, edge=colour, line=1.2)


def draw_verdict_key(pen: Pen, baseline: float) -> None:
    """Draw what the dots mean on one line."""
    key = {code: f"{MARKS[code].sign} {language.say(told)}".strip() for code, told in _KEY.items()}
    x, gaps = 4.0, 22 * len(key)
    size = fitted("".join(key.values()), _SIZE, pen.width - gaps)
    for code, words in key.items():
        draw_dot(pen, x, baseline - 3, MARKS[code])
        pen.text(x + 8, baseline, words, size, colour=SOFT)
        x += 8 + text_width(words, size) + 14

"""What the drawings share: the colour and the sign of each verdict, and round numbers along an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

from markupsafe import Markup

from geo.charts.markup import element, percent


@dataclass(frozen=True)
class Mark:
    """How a region with some verdict is drawn; ``sign`` says the same without colour."""

    fill: str
    sign: str = ""
    hollow: bool = False
    faded: bool = True


BLUE = "#3f86c6"
"""Of a rate that chance does not explain: blue is a rate everywhere; 3 : 1 on white and on dark."""

MARKS = {
    "hoger": Mark(BLUE, "▲", faded=False),
    "lager": Mark(BLUE, "▼", faded=False),
    "toeval": Mark("currentColor"),
    "te weinig verwacht": Mark("currentColor", hollow=True),
    "geen gegevens": Mark("none"),
}
"""By code of VERDICTS."""

FADED = 0.6
"""How much of the colour of the text remains of what chance explains: still 3 : 1 against its background."""
SOFT = 0.8
"""How much of the colour of the text remains of words beside the figures: more than 4.5 : 1."""


def round_ticks(top: float, most: int = 5) -> list[float]:
    """Return at most ``most`` round numbers from 0 up to ``top``: steps of 1, 2 or 5 times a power of ten."""
    if not top > 0:
        return [0.0]
    power = 10.0 ** math.floor(math.log10(top / most))
    step = next(nice * power for nice in (1, 2, 5, 10, 20) if top / (nice * power) < most)
    return [round(number * step, 12) for number in range(math.floor(top / step + 1e-9) + 1)]


def decimals_of(ticks: list[float]) -> int:
    """Return with how many decimals the numbers along an axis are written."""
    return max((len(f"{tick:.6f}".rstrip("0").split(".")[1]) for tick in ticks), default=0)


def draw_dot(mark: Mark, across: str, down: float | str) -> Markup:
    """Return the dot of a region; hollow where lower could not have been established."""
    return element(
        "circle",
        cx=across,
        cy=down,
        r=4.5,
        fill="none" if mark.hollow else mark.fill,
        stroke=mark.fill,
        stroke_width=1.5,
        opacity=FADED if mark.faded else None,
    )


def draw_line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float | None) -> Markup:
    """Return a line in the colour of the text; x is a share of the width, y is in pixels."""
    given = {"stroke": "currentColor", **attributes}
    return element("line", x1=percent(x1), y1=y1, x2=percent(x2), y2=y2, **given)


def draw_text(x: float, y: float, text: str, **attributes: str | float | None) -> Markup:
    """Return a text; x is a share of the width, y is in pixels."""
    return element("text", text, x=percent(x), y=y, **attributes)

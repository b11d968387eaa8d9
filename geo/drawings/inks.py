"""The colours of a drawing on paper, made of those of the screen: one meaning each, here as there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.charts import FADED
from geo.layers import TYPE_COLOURS
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from geo.charts import Mark

INK, SOFT, FAINT = "#1f2a33", "#56616b", "#d5dade"
"""Text, words beside figures (6 : 1 on white), and lines that only guide the eye."""

KINDS = tuple(TYPE_COLOURS[code].light for code in TYPES.codes)
"""Of the types, in the order of their vocabulary."""


def mixed(colour: str, share: float, ground: str = "#ffffff") -> str:
    """Return so much of a colour such as ``#2c74b5`` on a ground: what transparency gives on paper."""
    parts = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02x}" for one, other in parts)


def ink_of(mark: Mark) -> str:
    """Return the colour of the mark of a verdict: grey for what chance explains."""
    return mixed(INK, FADED) if mark.faded else mark.fill


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))

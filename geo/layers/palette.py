"""Colours of the map and of every picture made from it: safe for colour-blind eyes, ordered light to dark.

The themes differ in lightness as well as in hue (yellow, vermilion, dark violet after Okabe and Ito, 2008),
the type is told by shape and integral deployment by a ring, so that nothing is lost in grey print. The
classes of the choropleth are one hue, light to dark (ColorBrewer "Blues"); zero is white, no data and
withheld are hatched.
"""

from __future__ import annotations

THEME_FILLS = {"wonen": "#f0c808", "werken": "#d55e00", "vervoer": "#4b2991"}
UNKNOWN_FILL = "#9a9a9a"
MARK_STROKE = "#1c1c1c"
TYPE_SHAPES = {"preventief": "circle", "repressief": "diamond"}

HOUSING_FILL = "#00897b"
ACTIVATION_CLUSTER = {"shape": "circle", "fill": "#1c1c1c", "ink": "#ffffff", "stroke": "#ffffff"}
HOUSING_CLUSTER = {"shape": "square", "fill": "#e3f3f0", "ink": "#00544a", "stroke": "#00897b"}

ZERO_FILL = "#ffffff"
INKS = ("#1f2a33", "#ffffff")
"""Text on a light and on a dark fill."""

_DARK_FROM = 3 * 125  # a fill whose three channels add up to no more takes white text

CLASS_FILLS = ("#deebf7", "#b3d0ea", "#7fb2dc", "#3578b5", "#1b5a9b", "#0b3266")


def class_fills(count: int) -> tuple[str, ...]:
    """Return ``count`` colours from light to dark, over the whole range; ValueError past what there are."""
    if not 0 <= count <= len(CLASS_FILLS):
        raise ValueError(f"{count} classes asked, 0 to {len(CLASS_FILLS)} can be told apart")
    if count <= 1:
        return CLASS_FILLS[2 : 2 + count]
    step = (len(CLASS_FILLS) - 1) / (count - 1)
    return tuple(CLASS_FILLS[round(step * position)] for position in range(count))


def ink_on(fill: str) -> str:
    """Return the colour of readable text on a fill such as ``#7fb2dc``: dark on light, white on dark."""
    light = sum(int(fill[place : place + 2], 16) for place in (1, 3, 5)) > _DARK_FROM
    return INKS[0] if light else INKS[1]

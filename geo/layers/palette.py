"""The colours of map, charts and tables: one meaning each, safe for colour-blind eyes, for light and dark.

The two types and the three themes differ in lightness as well as in hue (themes after Okabe and Ito, 2008),
so that nothing is lost in grey print; on the map the type is told by shape as well. Blue is a rate and
nothing else (ColorBrewer "Blues"); on a dark screen its ramp is reversed, so that much stands out in both.
Teal is housing, magenta is what one pointed out. Zero is plain land; no data and withheld are hatched.
"""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """One meaning, as it looks on a light and on a dark screen."""

    light: str
    dark: str

    @property
    def css(self) -> str:
        """The colour for a style: the browser takes the one that goes with the page's colour scheme."""
        return f"light-dark({self.light}, {self.dark})"


TYPE_COLOURS = {
    "preventief": Colour("#8faa3c", "#b5cf63"),
    "repressief": Colour("#9c1f3d", "#f0647f"),
}
THEME_COLOURS = {
    "wonen": Colour("#f0c808", "#f0c808"),
    "werken": Colour("#d55e00", "#ec7a1c"),
    "vervoer": Colour("#4b2991", "#a48be0"),
}
HOUSING = Colour("#00897b", "#3fb8aa")
HIGHLIGHT = Colour("#d6007a", "#ff5cb8")
"""What one clicked on or points at: the outline of a region, a row of a table."""

ZERO = Colour("#f7f7f5", "#27323c")
RATES = (
    Colour("#c6dbef", "#2d5580"),
    Colour("#93c1e1", "#3e72a4"),
    Colour("#5a9fd0", "#73abd8"),
    Colour("#2c74b5", "#a6cbe9"),
    Colour("#0b3f82", "#d5e8f7"),
)
"""The classes of a rate, from low to high."""

PAIRS = (
    (Colour("#f1dfc4", "#4b3a21"), Colour("#cf9a52", "#94692b"), Colour("#8a4b08", "#f0b563")),
    (Colour("#e6e4e1", "#3c4248"), Colour("#b4b1ac", "#6b727a"), Colour("#73706c", "#bcc3ca")),
    (Colour("#e1dff0", "#343150"), Colour("#aca6d2", "#645b9e"), Colour("#5a4f9c", "#b8b0f0")),
)
"""Two things at once, after ColorBrewer "PuOr": a row for each class of visits, none first, from brown by
grey to violet; across the classes of places, the more the further from the ground."""

# marks on the map have a light casing and a dark line, so that they are the same on both screens
THEME_FILLS = {code: colour.light for code, colour in THEME_COLOURS.items()}
UNKNOWN_FILL = "#9a9a9a"
MARK_STROKE = "#1c1c1c"
TYPE_SHAPES = {"preventief": "circle", "repressief": "diamond"}

HOUSING_FILL = HOUSING.light
ACTIVATION_CLUSTER = {"shape": "circle", "fill": "#ffffff", "ink": "#1c1c1c", "stroke": "#1c1c1c"}
HOUSING_CLUSTER = {"shape": "square", "fill": "#e3f3f0", "ink": "#00544a", "stroke": "#00897b"}

INKS = ("#1f2a33", "#ffffff")
"""Text on a light and on a dark fill."""

_LIGHT_FROM = 0.23  # the luminance on which both inks can be read equally well


def ink_on(fill: str) -> str:
    """Return the colour of readable text on a fill such as ``#7fb2dc``: dark on light, white on dark."""
    return INKS[0] if luminance(fill) > _LIGHT_FROM else INKS[1]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, between 0 and 1 (WCAG 2.1)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

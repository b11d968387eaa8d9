"""A drawing: an SVG, what it says in words, and where in it each region can be pointed at."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from markupsafe import Markup

from geo.charts.markup import element, percent

_LOOK = Markup(
    "svg{color:#1f2a33;font:12px system-ui,'Segoe UI',Roboto,sans-serif}"
    ".preventief{fill:#8faa3c}.repressief{fill:#9c1f3d}"
    "@media (prefers-color-scheme:dark){svg{color:#eef3f7}.preventief{fill:#b5cf63}.repressief{fill:#f0647f}}"
)
"""An image inherits nothing from the page; these are the colours of ``.streamlit/config.toml``, and those of
the types on the map (``layers.TYPE_COLOURS``)."""


@dataclass(frozen=True)
class Spot:
    """Where a region is drawn, and what to say of it: shares of the width, pixels down."""

    code: str
    title: str
    left: float
    width: float
    top: float
    height: float

    @property
    def style(self) -> str:
        """Where it lies over the drawing, for CSS."""
        across = f"left:{percent(self.left)};width:{percent(self.width)}"
        return f"{across};top:{self.top:g}px;height:{self.height:g}px"


@dataclass(frozen=True)
class Drawing:
    """An SVG as wide as where it stands and ``height`` pixels high; ``label`` says what it shows."""

    label: str
    height: float
    parts: Markup
    spots: tuple[Spot, ...] = ()

    @property
    def svg(self) -> Markup:
        """The drawing as an SVG of its own, inline or as a file."""
        return element(
            "svg",
            element("style", _LOOK),
            self.parts,
            xmlns="http://www.w3.org/2000/svg",
            role="img",
            aria_label=self.label,
            width="100%",
            height=self.height,
            fill="currentColor",
        )

    @property
    def image(self) -> str:
        """The drawing as the address of an image: Streamlit takes an inline SVG out of a page."""
        return f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"

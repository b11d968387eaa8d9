"""The one owner of matplotlib: a pen that draws on a page in points, and the page as PNG, PDF or SVG.

A point is 1/72 inch; x goes to the right and y down, from the upper left corner. Text is only text: its
dollars are no formula (``parse_math``), and a control character is left out. The letters are those that
matplotlib brings along, and nothing of the clock goes in: the same page gives the same bytes.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from matplotlib import get_data_path, rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, PathPatch, Rectangle, Wedge
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.textpath import text_to_path

from geo.drawings.inks import INK
from geo.plain_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Align = Literal["left", "center", "right"]
    Vertical = Literal["top", "center", "baseline", "bottom"]

FAMILY = "DejaVu Sans"

_POINTS_PER_INCH = 72
_HINTED = 1.01  # letters on a screen are a little wider than as they were designed
_STYLE: Any = {
    "font.family": FAMILY,
    "hatch.linewidth": 0.8,
    "pdf.fonttype": 42,  # letters that a reader of PDF finds again
    "svg.fonttype": "none",
    "svg.hashsalt": "operationeel-beeld",
    "path.simplify": True,
}
_NO_CLOCK: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "svg": {"Date": None, "Creator": None},
}


class Pen:
    """Draws on a rectangle of a page; ``part`` gives the pen for a smaller one within it."""

    def __init__(self, axes: Axes, left: float, top: float, width: float, height: float) -> None:
        self._axes, self.left, self.top = axes, left, top
        self.width, self.height = width, height

    def part(self, left: float, top: float, width: float, height: float) -> Pen:
        """Return a pen for a part of this rectangle."""
        return Pen(self._axes, self.left + left, self.top + top, width, height)

    def _add(self, artist: Artist) -> None:
        artist.set_clip_on(False)
        artist.set_zorder(len(self._axes.get_children()))  # what is drawn later lies on top
        self._axes.add_artist(artist)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str = INK,
        *,
        width: float = 1.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a line through points."""
        points = np.column_stack([np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)])
        style: Any = (0, dash) if dash else "solid"
        self._patch(Path(self._moved(points)), edge=colour, width=width, linestyle=style)

    def area(
        self,
        rings: Iterable[Points],
        fill: str = "none",
        *,
        edge: str = "none",
        width: float = 0.0,
        hatch: str = "",
    ) -> None:
        """Fill the closed rings together, one inside another is a hole; what lies past this part is cut."""
        paths = [Path(self._moved(ring), closed=True) for ring in rings if len(ring) > 2]
        if paths:
            box = Rectangle((self.left, self.top), self.width, self.height, transform=self._axes.transData)
            path = Path.make_compound_path(*paths)
            self._patch(path, fill=fill, edge=edge, width=width, hatch=hatch or None, within=box)

    def rectangle(  # noqa: PLR0913 where it lies and how it looks
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        fill: str = "none",
        *,
        edge: str = "none",
        line: float = 0.0,
        hatch: str = "",
    ) -> None:
        """Draw a rectangle."""
        corners = np.array(
            [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
        )
        path = Path(self._moved(np.vstack([corners, corners[:1]])), closed=True)
        self._patch(path, fill=fill, edge=edge, width=line, hatch=hatch or None)

    def circle(  # noqa: PLR0913 where it lies and how it looks
        self, x: float, y: float, radius: float, fill: str = "none", *, edge: str = "none", line: float = 0.0
    ) -> None:
        """Draw a circle."""
        centre = self.left + x, self.top + y
        self._add(Circle(centre, radius, facecolor=fill, edgecolor=edge, linewidth=line))

    def ring(
        self, x: float, y: float, radius: float, width: float, parts: Sequence[tuple[float, str]]
    ) -> None:
        """Draw a ring divided by numbers with their colours, from the top and clockwise."""
        total, angle = sum(number for number, _ in parts), 0.0
        for number, colour in parts:
            turn = 360 * number / total if total else 0
            if turn:
                # y goes down, so that angles already go clockwise
                centre = self.left + x, self.top + y
                begin, end = angle - 90, angle + turn - 90
                self._add(Wedge(centre, radius, begin, end, width=width, facecolor=colour, edgecolor="none"))
            angle += turn

    def text(  # noqa: PLR0913 where it stands and how it looks
        self,
        x: float,
        y: float,
        text: str,
        size: float = 9.0,
        *,
        align: Align = "left",
        vertical: Vertical = "baseline",
        colour: str = INK,
        bold: bool = False,
        halo: str = "",
    ) -> None:
        """Write one line of text; ``halo`` is the colour of the casing that keeps it readable on a map."""
        look = {"ha": align, "va": vertical, "fontsize": size, "fontweight": "bold" if bold else "normal"}
        if halo:  # below the text itself: letters with an effect are no text any more in SVG and PDF
            casing = self._write(x, y, text, halo, **look)
            casing.set_path_effects([Stroke(linewidth=2.2, foreground=halo)])
        self._write(x, y, text, colour, **look)

    def _write(self, x: float, y: float, text: str, colour: str, **look: Any) -> Text:  # noqa: ANN401
        return self._axes.text(
            self.left + x,
            self.top + y,
            printable(text),
            family=FAMILY,
            color=colour,
            parse_math=False,
            zorder=len(self._axes.get_children()),
            **look,
        )

    def paragraph(  # noqa: PLR0913 where it stands and how it looks
        self,
        y: float,
        text: str,
        size: float = 9.0,
        *,
        width: float | None = None,
        colour: str = INK,
        bold: bool = False,
        leading: float = 1.35,
    ) -> float:
        """Write a text over as many lines as it takes, the first below ``y``; return where it ends."""
        for line in wrapped(text, size, self.width if width is None else width, bold=bold):
            self.text(0, y + size, line, size, colour=colour, bold=bold)
            y += leading * size
        return y

    def measured(self, text: str, size: float, *, bold: bool = False, leading: float = 1.35) -> float:
        """Return how high a paragraph over the whole width is."""
        return leading * size * len(wrapped(text, size, self.width, bold=bold))

    def _moved(self, points: Points) -> Points:
        moved: Points = points + np.array([self.left, self.top])
        return moved

    def _patch(
        self,
        path: Path,
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.0,
        within: Rectangle | None = None,
        **look: Any,  # noqa: ANN401 what matplotlib takes
    ) -> None:
        patch = PathPatch(path, facecolor=fill, edgecolor=edge, linewidth=width, joinstyle="round", **look)
        self._add(patch)
        if within is not None:
            patch.set_clip_path(within)
            patch.set_clip_on(True)


class Page:
    """A page of so many points, white or without a ground; ``pen`` draws on it, ``saved`` gives its bytes."""

    def __init__(self, width: float, height: float) -> None:
        self._figure = Figure(
            figsize=(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH), facecolor="white"
        )
        axes = self._figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set(xlim=(0, width), ylim=(height, 0))
        self.pen = Pen(axes, 0, 0, width, height)

    def saved(self, file_format: str, *, title: str = "", dpi: float = 150) -> bytes:
        """Return the page as ``png``, ``pdf`` or ``svg``; the same page gives the same bytes."""
        sink = io.BytesIO()
        about = {**_NO_CLOCK[file_format], "Title": printable(title)}
        with rc_context(_STYLE):
            self._figure.savefig(sink, format=file_format, dpi=dpi, metadata=about)
        return sink.getvalue()


def font_file(*, bold: bool = False) -> FilePath:
    """Return the file of the letters, for who writes text without a pen."""
    return FilePath(get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{'-Bold' if bold else ''}.ttf"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how many points wide a line of text is."""
    return size * _width_of_one_point(text, bold) if text else 0.0


@lru_cache(maxsize=4096)  # each drawing has the same head and foot, measured before they are written
def _width_of_one_point(text: str, bold: bool) -> float:
    letters = FontProperties(family=FAMILY, weight="bold" if bold else "normal", size=1)
    width, _, _ = text_to_path.get_text_width_height_descent(text, letters, ismath=False)
    return _HINTED * float(width)


def fitted(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return the size at which a line fits in ``width``, no larger than asked: some languages take more."""
    return min(size, size * width / max(text_width(text, size, bold=bold), 1))


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines that fit in ``width``; a word that is too long for one stands on its own."""
    lines: list[str] = []
    for word in filter(None, printable(text).split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

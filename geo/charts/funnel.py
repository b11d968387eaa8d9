"""The funnel: how each region differs from the national rate, by how many activations were expected there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from markupsafe import Markup

from geo import dutch
from geo.charts.drawing import Drawing, Spot
from geo.charts.marks import (
    FADED,
    MARKS,
    SOFT,
    decimals_of,
    draw_dot,
    draw_line,
    draw_text,
    round_ticks,
)
from geo.charts.markup import Look, element, percent
from geo.charts.scales import EXPECTED, funnel_range, strikes
from geo.language import say
from geo.picture import LIMITS, find_limits, read_region

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator

    from numpy.typing import NDArray

    from geo.charts.scales import Range
    from geo.picture import Density

HEIGHT = 380
_LEFT, _RIGHT = 0.09, 0.98
_TOP, _BOTTOM = 28, HEIGHT - 40
_DASHES = ("6 3", "2 3")
_POINTS = 90
_LETTER, _NARROWEST = 6.4, 360  # pixels: a letter, and the width at which no two names may touch


def draw_funnel(found: Density, highlighted: Collection[str] = ()) -> Drawing:
    """Return the funnel of the regions that are shown; names where they fit, the most striking first.

    Across stands the expected number, on a scale of square roots so that small regions do not lie on top of
    each other; upwards the ratio to the national rate. A region past the top stands on the edge, as an arrow.
    """
    rows = found.shown_rows
    scale = _Scale(funnel_range(found))
    drawn = [_dot(scale, row, highlighted=code in highlighted) for code, row in rows.items()]
    parts = Markup().join([_axes(scale), _limits(scale), *drawn, *_names(scale, rows, highlighted)])
    label = say(
        "Trechter van {count} regio's: verwacht aantal en verhouding tot het landelijk beeld", count=len(rows)
    )
    spots = (_spot(str(code), scale.place(row), read_region(found, str(code))) for code, row in rows.items())
    return Drawing(label, HEIGHT, parts, tuple(spots))


def _spot(code: str, place: _Place, title: str) -> Spot:
    return Spot(code, title, place.across - 0.015, 0.03, max(place.down, _TOP) - 10, 20)


@dataclass(frozen=True)
class _Place:
    """Where a region stands: a share of the width, and pixels down."""

    across: float
    down: float
    beyond: bool


class _Scale:
    def __init__(self, reach: Range) -> None:
        self.most, self.top = reach

    def across(self, expected: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * math.sqrt(expected / self.most)

    def down(self, ratio: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * min(ratio / self.top, 1.0)

    def place(self, row: dict[Hashable, Any]) -> _Place:
        ratio = 0.0 if math.isnan(row["ratio"]) else row["ratio"]
        return _Place(self.across(row["expected"]), self.down(ratio), ratio > self.top)


def _axes(scale: _Scale) -> Markup:
    upwards = round_ticks(scale.top)
    places = decimals_of(upwards)
    end: Look = {"text_anchor": "end", "fill_opacity": SOFT}
    middle: Look = {**end, "text_anchor": "middle"}
    parts = [
        draw_text(_LEFT - 0.08, 14, say("maal het landelijk beeld"), fill_opacity=SOFT),
        draw_text(
            _RIGHT, HEIGHT - 6, say("verwacht aantal activeringen →"), text_anchor="end", fill_opacity=SOFT
        ),
    ]
    for tick in upwards:
        y = scale.down(tick)
        parts.append(draw_line(_LEFT, y, _RIGHT, y, stroke_opacity=1.0 if tick == 1 else 0.15))
        parts.append(draw_text(_LEFT - 0.012, y + 4, dutch.number(tick, places), **end))
    for number in (one for one in EXPECTED if one <= scale.most):
        x = scale.across(number)
        parts.append(draw_line(x, _BOTTOM, x, _BOTTOM + 5, stroke_opacity=0.5))
        parts.append(draw_text(x, _BOTTOM + 18, dutch.number(number), **middle))
    return Markup().join(parts)


def _limits(scale: _Scale) -> Markup:
    """Return the limits of chance, drawn in a box that stretches with the width."""
    expected = scale.most * np.linspace(0.02, 1, _POINTS) ** 2
    paths = [
        element(
            "path",
            d=_path(scale, expected, line / expected),
            fill="none",
            stroke="currentColor",
            stroke_opacity=0.75,
            stroke_dasharray=dash,
            vector_effect="non-scaling-stroke",
        )
        for alpha, dash in zip(LIMITS, _DASHES, strict=True)
        for line in find_limits(expected, alpha)
    ]
    width = percent(_RIGHT - _LEFT)
    return element(
        "svg",
        *paths,
        x=percent(_LEFT),
        y=_TOP,
        width=width,
        height=_BOTTOM - _TOP,
        viewBox=f"0 0 1000 {_BOTTOM - _TOP}",
        preserveAspectRatio="none",
    )


def _path(scale: _Scale, expected: NDArray[np.float64], ratios: NDArray[np.float64]) -> str:
    seen = np.isfinite(ratios) & (ratios <= scale.top)
    points = [
        f"{1000 * math.sqrt(x / scale.most):.1f},{scale.down(y) - _TOP:.1f}"
        for x, y in zip(expected[seen], ratios[seen], strict=True)
    ]
    return "M" + "L".join(points) if points else ""


def _dot(scale: _Scale, row: dict[Hashable, Any], *, highlighted: bool) -> Markup:
    place, mark = scale.place(row), MARKS[row["verdict"]]
    across = percent(place.across)
    parts = []
    if highlighted:
        parts.append(element("circle", cx=across, cy=place.down, r=9, fill="none", stroke="currentColor"))
    if place.beyond:
        look: Look = {"text_anchor": "middle", "fill": mark.fill, "opacity": FADED if mark.faded else None}
        parts.append(draw_text(place.across, _TOP + 4, "▲", **look))
    else:
        parts.append(draw_dot(mark, across, place.down))
    return element("g", *parts)


def _names(
    scale: _Scale, rows: dict[Hashable, dict[Hashable, Any]], highlighted: Collection[str]
) -> Iterator[Markup]:
    """Yield the names that touch neither each other nor a dot, the regions that matter most first."""

    def importance(item: tuple[Hashable, dict[Hashable, Any]]) -> tuple[bool, bool, float]:
        code, row = item
        return code not in highlighted, *strikes(row)

    places = {code: scale.place(row) for code, row in rows.items()}
    taken = [_box(place.across * _NARROWEST - 5, place.down, 10) for place in places.values()]
    for code, row in sorted(rows.items(), key=importance):
        place = places[code]
        width = _LETTER * len(row["name"])
        left = place.across * _NARROWEST + 9
        for start, anchor in ((left, "start"), (left - 18 - width, "end")):
            box = _box(start, place.down, width)
            if start >= 0 and start + width <= _NARROWEST and not any(_touch(box, other) for other in taken):
                taken.append(box)
                side = 9 if anchor == "start" else -9
                yield element(
                    "text",
                    row["name"],
                    x=percent(place.across),
                    dx=side,
                    y=max(place.down, _TOP) + 4,
                    text_anchor=anchor,
                    font_weight="bold" if code in highlighted else None,
                )
                break


_Box = tuple[float, float, float, float]


def _box(left: float, middle: float, width: float) -> _Box:
    return left, middle - 6, left + width, middle + 6


def _touch(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

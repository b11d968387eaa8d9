"""Circles for numbers on a map: the size is the number, a ring splits it by type; none covers another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import dutch
from geo.drawings.inks import INK, KINDS, SOFT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.drawings.ground import Ground
    from geo.drawings.pen import Pen

_LARGEST, _SMALLEST = 0.058, 6.5  # a share of the height of the map, and points
_MOST_UNIT = 9.0  # points of the radius of one activation
_ROUNDS = 80


@dataclass
class Circle:
    """The circle of an area: its code, its activations by type, where it stands and how large.

    One part alone is a number that is not split.
    """

    code: str
    parts: tuple[int, ...]
    x: float
    y: float
    radius: float

    @property
    def count(self) -> int:
        """The number of activations."""
        return sum(self.parts)

    def draw(self, pen: Pen) -> None:
        """Draw the circle with its number."""
        width = max(2.4, 0.28 * self.radius)
        pen.circle(self.x, self.y, self.radius + 1, "white")
        pen.ring(
            self.x,
            self.y,
            self.radius,
            width,
            list(zip(self.parts, KINDS if len(self.parts) > 1 else (SOFT,), strict=True)),
        )
        told = dutch.number(self.count)
        room = 2 * (self.radius - width) - 1
        size = max(6.0, min(15, 0.95 * room, 1.5 * room / len(told)))
        pen.text(self.x, self.y + 0.36 * size, told, size, align="center", bold=True, colour=INK)


class Sizes:
    """How large a circle is: its area is the number, as large as the most leaves room for."""

    def __init__(self, most: int, height: float) -> None:
        self.unit = min(_MOST_UNIT, _LARGEST * height / math.sqrt(max(most, 1)))

    def radius(self, count: int) -> float:
        """Return the radius of a number in points; a small one is as large as its figure needs."""
        return max(_SMALLEST, self.unit * math.sqrt(count))


def circles(ground: Ground, figures: Mapping[str, tuple[int, ...]], sizes: Sizes) -> list[Circle]:
    """Return a circle for each area with activations, the largest first, pushed apart where they touch."""
    found = [
        Circle(code, parts, *ground.anchor(code), sizes.radius(sum(parts)))
        for code, parts in figures.items()
        if sum(parts)
    ]
    found.sort(key=lambda circle: (-circle.count, circle.code))
    _separate(found)
    for circle in found:  # a district whose middle lies outside the picture stands on its edge
        margin = circle.radius + 3
        circle.x = min(max(circle.x, margin), ground.pen.width - margin)
        circle.y = min(max(circle.y, margin), ground.pen.height - margin)
    return found


def _separate(found: Iterable[Circle]) -> None:
    """Push circles that overlap apart, each the less the larger it is."""
    held = list(found)
    for _ in range(_ROUNDS):
        moved = False
        for place, one in enumerate(held):
            for other in held[place + 1 :]:
                across, down = (other.x - one.x) or 0.01, other.y - one.y
                distance = math.hypot(across, down)
                excess = one.radius + other.radius + 3 - distance
                if excess <= 0.1:
                    continue
                moved = True
                share = other.radius**2 / (one.radius**2 + other.radius**2)
                step = excess / distance
                one.x, one.y = one.x - across * step * share, one.y - down * step * share
                other.x += across * step * (1 - share)
                other.y += down * step * (1 - share)
        if not moved:
            return

"""Room for words on a drawing: a box beside a mark that touches nothing that stands there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.8, 0.6), (-0.8, 0.6), (0.8, -0.6), (-0.8, -0.6))
"""Where a name stands from its mark: right, left, below, above, and what is between."""


class Box(NamedTuple):
    """A rectangle in points, y down."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> Box:
        """Return the box of a size with its middle at a point."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def touches(self, other: Box) -> bool:
        """Whether two boxes have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether another box lies within this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def place_beside(  # noqa: PLR0913 a mark, what stands beside it, and what there already is
    x: float,
    y: float,
    size: tuple[float, float],
    *,
    radius: float,
    taken: Iterable[Box],
    whole: Box,
    sides: int = len(_AROUND),
) -> Box | None:
    """Return the first box of a size beside a round mark that is free and lies in ``whole``; None without.

    Of the places around the mark only the first ``sides`` are tried; for a radius of 0 also the mark itself.
    """
    taken = list(taken)
    for box in _places(x, y, radius, size, sides):
        if whole.holds(box) and not any(box.touches(other) for other in taken):
            return box
    return None


def _places(x: float, y: float, radius: float, size: tuple[float, float], sides: int) -> Iterator[Box]:
    width, height = size
    if not radius:
        yield Box.around(x, y, width, height)
    for across, down in _AROUND[:sides]:
        middle = (
            x + across * (radius + 2) + _sign(across) * width / 2 * min(1, abs(across) * 1.25),
            y + down * (radius + 1) + _sign(down) * height / 2,
        )
        yield Box.around(*middle, width, height)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)

"""A part of a total, with the interval that its size leaves."""

from __future__ import annotations

from typing import NamedTuple

from geo import dutch


class Share(NamedTuple):
    """A part of a total, with the interval of its share at 95 % (Jeffreys), from 0 to 1."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def percent(self) -> str:
        """The share in words: "45%"; "" of nothing."""
        return dutch.percent(self.part, self.whole) if self.whole else ""

    @property
    def interval(self) -> str:
        """The interval in words: "24–68%"; "" of nothing."""
        if not self.whole:
            return ""
        return f"{dutch.number(100 * self.low)}–{dutch.share(self.high)}"


def share_of(part: int, whole: int) -> Share:
    """Return what share ``part`` is of ``whole``; of nothing the interval runs from 0 to 1."""
    from geo.picture.exact import share_interval  # noqa: PLC0415 see density

    return Share(part, whole, *share_interval(part, whole))

"""How often somebody may do what costs much: so many times at once, and as many again spread over a while."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Rate:
    """So many times at once, and as many again spread over ``seconds``; kept of so many who do it."""

    times: int
    seconds: float = 60
    most: int = 10_000


class Often:
    """How often each did one thing lately, by what names them; who was quiet for long is forgotten."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._now = now
        self._free_at: dict[str, float] = {}  # when all that one may do at once is free to them again

    def may(self, who: str) -> bool:
        """Whether ``who`` may do it once more; if so, that counts."""
        now = self._now()
        free_at = max(self._free_at.get(who, now), now) + self._rate.seconds / self._rate.times
        if free_at - now > self._rate.seconds:
            return False
        if len(self._free_at) >= self._rate.most:
            self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        self._free_at[who] = free_at
        return True

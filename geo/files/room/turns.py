"""Who is next: so many at a time, in the order in which they came."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Turns:
    """Lets ``most`` at a time through; whoever leaves, waiting or done, makes room for the next."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._line: list[object] = []
        self._moved = threading.Condition()

    @contextmanager
    def turn(self, tell: Callable[[int], None], every_s: float) -> Iterator[None]:
        """Wait for a turn; ``tell`` hears now and then how many must be done first, and may raise."""
        ticket = object()
        with self._moved:
            self._line.append(ticket)
        try:
            while before := self._before(ticket):
                tell(before)
                self._wait(ticket, before, every_s)
            yield
        finally:
            with self._moved:
                self._line.remove(ticket)
                self._moved.notify_all()

    def _before(self, ticket: object) -> int:
        with self._moved:
            return max(0, self._line.index(ticket) - self._most + 1)

    def _wait(self, ticket: object, before: int, most_s: float) -> None:
        with self._moved:
            self._moved.wait_for(lambda: self._before(ticket) != before, most_s)

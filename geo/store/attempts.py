"""Attempts at what may take long, one at a time: whoever waits for one that fails shares that failure."""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from geo.errors import PictureError

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

SLOW_SECONDS, MOST_SECONDS = 1, 5


class Attempts:
    """One attempt at a time; a slow failure stands for as long as it took, at most ``MOST_SECONDS``.

    So ten visitors of a database that does not answer wait once, not one after the other, and what fails at
    once is tried again at once.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._failure: PictureError | None = None
        self._until = 0.0

    def make(self, attempt: Callable[[], Result]) -> Result:
        """Return what ``attempt`` returns; the PictureError of this attempt, or of one just before."""
        with self._turn:
            begun = monotonic()
            if self._failure is not None and begun < self._until:
                raise self._failure.with_traceback(None)
            try:
                result = attempt()
            except PictureError as failure:
                ended = monotonic()
                took = ended - begun
                self._failure = failure
                self._until = ended + (min(took, MOST_SECONDS) if took >= SLOW_SECONDS else 0)
                raise
            self._failure = None
            return result

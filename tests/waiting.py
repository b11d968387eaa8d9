"""Waiting in a test: for what is awaited, and never for a fixed time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_S = 60


def eventually(holds: Callable[[], bool]) -> None:
    """Return once something holds; fail when it does not come to be."""
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until, "it did not come to be"
        time.sleep(0.02)

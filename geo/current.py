"""The records as they are now: one open store in this process, for pages, routes and commands alike."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

from geo.settings import settings
from geo.store import open_store

if TYPE_CHECKING:
    from geo.store import Snapshot, Store

_opening = threading.Lock()


def store() -> Store:
    """Return the store of this process, opened by whoever asks first; StoreError when that fails.

    A failure is not remembered: the next caller tries again, so a database that comes back is found.
    """
    # the lock lets the page of an early visitor wait for the warm-up instead of opening a second store
    with _opening:
        return _opened()


@cache
def _opened() -> Store:
    return open_store(settings())


def snapshot() -> Snapshot:
    """Return the records as they stand now, the same object until something changes."""
    return store().snapshot()


def summary() -> dict[str, object]:
    """Return what ``/readyz`` tells: the version of the records and how many there are in each table."""
    now = snapshot()
    return {"version": now.version, "activations": len(now.activations), "housing": len(now.housing)}

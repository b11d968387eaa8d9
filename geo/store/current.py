"""The records as they are now: one open store in this process, for pages, routes and commands alike."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from geo.errors import StoreError
from geo.language import say
from geo.records import TABLES
from geo.settings import settings
from geo.store.attempts import Attempts
from geo.store.store import open_kept, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.store.snapshot import Snapshot
    from geo.store.store import Store

Absent = Literal["make", "demo", "refuse"]
"""What to do when there never was a database: make it, answer from the demo records, or refuse.

The dashboard makes one, and fills it with the demo where nobody configured a database; so do the commands
that store something. Commands that answer never make or fill one: on a first start they answer from the demo
records, in a database that is thrown away, and say so; those about the database itself refuse.
"""


@dataclass
class Start:
    """What to do at a first start, and whether the answers came from the demo because of that."""

    absent: Absent
    invented: bool = False


_start: ContextVar[Start | None] = ContextVar("start", default=None)
_opening = Attempts()


@contextmanager
def when_absent(what: Absent) -> Iterator[Start]:
    """Say for a block of code what ``current_store`` does when there never was a database."""
    start = Start(what)
    before = _start.set(start)
    try:
        yield start
    finally:
        _start.reset(before)


def current_store() -> Store:
    """Return the store of this process, opened by whoever asks first; StoreError when that fails.

    A failure is not remembered for long (see ``Attempts``), so a database that comes back is found.
    """
    start = _start.get() or Start("make")
    # one at a time: the page of an early visitor waits for the warm-up instead of opening a second store
    opened = _opening.make(lambda: _opened(start.absent))
    start.invented = opened.invented
    return opened.store


class _Opened(NamedTuple):
    store: Store
    invented: bool = False


@cache
def _opened(absent: Absent) -> _Opened:
    wanted = settings()
    if absent == "make":
        store = open_store(wanted)
        store.audit.keep_days = wanted.audit_days
        return _Opened(store)
    kept = open_kept(wanted)
    if kept is not None:
        return _Opened(kept)
    if absent == "refuse" or not wanted.demo_allowed:
        raise StoreError(
            say(
                "Er is nog geen database. Start het dashboard, of vul haar met `python -m geo import` of "
                "`python -m geo demo`."
            )
        )
    folder = Path(tempfile.mkdtemp(prefix="beeld-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = f"sqlite:///{folder / 'demo.sqlite'}"
    return _Opened(open_store(replace(wanted, data_dir=folder, database_url=address)), invented=True)


def current_snapshot() -> Snapshot:
    """Return the records as they stand now, the same object until something changes."""
    return current_store().snapshot()


def readiness() -> dict[str, object]:
    """Return what ``/readyz`` tells: the version of the records and how many there are in each table.

    Who asks this is a server, which looks at the records again and again: from now on it hears of writes.
    """
    current_store().listen()
    now = current_snapshot()
    return {"version": now.version, **{name: now.count(table) for name, table in TABLES.items()}}

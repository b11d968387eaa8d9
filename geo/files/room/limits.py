"""What a child that reads a stranger's file may use; the system holds it to that.

A limit that a system does not have is skipped: macOS counts no memory of a process (RLIMIT_DATA and RLIMIT_AS
are accepted there, or refused, and never held), so there the limits of the readers stand alone.
"""

from __future__ import annotations

import resource
from contextlib import suppress
from pathlib import Path

MOST_MEMORY = 1_000_000_000  # bytes, with what the doorman already had
MOST_CPU_S = 60
MOST_STACK = 8 << 20  # bytes
MOST_ANSWER = 500_000_000  # bytes; the server holds to this one
MOST_FILES = 64  # open at once: the boundaries, the database of PROJ

_PAGE = resource.getpagesize()


def keep() -> None:
    """Hold this process to the limits; nothing it does can undo that."""
    # a second more for the hard limit: at the soft one the system says that it was the time
    _limit(resource.RLIMIT_CPU, MOST_CPU_S, MOST_CPU_S + 1)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, MOST_FILES)
    _limit(resource.RLIMIT_STACK, MOST_STACK)
    with suppress(OSError):
        resident, data = _memory()
        _limit(resource.RLIMIT_DATA, data + MOST_MEMORY - resident)


def _limit(what: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, unless a stricter one stands, or the system knows no such limit."""
    _, before = resource.getrlimit(what)
    hard = soft if hard is None else hard
    if before != resource.RLIM_INFINITY:
        soft, hard = min(soft, before), min(hard, before)
    with suppress(ValueError, OSError):
        resource.setrlimit(what, (soft, hard))


def _memory() -> tuple[int, int]:
    """Return the bytes that are resident, and those set aside for data (which RLIMIT_DATA counts).

    Libraries set aside far more addresses than they use, so a limit on all addresses would say nothing.
    """
    fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * _PAGE, int(fields[5]) * _PAGE

"""Log lines of one kind are counted instead of repeated: nobody fills the disk by asking the same again."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving.limits import Limits

_MOST_KINDS = 1_000


class Counted(logging.Filter):
    """Lets the first lines of a kind through, then the 10th, the 100th …, each with its number.

    A kind is a place in the code with the first line of what it says there, before values are filled in.
    After ``limits.log_seconds`` the count starts anew.
    """

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._limits = limits
        self._clock = clock
        self._counting = threading.Lock()
        self._seen: dict[tuple[str, int, str], int] = {}
        self._since = clock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write this line; several handlers that share this filter get the same answer."""
        told = vars(record)
        if "counted" not in told:
            told["counted"] = self._counts(record)
        return bool(told["counted"])

    def _counts(self, record: logging.LogRecord) -> bool:
        count = self._count(record)
        if count <= self._limits.log_lines:
            return True
        if str(count).strip("0") != "1":
            return False
        record.msg = f"{record.getMessage()} [{count} keer in {self._limits.log_seconds:.0f} s]"
        record.args = None
        return True

    def _count(self, record: logging.LogRecord) -> int:
        kind = (record.pathname, record.lineno, str(record.msg).partition("\n")[0])
        with self._counting:
            now = self._clock()
            if now - self._since > self._limits.log_seconds or len(self._seen) >= _MOST_KINDS:
                self._seen.clear()
                self._since = now
            self._seen[kind] = self._seen.get(kind, 0) + 1
            return self._seen[kind]


def count_repeats(limits: Limits) -> None:
    """Count the lines of every logger that there is now: ours, Streamlit's, uvicorn's and asyncio's."""
    named = [log for log in logging.root.manager.loggerDict.values() if isinstance(log, logging.Logger)]
    handlers = {handler for log in (logging.root, *named) for handler in log.handlers}
    counted = Counted(limits)
    for handler in {*handlers, *filter(None, [logging.lastResort])}:
        handler.addFilter(counted)

"""The log stays readable, and small, whatever anybody asks a thousand times."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from serving.limits import Limits
from serving.repeated import Counted, count_repeats

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.whole


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def log(clock: list[float]) -> Iterator[tuple[logging.Logger, list[str]]]:
    """A log of its own, and what was written to it."""
    written: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: written.append(record.getMessage())  # type: ignore[method-assign]
    handler.addFilter(Counted(Limits(log_lines=2, log_seconds=60), clock=lambda: clock[0]))
    log = logging.getLogger("tests.repeated")
    log.propagate = False
    log.addHandler(handler)
    yield log, written
    log.removeHandler(handler)


def test_a_kind_of_line_is_counted_whatever_its_values(log: tuple[logging.Logger, list[str]]) -> None:
    logger, written = log
    for number in range(1, 1_001):
        logger.warning("geweigerd: %s", number)
    logger.warning("iets anders")
    assert written == [
        "geweigerd: 1",
        "geweigerd: 2",
        "geweigerd: 10 [10 keer in 60 s]",
        "geweigerd: 100 [100 keer in 60 s]",
        "geweigerd: 1000 [1000 keer in 60 s]",
        "iets anders",
    ]


def test_later_it_is_news_again(log: tuple[logging.Logger, list[str]], clock: list[float]) -> None:
    logger, written = log
    for moment in (0.0, 1.0, 2.0, 61.0):
        clock[0] = moment
        logger.warning("vol")
    assert written == ["vol"] * 3


def test_half_a_million_times_no_more_file_handles(log: tuple[logging.Logger, list[str]]) -> None:
    """What asyncio says for each connection that it cannot take: a line with a trace, thousands a second."""
    logger, written = log
    for number in range(50_000):
        logger.error("socket.accept() out of system resource\nsocket: <fd=%d>" % number)  # noqa: UP031
    assert len(written) == 2 + 4


def test_every_log_that_there_is_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, last = logging.Handler(), logging.Handler()
    monkeypatch.setattr(logging, "lastResort", last)
    logger = logging.getLogger("tests.repeated.all")
    logger.addHandler(ours)
    before = {handler: list(handler.filters) for handler in logging.root.handlers}
    try:
        count_repeats(Limits())
        assert all(isinstance(handler.filters[-1], Counted) for handler in (ours, last))
    finally:
        logger.removeHandler(ours)
        for log in (logging.root, *logging.root.manager.loggerDict.values()):
            for handler in getattr(log, "handlers", ()):
                handler.filters = before.get(
                    handler, [kept for kept in handler.filters if not isinstance(kept, Counted)]
                )

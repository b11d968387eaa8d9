"""What a user of the page that compares regions waits for after a click on a filter, at few and many records.

From the click until the server's picture stands on the map, beside the same click on an empty Streamlit page
in the same browser. The answer in the browser itself is timed in ``bench_answers``.
"""

from __future__ import annotations

import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_browser import filled
from benchmarks.opened import CHANGES, empty_drawn, empty_page, map_drawn, opened
from benchmarks.table import Row, seconds
from tests.browser import launched
from tests.server import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.server import Server

ROUNDS = 3
MOST = 3.0


def rows() -> list[Row]:
    """Measure a filter change at the demo's 56 records and at 10,000."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        few = stack.enter_context(running(Path(folder, "few")))
        many = stack.enter_context(filled(Path(folder, "many")))
        empty = stack.enter_context(empty_page(Path(folder, "empty")))
        browser = stack.enter_context(launched())
        return [_row(browser, few, empty, "56 records"), _row(browser, many, empty, "10,000 records")]


def _row(browser: Browser, server: Server, empty: Server, what: str) -> Row:
    mine: list[float] = []
    theirs: list[float] = []
    for number in range(1 + ROUNDS):
        ours = opened(browser, f"{server.url}/vergelijken", map_drawn)
        peer = opened(browser, empty.url, empty_drawn)
        times = [(ours.change(*change), peer.change(*change)) for change in CHANGES]
        if number:  # the first round warms up
            mine += [own for own, _ in times]
            theirs += [other for _, other in times]
        ours.page.context.close()
        peer.page.context.close()
    own, other = statistics.median(mine), statistics.median(theirs)
    return Row(
        f"comparison page: filter change to new picture, {what}",
        f"at most {MOST:g} ×",
        seconds(own),
        f"{seconds(other)} (empty page)",
        f"{own / other:.2f} ×",
        own <= MOST * other,
    )

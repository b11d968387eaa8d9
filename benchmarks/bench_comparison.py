"""What a user of the page that compares regions waits for after a click on a filter, at few and many records.

From the click until the server's picture stands on the map, beside the same click on an empty Streamlit page
in the same browser. The answer in the browser itself is timed in ``bench_answers``.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_browser import filled, time_change
from benchmarks.opened import empty_page
from tests.browser import launched
from tests.server import running

if TYPE_CHECKING:
    from benchmarks.table import Row

WHAT = "comparison page: filter change to new picture"
MOST = 3.0


def rows() -> list[Row]:
    """Measure a filter change at the demo's 56 records and at 10,000."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        few = stack.enter_context(running(Path(folder, "few")))
        many = stack.enter_context(filled(Path(folder, "many")))
        empty = stack.enter_context(empty_page(Path(folder, "empty")))
        browser = stack.enter_context(launched())
        return [
            time_change(browser, f"{server.url}/vergelijken", empty, f"{WHAT}, {count}", MOST)
            for server, count in ((few, "56 records"), (many, "10,000 records"))
        ]

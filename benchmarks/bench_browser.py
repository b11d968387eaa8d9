"""What a user waits for after a click on a filter, and its bytes on the wire; the memory ten users take.

A filter change is timed inside the browser, from the click on the filter to the new map drawn in its frame,
beside the same click on an empty Streamlit page in the same browser, turn by turn.
"""

from __future__ import annotations

import statistics
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.many_records import fill
from benchmarks.opened import CHANGES, empty_drawn, empty_page, map_drawn, opened
from benchmarks.table import Row, seconds, size
from benchmarks.wire import Wire, relay
from tests.browser import launched
from tests.server import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from benchmarks.opened import Opened
    from tests.server import Server

ROUNDS = 3
SESSIONS = 10


def rows() -> list[Row]:
    """Measure everything in a browser."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        few = stack.enter_context(running(Path(folder, "few")))
        with filled(Path(folder, "many")) as many:
            empty = stack.enter_context(empty_page(Path(folder, "empty")))
            with launched() as browser:
                table = [
                    *filter_change(browser, few, empty, "56 records", 3.0),
                    *filter_change(browser, many, empty, "10,000 records", 3.0),
                ]
        table.append(memory(few))
    return table


@contextmanager
def filled(folder: Path) -> Iterator[Server]:
    """Start a server whose store holds 10,000 activations."""
    fill(folder / "data", 10_000)
    with running(folder) as server:
        yield server


def time_change(browser: Browser, url: str, empty: Server, what: str, most: float) -> Row:
    """Time a filter change on a page with a map beside a rerun of the empty page, turn by turn."""
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for number in range(1 + ROUNDS):
        ours, peer = opened(browser, url, map_drawn), opened(browser, empty.url, empty_drawn)
        for label, value in CHANGES:
            mine, theirs = ours.change(label, value), peer.change(label, value)
            if number:  # the first round warms up
                times["ours"].append(mine)
                times["peer"].append(theirs)
        ours.page.context.close()
        peer.page.context.close()
    mine, theirs = (statistics.median(times[name]) for name in ("ours", "peer"))
    return Row(
        what,
        f"at most {most:g} ×",
        seconds(mine),
        f"{seconds(theirs)} (empty page)",
        f"{mine / theirs:.2f} ×",
        mine <= most * theirs,
    )


def filter_change(browser: Browser, server: Server, empty: Server, what: str, most: float) -> list[Row]:
    """Time a filter change on the first page, and weigh what comes over the websocket."""
    weight = heaviest_change(browser, server)
    return [
        time_change(browser, server.url, empty, f"filter change to new map, {what}", most),
        Row(
            f"bytes on the wire of a filter change, {what}",
            "under 20 kB" if what == "56 records" else "none set",
            size(weight),
            "–",
            "–",
            weight < 20_000 or what != "56 records",
        ),
    ]


def heaviest_change(browser: Browser, server: Server) -> int:
    """Weigh what the server sends for each filter change, as it is on the wire; return the most."""
    with relay(server.port) as wire:
        page = opened(browser, wire.url, map_drawn)
        weights = [_weight(page, wire, *change) for change in CHANGES]
        page.page.context.close()
    return max(weights)


def _weight(page: Opened, wire: Wire, label: str, value: str) -> int:
    before = wire.received
    page.change(label, value)
    page.page.wait_for_timeout(500)  # what comes after the map counts as well
    return wire.received - before


def memory(server: Server) -> Row:
    """Weigh the server with ten sessions open on the map, each after a filter change."""
    with launched() as browser:
        for _ in range(SESSIONS):
            opened(browser, server.url, map_drawn).change(*CHANGES[0])
        process = psutil.Process(server.pid)
        resident = sum(one.memory_info().rss for one in [process, *process.children(recursive=True)])
    return Row(
        f"resident memory, {SESSIONS} sessions",
        "under 600 MB",
        f"{resident / 1e6:.0f} MB",
        "–",
        "–",
        resident < 600e6,
    )

"""What a user waits for: a filter change, the first map, bytes on the wire; and the memory ten users take.

A filter change is timed inside the browser, from the click on the filter to the new map drawn in its frame,
beside the same click on an empty Streamlit page in the same browser, turn by turn.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.many_records import fill
from benchmarks.table import Row, seconds, size
from benchmarks.wire import Wire, relay
from tests.browser import MAP_FRAME, launched, new_context, wait_until_idle
from tests.server import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.server import Server

ROUNDS = 3
SESSIONS = 10

# clicks that each lead to a selection this session has not had: Streamlit sends what it sent before for free
CHANGES = (
    ("Type", "Repressief"),
    ("Thema", "Wonen"),
    ("Type", "Repressief"),
    ("Thema", "Werken"),
    ("Type", "Repressief"),
    ("Thema", "Wonen"),
    ("Type", "Repressief"),
)

# one clock for the page and its frames: the moment of the last click, and of the last new picture, which is
# whatever says data-shown (the map's container in its frame, one element on the empty page)
_CLOCK = """() => {
const now = () => performance.timeOrigin + performance.now();
let shown = document.querySelector("[data-shown]")?.dataset.shown;
addEventListener("click", () => { top.clicked = now(); }, true);
new MutationObserver(() => {
  const picture = document.querySelector("[data-shown]");
  if (!picture || picture.dataset.shown === shown) return;
  shown = picture.dataset.shown;
  top.drawn = now();
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-shown"] });
}"""
_TAKEN = """async () => {
  const deadline = performance.now() + 60000;
  while (!(window.drawn > window.clicked) && performance.now() < deadline)
    await new Promise((resume) => setTimeout(resume, 20));
  return window.drawn - window.clicked;
}"""


@dataclass(frozen=True)
class Opened:
    """A page that is ready to be timed."""

    page: Page

    def change(self, label: str, value: str) -> float:
        """Click a filter value and return the seconds until the new picture stands."""
        self.page.get_by_role("toolbar", name=label).get_by_role("button", name=value).click()
        taken = float(self.page.evaluate(_TAKEN)) / 1000
        if not taken > 0:  # also when there never was one
            raise RuntimeError("no new picture within 60 s of a filter change")
        wait_until_idle(self.page)
        self.page.wait_for_timeout(150)  # the next click finds a page at rest, ours and the empty one alike
        return taken


def opened(browser: Browser, url: str, drawn: Callable[[Page], None]) -> Opened:
    """Open ``url`` in a fresh profile and wait until ``drawn``."""
    page = new_context(browser).new_page()
    page.goto(url)
    drawn(page)
    wait_until_idle(page)
    for frame in page.frames:
        frame.evaluate(_CLOCK)
    return Opened(page)


def map_drawn(page: Page) -> None:
    """Wait until the map shows its first picture."""
    page.frame_locator(MAP_FRAME).locator(".leaflet-container[data-shown]").wait_for(timeout=60_000)


def empty_drawn(page: Page) -> None:
    """Wait until the empty page is there."""
    page.locator("#shown").wait_for(state="attached", timeout=60_000)


def rows() -> list[Row]:
    """Measure everything in a browser."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        few = stack.enter_context(running(Path(folder, "few")))
        with filled(Path(folder, "many")) as many:
            empty = stack.enter_context(
                running(Path(folder, "empty"), script="benchmarks/empty_page.py", wait_for="/_stcore/health")
            )
            with launched() as browser:
                table = [
                    *filter_change(browser, few, empty, "56 records", 3.0),
                    *filter_change(browser, many, empty, "10,000 records", 3.0),
                ]
        table.append(first_map(few))
        table.append(memory(few))
    return table


@contextmanager
def filled(folder: Path) -> Iterator[Server]:
    """Start a server whose store holds 10,000 activations."""
    fill(folder / "data", 10_000)
    with running(folder) as server:
        yield server


def filter_change(browser: Browser, server: Server, empty: Server, what: str, most: float) -> list[Row]:
    """Time a filter change beside a rerun of the empty page, and weigh what comes over the websocket."""
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for number in range(1 + ROUNDS):
        ours, peer = opened(browser, server.url, map_drawn), opened(browser, empty.url, empty_drawn)
        for label, value in CHANGES:
            mine, theirs = ours.change(label, value), peer.change(label, value)
            if number:  # the first round warms up
                times["ours"].append(mine)
                times["peer"].append(theirs)
        ours.page.context.close()
        peer.page.context.close()
    mine, theirs = (statistics.median(times[name]) for name in ("ours", "peer"))
    weight = heaviest_change(browser, server)
    return [
        Row(
            f"filter change to new map, {what}",
            f"at most {most:g} ×",
            seconds(mine),
            f"{seconds(theirs)} (empty page)",
            f"{mine / theirs:.2f} ×",
            mine <= most * theirs,
        ),
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


def first_map(server: Server) -> Row:
    """Time the first map in a browser that has just been started, three times."""
    times = []
    for _ in range(3):
        with launched() as browser:
            page = new_context(browser).new_page()
            start = time.perf_counter()
            page.goto(server.url)
            map_drawn(page)
            times.append(time.perf_counter() - start)
    taken = statistics.median(times)
    return Row("first map, cold browser", "under 3 s", seconds(taken), "–", "–", taken < 3)


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

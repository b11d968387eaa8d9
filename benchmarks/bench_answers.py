"""What a click on a filter takes until the map has answered in the browser, painted, at few and many records.

The clock starts at the click in the page and stops in the map's frame, after the frame in which the answer
was painted. The server's picture follows later and is timed in ``bench_browser``.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.many_records import fill
from benchmarks.table import Row, seconds
from tests.browser import MAP_FRAME, awaited_run, launched, new_context, wait_until_idle
from tests.server import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROUNDS = 4
PAGES = {"": "", "/vergelijken": "comparison page, "}
LABELS = ("Repressief", "Wonen", "Preventief", "Werken")

# both windows count from the same moment; an answer is painted once the frame after it has been drawn
_CLOCK = """() => {
  const now = () => performance.timeOrigin + performance.now();
  const page = window.parent;
  const map = document.querySelector("#map_div");
  const paint = () => { page.painted = page.painted || now(); };
  page.document.addEventListener("click", () => { page.clicked = now(); page.painted = 0; }, true);
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(paint)))
    .observe(map, { attributes: true, attributeFilter: ["data-answered"] });
}"""


def rows() -> list[Row]:
    """Measure the answer at the demo's 56 records and at 10,000."""
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        few, many = Path(folder, "few"), Path(folder, "many")
        fill(many / "data", 10_000)
        return [
            _row(browser, folder, path, f"{page}{what}", most)
            for folder, what, most in ((few, "56 records", 0.05), (many, "10,000 records", 0.1))
            for path, page in PAGES.items()
        ]


def _row(browser: Browser, folder: Path, path: str, what: str, most: float) -> Row:
    with running(folder) as server:
        page = new_context(browser).new_page()
        page.goto(server.url + path)
        page.frame_locator(MAP_FRAME).locator("#map_div[data-shown]").wait_for(state="attached")
        wait_until_idle(page)
        page.frame_locator(MAP_FRAME).locator("body").evaluate(_CLOCK)
        page.wait_for_timeout(1000)  # the map warms up when nothing is asked of it
        times = [_answer(page, label) for _ in range(ROUNDS) for label in LABELS]
        page.context.close()
    taken = statistics.median(times)
    worst = f"{seconds(max(times))} (slowest of {len(times)})"
    return Row(
        f"click to painted answer, {what}",
        f"at most {seconds(most)}",
        seconds(taken),
        worst,
        "–",
        taken <= most,
    )


def _answer(page: Page, label: str) -> float:
    """Click a filter button and return the seconds until the map had answered, painted."""
    with awaited_run(page):
        page.get_by_role("button", name=label, exact=True).first.click()
        page.wait_for_function("() => window.painted > 0")
    return float(page.evaluate("() => window.painted - window.clicked")) / 1000

"""What a saved view costs: to save it, and to open it frozen beside the same page live, at 10,000 records."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench_browser import filled
from benchmarks.many_records import copies
from benchmarks.opened import map_drawn, opened
from benchmarks.table import Row, seconds
from geo.access import EVERYTHING
from geo.records import ACTIVATIONS
from geo.settings import Settings
from geo.store import Intent, Seen, Told, open_store
from tests.browser import launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 5
MOST_SAVING, MOST_OPENING = 1.0, 1.3


def rows() -> list[Row]:
    """Measure a save, then both visits turn by turn; meanwhile the records are newer than the frozen view."""
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder, "many")) as server:
        store = open_store(Settings.from_environment({"DATA_DIR": str(server.data_dir)}))
        now = store.snapshot()
        seen = Seen("", "v=1", None, "nl", EVERYTHING.key, True, now.version, now.as_of)
        start = time.perf_counter()
        view = store.views.save(seen, Told("Overleg"), "benchmark")
        saving = time.perf_counter() - start
        newer = copies(now.activations, 1).assign(reference="NIEUWER")
        store.write(ACTIVATIONS, newer, Intent("benchmark"))
        store.close()
        addresses = {"live": server.url, "frozen": f"{server.url}/?overlegkaart={view.id}"}
        with launched() as browser:
            visits: dict[str, list[float]] = {name: [] for name in addresses}
            for _ in range(1 + ROUNDS):
                for name, address in addresses.items():
                    visits[name].append(_visit(browser, address))
    live, frozen = (statistics.median(visits[name][1:]) for name in addresses)  # the first warms up
    return [
        Row("saving a view", f"under {MOST_SAVING:g} s", seconds(saving), "–", "–", saving < MOST_SAVING),
        Row(
            "opening a frozen view, 10,000 records",
            f"at most {MOST_OPENING:g} ×",
            seconds(frozen),
            f"{seconds(live)} (the live page)",
            f"{frozen / live:.2f} ×",
            frozen <= MOST_OPENING * live,
        ),
    ]


def _visit(browser: Browser, address: str) -> float:
    """Return the seconds until the map of a fresh visit is drawn."""
    start = time.perf_counter()
    page = opened(browser, address, map_drawn)
    taken = time.perf_counter() - start
    page.page.context.close()
    return taken

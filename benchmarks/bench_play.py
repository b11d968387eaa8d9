"""How many weeks a second the map can draw while they play, at 10,000 activations, in the browser.

Frames a second depend on who else is on the machine; the processor time of the browser for a frame does not.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.many_records import fill
from benchmarks.table import Row, seconds
from tests.browser import MAP_FRAME, launched, new_context, wait_until_idle
from tests.server import running

if TYPE_CHECKING:
    from playwright.sync_api import Locator

LEAST = 20
MOST_PROCESSOR = 0.02
"""Seconds a frame, of all processes of the browser; one core has 0.05 for each at 20 frames a second."""

# as quickly as frames come, all weeks three times: each is counted, drawn and painted before the next
_PLAY = """async (_, moving) => {
  const slider = document.querySelector(".picture-slider");
  const weeks = Number(slider.max);
  const start = performance.now();
  for (let turn = 0; turn < 3 * weeks; turn++) {
    if (moving) {
      slider.value = turn % weeks;
      slider.dispatchEvent(new Event("input"));
    }
    await new Promise((resume) => requestAnimationFrame(resume));
  }
  return [3 * weeks, (performance.now() - start) / 1000];
}"""


def rows() -> list[Row]:
    """Measure the frames a second, and what each of them takes."""
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        fill(Path(folder, "data"), 10_000)
        with running(Path(folder)) as server:
            page = new_context(browser).new_page()
            page.goto(server.url)
            page.frame_locator(MAP_FRAME).locator("#map_div[data-shown]").wait_for(state="attached")
            wait_until_idle(page)
            body = page.frame_locator(MAP_FRAME).locator("body")
            played(body, moving=True)  # the first time around the browser compiles
            frames, spent = played(body, moving=True)
            still, _ = played(body, moving=False)
            page.context.close()
    return [
        Row(
            "weeks played on the map, 10,000 records",
            f"at least {LEAST} frames/s",
            f"{frames:.0f} frames/s",
            f"{still:.0f} frames/s (nothing moves)",
            f"{frames / still:.2f} ×",
            frames >= LEAST,
        ),
        Row(
            "the same, processor time of the browser",
            f"at most {seconds(MOST_PROCESSOR)} a frame",
            f"{seconds(spent)} a frame",
            "–",
            "–",
            spent <= MOST_PROCESSOR,
        ),
    ]


def played(body: Locator, *, moving: bool) -> tuple[float, float]:
    """Play, or only wait for frames: frames a second, and the seconds of processor each takes."""
    before = processor_time()
    frames, taken = body.evaluate(_PLAY, arg=moving)
    return frames / taken, (processor_time() - before) / frames


def processor_time() -> float:
    """Return the seconds of processor that the processes of the browser have taken so far."""
    spent = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            if any("chrom" in word for word in process.cmdline()[:1]):
                times = process.cpu_times()
                spent += times.user + times.system
        except psutil.NoSuchProcess:
            continue
    return spent

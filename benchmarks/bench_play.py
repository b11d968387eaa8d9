"""How many weeks a second the map can draw while they play, at 10,000 activations, in the browser."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.many_records import fill
from benchmarks.table import Row
from tests.browser import MAP_FRAME, launched, new_context, wait_until_idle
from tests.server import running

LEAST = 20

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
  return (3 * weeks) / ((performance.now() - start) / 1000);
}"""


def rows() -> list[Row]:
    """Measure the frames a second."""
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        fill(Path(folder, "data"), 10_000)
        with running(Path(folder)) as server:
            page = new_context(browser).new_page()
            page.goto(server.url)
            page.frame_locator(MAP_FRAME).locator("#map_div[data-shown]").wait_for(state="attached")
            wait_until_idle(page)
            body = page.frame_locator(MAP_FRAME).locator("body")
            body.evaluate(_PLAY, arg=True)  # the first time around the browser compiles
            frames, still = (float(body.evaluate(_PLAY, arg=moving)) for moving in (True, False))
            page.context.close()
    return [
        Row(
            "weeks played on the map, 10,000 records",
            f"at least {LEAST} frames/s",
            f"{frames:.0f} frames/s",
            f"{still:.0f} frames/s (nothing moves)",
            f"{frames / still:.2f} ×",
            frames >= LEAST,
        )
    ]

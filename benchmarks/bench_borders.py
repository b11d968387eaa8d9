"""The distance of a million points to the border, beside geopandas.distance; another depth of the strip.

Another depth is timed twice: what the server does for it, and from the last key to the new picture.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from benchmarks.bench_browser import filled
from benchmarks.bench_locate import random_points
from benchmarks.many_records import copies
from benchmarks.opened import map_drawn, opened
from benchmarks.table import Row, median_seconds, seconds
from geo.areas import DEPTH_KM, METRIC, load_borders, metric_xy
from geo.layers import draw_outline, strip_layer
from geo.picture import Asked, Selection, border_metres, take_strip
from geo.settings import Settings
from geo.store import open_store
from tests.browser import launched, wait_until_idle

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from benchmarks.opened import Opened

POINTS = 1_000_000
PEER_POINTS = 2_000
"""What geopandas does in some seconds; it takes as long for each point."""
CODE = "nl-be"
"""The longer border: 7,200 pieces, with all of Baarle."""
MOST_S = 1.0
RECORDS, REPAINT_S = 10_000, 0.5
ROUNDS = 5


def rows() -> list[Row]:
    """Return the rows of the two budgets."""
    return [distance(), depth(), repaint()]


def repaint() -> Row:
    """Return what a user waits for on the page *Grensstreek* when the strip becomes 10 km deeper."""
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder)) as many, launched() as browser:
        page = opened(browser, f"{many.url}/grensstreek?v=1&diepte=19", map_drawn)
        page.redraw(lambda: _slider(page.page).press("ArrowRight"))  # it warms up
        times = [_deepen(page) for _ in range(ROUNDS)]
    ours = statistics.median(times)
    return Row(
        f"20 to 30 km of depth, last key to new picture, {RECORDS:,} records",
        f"under {seconds(REPAINT_S)}",
        seconds(ours),
        f"{seconds(times[0])} (the first, never drawn before)",
        "-",
        max(ours, times[0]) < REPAINT_S,
    )


def _deepen(page: Opened) -> float:
    """Go from 20 to 30 km with ten keys, and back; return the seconds from the last of the ten.

    On a slow machine Streamlit takes a pause between two keys for the end: only the picture of 30 km counts.
    """
    _press(page.page, "ArrowRight", 30)
    taken = float(page.page.evaluate("() => window.drawn - window.clicked")) / 1000
    _press(page.page, "ArrowLeft", 20)
    page.rest()
    return taken


def _press(page: Page, key: str, km: int) -> None:
    for _ in range(10):
        _slider(page).press(key)
    page.wait_for_url(lambda url: f"diepte={km}" in url or (km == DEPTH_KM and "diepte" not in url))
    wait_until_idle(page)


def _slider(page: Page) -> Locator:
    return page.get_by_role("slider")


def depth() -> Row:
    """Return what the server does for another depth: count the strip anew, and draw its outline."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Settings.from_environment({"DATA_DIR": folder}))
        now = store.snapshot()
        store.close()
    activations = copies(now.activations, RECORDS)
    far = {"activations": border_metres(activations, CODE), "housing": border_metres(now.housing, CODE)}
    depths = iter(range(20, 60))

    def deeper() -> None:
        asked = Asked(CODE, next(depths))
        found = take_strip(activations, now.housing, Selection(), asked, far)
        strip_layer(draw_outline(load_borders().strip(CODE, asked.km, asked.areas)), found)

    ours = median_seconds(deeper)
    what = f"another depth of the strip, {RECORDS:,} records, the server's part"
    return Row(what, f"under {seconds(REPAINT_S)}", seconds(ours), "-", "-", ours < REPAINT_S)


def distance() -> Row:
    """Return the row of the distance: metres in, metres out, as geopandas has it."""
    x, y = metric_xy(*random_points(POINTS))
    borders = load_borders()
    line = borders.lines[CODE]
    points = gpd.GeoSeries(gpd.points_from_xy(x[:PEER_POINTS], y[:PEER_POINTS]), crs=METRIC)
    same = np.allclose(borders.distance_in_metres(CODE, x, y)[:PEER_POINTS], points.distance(line), atol=1e-6)
    ours = median_seconds(lambda: borders.distance_in_metres(CODE, x, y))
    peer = median_seconds(lambda: points.distance(line), runs=3) * POINTS / PEER_POINTS
    return Row(
        f"distance to the border of {POINTS:,} points, same answers",
        f"under {seconds(MOST_S)}",
        seconds(ours),
        f"{seconds(peer)} (geopandas.distance, from {PEER_POINTS:,})",
        f"{peer / ours:.0f} ×",
        bool(ours < MOST_S and same),
    )

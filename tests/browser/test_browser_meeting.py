"""A meeting in a browser: draw an area and a note, and find them after a filter and in another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.layers import asset_url
from tests.browser import MAP_FRAME, PHONE, awaited_run, picture, wait_until_idle
from tests.toy_meeting import AREA, HOSTILE, click, draw, opened
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, ViewportSize

    from tests.browser import Watch
    from tests.server import Server

pytestmark = pytest.mark.browser

BEAMERS: tuple[ViewportSize, ...] = ({"width": 1920, "height": 1080}, {"width": 1366, "height": 768})
FILLED = """(selector) =>
  Math.abs(document.querySelector(selector).getBoundingClientRect().height - innerHeight) < 2"""


def test_a_meeting_draws_and_finds_it_again(page: Page, server: Server) -> None:
    found = opened(page, f"{server.url}/grensstreek?v=1&overleg=1&zone=VR23-DE05154")
    draw(page, found, AREA, HOSTILE)
    expect(found).to_have_attribute("data-sketch", "vlak notitie")
    expect(found.locator(".sketch-note")).to_have_text(HOSTILE)
    before = found.locator("path.sketch-shape").bounding_box()
    with awaited_run(page):
        page.locator(".st-key-meeting_panel .languages a", has_text="DE").click()
    found = picture(page)
    expect(found.locator('[data-tool="vlak"]')).to_have_text("Fläche")
    expect(found).to_have_attribute("data-sketch", "vlak notitie")
    expect(found.locator(".sketch-note")).to_have_text(HOSTILE)
    with awaited_run(page):
        page.locator(".st-key-meeting_leave button").click()
    with awaited_run(page):
        page.get_by_role("button", name="Repressiv", exact=True).click()
    found = picture(page)
    expect(found).to_have_attribute("data-sketch", "vlak notitie")
    expect(found.locator(".sketch-tools")).to_have_count(0)
    assert page.evaluate("() => window.ran") is None
    with awaited_run(page):
        page.locator(".st-key-meeting_enter button").first.click()
    expect(found.locator(".sketch-tools")).to_be_visible()
    assert before
    wide = before["width"]

    def as_wide() -> bool:
        again = found.locator("path.sketch-shape").bounding_box()
        return again is not None and abs(wide - again["width"]) < 0.1 * wide

    eventually(as_wide)  # the map has to become as large as the screen first


@pytest.mark.slow
def test_a_drawing_is_changed_taken_away_and_brought_back(page: Page, server: Server) -> None:
    found = opened(page, f"{server.url}/?v=1&overleg=1")
    draw(page, found, AREA, "Hier")
    found.locator('[data-tool="change"]').click()
    with awaited_run(page):
        found.locator(".marker-icon:not(.marker-icon-middle)").first.drag_to(
            found, target_position={"x": 300, "y": 300}
        )
    found.locator(".sketch-note").click()
    with awaited_run(page):
        found.get_by_role("button", name="Verwijder").click()
    expect(found).to_have_attribute("data-sketch", "vlak")
    with awaited_run(page):
        found.locator('[data-tool="undo"]').click()
    expect(found).to_have_attribute("data-sketch", "vlak notitie")
    found.locator('[data-tool="change"]').press("Escape")  # lays the tool down
    expect(found.locator('[data-tool="change"]')).to_have_attribute("aria-pressed", "false")
    with awaited_run(page):
        found.locator('[data-tool="change"]').press("Escape")  # and leaves
    expect(page.locator(".st-key-meeting_panel")).to_have_count(0)


@pytest.mark.slow
def test_a_point_has_the_place_that_is_clicked(page: Page, server: Server) -> None:
    found = opened(page, f"{server.url}/?v=1&overleg=1")
    panel = page.locator(".st-key-meeting_panel")
    with awaited_run(page):
        panel.get_by_text("Actiepunten", exact=True).click()
    panel.get_by_role("textbox", name="Wat").fill("Bellen")
    with awaited_run(page):
        panel.get_by_text("Klik de plek aan op de kaart").click()
    expect(found).to_have_class(re.compile(r"\bsketch-cross\b"))
    with awaited_run(page):
        click(found, 0.5, 0.5)
    expect(found.locator(".sketch-mark")).to_have_text("1")
    with awaited_run(page):
        panel.get_by_role("button", name="Bewaar").click()
    expect(panel.locator('[data-point="1"]')).to_contain_text("op de kaart")
    expect(found.locator(".sketch-mark")).to_have_text("1")


def it_fills_the_screen_in_letters_one_reads_from_afar(page: Page, viewport: ViewportSize) -> None:
    page.wait_for_function(FILLED, arg=MAP_FRAME)
    frame = page.locator(MAP_FRAME).bounding_box()
    assert frame
    assert (frame["x"], frame["y"]) == (0, 0)
    assert abs(frame["height"] - viewport["height"]) < 2
    assert frame["width"] > 0.6 * viewport["width"]
    expect(page.locator(".st-key-filter_bar")).not_to_be_visible()
    expect(page.locator(".st-key-menu")).not_to_be_visible()
    figures = page.locator(".st-key-meeting_panel :is(dd, .big b)")
    sizes = figures.evaluate_all("(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))")
    assert sizes
    assert min(sizes) >= 24
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "viewports"), [("/?v=1", BEAMERS), ("/grensstreek?v=1&zone=VR23-DE05154", BEAMERS[::-1])]
)
def test_it_fills_each_screen_it_is_shown_on(
    page: Page, server: Server, path: str, viewports: tuple[ViewportSize, ...]
) -> None:
    page.set_viewport_size(viewports[0])
    opened(page, f"{server.url}{path}&overleg=1")
    for viewport in viewports:
        page.set_viewport_size(viewport)
        it_fills_the_screen_in_letters_one_reads_from_afar(page, viewport)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-meeting_panel")).to_have_count(0)
    expect(page.locator(".st-key-menu")).to_be_visible()


@pytest.mark.slow
def test_on_a_telephone_the_map_stands_above_what_stands_beside_it(
    open_page: Callable[..., Page], server: Server
) -> None:
    page = open_page(viewport=PHONE)
    opened(page, f"{server.url}/grensstreek?v=1&zone=VR23-DE05154&overleg=1")
    frame, panel = (page.locator(one).bounding_box() for one in (MAP_FRAME, ".st-key-meeting_panel"))
    assert frame
    assert panel
    assert frame["width"] == PHONE["width"]
    assert PHONE["height"] / 2 < frame["height"] <= panel["y"] + 1


def test_who_holds_no_meeting_fetches_nothing_for_one(page: Page, server: Server, watch: Watch) -> None:
    page.goto(f"{server.url}/?v=1")
    picture(page)
    wait_until_idle(page)
    assert not [url for url in watch.requests if "/meeting/" in url or "geoman" in url]
    with awaited_run(page):
        page.locator(".st-key-meeting_enter button").first.click()
    expect(picture(page).locator(".sketch-tools")).to_be_visible()
    assert [url for url in watch.requests if url.endswith(asset_url("geoman/leaflet-geoman.min.js"))]

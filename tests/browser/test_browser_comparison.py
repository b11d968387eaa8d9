"""The comparison in a real browser: its drawings are seen, and a click on a region points it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import MAP_FRAME, awaited_run, picture, wait_until_idle

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.server import Server

pytestmark = pytest.mark.browser


# at this zoom a pixel is 0.0096 degrees wide; maps of another width round their middle to other halves of it
SAME_TO_A_PIXEL = """() => {
    const maps = [...document.querySelectorAll('iframe[src*="streamlit_folium"]')].map((frame) =>
        (frame.contentDocument.querySelector("#map_div")?.dataset.view ?? "").split(",").map(Number));
    return maps[0].every((part, place) => part && Math.abs(part - maps[1][place]) < 0.01);
}"""


def test_a_click_on_a_region_in_the_ranking_points_it_out(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/vergelijken")
    wait_until_idle(page)
    ranking = page.locator(".drawing").first
    expect(ranking.get_by_role("img")).to_have_js_property("complete", True)
    assert ranking.get_by_role("img").evaluate("image => image.naturalWidth") > 0
    region = ranking.get_by_role("link", name="Limburg-Noord: 9 activeringen")
    region.click()
    expect(page.get_by_role("listitem").filter(has_text="toeval geeft hier 1 tot en met 10")).to_be_visible()
    assert "naast=VR23" in page.url
    page.get_by_role("link", name="Deze cijfers als tabel").first.click()
    expect(page.get_by_role("region", name="Tabel met alle cijfers")).to_be_focused()
    assert page.frame_locator(MAP_FRAME).locator(".picture-waiting").count() == 0  # it selects nothing


@pytest.mark.slow
def test_the_map_stays_as_large_while_a_filter_changes_the_words_around_it(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/vergelijken")
    shown = picture(page)
    wait_until_idle(page)
    heights, lines = [], []
    for label, value, total in (
        ("Type", "Repressief", 19),
        ("Thema", "Wonen", 7),
        ("Type", "Repressief", 27),
    ):
        with awaited_run(page):
            page.get_by_role("toolbar", name=label).get_by_role("button", name=value).click()
        foot = page.frame_locator(MAP_FRAME).locator(".picture-foot")
        expect(foot).to_contain_text(f"{total} = ")
        lines.append(foot.locator("span").first.inner_text())
        heights.append(shown.evaluate("map => map.clientHeight"))
    assert len(lines[1]) < len(lines[0])  # fewer words, which took fewer lines
    assert heights[0] == heights[1] == heights[2]


def test_two_maps_have_one_view_and_point_out_together(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/vergelijken?v=1&tegen=type")
    left, right = (page.frame_locator(f"{MAP_FRAME} >> nth={place}").locator("#map_div") for place in (0, 1))
    for drawn in (left, right):
        expect(drawn).to_have_attribute("data-shown", re.compile("."))
    wait_until_idle(page)
    left.scroll_into_view_if_needed()
    box = left.bounding_box()
    assert box
    before = right.get_attribute("data-view")
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 290, steps=4)
    page.mouse.up()
    for moved in (left, right):
        expect(moved).not_to_have_attribute("data-view", str(before))
    page.wait_for_function(SAME_TO_A_PIXEL)
    left.evaluate("() => { window.stays = true; }")
    right.locator('[data-code="VR23"]').press("Enter")
    expect(left.locator('[data-code="VR23"]')).to_have_class(re.compile("picture-highlighted"))
    expect(page).to_have_url(re.compile("naast=VR23"))
    expect(page.locator('tr[data-region="VR23"]')).to_have_class("here")
    assert left.evaluate("() => window.stays")  # not made anew by what comes above it

"""The base map in a browser: rough as a whole, and from near by each area in view in detail, fetched once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import MAP_FRAME, wait_until_idle

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser import Watch
    from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CORNERS = """(_, code) => map.picture.districts.getLayers()
    .find((area) => area.feature.id === code).getLatLngs().flat(9).length"""

GOCH, BAARLE = (51.68, 6.16, 12), (51.441, 4.932, 14)


def opened(page: Page, server: Server) -> Locator:
    """Open the map; return the body of its frame."""
    page.goto(server.url)
    frame = page.frame_locator(MAP_FRAME)
    expect(frame.locator("#map_div[data-shown]")).to_be_attached()
    wait_until_idle(page)
    return frame.locator("body")


def look_at(frame: Locator, lat: float, lon: float, zoom: float) -> None:
    frame.evaluate(
        "(_, [lat, lon, zoom]) => map.setView([lat, lon], zoom, { animate: false })", [lat, lon, zoom]
    )


def fetched(watch: Watch) -> list[str]:
    return [url.rsplit("/", 1)[1].removesuffix(".json") for url in watch.requests if "/boundaries/" in url]


def test_the_whole_map_is_three_files_and_an_area_in_view_one_more_once(
    page: Page, server: Server, watch: Watch
) -> None:
    frame = opened(page, server)
    assert sorted(set(fetched(watch))) == ["borders", "districts", "regions"]  # ahead, and from the cache
    rough = frame.evaluate(CORNERS, "DE05154")
    with page.expect_response(lambda answer: "municipalities-DE05154" in answer.url):
        look_at(frame, *GOCH)
    expect(page.frame_locator(MAP_FRAME).locator("path.picture-municipality").first).to_be_attached()
    assert frame.evaluate(CORNERS, "DE05154") > 3 * rough
    assert frame.evaluate("() => map.picture.names.names.some((name) => name.text === 'Goch')")
    near = [name for name in fetched(watch) if "detail" in name or "municipalities" in name]
    assert {"borders-detail", "municipalities-VR23", "municipalities-DE05154"} <= set(near)
    assert not {"municipalities-VR01", "municipalities-BE30000"} & set(near)
    look_at(frame, *BAARLE)
    look_at(frame, *GOCH)
    page.wait_for_load_state("networkidle")
    again = [name for name in fetched(watch) if "detail" in name or "municipalities" in name]
    assert len(again) == len(set(again))
    assert not watch.errors


def test_detail_that_cannot_be_fetched_is_asked_for_again_at_the_next_move(
    page: Page, server: Server
) -> None:
    frame = opened(page, server)
    page.route("**/municipalities-*", lambda route: route.abort())
    with page.expect_event("requestfailed", lambda request: "municipalities-DE05154" in request.url):
        look_at(frame, *GOCH)
    page.unroute("**/municipalities-*")
    lat, lon, zoom = GOCH
    with page.expect_response(lambda answer: "municipalities-DE05154" in answer.url):
        look_at(frame, lat + 0.001, lon, zoom)
    expect(page.frame_locator(MAP_FRAME).locator("path.picture-municipality").first).to_be_attached()
    expect(page.frame_locator(MAP_FRAME).locator(".picture-failure")).to_have_count(0)


def test_from_near_by_municipalities_have_the_colours_of_places_and_visits(
    page: Page, server: Server, watch: Watch
) -> None:
    page.goto(f"{server.url}/nog-niet-bezocht?v=1&van=2020-10-01&tot=2020-10-31")
    inside = page.frame_locator(MAP_FRAME)
    expect(inside.locator("#map_div[data-shown]")).to_be_attached()
    wait_until_idle(page)
    frame = inside.locator("body")
    expect(inside.locator(".picture-head h1")).to_have_text(
        "Huisvesting en activeringen per veiligheidsregio"
    )
    expect(inside.locator(".picture-filters")).to_have_text("Alle activeringen · 1 – 31 oktober 2020")
    assert not [name for name in fetched(watch) if "municipalities" in name]
    look_at(frame, 51.45, 6.03, 10.5)
    town = inside.locator("path.picture-shade[data-code=GM1507]")
    expect(town).to_have_attribute("data-class", "niet bezocht, 400 of meer plaatsen")
    expect(town).to_have_attribute("aria-label", re.compile("^Horst aan de Maas, 0 activeringen"))
    expect(inside.locator(".picture-head h1")).to_have_text("Huisvesting en activeringen per gemeente")
    expect(inside.locator(".picture-grid")).to_contain_text("400 of meer")
    assert "municipalities-VR01" not in fetched(watch)
    # one tab stop for the areas, whose arrows walk through the municipalities
    assert frame.evaluate("() => document.querySelectorAll('path[tabindex=\"0\"]').length") == 1
    frame.evaluate("() => document.querySelector('path[tabindex=\"0\"]').focus()")
    page.keyboard.press("End")
    focused = frame.evaluate("() => document.activeElement.dataset.code")
    assert focused.startswith("GM")
    expect(inside.locator(".picture-corner")).to_be_visible()
    look_at(frame, 51.45, 6.03, 8)
    expect(town).to_have_count(0)
    expect(inside.locator(".picture-grid")).to_contain_text("1.500 of meer")
    assert frame.evaluate("() => document.querySelectorAll('path[tabindex=\"0\"]').length") == 1
    assert [error for error in watch.errors if "_stcore" not in error] == []

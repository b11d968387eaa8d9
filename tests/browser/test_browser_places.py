"""Places on the map: named when zoomed in, found by typing; fetched once, and only when needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import MAP_FRAME, wait_until_idle

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser import Watch
    from tests.server import Server

pytestmark = pytest.mark.browser


def test_a_place_is_found_by_keyboard_and_named_when_zoomed_in(
    page: Page, server: Server, watch: Watch
) -> None:
    page.goto(server.url)
    frame = page.frame_locator(MAP_FRAME)
    expect(frame.locator("#map_div[data-shown]")).to_be_attached()
    wait_until_idle(page)
    body = frame.locator("body")
    assert not [url for url in watch.requests if "places.json" in url]
    assert not body.evaluate("() => Boolean(map.picture.places)")

    field = frame.get_by_role("combobox", name="Zoek een plaats of gemeente")
    field.fill("aken")
    options = frame.get_by_role("option")
    expect(options.first).to_contain_text("Aachen")
    field.fill("velde")
    expect(options.first).to_contain_text("Velden")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(options).to_have_count(0)
    expect(frame.get_by_role("status")).to_have_text("De kaart staat nu op Velden, Venlo")
    expect(frame.locator(".picture-found")).to_be_attached()
    page.wait_for_function(
        "(selector) => { const { map } = document.querySelector(selector).contentWindow;"
        ' return map.getZoom() === 12 && map.getCenter().lat.toFixed(2) === "51.41" && map.picture.places; }',
        arg=MAP_FRAME,
    )
    drawn = body.evaluate("() => map.picture.places.visible.map(({ name }) => name)")
    assert {"Venlo", "Velden"} <= set(drawn)

    field.fill("<img src=x onerror=alert(1)>")
    expect(frame.locator(".picture-search-none")).to_have_text("Geen plaats of gemeente gevonden")
    field.press("Escape")
    expect(frame.locator(".picture-search-none")).to_be_hidden()
    assert len([url for url in watch.requests if "places.json" in url]) == 1
    assert not watch.errors

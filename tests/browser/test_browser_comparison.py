"""The comparison in a real browser: its drawings are seen, and a click on a region points it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import wait_until_idle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.server import Server

pytestmark = pytest.mark.browser


def test_a_click_on_a_region_in_the_ranking_points_it_out(
    server: Server, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.goto(f"{server.url}/vergelijken")
    wait_until_idle(page)
    ranking = page.locator(".drawing").first
    expect(ranking.get_by_role("img")).to_have_js_property("complete", True)
    assert ranking.get_by_role("img").evaluate("image => image.naturalWidth") > 0
    region = ranking.get_by_role("link", name="Limburg-Noord: 9 activeringen")
    region.click()
    expect(page.get_by_role("listitem").filter(has_text="toeval geeft hier 1 tot en met 10")).to_be_visible()
    assert "naast=VR23" in page.url

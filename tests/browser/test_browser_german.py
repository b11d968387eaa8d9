"""A German reader, from the start page on, finds how many and whom to call, and meets no Dutch word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.language import MESSAGES
from geo.messages import read
from tests.browser import MAP_FRAME, PHONE, awaited_run, new_context, picture, wait_until_idle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.server import Server

# each text and each label that is on screen
SAID = """() => {
  const said = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest("script, style, noscript")) said.add(node.data.trim());
    } else {
      const names = ["aria-label", "placeholder", "title"];
      names.forEach((name) => said.add((node.getAttribute(name) || "").trim()));
    }
  }
  return [...said].filter(Boolean);
}"""


def dutch_words(page: Page) -> set[str]:
    """Return what is on screen, on the page and its map, as Dutch has it and German has not."""
    german = read(MESSAGES / "de.po")
    dutch = {form for text in german for form in text} - {form for forms in german.values() for form in forms}
    frame = page.frame_locator(MAP_FRAME).locator("body")
    return {*page.evaluate(SAID), *frame.evaluate(SAID)} & dutch


# what the map says: its texts and labels, and the names drawn on it
OF_THE_MAP = f"""() => [...({SAID})(), ...map.picture.names.visible.map(({{ text }}) => text)].sort()"""


@pytest.mark.parametrize(
    "address",
    [
        "?v=1",
        pytest.param("grensstreek?v=1&zone=VR23-DE05154", marks=pytest.mark.slow),
        pytest.param("vergelijken?v=1", marks=pytest.mark.slow),
        pytest.param("nog-niet-bezocht?v=1&regio=VR23", marks=pytest.mark.slow),
        pytest.param("registreren?v=1", marks=pytest.mark.slow),
    ],
)
def test_the_map_stays_at_a_switch_of_language_and_says_all_anew(
    browser: Browser, server: Server, address: str
) -> None:
    with new_context(browser, locale="nl-NL") as context:
        switched, fresh = context.new_page(), context.new_page()
        fresh.goto(f"{server.url}/{address}&taal=de")
        switched.goto(f"{server.url}/{address}")
        picture(fresh)
        dutch = picture(switched).get_attribute("data-shown") or ""
        maps = [page.frame_locator(MAP_FRAME).locator("body") for page in (switched, fresh)]
        maps[0].evaluate("() => { window.stays = true; }")
        with awaited_run(switched):
            switched.locator('.languages [lang="de"]').click()
        expect(maps[0].locator(".leaflet-container")).not_to_have_attribute("data-shown", dutch)
        assert maps[0].evaluate("() => window.stays && document.documentElement.lang") == "de"
        assert switched.locator(MAP_FRAME).get_attribute("title") == fresh.locator(MAP_FRAME).get_attribute(
            "title"
        )
        assert maps[0].evaluate(OF_THE_MAP) == maps[1].evaluate(OF_THE_MAP)


@pytest.mark.slow
def test_the_bars_of_the_sectors_keep_their_length_on_a_telephone(browser: Browser, server: Server) -> None:
    with new_context(browser, locale="de-DE", viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{server.url}/sectoren")
        bars = page.locator(".sectors .length i")
        expect(bars.first).to_be_attached()
        assert max(bars.evaluate_all("all => all.map((one) => one.getBoundingClientRect().width)")) > 20


def test_a_german_finds_the_places_and_the_number_by_clicks_alone(browser: Browser, server: Server) -> None:
    with new_context(browser, locale="de-DE", viewport=PHONE) as context:
        page = context.new_page()
        page.goto(server.url)
        wait_until_idle(page)
        picture(page)
        assert page.locator("html").get_attribute("lang") == "de"
        assert dutch_words(page) == set()

        with awaited_run(page):
            page.get_by_role("link", name="Grenzgebiet").click()
        picture(page)
        assert dutch_words(page) == set()

        page.get_by_role("combobox", name="Zone").click()
        with awaited_run(page):
            page.get_by_role("option", name="Limburg-Noord – Kleve", exact=True).click()
        crossing = page.locator("tr", has_text="Kleve → Limburg-Noord").first
        expect(crossing).to_be_visible()
        heads = crossing.locator("xpath=ancestor::table").locator("thead th").all_inner_texts()
        cells = crossing.locator("th, td").all_inner_texts()
        found = dict(zip(heads, cells, strict=True))
        assert int(found["Plätze"].replace(".", "")) > 0
        call = page.locator(".contacts a[href^='tel:']").first
        call.scroll_into_view_if_needed()
        box = call.bounding_box()
        assert box
        assert box["x"] + box["width"] <= PHONE["width"]  # whom to call, without scrolling aside
        picture(page)
        assert dutch_words(page) == set()

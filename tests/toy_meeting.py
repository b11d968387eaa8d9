"""What is done in a meeting, in a browser: the page is opened, drawn on, its form filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser import awaited_run, picture, wait_until_idle

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.server import Server

HOSTILE = "<img src=x onerror='parent.ran=1'> ${parent.ran=1}"
AREA = ((0.45, 0.4), (0.6, 0.35), (0.62, 0.6))


def opened(page: Page, address: str) -> Locator:
    """Open a page and return its map, once the tools of the meeting are on it."""
    page.goto(address)
    found = picture(page)
    wait_until_idle(page)
    expect(found.locator(".sketch-tools")).to_be_visible()
    return found


def click(found: Locator, across: float, down: float) -> None:
    """Click on the map at a part of its width and height."""
    box = found.bounding_box()
    assert box
    found.click(position={"x": across * box["width"], "y": down * box["height"]})


def draw(page: Page, found: Locator, area: tuple[tuple[float, float], ...], note: str = "") -> None:
    """Draw an area, and write a note in its middle."""
    found.locator('[data-tool="vlak"]').click()
    with awaited_run(page):
        for place in (*area, area[0]):
            click(found, *place)
            page.wait_for_function("() => new Promise((next) => requestAnimationFrame(() => next(true)))")
    found.locator('[data-tool="notitie"]').click()
    click(found, *area[1])
    found.locator("textarea").fill(note)
    with awaited_run(page):
        found.locator("textarea").press("Enter")


def link_for_guest(page: Page, server: Server, view: int | str) -> str:
    """Make a link for a guest to a saved view, and return its address."""
    page.goto(f"{server.url}/overlegkaarten?v=1&taal=nl&kaart={view}")
    wait_until_idle(page)
    fill(page, "Uw naam of functie *", "Marie")
    fill(page, "Voor wie *", "Frau Müller")
    with awaited_run(page):
        page.get_by_role("button", name="Maak link").click()
    return page.locator("[data-testid=stCode]").inner_text().strip()


def fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    with awaited_run(page):
        field.press("Tab")

"""The form of a record in a browser: opened, filled in and saved as somebody would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as Late
from playwright.sync_api import expect

from tests.browser import MAP_FRAME, awaited_run, picture, wait_until_idle
from tests.waiting import eventually

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.server import Server


def form(page: Page, server: Server) -> Locator:
    """Open the form and return the part of the page that it stands in."""
    page.goto(f"{server.url}/registreren")
    expect(page.get_by_role("heading", name="Registreren", exact=True)).to_be_visible()
    wait_until_idle(page)
    return page.get_by_test_id("stMain")


def choose(page: Page, main: Locator, label: str, text: str) -> None:
    """Pick a pill under a label."""
    with awaited_run(page):
        main.get_by_role("radiogroup", name=label).get_by_role("radio", name=text, exact=True).click()


def choose_from(page: Page, main: Locator, label: str, text: str) -> None:
    """Pick an option of the list under a label; what is drawn meanwhile may close the list."""
    option = page.get_by_role("option", name=text, exact=True)

    def opens() -> bool:
        main.get_by_role("combobox", name=label).click()
        try:
            option.wait_for(timeout=3_000)
        except Late:
            return False
        return True

    eventually(opens)
    with awaited_run(page):
        option.click()


def write(page: Page, main: Locator, label: str, text: str) -> None:
    """Type a text in the field under a label, and leave it."""
    with awaited_run(page):
        main.get_by_role("textbox", name=label, exact=True).fill(text)
        page.keyboard.press("Tab")


def ask_for_more(page: Page, main: Locator) -> None:
    """Show the fields that a new record can do without."""
    with awaited_run(page):
        main.get_by_role("button", name="Meer invullen").click()


def open_record(page: Page, main: Locator, reference: str) -> None:
    """Open an existing record."""
    with awaited_run(page):
        main.get_by_role("radio", name="Bestaand").click()
    box = main.get_by_role("combobox", name=re.compile("^Welke "))
    box.click()
    box.fill(reference)
    with awaited_run(page):
        page.get_by_role("option", name=reference).click()
    expect(main.get_by_role("textbox", name="Kenmerk *")).to_have_value(reference)


def click_map(page: Page, lat: float, lon: float) -> None:
    """Click a place on the map of the form."""
    frame = page.frame_locator(MAP_FRAME)
    picture(page)
    x, y = frame.locator("body").evaluate(
        "(_, at) => { const p = map.latLngToContainerPoint(at); return [p.x, p.y]; }", [lat, lon]
    )
    with awaited_run(page):
        frame.locator("#map_div").click(position={"x": x, "y": y})


def save(page: Page) -> None:
    """Save, and await what comes of it."""
    with awaited_run(page):
        page.get_by_role("button", name="Opslaan", exact=True).click()

"""What is typed right before a click is saved by that click, however slow the browser or the server is."""

from __future__ import annotations

import os
import re
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.records import ACTIVATIONS
from geo.settings import Settings
from geo.store import open_store
from tests.browser import awaited_run
from tests.toy_form import form, open_record, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from geo.store import Store
    from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def store(writable: Server) -> Iterator[Store]:
    """The store of the server that is written to."""
    opened = open_store(Settings.from_environment({"DATA_DIR": str(writable.data_dir)}))
    yield opened
    opened.close()


@contextmanager
def held_up(server: Server) -> Iterator[None]:
    """Let the server answer nothing until all inside is done."""
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)


def save_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Opslaan", exact=True)


def middle(button: Locator) -> tuple[float, float]:
    box = button.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def press(page: Page, button: Locator) -> None:
    """Press a button where it stands, at once, as a person does who does not wait for it to be ready."""
    page.mouse.click(*middle(button))


def type_into(page: Page, field: Locator, text: str) -> None:
    """Type into a field and stay there: nothing is sent yet."""
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def quick(page: Page, server: Server, field: Locator) -> None:
    type_into(page, field, "Elders")
    press(page, save_button(page))


def slow_browser(page: Page, server: Server, field: Locator) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    quick(page, server, field)


def slow_server(page: Page, server: Server, field: Locator) -> None:
    with held_up(server):
        quick(page, server, field)


def double_click(page: Page, server: Server, field: Locator) -> None:
    with held_up(server):
        quick(page, server, field)
        press(page, save_button(page))


def long_press(page: Page, server: Server, field: Locator) -> None:
    """Hold the button until the run that the text caused has drawn everything anew."""
    type_into(page, field, "Elders")
    x, y = middle(save_button(page))
    page.mouse.move(x, y)
    with awaited_run(page):
        page.mouse.down()
    page.mouse.up()


WAYS = {
    "DEMO-A-011": quick,
    "DEMO-A-012": slow_browser,
    "DEMO-A-013": slow_server,
    "DEMO-A-014": double_click,
    "DEMO-A-017": long_press,
}


@pytest.mark.parametrize("reference", WAYS, ids=[way.__name__ for way in WAYS.values()])
def test_a_click_right_after_typing_saves(page: Page, writable: Server, store: Store, reference: str) -> None:
    main = form(page, writable)
    open_record(page, main, reference)
    write(page, main, "Uw naam of functie *", "Jansen")
    before = save_button(page).bounding_box()
    with awaited_run(page):
        WAYS[reference](page, writable, main.get_by_role("textbox", name="Plaats", exact=True))
    expect(page.get_by_text(re.compile(r"\bOpgeslagen$"))).to_be_visible()
    expect(main.get_by_role("textbox", name="Plaats", exact=True)).to_have_value("Elders")
    assert [one.change.who for one in store.history(ACTIVATIONS, reference)] == ["demo", "Jansen"]
    assert save_button(page).bounding_box() == pytest.approx(before, abs=1)  # where one presses again


def test_withdrawing_takes_the_reason_typed_right_before(page: Page, writable: Server, store: Store) -> None:
    main = form(page, writable)
    open_record(page, main, "DEMO-A-016")
    write(page, main, "Uw naam of functie *", "Jansen")
    main.get_by_role("button", name="Intrekken").click()
    with awaited_run(page), held_up(writable):
        type_into(page, page.get_by_role("textbox", name="Reden van intrekken *"), "dubbel")
        for _ in range(2):
            press(page, page.get_by_role("button", name="Intrekken", exact=True))
    expect(page.get_by_role("button", name="Weer opnemen")).to_be_visible()
    assert [one.change.why for one in store.history(ACTIVATIONS, "DEMO-A-016")] == ["", "dubbel"]

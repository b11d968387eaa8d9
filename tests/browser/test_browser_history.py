"""The past in a real browser: links, Back and the banner; from a changed row to the history of its record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.settings import Settings
from geo.store import open_store
from tests.browser import DESKTOP, MAP_FRAME, PHONE, figure, wait_until_idle
from tests.server import running
from tests.toy_past import HOSTILE, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser import Watch
    from tests.server import Server

# tests/pages/test_history_page.py looks at the same page in each run, without a browser
pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEN = "2021-01-12T10:45"
SINCE = "v=1&stand=2021-01-15T00:00&sinds=2021-01-11T00:00"


def told_database(folder: Path) -> str:
    """Make a database of the story and return its URL."""
    url = f"sqlite:///{folder / 'past.sqlite'}"
    store = open_store(Settings.from_environment({"DATA_DIR": str(folder), "DATABASE_URL": url}))
    with pytest.MonkeyPatch.context() as patch:
        tell(store, patch)
    store.close()
    return url


@pytest.fixture
def told(tmp_path: Path, start_server: Callable[..., Server]) -> Server:
    """A server of one's own, whose records have a past."""
    return start_server(DATABASE_URL=told_database(tmp_path))


@pytest.fixture(scope="module")
def past_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose records have a past."""
    folder = tmp_path_factory.mktemp("past")
    url = told_database(folder)
    with running(folder / "server", {"DATABASE_URL": url}) as server:
        yield server


def banner(page: Page) -> Locator:
    return page.get_by_text("U kijkt naar de stand van 12 januari 2021 10:45")


def still_open(page: Page) -> str:
    return figure(page, "open")


def pick_row(page: Page, table: Locator, number: int) -> None:
    """Select a row of a table, which is drawn on a canvas: its box stands before the first column."""
    wait_until_idle(page)
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 16, box["y"] + 35 * number + 52)


def test_a_link_to_a_moment_back_to_now_and_back_again_and_to_the_next_page(
    page: Page, past_server: Server, watch: Watch
) -> None:
    page.goto(f"{past_server.url}/?v=1&stand={THEN}&land=NL")
    expect(banner(page)).to_be_visible()
    wait_until_idle(page)
    assert still_open(page) == "1"
    page.get_by_role("button", name="Terug naar nu").click()
    expect(banner(page)).to_be_hidden()
    wait_until_idle(page)
    assert still_open(page) == "0"
    assert "stand" not in page.url
    assert "land=NL" in page.url
    page.go_back()
    expect(banner(page)).to_be_visible()
    wait_until_idle(page)
    assert still_open(page) == "1"
    assert not watch.errors
    page.get_by_role("link", name="Geschiedenis").click()
    expect(page.get_by_role("heading", name="Geschiedenis")).to_be_visible()
    expect(banner(page)).to_be_visible()
    wait_until_idle(page)
    assert "stand=2021-01-12T10%3A45" in page.url


def test_a_day_in_the_bar_looks_at_the_past_and_keeps_the_map(page: Page, past_server: Server) -> None:
    page.goto(past_server.url)
    expect(page.frame_locator(MAP_FRAME).locator("#map_div[data-shown]")).to_be_attached()
    page.locator(MAP_FRAME).evaluate("frame => { frame.dataset.marked = 'yes'; }")
    page.get_by_role("button", name="Stand: nu").click()
    page.get_by_text("Eerder moment").click()
    page.get_by_label("dag, Dag").click()
    page.keyboard.type("13012021")
    page.get_by_text("Stand van", exact=True).click()  # a day counts once one leaves its field
    expect(page.get_by_text("U kijkt naar de stand van 13 januari 2021 23:59")).to_be_visible()
    wait_until_idle(page)
    assert "stand=2021-01-13T23%3A59" in page.url
    assert page.locator(MAP_FRAME).get_attribute("data-marked") == "yes"


def test_a_changed_row_leads_to_its_record_and_back_to_the_list(
    page: Page, past_server: Server, watch: Watch
) -> None:
    page.goto(f"{past_server.url}/geschiedenis?{SINCE}")
    shown = page.frame_locator(MAP_FRAME).locator("#map_div[data-shown]")
    expect(shown).to_have_attribute("data-points", "huisvesting:1 activeringen:3")
    pick_row(page, page.get_by_test_id("stDataFrame").first, 4)
    expect(page.get_by_text(f"Waarom: {HOSTILE}")).to_be_visible()
    wait_until_idle(page)
    assert "kenmerk=A-1" in page.url
    page.go_back()
    expect(page.get_by_text("5 = 4 op de kaart + 1 ingetrokken")).to_be_visible()
    wait_until_idle(page)
    assert "kenmerk" not in page.url
    assert page.evaluate("() => window.ran") is None
    # on a page other than the first Streamlit looks for itself below the page's own path at first
    assert not [error for error in watch.errors if "/geschiedenis/_stcore/" not in error]


def test_a_change_in_the_log_leads_to_its_records(page: Page, past_server: Server) -> None:
    page.goto(f"{past_server.url}/geschiedenis")
    tables = page.get_by_test_id("stDataFrame")
    expect(tables).to_have_count(1)
    pick_row(page, tables.first, 6)
    expect(page.get_by_text("Wat veranderde bij de wijziging van 10 januari 2021 09:00")).to_be_visible()
    pick_row(page, tables.nth(1), 1)
    expect(page.get_by_label("Kenmerk")).to_have_value("A-2")
    expect(page).to_have_url(re.compile("kenmerk=A-2"))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_change_is_taken_back_and_the_log_goes_on(
    open_page: Callable[..., Page], told: Server, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport)
    page.goto(f"{told.url}/geschiedenis")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    pick_row(page, page.get_by_test_id("stDataFrame").first, 0)
    page.get_by_role("button", name="Deze wijziging terugdraaien").click()
    expect(page.get_by_text("Terug naar de vorige versie").first).to_be_visible()
    page.get_by_role("textbox", name="Uw naam of functie *").fill("marie")
    page.get_by_role("textbox", name="Waarom").fill("verkeerde lijst")
    page.get_by_role("textbox", name="Waarom").press("Tab")
    wait_until_idle(page)
    page.get_by_role("button", name="Terugdraaien: 1 record").click()
    expect(page.get_by_text("Wijziging 7 is teruggedraaid, als wijziging 8")).to_be_in_viewport()
    # the same row is another change now; what was picked is still the one that was taken back
    expect(page.get_by_text("nummer 7")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_the_history_fits_a_phone(open_page: Callable[..., Page], past_server: Server) -> None:
    page = open_page(viewport=PHONE, is_mobile=True, has_touch=True)
    for query in ("", SINCE, "kenmerk=A-1"):
        page.goto(f"{past_server.url}/geschiedenis?{query}")
        expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
        wait_until_idle(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), query

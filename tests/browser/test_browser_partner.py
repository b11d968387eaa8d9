"""A meeting with a partner, who takes the map home: a guest's browser gets no more than its audience may."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.store import demo_records
from tests.browser import awaited_run, picture, wait_until_idle
from tests.toy_meeting import AREA, HOSTILE, draw, fill, link_for_guest, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.server import Server

pytestmark = pytest.mark.browser


def heard(page: Page) -> bytearray:
    """Return all that comes over the websockets of a page from now on."""
    found = bytearray()

    def take(frame: bytes | str) -> None:
        found.extend(frame if isinstance(frame, bytes) else frame.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", take))
    return found


def sides(page: Page) -> list[str]:
    return page.locator(".sides .big b").all_inner_texts()


@pytest.mark.slow  # tests/pack and tests/pages look at the same without a browser
def test_a_partner_takes_home_what_it_may_see(
    page: Page, open_page: Callable[..., Page], writable: Server
) -> None:
    ours = heard(page)
    found = opened(page, f"{writable.url}/grensstreek?v=1&taal=de&overleg=1&zone=VR23-DE05154")
    draw(page, found, AREA, HOSTILE)
    with awaited_run(page):
        page.locator(".st-key-meeting_leave button").click()
    with awaited_run(page):
        page.locator(".st-key-share button").first.click()
    fill(page, "Name *", "Kleve")
    fill(page, "Ihr Name oder Ihre Funktion *", "Marie")
    page.get_by_role("combobox", name=re.compile("^Empfängerkreis|^Publikum|^Zielgruppe")).click()
    with awaited_run(page):
        page.get_by_role("option", name="Partner").click()
    with awaited_run(page):
        page.locator(".st-key-save_view button").click()
    page.wait_for_url(re.compile(r"overlegkaart=(\d+)"))
    number = re.search(r"overlegkaart=(\d+)", page.url)
    assert number
    wait_until_idle(page)
    shown = sides(page)

    address = link_for_guest(page, writable, number[1])
    guest = open_page(locale="de-DE")
    theirs = heard(guest)
    guest.goto(address)
    wait_until_idle(guest)
    assert sides(guest) == shown
    expect(picture(guest)).to_have_attribute("data-sketch", "vlak notitie")
    expect(picture(guest).locator(".sketch-note")).to_have_text(HOSTILE)
    assert guest.evaluate("() => window.ran") is None
    with awaited_run(guest):
        guest.locator("a[lang=nl]").click()
    housing, _ = demo_records()["housing"]
    names = [name.encode() for name in housing["name"]]
    assert all(start in ours for start in (b"DEMO-A-", b"DEMO-H-"))  # they would be found
    assert len(theirs) > 50_000
    assert not [secret for secret in (b"DEMO-A-", b"DEMO-H-", *names) if secret in theirs]

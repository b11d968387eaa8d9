"""A view is saved in one browser and opened by a guest in another: the same figures and extent, no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.records import ACTIVATIONS
from geo.settings import Settings
from geo.store import Intent, open_store
from tests.browser import awaited_run, picture, total, wait_until_idle
from tests.toy_meeting import fill, link_for_guest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from geo.store import Store
    from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def store(writable: Server) -> Iterator[Store]:
    """The store of the server that is written to."""
    kept = open_store(Settings.from_environment({"DATA_DIR": str(writable.data_dir)}))
    yield kept
    kept.close()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    wait_until_idle(page)


def extent(page: Page) -> tuple[float, float, float]:
    """Return where the map looks, as an address has it."""
    found = picture(page).evaluate("() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
    return tuple(pytest.approx(value, abs=0.01) for value in found)  # type: ignore[return-value]


def test_a_meeting_view_goes_to_a_guest_and_closes(
    page: Page, open_page: Callable[..., Page], writable: Server, store: Store
) -> None:
    opened(page, f"{writable.url}/?v=1&type=preventief&beeld=51.37,6.17,9.5&taal=nl")
    before = total(page)
    with awaited_run(page):
        page.get_by_role("button", name="Deel of bewaar").click()
    fill(page, "Naam *", "Overleg <img src=x onerror=alert(1)>")
    fill(page, "Uw naam of functie *", "Marie")
    with awaited_run(page):
        page.get_by_role("button", name="Bewaar als overlegkaart").click()
    page.wait_for_url(re.compile("overlegkaart="))
    [view] = [one for one in store.views.search() if one.name.startswith("Overleg")]
    assert view.seen.extent == (51.37, 6.17, 9.5)

    address = link_for_guest(page, writable, view.id)
    guest = open_page(locale="de-DE")
    opened(guest, address)
    assert total(guest) == before
    assert view.seen.extent == extent(guest)
    expect(guest.get_by_text("onerror")).to_be_visible()
    assert guest.locator("nav.menu a[data-icon]").count() == 0
    guest.locator("a[lang=de]").click()
    expect(guest.get_by_text("Besprechungskarte", exact=True)).to_be_visible()
    assert total(guest) == before

    more = store.snapshot().activations
    one = more[more["type"] == "preventief"].head(1).assign(reference="X-9")
    store.write(ACTIVATIONS, one, Intent("piet"))
    opened(guest, f"{address}&type=repressief&v=1")
    assert total(guest) == before
    expect(guest.get_by_text(re.compile("neuere Daten|nieuwere gegevens"))).to_be_visible()

    [link] = [one for one in store.guest_links.made() if one.view_id == view.id]
    assert link.opened == 2
    store.guest_links.revoke(link.id, "Marie")
    guest.locator("a[lang=nl]").click()
    expect(guest.get_by_text("Deze link werkt niet (meer)")).to_be_visible()
    assert guest.locator("[data-figure]").count() == 0

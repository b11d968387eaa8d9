"""What only a browser shows: the map draws, filters change it, links and Back work, nothing goes outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.records import ACTIVATIONS
from geo.settings import Settings
from geo.store import Intent, open_store
from tests import toy_snapshot as toy
from tests.browser import MAP_FRAME, PHONE, awaited_run, picture, runs_asked, total, wait_until_idle
from tests.toy_text import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Watch
    from tests.server import Server

pytestmark = pytest.mark.browser

ALL_HOSTILE = " ".join(HOSTILE)


def points(page: Page) -> dict[str, int]:
    text = picture(page).get_attribute("data-points") or ""
    return {name: int(count) for name, count in (pair.split(":") for pair in text.split())}


def drawn(page: Page) -> tuple[str | None, str | None]:
    """Return the points and the circles on the map."""
    shown = picture(page)
    return shown.get_attribute("data-points"), shown.get_attribute("data-circles")


def wait_for_change(page: Page, change: Callable[[], Any]) -> None:
    """Do something that changes the picture, and wait until the map shows the new one."""
    before = picture(page).get_attribute("data-shown")
    change()
    expect(
        page.frame_locator(MAP_FRAME).locator(f'#map_div[data-shown]:not([data-shown="{before}"])')
    ).to_be_attached()
    wait_until_idle(page)


def pick(page: Page, label: str) -> None:
    """Click a pill of the filter bar."""
    page.locator(".st-key-filter_bar").get_by_role("button", name=label, exact=True).click()


# what the map showed after a click, in its order: the browser's answer, then the server's
RECORD = """() => {
  const map = document.querySelector("#map_div");
  window.told = [];
  new MutationObserver((changes) => changes.forEach(({ attributeName }) => {
    if (!/answered|shown/.test(attributeName)) return;
    window.told.push([attributeName, map.dataset.circles, map.dataset.points]);
  })).observe(map, { attributes: true });
}"""


def record(page: Page) -> Callable[[], list[Any]]:
    """Record from here what the map shows; what is returned tells it."""
    wait_until_idle(page)
    body = page.frame_locator(MAP_FRAME).locator("body")
    body.evaluate(RECORD)
    return lambda: body.evaluate("() => window.told")


def the_map_answers_before_the_server_and_the_same(page: Page, label: str) -> None:
    told = record(page)
    with awaited_run(page):
        pick(page, label)
    expect(page.frame_locator(MAP_FRAME).locator(".picture-waiting")).to_have_count(0)
    first, *_, last = told()
    assert first[0] == "data-answered"
    assert last[0] == "data-shown"
    assert first[1:] == last[1:]


def test_a_filter_changes_map_figures_and_address_and_keeps_the_frame_and_what_it_has(
    page: Page, server: Server, watch: Watch
) -> None:
    page.goto(server.url)
    before = points(page)
    wait_until_idle(page)
    received = watch.received
    page.locator(MAP_FRAME).evaluate("frame => { frame.dataset.marked = 'yes'; }")
    the_map_answers_before_the_server_and_the_same(page, "Repressief")
    assert total(page) == "19"
    assert points(page)["activeringen"] < before["activeringen"]
    assert points(page)["huisvesting"] == before["huisvesting"]
    assert watch.received - received < 50_000  # points that the browser has are not sent again
    assert "type=repressief" in page.url
    assert page.locator(MAP_FRAME).get_attribute("data-marked") == "yes"
    the_map_answers_before_the_server_and_the_same(page, "Wonen")
    assert page.frame_locator(MAP_FRAME).locator("body").evaluate("() => window.feature_group.length") == 1


def test_a_deep_link_on_a_cold_server_shows_the_same_picture(
    open_page: Callable[..., Page], server: Server, start_server: Callable[..., Server]
) -> None:
    page = open_page()
    page.goto(server.url)
    wait_for_change(page, lambda: pick(page, "Repressief"))
    wait_for_change(page, lambda: pick(page, "Wonen"))
    shown, figure, query = drawn(page), total(page), page.url.partition("?")[2]
    cold = open_page()
    cold.goto(f"{start_server().url}/?{query}")
    assert drawn(cold) == shown
    assert total(cold) == figure
    expect(cold.get_by_role("button", name="Wis alles")).to_be_visible()


def test_back_undoes_a_filter_the_menu_keeps_it_and_a_pill_takes_it_away(page: Page, server: Server) -> None:
    page.goto(server.url)
    wait_for_change(page, lambda: pick(page, "Repressief"))
    wait_for_change(page, lambda: pick(page, "Wonen"))
    wait_for_change(page, page.go_back)
    assert total(page) == "19"
    page.get_by_role("link", name="Uitleg en bronnen").click()
    expect(page.get_by_role("heading", name="Uitleg en bronnen")).to_be_visible()
    assert "type=repressief" in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="activeringen")).to_be_visible()
    wait_until_idle(page)
    assert total(page) == "19"
    picture(page)
    wait_for_change(page, lambda: pick(page, "Repressief"))
    assert total(page) == "56"
    assert "type" not in page.url


@pytest.mark.slow
def test_points_that_the_browser_lost_are_sent_again(page: Page, server: Server) -> None:
    page.goto(server.url)
    everything = points(page)
    page.frame_locator(MAP_FRAME).locator("body").evaluate("() => { map.picture.kept.clear(); }")
    wait_for_change(page, lambda: pick(page, "Repressief"))
    lost = page.frame_locator(MAP_FRAME).locator(
        f'#map_div[data-points*="huisvesting:{everything["huisvesting"]}"]'
    )
    expect(lost).to_be_attached()
    page.get_by_role("link", name="Uitleg en bronnen").click()
    expect(page.get_by_role("heading", name="Uitleg en bronnen")).to_be_visible()
    page.get_by_role("link", name="Landelijk beeld").click()
    assert points(page)["huisvesting"] == everything["huisvesting"]
    assert "lagen" not in page.url


def region_point(page: Page, code: str) -> tuple[float, float]:
    """The middle of a region on the screen, once nothing on the page moves any more."""
    wait_until_idle(page)
    area = page.frame_locator(MAP_FRAME).locator(f'path.picture-region[data-code="{code}"]')
    box = area.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_click_or_enter_on_a_region_looks_at_it_and_again_no_longer(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/?v=1&lagen=namen")  # no point to click on instead
    picture(page)
    area = page.frame_locator(MAP_FRAME).locator('path.picture-region[data-code="VR23"]')
    wait_for_change(page, lambda: (area.focus(), page.keyboard.press("Enter")))
    assert "kies=VR23" in page.url
    expect(page.locator(".card")).to_contain_text("Limburg-Noord")
    expect(area).to_have_class(re.compile("picture-highlighted"))
    assert total(page) == "56"  # looking filters nothing
    wait_for_change(page, lambda: (area.focus(), page.keyboard.press("Enter")))
    assert "kies" not in page.url
    x, y = region_point(page, "VR03")
    wait_for_change(page, lambda: page.mouse.click(x, y))
    assert "kies=VR03" in page.url


def test_a_row_leads_to_its_region_and_that_to_a_filter_in_the_same_session(
    page: Page, server: Server, watch: Watch
) -> None:
    page.goto(server.url)
    picture(page)
    page.evaluate("() => { window.marked = 'yes'; }")
    page.locator(MAP_FRAME).evaluate("frame => { frame.dataset.marked = 'yes'; }")
    wait_for_change(page, lambda: page.get_by_role("link", name="Limburg-Noord", exact=True).click())
    told = record(page)
    wait_for_change(page, lambda: page.get_by_role("link", name="Alleen deze regio").click())
    expect(picture(page)).to_have_attribute("data-circles", "VR23:9")
    assert told()[0][:2] == ["data-answered", "VR23:9"]  # the map answers a link of the page by itself
    expect(page.locator('[data-figure="total"]')).to_have_text("9")
    assert "regio=VR23" in page.url
    wait_for_change(page, page.go_back)
    assert total(page) == "56"
    assert page.evaluate("() => window.marked") == "yes"
    assert page.locator(MAP_FRAME).get_attribute("data-marked") == "yes"
    assert not watch.errors


@pytest.mark.slow
def test_a_part_of_the_whole_leads_to_its_list_and_that_to_a_record(page: Page, server: Server) -> None:
    page.goto(server.url)
    picture(page)
    page.get_by_role("link", name="3 zonder locatie").click()
    rows = page.locator("table.list tbody tr")
    expect(rows).to_have_count(3)
    reference = rows.first.locator("th").inner_text()
    rows.first.get_by_role("link").click()
    expect(page.get_by_label("Kenmerk")).to_have_value(reference)
    page.go_back()
    expect(rows).to_have_count(3)


def test_panning_and_zooming_rerun_nothing(
    open_page: Callable[..., Page], server: Server, watch: Watch
) -> None:
    page = open_page()
    page.clock.install()  # of a whole profile
    page.goto(server.url)
    picture(page)
    wait_until_idle(page)
    body = page.frame_locator(MAP_FRAME).locator("body")
    view = body.evaluate("() => map.getZoom() + ' ' + map.getCenter()")
    asked, sent, received = runs_asked(page), len(watch.frames_out), watch.received
    box = page.locator(MAP_FRAME).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y + 60, steps=6)
    page.mouse.up()
    page.mouse.wheel(0, -300)
    page.clock.fast_forward(5_000)  # whatever waits to tell of it, tells it now
    assert body.evaluate("() => map.getZoom() + ' ' + map.getCenter()") != view
    assert (len(watch.frames_out), watch.received) == (sent, received)
    with awaited_run(page):  # what was still on its way comes before this
        pick(page, "Repressief")
    assert runs_asked(page) == asked + 1


def test_a_link_with_nonsense_shows_the_picture_and_says_what_was_dropped(page: Page, server: Server) -> None:
    nonsense = "thema=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&regio=VR99&v=2&van=2020-02-30"
    page.goto(f"{server.url}/?v=1&{nonsense}")
    assert points(page)["activeringen"] > 50
    expect(page.get_by_text("Niet alles in deze link is herkend")).to_be_visible()


def test_a_hostile_value_in_the_data_runs_nothing(
    open_page: Callable[..., Page], start_server: Callable[..., Server], tmp_path: Path, watch: Watch
) -> None:
    records = toy.activations({"reference": ALL_HOSTILE, "place": ALL_HOSTILE, "lon": 5.2, "lat": 52.1})
    url = f"sqlite:///{tmp_path / 'hostile.sqlite'}"
    store = open_store(Settings.from_environment({"DATA_DIR": str(tmp_path), "DATABASE_URL": url}))
    store.write(ACTIVATIONS, records, Intent("test"))
    store.close()
    page = open_page()
    page.goto(f"{start_server(DATABASE_URL=url).url}/?v=1&lagen=activeringen")
    assert points(page) == {"huisvesting": 0, "activeringen": 1}
    wait_until_idle(page)  # the head of the page is filled last, and moves the map
    frame = page.frame_locator(MAP_FRAME)
    x, y = frame.locator("body").evaluate(
        "() => { const p = map.latLngToContainerPoint([52.1, 5.2]); return [p.x, p.y]; }"
    )
    frame.locator("#map_div").hover(position={"x": x, "y": y})
    expect(frame.locator(".picture-tip")).to_have_count(1)  # that of the point, not of the region under it
    expect(frame.locator(".picture-tip strong")).to_have_text(ALL_HOSTILE)
    frame.locator("#map_div").click(position={"x": x, "y": y})
    expect(frame.locator(".picture-popup strong")).to_have_text(ALL_HOSTILE)
    expect(frame.locator(".picture-popup").get_by_label("Sluiten")).to_be_visible()
    assert page.evaluate("() => window.ran") is None
    assert frame.locator("body").evaluate("() => window.ran") is None
    assert frame.locator("img").count() == 0
    assert not watch.errors


def test_the_page_fits_a_phone(open_page: Callable[..., Page], server: Server) -> None:
    page = open_page(viewport=PHONE, is_mobile=True, has_touch=True)
    page.goto(server.url)
    picture(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_the_regions_fit_a_beamer_of_1024_pixels_with_all_their_figures(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(server.url)
    picture(page)
    beside = page.locator(".beside")
    expect(beside.get_by_role("columnheader", name="Plaatsen", exact=True)).to_be_in_viewport(ratio=1)
    assert beside.evaluate("table => table.scrollWidth <= table.clientWidth")

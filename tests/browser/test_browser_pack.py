"""The map of a pack, opened from a disk with the network cut: it draws, and runs nothing but itself."""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo import language
from geo.pack import PLAIN, Wanted, pack
from geo.picture import ActionPoint, Selection, Shape, Sketch, points_text
from tests.browser import PHONE, Watch, new_context
from tests.toy_audiences import EVERYTHING, PARTNER, PUBLIC, SECRET, WORD, seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from geo.access import Viewer
    from tests.browser import Shared

FIRST_SQUARE = """() => {
    const canvas = document.querySelector("canvas"), box = canvas.getBoundingClientRect();
    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4)
        if (data[at + 3] > 200 && data[at] < 30 && data[at + 1] > 120 && data[at + 2] > 100) {
            const scale = box.width / width;
            const column = at / 4 % width, row = Math.floor(at / 4 / width);
            return [box.left + column * scale + 3, box.top + row * scale + 3];
        }
}"""
"""Where the first square of housing is drawn, in pixels of the window."""

pytestmark = pytest.mark.browser


@contextmanager
def offline(
    shared: Shared, folder: Path, viewer: Viewer, wanted: Wanted = PLAIN, **options: object
) -> Iterator[tuple[Page, Watch]]:
    """Open the map of a pack in a profile without a network, and watch it."""
    made = pack(seen(viewer), Selection(), wanted).content
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("kaart.html"))
        (folder / "kaart.html").write_bytes(archive.read(name))
    context, watch = new_context(shared.get(), **options), Watch()
    context.set_offline(True)
    context.route("http*://**", lambda route: route.abort())
    with watch.watching(context):
        page = context.new_page()
        page.goto((folder / "kaart.html").as_uri())
        expect(page.locator("html[data-drawn]")).to_be_attached()
        yield page, watch
    context.close()


@pytest.mark.slow
def test_it_draws_without_a_network(shared_browser: Shared, tmp_path: Path) -> None:
    with language.reading("de"), offline(shared_browser, tmp_path, PARTNER) as (page, watch):
        expect(page.locator("h1")).to_have_text("5 Aktivierungen in Limburg-Noord – Kleve")
        expect(page.locator(".badge")).to_have_text("FIKTIVE DATEN")
        expect(page.locator("aside")).to_contain_text("Präventiv")
        expect(page.locator("footer")).to_contain_text("5 = 4 auf der Karte + 1 außerhalb der Niederlande")
        assert page.locator(".leaflet-overlay-pane path").count() > 10
        expect(page.locator(".circle svg")).to_have_count(2)
        page.get_by_label("Zahlen je Gebiet").uncheck()
        expect(page.locator(".circle svg")).to_have_count(0)
        assert watch.errors == []
        assert [url for url in watch.requests if not url.startswith(("file:", "data:"))] == []


def test_a_hostile_text_is_shown_letter_for_letter(shared_browser: Shared, tmp_path: Path) -> None:
    with offline(shared_browser, tmp_path, EVERYTHING, viewport=PHONE) as (page, watch):
        page.get_by_label("Aantallen per gebied").uncheck()
        page.get_by_label("Activeringen").uncheck()
        across, down = page.evaluate(FIRST_SQUARE)
        page.mouse.click(across, down)
        popup = page.locator(".leaflet-popup-content")
        expect(popup).to_contain_text(SECRET)
        assert popup.locator("img").count() == 0
        assert watch.errors == []


@pytest.mark.slow
def test_what_a_meeting_made_is_drawn_and_listed(shared_browser: Shared, tmp_path: Path) -> None:
    drawn = Sketch(
        (
            Shape("notitie", ((6.1, 51.55),), SECRET[:90]),
            Shape("lijn", ((6.0, 51.4), (6.2, 51.6))),
            Shape("vlak", ((6.0, 51.3), (6.2, 51.3), (6.2, 51.4), (6.0, 51.3)), "Zoeken"),
        )
    )
    points = (
        ActionPoint(1, SECRET[:90], "Anna", date(2020, 12, 1), (6.1, 51.45)),
        ActionPoint(3, "Wie gaat?"),
    )
    wanted = Wanted(sketch=drawn.text, points=points_text(points))
    with offline(shared_browser, tmp_path, PARTNER, wanted) as (page, watch):
        expect(page.locator(".note span")).to_have_text(SECRET[:90])
        expect(page.locator(".label")).to_have_text("Zoeken")
        expect(page.locator(".leaflet-meeting-pane path")).to_have_count(2)
        expect(page.locator(".number")).to_have_text(["1"])
        expect(page.locator("aside .told")).to_have_count(2)
        expect(page.locator("aside")).to_contain_text(f"1 {SECRET[:90]} · Anna · 01-12-2020")
        expect(page.locator("aside")).to_contain_text("3 Wie gaat?")
        page.screenshot(path=tmp_path / "overleg.png")
        page.get_by_label("Schets").uncheck()
        page.get_by_label("Actiepunten").uncheck()
        expect(page.locator(".note, .number, .leaflet-meeting-pane path")).to_have_count(0)
        assert page.locator("img").count() == 0
        assert watch.errors == []


def test_its_policy_stops_what_is_not_in_it(shared_browser: Shared, tmp_path: Path) -> None:
    with offline(shared_browser, tmp_path, PUBLIC) as (page, watch):
        page.evaluate(
            """() => { const script = document.createElement("script");
                script.textContent = "window.ran = true"; document.body.appendChild(script);
                const image = new Image(); image.src = "https://example.org/x.png";
                document.body.appendChild(image); }"""
        )
        assert page.evaluate("() => window.ran") is None
        assert any("Content Security Policy" in error for error in watch.errors)
        expect(page.locator("aside")).to_contain_text("Afgeschermd")
        assert WORD not in page.content()

"""The harness of the browser tests itself: it sees what a page does, and refuses the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import PHONE, Watch, is_local, wait_until_idle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.server import Server

pytestmark = pytest.mark.browser


def test_the_page_opens_without_a_word_of_complaint(page: Page, server: Server, watch: Watch) -> None:
    page.goto(server.url)
    wait_until_idle(page)
    assert page.locator("h1").first.is_visible()
    assert watch.errors == []
    assert watch.received > 0
    assert f"{server.url}/".replace("http", "ws") in "".join(watch.requests)


def test_each_page_has_a_profile_of_its_own(open_page: Callable[..., Page], server: Server) -> None:
    first, second = open_page(), open_page(viewport=PHONE)
    for page in (first, second):
        page.goto(f"{server.url}/healthz")
    first.evaluate("document.cookie = 'mine=1'")
    assert second.evaluate("document.cookie") == ""
    assert second.evaluate("innerWidth") == 390


def test_a_request_to_another_machine_is_seen(page: Page, watch: Watch) -> None:
    page.goto("about:blank")
    page.evaluate("fetch('http://example.org/').catch(() => null)")
    assert watch.outside == ["http://example.org/"]
    watch.requests.clear()  # seen, and not to be held against this test


def test_our_policy_stops_a_request_before_it_is_made(page: Page, server: Server, watch: Watch) -> None:
    page.goto(f"{server.url}/healthz")
    page.evaluate("fetch('http://example.org/').catch(() => null)")
    assert not any("example.org" in url for url in watch.requests)
    assert watch.outside  # told on the console, and that counts as trying
    watch.errors.clear()


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8501/x", True),
        ("ws://localhost:1/stream", True),
        ("http://[::1]/", True),
        ("data:image/png;base64,", True),
        ("blob:http://127.0.0.1:8501/1", True),
        ("https://service.pdok.nl/1.png", False),
        ("http://127.0.0.1.example.org/", False),
        ("http://10.0.0.1/", False),
    ],
)
def test_what_is_local(url: str, local: bool) -> None:
    assert is_local(url) is local

"""The harness of the browser tests itself: it sees what a page does, and refuses the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError, expect  # noqa: A004 - Playwright's own name

from tests.browser import PHONE, Watch, awaited_run, is_local, wait_until_idle
from tests.server import running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser import Shared
    from tests.server import Server

pytestmark = pytest.mark.browser

# a run begins late and shows its number last, long after the page could take it for done
SLOW = """
import time
import streamlit as st

def count():
    st.session_state.count = st.session_state.get("count", 0) + 1

st.header("Traag")
st.button("Tel", on_click=count)
st.caption(str(st.session_state.get("count", 0)))
time.sleep(0.4)
st.text(str(st.session_state.get("count", 0)))
"""


@pytest.mark.slow  # of the tests themselves
def test_a_run_is_awaited_from_before_it_begins_until_it_is_drawn(page: Page, tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW, encoding="utf-8")
    with running(tmp_path, script=str(script), wait_for="/_stcore/health") as server:
        page.goto(server.url)
        wait_until_idle(page)
        button, shown = page.get_by_role("button", name="Tel"), page.get_by_test_id("stText")
        for number in ("1", "2"):
            with awaited_run(page):
                button.click()
            assert shown.inner_text() == number
        with awaited_run(page):  # the second overtakes the first, whose end is not the end
            button.click()
            expect(page.get_by_test_id("stCaptionContainer")).to_have_text("3")
            button.click()
        assert shown.inner_text() == "4"
        with pytest.raises(TimeoutError), awaited_run(page, milliseconds=200):
            page.get_by_role("heading").click()


@pytest.mark.slow
def test_each_page_has_a_profile_of_its_own(open_page: Callable[..., Page], server: Server) -> None:
    first, second = open_page(), open_page(viewport=PHONE)
    for page in (first, second):
        page.goto(f"{server.url}/healthz")
    first.evaluate("document.cookie = 'mine=1'")
    assert second.evaluate("document.cookie") == ""
    assert second.evaluate("innerWidth") == 390


def test_the_profile_that_is_lent_comes_back_empty(shared_browser: Shared, server: Server) -> None:
    for _ in range(2):
        with shared_browser.lent() as profile:
            page = profile.new_page()
            page.goto(f"{server.url}/healthz")
            assert page.evaluate("[document.cookie, localStorage.length]") == ["", 0]
            page.evaluate("() => { document.cookie = 'mine=1'; localStorage.mine = 'too'; }")
    assert [left.url for left in profile.pages] == ["about:blank"]


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

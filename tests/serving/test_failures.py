"""An error that nobody foresaw: a message in Dutch with a number, the same number in the log, no data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from serving.failures import where
from tests.browser import wait_until_idle
from tests.server import ROOT, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.server import Server

PERSON = "Jan Jansen, Dorpsstraat 1"
SCRIPT = f"""
import streamlit as st
from geo.errors import AccessError

def fail():
    try:
        raise KeyError({PERSON!r})
    except KeyError as error:
        raise ValueError({PERSON!r}) from error

@st.fragment
def part():
    if st.button("deel"):
        fail()

def refuse():
    raise AccessError("Dit is niet voor **u**.")

st.title("Toets")
st.button("verboden", on_click=refuse)
st.button("handeling", on_click=fail)
part()
if st.button("pagina"):
    fail()
st.text("het einde")
"""


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as ``app.py`` serves it, but with a page that fails when asked."""
    folder: Path = tmp_path_factory.mktemp("failing")
    (folder / "failing.py").write_text(SCRIPT, encoding="utf-8")
    app = (ROOT / "app.py").read_text(encoding="utf-8")
    assert '"pages/main.py"' in app
    (folder / "app.py").write_text(
        app.replace('"pages/main.py"', repr(str(folder / "failing.py"))), encoding="utf-8"
    )
    with running(folder / "server", script=str(folder / "app.py")) as server:
        yield server


@pytest.mark.browser
def test_an_error_is_told_in_dutch_with_a_number_that_stands_in_the_log(page: Page, failing: Server) -> None:
    page.goto(failing.url)
    for place in ("pagina", "deel", "handeling"):
        page.get_by_role("button", name=place).click()
        message = page.get_by_test_id("stAlert")
        expect(message).to_contain_text("is niet verloren")
        wait_until_idle(page)
        number = re.search(r"nummer (\d{6})", message.inner_text())
        assert number
        log = failing.log.read_text(encoding="utf-8")
        told = log[log.index(f"Fout {number[1]}: builtins.ValueError") :]
        assert re.search(r"failing\.py:9 fail\n", told)
        assert "volgt uit builtins.KeyError" in told
        assert "Jansen" not in log
        assert page.get_by_test_id("stException").count() == 0
        assert "Jansen" not in page.content()
        page.reload()
        expect(page.get_by_text("het einde")).to_be_visible()
        wait_until_idle(page)


@pytest.mark.browser
def test_a_refusal_is_told_in_its_own_words(page: Page, failing: Server) -> None:
    page.goto(failing.url)
    page.get_by_role("button", name="verboden").click()
    expect(
        page.get_by_text("Dit is niet voor **u**.", exact=True)
    ).to_be_visible()  # as text, not as Markdown
    assert page.get_by_text("niet was voorzien").count() == 0


def test_where_an_error_was_holds_no_text_of_it() -> None:
    try:
        int(PERSON)
    except ValueError as error:
        told = where(error)
    assert told.startswith("builtins.ValueError\n")
    assert "test_failures.py" in told
    assert "Jansen" not in told

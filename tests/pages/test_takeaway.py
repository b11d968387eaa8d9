"""What *Deel of bewaar* makes when asked: the picture of the page and the report; a failure is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import ExportError
from pages.parts import takeaway
from tests.toy_pages import opened

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def shared(page: str = "", **query: str) -> AppTest:
    app = opened(**query)
    if page:
        app.switch_page(page).run()
    app.session_state["share"] = True  # the button is open
    return app.run()


def test_a_picture_is_made_when_it_is_asked_for() -> None:
    app = shared(type="repressief")
    assert "takeaway_picture" not in app.session_state
    app.session_state["picture_what"] = "weeks"
    app.session_state["picture_format"] = "svg"
    app.run()
    app.button(key="make_picture").click().run()
    assert not app.exception
    asked, made = app.session_state["takeaway_picture"]
    assert made.name.endswith("_a4.svg")
    assert b"19 activeringen per week" in made.content
    assert asked[2].what == "weeks"


def test_blind_spots_are_drawn_of_the_weeks_that_the_page_shows() -> None:
    app = shared("unvisited.py")
    app.session_state["unvisited_weeks"] = "8"
    app.session_state["picture_format"] = "svg"
    app.run()
    app.button(key="make_picture").click().run()
    assert not app.exception
    asked, made = app.session_state["takeaway_picture"]
    assert (asked[2].what, asked[2].last_weeks) == ("blind-spots", 8)
    assert "6 oktober – 30 november 2020".encode() in made.content


def test_a_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ExportError("Dat lukt nu niet.")

    monkeypatch.setattr(takeaway, "report_away", refuse)
    app = shared("regions.py")
    app.button(key="make_report").click().run()
    assert "Dat lukt nu niet." in [text.value for text in app.text]
    assert "takeaway_report" not in app.session_state

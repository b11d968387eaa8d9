"""What *Deel of bewaar* makes when asked: the picture of the page and the report; a failure is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import ExportError
from geo.pack import pack
from geo.picture import ActionPoint
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


def test_the_pack_takes_what_the_meeting_made_along(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(
        takeaway, "pack_away", lambda now, chosen, _, how: made.append(how) or pack(now, chosen, how)
    )
    app = shared()
    assert "Met de schets" not in str([one.value for one in app.caption])
    app.session_state["meeting_points"] = (ActionPoint(1, "GGD bellen"),)
    app.run()
    assert "Met de schets" in str([one.value for one in app.caption])
    app.button(key="make_pack").click().run()
    assert not app.exception
    assert [one.points for one in made] == [
        '[{"number":1,"text":"GGD bellen","owner":"","due":null,"place":null}]'
    ]

"""The morning view and the picture that is set, on records with a past."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from geo.dutch import DUTCH
from geo.language import reading
from geo.picture import Selection
from geo.store import current_store
from pages.parts import news
from tests.toy_pages import forget_store, markup, opened, words
from tests.toy_past import HOSTILE, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.page


@pytest.fixture(autouse=True)
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of one's own, whose records have a past."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'past.sqlite'}")
    forget_store()
    st.cache_resource.clear()
    tell(current_store(), monkeypatch)
    yield
    current_store().close()
    forget_store()


def test_the_first_screen_says_what_changed_since_yesterday_morning() -> None:
    said = words(opened(v="1", stand="2021-01-15T07:00"))
    assert "Sinds 14 januari 2021 08:00: 1 nieuw." in said


def test_since_a_chosen_moment_each_change_is_listed_and_leads_to_its_record() -> None:
    app = opened(v="1", stand="2021-01-15T00:00", sinds="2021-01-11T08:00", tab="nieuws")
    assert "Sinds 11 januari 2021 08:00: 1 nieuw, 1 afgesloten, 1 gecorrigeerd, 1 ingetrokken." in words(app)
    assert re.findall(r'<tr data-record="([^"]*)"', markup(app)) == ["A-4", "A-2", "A-1", "A-3"]
    assert "/geschiedenis?v=1&amp;stand=2021-01-15T00%3A00&amp;kenmerk=A-4" in markup(app)
    assert HOSTILE not in markup(app)
    assert HOSTILE in unescape(markup(app))


def test_nothing_changed_is_said() -> None:
    assert "niets veranderd" in words(opened(v="1", stand="2021-01-20T00:00"))


def test_a_picture_is_set_with_a_name_and_opens_again_on_its_records(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(v="1", land="NL")
    app.session_state["share"] = True  # the button is open
    app.run()
    app.button(key="settle").click()
    app.session_state["share"] = True
    app.run()
    assert current_store().settled() == ()
    assert "vul uw naam of functie in" in words(app)
    app.text_input(key="person").set_value("Marie van LOT-C")
    app.button(key="settle").click().run()
    [kept] = current_store().settled()
    assert (kept.who, kept.version, kept.link) == (
        "Marie van LOT-C",
        current_store().version(),
        "land=NL&v=1",
    )
    assert kept.sentence == app.title[0].value
    again = opened()
    assert "Beeld vastgesteld op" in words(again)
    assert "door Marie van LOT-C" in words(again)
    assert 'href="/?land=NL&amp;v=1&amp;stand=2021-01-14T16%3A15"' in markup(again)


def test_a_german_reads_what_changed_with_the_day_as_germans_write_it() -> None:
    with reading("de"):
        told = news.table([], datetime(2026, 11, 20, 8, tzinfo=DUTCH), Selection())
    assert "0 Aktivierungen haben sich seit dem 20. November 2026 08:00 geändert" in told
    assert '<th scope="col">Kennzeichen</th>' in told

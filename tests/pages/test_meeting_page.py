"""Meeting mode on both pages: in the link, with a list of action points; what the map tells of a sketch."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from geo.dutch import DUTCH
from geo.errors import SketchError
from geo.picture import ActionPoint, read_sketch
from geo.store import Seen, Told, current_snapshot, current_store
from pages.parts import meeting
from tests.toy_pages import map_arguments, markup, opened, words
from tests.toy_text import HOSTILE

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]

PAGES = ("national.py", "borders.py")
NOTE = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"notitie","text":"Hier"},'
    '"geometry":{"type":"Point","coordinates":[6.1,51.5]}}]}'
)


def sent(app: AppTest) -> Any:
    """Return the sketch that the map was sent, None for none."""
    script = map_arguments(app)["feature_group"]
    return json.JSONDecoder().raw_decode(script[script.index('"sketch":') + 9 :])[0]


def told(held: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a session hold this while the map tells something."""
    monkeypatch.setattr(meeting.st, "session_state", held)


@pytest.mark.parametrize("page", PAGES)
def test_the_mode_stands_in_the_link_and_one_button_goes_back(page: str) -> None:
    app = opened(page, v="1", overleg="1")
    assert sent(app)["tools"]["kinds"]["vlak"] == "Vlak"
    assert "Actiepunten" in str(app.get("button_group"))
    app.button(key="meeting_leave").click().run()
    assert not app.exception
    assert sent(app) is None
    assert "overleg" not in app.query_params
    app.button(key="meeting_enter").click().run()
    assert app.query_params["overleg"] in ("1", ["1"])


@pytest.mark.parametrize("page", PAGES)
def test_without_a_meeting_the_map_knows_nothing_of_one(page: str) -> None:
    assert sent(opened(page, v="1")) is None


def test_another_word_in_the_link_is_told() -> None:
    app = opened("national.py", v="1", overleg="<b>")
    assert "overleg: '<b>' is weggelaten; kies 1." in words(app)
    assert sent(app) is None


def test_the_mode_speaks_german() -> None:
    app = opened("borders.py", v="1", overleg="1", taal="de")
    assert sent(app)["tools"]["kinds"]["vlak"] == "Fläche"


def test_figures_stand_beside_the_map() -> None:
    assert "<dt>Activeringen</dt><dd>56</dd>" in markup(opened("national.py", v="1", overleg="1"))


def test_a_point_is_added_changed_and_removed() -> None:
    app = opened("borders.py", {"meeting_tab": "actiepunten"}, v="1", overleg="1")
    assert "Nog geen actiepunten." in words(app)
    app.text_area(key="meeting_point_text").set_value(f"Bel {HOSTILE[0]}")
    app.text_input(key="meeting_point_owner").set_value("Anna")
    app.date_input(key="meeting_point_due").set_value(date(2026, 12, 1))
    app.button(key="meeting_point_keep").click().run()
    assert not app.exception
    body = markup(app)
    assert 'data-point="1"' in body
    assert "<img" not in body
    assert "Anna · 1 december 2026" in body
    assert not app.text_area(key="meeting_point_text").value
    app.session_state["meeting_point"] = 1
    app.session_state["meeting_point_text"] = "Schrijf"
    app.button(key="meeting_point_keep").click().run()
    assert "Schrijf" in markup(app)
    assert 'data-point="2"' not in markup(app)
    app.session_state["meeting_point"] = 1
    app.run()
    app.button(key="meeting_point_remove").click().run()
    assert "Nog geen actiepunten." in words(app)


def test_a_point_without_a_text_is_refused_in_words() -> None:
    app = opened("national.py", {"meeting_tab": "actiepunten"}, v="1", overleg="1")
    app.button(key="meeting_point_keep").click().run()
    assert "Schrijf op wat er moet gebeuren." in words(app)


def test_a_place_that_was_clicked_is_that_of_the_point() -> None:
    state = {"meeting_tab": "actiepunten", "meeting_placing": 1, "meeting_place": (6.1, 51.5)}
    app = opened("borders.py", state, v="1", overleg="1")
    assert sent(app)["points"] == [[1, 6.1, 51.5, ""]]
    assert sent(app)["placing"] == 1
    app.text_area(key="meeting_point_text").set_value("Kijken")
    app.button(key="meeting_point_keep").click().run()
    assert "op de kaart" in markup(app)
    assert sent(app)["points"] == [[1, 6.1, 51.5, "Kijken"]]
    assert sent(app)["placing"] == 0


def test_a_sketch_is_on_the_map_also_without_the_mode() -> None:
    app = opened("national.py", {"meeting_sketch": read_sketch(NOTE)}, v="1")
    assert sent(app)["shapes"][0]["properties"]["text"] == "Hier"
    assert sent(app)["tools"] is None


def test_what_the_map_tells_is_taken_over_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    held: dict[str, Any] = {}
    told(held, monkeypatch)
    meeting.hear({"edit": "a-1", "sketch": NOTE})
    assert (meeting.sketch(), meeting.edit(), meeting.refusal()) == (read_sketch(NOTE).text, "a-1", "")
    meeting.hear({"edit": "a-2", "sketch": NOTE.replace("51.5", "99")})
    assert (meeting.sketch(), meeting.edit()) == (read_sketch(NOTE).text, "a-2")
    assert meeting.refusal() == "De tekening reikt buiten de kaart."
    for strange in (None, [], {"sketch": 3}, {"edit": {}, "place": [1, 2]}, "x" * 100):
        meeting.hear(strange)
    assert meeting.sketch() == read_sketch(NOTE).text
    assert meeting.placing() == 0


def test_what_was_kept_comes_back_or_nothing_does(monkeypatch: pytest.MonkeyPatch) -> None:
    told({}, monkeypatch)
    meeting.keep([ActionPoint(1, "Bellen", place=(6.1, 51.5))])
    points = meeting.points()
    meeting.seed(NOTE, "")
    assert (bool(meeting.sketch()), meeting.points()) == (True, "")
    with pytest.raises(SketchError):
        meeting.seed("", "[1]")
    assert meeting.sketch()
    meeting.seed("", points)
    assert (meeting.sketch(), meeting.points()) == ("", points)


@pytest.mark.parametrize("page", PAGES)
def test_what_changed_is_on_the_map_in_figures_and_in_a_list(page: str) -> None:
    state = {"meeting_tab": "veranderd", "moment_overleg_day": date(2020, 1, 1)}
    app = opened(page, state, v="1", overleg="1", zone="VR23-DE05154")
    assert "Veranderd sinds 1 januari 2020" in map_arguments(app)["feature_group"]
    body = markup(app)
    assert "<td>0</td><td><b>" in body  # nothing then
    assert 'class="since"' in body
    assert "Totaal" in body
    outside = opened(page, state, v="1", overleg="1", grens="nl-be", zone="VR22-BE70000")
    assert not outside.exception


def test_an_audience_has_no_history() -> None:
    state = {"meeting_tab": "veranderd", "viewing_as": "partner:VR23-DE05154"}
    app = opened("borders.py", state | {"moment_overleg_day": date(2020, 1, 1)}, v="1", overleg="1")
    assert "Veranderd" not in str(app.get("button_group"))
    assert 'class="since"' not in markup(app)


def test_a_moment_to_come_is_no_meeting() -> None:
    later = datetime.now(DUTCH).date().replace(year=2030)
    app = opened("national.py", {"meeting_tab": "veranderd", "moment_overleg_day": later}, v="1", overleg="1")
    assert "Kies een moment" in words(app)


def test_a_saved_view_is_the_meeting_that_one_compares_with() -> None:
    views, now = current_store().views, current_snapshot()
    seen = Seen("", "v=1", None, "nl", "", True, now.version, now.as_of)
    view = views.save(seen, Told("Overleg Kleve"), "Anna")
    app = opened("national.py", {"meeting_tab": "veranderd"}, v="1", overleg="1")
    views.withdraw(view, "Anna")
    assert app.selectbox(key="meeting_since").options[0].startswith("Overleg Kleve · ")
    assert "0 records veranderden" in words(app)
    assert "<td>56</td><td><b>56</b></td><td>=</td>" in markup(app)

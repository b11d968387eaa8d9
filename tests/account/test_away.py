"""Drawings and reports made in a process of their own are those of this one, and a failure is told."""

from __future__ import annotations

from datetime import date

import pytest

from geo import language
from geo.account import away, draw_away, report, report_away
from geo.drawings import Wish, draw
from geo.errors import ExportError, RoomError
from geo.files import Room
from geo.picture import Selection
from tests.toy_exports import toy

pytestmark = pytest.mark.whole
CHOSEN = Selection(types=("preventief",), from_day=date(2020, 9, 1))


@pytest.mark.slow
def test_the_same_bytes_come_from_the_room() -> None:
    snapshot, told = toy({"region": "VR23"}, {"type": "repressief"}, fictional=True), []
    wish = Wish("weeks", "16x9", "svg")
    assert draw_away(snapshot, CHOSEN, wish, lambda *step: told.append(step)) == draw(snapshot, CHOSEN, wish)
    assert told
    assert report_away(snapshot, CHOSEN, "docx", lambda *_: None) == report(snapshot, CHOSEN, "docx")


def test_the_room_reads_in_the_language_of_who_asks() -> None:
    snapshot, wish = toy({"region": "VR23"}), Wish("weeks", "16x9", "svg")
    dutch = draw(snapshot, CHOSEN, wish)
    with language.reading("de"):
        made = draw_away(snapshot, CHOSEN, wish, lambda *_: None)
        assert made == draw(snapshot, CHOSEN, wish)
    assert "1 Aktivierung pro Woche" in made.content.decode()
    assert made.name == dutch.name
    assert draw_away(snapshot, CHOSEN, wish, lambda *_: None) == dutch


def test_what_the_room_cannot_do_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RoomError("het bestand kon niet binnen de grenzen worden gelezen")

    monkeypatch.setattr(away, "run_in_room", refuse)
    with pytest.raises(ExportError, match="kon niet worden gemaakt"):
        draw_away(toy(), Selection(), Wish(), lambda *_: None)


@pytest.mark.slow
def test_the_room_is_made_ready_before_anything_is_asked_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room()
    monkeypatch.setattr(away, "_ROOM", room)
    away.warm_room()
    ready = room.helper.process
    assert ready is not None
    assert ready.poll() is None
    away.warm_room()
    assert room.helper.process is ready
    room.helper.dismiss()

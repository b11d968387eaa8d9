"""A report on the form: held by the session, kept when its record is saved, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo import store
from geo.settings import settings
from geo.store import report_in, shelf
from pages.parts import record_draft
from tests.toy_register import FILLED, change, existing, fill, key, press, record, register, words
from tests.toy_reports import HTML, PDF

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]

WAITS = "Wordt bewaard als u de activering opslaat"


def pdf(text: str) -> bytes:
    """Return a PDF that no other test sends."""
    return PDF.replace(b"trailer", text.encode() + b" trailer")


def send(app: AppTest, content: bytes, name: str = "Verslag.pdf") -> AppTest:
    app.file_uploader[0].upload(name, content).run()
    assert not app.exception
    return app


def on_the_shelf() -> set[str]:
    return {path.name for path, _ in shelf.files(settings().data_dir)}


def links(app: AppTest) -> list[str]:
    return [each.proto.url for each in app.get("link_button")]


def test_a_chosen_file_is_kept_only_when_the_record_is_saved() -> None:
    before = on_the_shelf()
    app = send(fill(existing("DEMO-A-010"), {}), pdf("een"))
    assert WAITS in words(app)
    assert links(app) == []  # nothing to fetch yet
    assert on_the_shelf() == before
    press(app, "save")
    report = report_in(record("DEMO-A-010")["report"])
    assert report is not None
    assert on_the_shelf() - before == {report.file}
    assert WAITS not in words(app)
    assert links(app) == [report.address]


@pytest.mark.usefixtures("begun")
def test_a_file_comes_along_with_a_new_record() -> None:
    app = send(press(fill(register(), FILLED), "later"), pdf("nieuw"))
    reference = app.session_state[key(app, "reference")]
    press(app, "save")
    report = report_in(record(reference)["report"])
    assert report is not None
    assert report.file in on_the_shelf()


def test_a_file_without_a_name_of_a_person_is_not_kept() -> None:
    before = on_the_shelf()
    app = press(send(fill(existing("DEMO-A-011"), {}, who=""), pdf("naamloos")), "save")
    assert "uw naam of functie" in words(app)
    assert WAITS in words(app)
    assert on_the_shelf() == before


@pytest.mark.parametrize("button", ["discard", "remove_report"])
def test_a_file_that_is_let_go_is_nowhere(button: str) -> None:
    before = on_the_shelf()
    app = press(send(fill(existing("DEMO-A-012"), {}), pdf("weg")), button)
    assert WAITS not in words(app)
    assert "Niet opgeslagen" not in words(app)
    assert on_the_shelf() == before


def test_a_file_survives_a_conflict() -> None:
    before = on_the_shelf()
    app = send(fill(existing("DEMO-A-013"), {}), pdf("conflict"))
    change("DEMO-A-013", place="Elders")
    press(app, "save")
    assert "Iemand anders heeft deze activering gewijzigd" in words(app)
    assert on_the_shelf() == before
    press(app, "save_on_top")
    saved = record("DEMO-A-013")
    report = report_in(saved["report"])
    assert report is not None
    assert saved["place"] == "Elders"
    assert on_the_shelf() - before == {report.file}


def test_a_file_waits_while_another_record_is_looked_at() -> None:
    app = send(fill(existing("DEMO-A-014"), {}), pdf("wacht"))
    app.session_state["record_chosen_activations"] = "DEMO-A-015"
    app.run()
    assert WAITS not in words(app)
    app.session_state["record_chosen_activations"] = "DEMO-A-014"
    app.run()
    assert WAITS in words(app)
    press(app, "save")
    report = report_in(record("DEMO-A-014")["report"])
    assert report is not None
    assert report.file in on_the_shelf()


def test_no_room_is_told_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    version = store.current_store().version()
    app = send(fill(existing("DEMO-A-016"), {"reporter": "Gemeente X"}), pdf("vol"))
    with monkeypatch.context() as full:
        full.setattr(shelf, "DAY_BYTES", 10)
        press(app, "save")
    assert "Niet opgeslagen: Er is de laatste 24 uur" in words(app)
    assert store.current_store().version() == version
    assert WAITS in words(app)
    press(app, "save")
    assert record("DEMO-A-016")["reporter"] == "Gemeente X"


def test_a_damaged_file_is_mended_by_sending_it_again() -> None:
    press(send(fill(existing("DEMO-A-017"), {}), pdf("stuk")), "save")
    report = report_in(record("DEMO-A-017")["report"])
    assert report is not None
    file = settings().data_dir / shelf.FOLDER / report.file
    file.write_bytes(b"%PDF- iets anders")
    version = store.current_store().version()
    app = press(send(fill(existing("DEMO-A-017"), {}), pdf("stuk")), "save")
    assert "Het verslag is opnieuw bewaard" in words(app)
    assert shelf.is_whole(file)
    assert store.current_store().version() == version


def test_what_is_no_report_is_refused_at_once() -> None:
    app = send(fill(existing("DEMO-A-018"), {}), HTML)
    assert "geen PDF en geen DOCX" in words(app)
    assert WAITS not in words(app)


def test_a_session_holds_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_draft, "MOST_SENT", len(pdf("een een")) + 10)
    app = send(fill(existing("DEMO-A-019"), {}), pdf("een een"))
    app = send(app, pdf("een twee"))  # in the place of the other
    app.session_state["record_chosen_activations"] = "DEMO-A-020"
    send(app.run(), pdf("een drie"))
    assert "te veel verslagen gekozen" in words(app)

"""What was typed outlives its session: a second one of the same browser has it, and says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geo.errors import StoreError
from geo.records import ACTIVATIONS, HOUSING
from geo.store import Drafts, Sent, examined
from pages.parts import account
from tests.toy_register import FILLED, change, existing, fill, key, press, register, words
from tests.toy_reports import PDF

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from geo.records import Table

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]

THERE_AGAIN = "staat er weer"


@pytest.fixture(autouse=True)
def browser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser of its own for each test."""
    monkeypatch.setattr(account, "browser", lambda: str(request.node.name))


def held(app: AppTest, names: dict[str, Any]) -> dict[str, Any]:
    return {name: app.session_state[key(app, name)] for name in names}


def test_a_new_record_is_there_again_with_all_that_was_typed() -> None:
    typed = {**FILLED, "way": "coordinaten", "note": "half af", "why": "gebeld"}
    fill(register(), typed)
    app = register()
    assert held(app, typed) == typed
    assert THERE_AGAIN in words(app)
    assert "Niet opgeslagen" in words(app)
    assert THERE_AGAIN not in words(press(app, "throw_away"))
    assert THERE_AGAIN not in words(register())


@pytest.mark.parametrize(
    ("table", "reference", "typed"),
    [
        (ACTIVATIONS, "DEMO-A-011", {"closed_on": date(2020, 12, 1), "result": "advies", "note": "x"}),
        (HOUSING, "DEMO-H-001", {"name": "Vol", "capacity": 12, "occupants": 9}),
    ],
)
def test_the_record_that_was_typed_in_last_is_opened(
    table: Table, reference: str, typed: dict[str, Any]
) -> None:
    fill(existing(reference, table), typed)
    app = register()
    assert (app.session_state["record_table"], app.session_state["record_mode"]) == (table.name, "Bestaand")
    assert held(app, typed) == typed
    assert held(existing(reference, table), typed) == typed


def test_what_is_saved_is_kept_no_longer() -> None:
    app = press(fill(existing("DEMO-A-012"), {"reporter": "GGD"}), "save")
    assert "is bijgewerkt" in words(app)
    assert THERE_AGAIN not in words(existing("DEMO-A-012"))


def test_what_is_typed_back_to_what_it_was_is_kept_no_longer() -> None:
    app = existing("DEMO-A-013")
    before = app.session_state[key(app, "reporter")]
    fill(app, {"reporter": "GGD"})
    fill(app, {"reporter": before})
    assert THERE_AGAIN not in words(existing("DEMO-A-013"))


def test_another_browser_sees_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(register(), {"reporter": "GGD"})
    monkeypatch.setattr(account, "browser", lambda: "of another")
    app = register()
    assert app.session_state[key(app, "reporter")] == ""
    assert THERE_AGAIN not in words(app)


def test_what_somebody_else_changed_meanwhile_is_shown_beside_it() -> None:
    fill(existing("DEMO-A-014"), {"reporter": "van mij"})
    change("DEMO-A-014", place="Elders")
    app = existing("DEMO-A-014")
    assert "Pietersen bewaarde een nieuwe versie" in words(app)
    assert app.session_state[key(app, "reporter")] == "van mij"
    press(fill(app, {}), "save_on_top")
    assert "DEMO-A-014 is bijgewerkt (versie 3)" in words(app)


def test_a_file_that_was_chosen_is_said_to_be_gone() -> None:
    sent: Sent = examined("Verslag.pdf", PDF)
    app = existing("DEMO-A-015")
    fill(app, {"sent_report": sent, "report": sent.report.text, "note": "met verslag"})
    app = existing("DEMO-A-015")
    assert app.session_state[key(app, "note")] == "met verslag"
    assert "Het gekozen verslag niet" in words(app)
    assert sent.report.name not in words(app)


def test_without_a_place_to_keep_it_typing_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise StoreError("vol")

    app = register()
    with monkeypatch.context() as patch:
        for name in ("keep", "find", "last", "remove"):
            patch.setattr(Drafts, name, fails)
        assert app.session_state[key(fill(app, {"reporter": "GGD"}), "reporter")] == "GGD"
        register()
    app.run()
    assert register().session_state["record_activations__reporter"] == "GGD"


@pytest.mark.usefixtures("begun")
def test_a_new_record_that_is_saved_is_not_offered_once_more() -> None:
    assert "is toegevoegd" in words(press(fill(register(), FILLED), "save"))
    assert "Nog niets ingevuld" in words(register())

"""On the pages: nothing real is stored beside the demo, and what was filled in outlives its removal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from geo.records import ACTIVATIONS, HOUSING
from geo.settings import ROOT
from geo.store import Intent, current_snapshot, current_store
from pages.parts import beginning
from tests.toy_pages import forget_store, opened
from tests.toy_pages import words as shown
from tests.toy_records import toy_activations
from tests.toy_register import FILLED, existing, fill, key, press, register, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("own_demo")]

LINES = (ROOT / "data" / "demo" / "activations.csv").read_text(encoding="utf-8-sig").splitlines()
REAL = "\n".join([LINES[0], LINES[1].replace("DEMO-", "NIEUW-")]).encode()


@pytest.fixture
def own_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store with the demo for each test."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    forget_store()
    yield
    forget_store()


def imported(content: bytes = REAL) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=60)
    app.run()
    app.switch_page("data.py").run()
    app.file_uploader[0].upload("lijst.csv", content).run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def remove(app: AppTest) -> AppTest:
    app.button(key="remove_demo").click().run()
    assert not app.exception
    return app


def test_an_import_first_takes_the_demo_out_and_keeps_the_file() -> None:
    app = imported()
    assert beginning.REMOVE in labels(app)
    assert "Toevoegen aan het landelijk beeld" not in labels(app)
    remove(app)
    assert "Vul eerst uw naam of functie in" in words(app)
    assert current_snapshot().demo
    app.text_input(key="person").input("Jansen")
    remove(app)
    assert (current_snapshot().demo, len(current_snapshot().activations)) == (False, 0)
    last = current_store().log(1)[0].change
    assert (last.who, last.action, last.why) == (
        "Jansen",
        "withdraw",
        "demogegevens verwijderd om met echte gegevens te beginnen",
    )
    assert "De demogegevens zijn verwijderd" in words(app)
    assert beginning.REMOVE not in labels(app)
    next(button for button in app.button if button.label == "Toevoegen aan het landelijk beeld").click().run()
    assert current_snapshot().activations["reference"].tolist() == ["NIEUW-A-001"]


def test_a_file_with_nothing_to_take_in_does_not_cost_the_demo() -> None:
    app = imported("\n".join(LINES[:2]).encode())
    assert "staat al zo in het beeld" in words(app)
    assert beginning.REMOVE not in labels(app)


def test_a_form_is_not_saved_beside_the_demo_and_outlives_its_removal() -> None:
    version = current_store().version()
    app = fill(register(), FILLED)
    assert app.session_state[key(app, "reference")] == "A-001"
    press(app, "save")
    assert beginning.FIRST in words(app)
    assert current_store().version() == version
    remove(app)
    press(app, "save")
    assert "A-001 is toegevoegd" in words(app)
    now = current_snapshot()
    assert (now.demo, now.activations["reference"].tolist(), len(now.housing)) == (False, ["A-001"], 0)


def test_a_demo_record_may_be_corrected_and_come_back_while_the_demo_stands() -> None:
    app = existing("DEMO-A-003")
    assert beginning.REMOVE not in labels(app)
    press(fill(app, {"reporter": "Gemeente X"}), "save")
    assert "is bijgewerkt" in words(app)
    press(fill(app, {"withdraw_why": "dubbel"}), "withdraw")
    press(app, "save")
    assert "weer opgenomen" in words(app)


def test_a_real_record_does_not_come_back_beside_the_demo() -> None:
    store = current_store()
    store.write(ACTIVATIONS, toy_activations(), Intent("Jansen"))
    store.withdraw(ACTIVATIONS, ["A-1"], Intent("Jansen", "withdraw", "dubbel"))
    version = store.version()
    app = press(fill(existing("A-1"), {}), "save")
    assert beginning.FIRST in words(app)
    assert store.version() == version


def test_the_badge_says_how_much_is_fictional() -> None:
    assert "Fictieve demogegevens" in shown(opened())
    current_store().write(ACTIVATIONS, toy_activations(), Intent("Jansen"))
    housing = len(current_snapshot().frame(HOUSING))
    assert f"56 van 59 activeringen zijn fictief, {housing} van {housing} huisvestingslocaties, 65 van" in (
        shown(opened())
    )
    current_store().remove_demo(Intent("Jansen", "withdraw", "begin"))
    assert "fictie" not in shown(opened()).lower()

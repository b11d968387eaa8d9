"""Two people at one record: each sees what the other changed, and nothing is overwritten unseen."""

from __future__ import annotations

import pytest

from geo import store
from geo.records import ACTIVATIONS
from tests.toy_register import change, existing, fill, key, press, record, words

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("demo_store")]


def test_theirs_is_shown_beside_mine_and_nothing_is_overwritten() -> None:
    app = fill(existing("DEMO-A-004"), {"reporter": "van mij", "note": "ook van mij"})
    change("DEMO-A-004", reporter="van een ander", place="Elders")
    press(app, "save")
    assert "Niet opgeslagen" in words(app)
    assert "Pietersen bewaarde een nieuwe versie" in words(app)
    table = next(one.value for one in app.dataframe if "Bij u" in one.value)
    assert table.set_index("Veld").loc["melder"].tolist() == [
        "–" if not table.loc[0, "Toen u begon"] else table.set_index("Veld").loc["melder", "Toen u begon"],
        "van een ander",
        "van mij",
        "van mij ⚠",
    ]
    assert record("DEMO-A-004")["reporter"] == "van een ander"
    press(app, "save_on_top")
    saved = record("DEMO-A-004")
    assert (saved["reporter"], saved["place"], saved["note"]) == ("van mij", "Elders", "ook van mij")
    assert [one.change.who for one in store.current_store().history(ACTIVATIONS, "DEMO-A-004")][-2:] == [
        "Pietersen",
        "Jansen",
    ]


def test_what_was_saved_by_a_run_that_was_cut_off_is_no_work_of_somebody_else() -> None:
    """A second click ends the first one's run between the writing and the noting of it."""
    app = fill(existing("DEMO-A-008"), {"reporter": "van mij"})
    change("DEMO-A-008", "Jansen", reporter="van mij")  # what the run that was cut off has written
    press(app, "save")
    assert "DEMO-A-008 is bijgewerkt (versie 2)" in words(app)
    assert "bewaarde een nieuwe versie" not in words(app)
    history = store.current_store().history(ACTIVATIONS, "DEMO-A-008")
    assert [one.change.who for one in history] == ["demo", "Jansen"]


def test_taking_theirs_drops_mine() -> None:
    app = fill(existing("DEMO-A-005"), {"reporter": "van mij"})
    change("DEMO-A-005", reporter="van een ander")
    press(app.run(), "take_theirs")
    assert app.text_input(key=key(app, "reporter")).value == "van een ander"
    assert "Niet opgeslagen" not in words(app)


def test_a_third_change_is_a_conflict_again() -> None:
    app = fill(existing("DEMO-A-006"), {"reporter": "van mij"})
    change("DEMO-A-006", reporter="van een ander")
    app.run()
    change("DEMO-A-006", reporter="van een derde")
    press(app, "save_on_top")
    assert record("DEMO-A-006")["reporter"] == "van een derde"
    assert "Toen u begon" in {name for one in app.dataframe for name in one.value}


def test_a_form_that_holds_nothing_new_follows_the_record() -> None:
    app = existing("DEMO-A-007")
    change("DEMO-A-007", reporter="van een ander")
    app.run()
    assert app.text_input(key=key(app, "reporter")).value == "van een ander"


def test_a_record_stays_chosen_when_its_place_changes() -> None:
    app = existing("DEMO-A-012")
    assert app.selectbox[-1].label  # the list is drawn with the old place
    change("DEMO-A-012", place="Elders")
    app.run()
    assert app.text_input(key=key(app, "place")).value == "Elders"

"""The past on the pages: the picture of a moment, what changed since, one record, and the log."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st

from geo.records import ACTIVATIONS
from geo.store import Intent, Store, current_store
from tests.toy_pages import PAGES, changes_by_kind, figure, forget_store, map_arguments, markup, opened, words
from tests.toy_past import HOSTILE, STORY, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest


pytestmark = pytest.mark.page

END = "2021-01-15T00:00"


@contextmanager
def shown_store(folder: Path) -> Iterator[Store]:
    """Let the pages show a store in this folder, empty at first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{folder / 'past.sqlite'}")
        forget_store()
        st.cache_resource.clear()
        yield current_store()
        current_store().close()
        st.cache_resource.clear()
        forget_store()


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the pages show the story; shared, so tests only look."""
    with shown_store(tmp_path_factory.mktemp("past")) as store, pytest.MonkeyPatch.context() as patch:
        tell(store, patch)
        yield


@pytest.fixture
def store(past: None, tmp_path: Path) -> Iterator[Store]:
    """The store that the pages of one test show, empty; after it they show the story again."""
    with shown_store(tmp_path) as own:
        yield own


@pytest.fixture
def told(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The story in a store of one test."""
    tell(store, monkeypatch)
    return store


def history(**query: str | list[str]) -> AppTest:
    """Open the history page by a link."""
    return opened("history.py", **({"v": "1"} | query))


def picture(app: AppTest) -> tuple[Any, ...]:
    """What a page shows, but for the banner and the choice of the moment."""
    ours = re.sub(r'<p class="news">.*?</p>', "", markup(app))  # counted back from the moment one looks at
    figures = [app.title[0].value, re.sub(r"<[^>]*>", " ", ours)]
    tables = [frame.value.to_csv() for frame in app.dataframe]
    return figures, tables, map_arguments(app), [text.value for text in app.caption]


def shown_words(app: AppTest) -> str:
    return "\n".join([words(app), *(element.value for element in app.warning)])


# as it stood


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_a_moment_gives_exactly_the_picture_of_that_moment(
    store: Store, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    tell(store, monkeypatch, 0, steps)
    then = picture(opened(v="1", land="NL"))
    tell(store, monkeypatch, steps)
    assert picture(opened(v="1", land="NL")) != then
    assert picture(opened(v="1", land="NL", stand=STORY[steps - 1][0])) == then


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_one_looks_at_the_past(past: None, page: str) -> None:
    app = opened(stand="2021-01-12T10:45")
    app.switch_page(page).run()
    assert not app.exception
    assert "U kijkt naar de stand van 12 januari 2021 10:45" in words(app)
    app.button(key="back_to_now").click().run()
    assert not app.exception
    assert "U kijkt naar" not in words(app)


def test_back_to_now_shows_the_present(past: None) -> None:
    app = opened(stand="2021-01-12T10:45")
    assert figure(app, "open") == "1"
    app.button(key="back_to_now").click().run()
    assert figure(app, "open") == "0"


def test_before_the_first_record_the_picture_is_empty_and_says_so(past: None) -> None:
    app = opened(stand="2021-01-10T08:59")
    assert figure(app, "total") == "0"
    assert "geen huisvesting bekend" in words(app)
    assert "Op dat moment waren er nog geen gegevens; de eerste zijn van 10 januari 2021 09:00" in words(app)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("2029-01-01T00:00", "'2029-01-01T00:00' is weggelaten; dit moment ligt in de toekomst"),
        ("gisteren", "'gisteren' is weggelaten; kies een moment als 2026-11-21T18:00"),
        ("1999-01-01T00:00", "is weggelaten"),
        ("<img src=x>", "'<img src=x>' is weggelaten"),
        (["2021-01-12T10:45", "2021-01-13T10:45"], "er is maar één moment"),
    ],
)
def test_what_is_no_moment_in_a_link_is_dropped_and_named(
    past: None, value: str | list[str], says: str
) -> None:
    app = opened(v="1", stand=value)
    assert says in words(app)
    assert ("U kijkt naar" in words(app)) == isinstance(value, list)


def test_a_moment_to_come_is_refused_in_the_bar(past: None) -> None:
    app = opened(stand="2021-01-12T10:45")
    app.session_state["filters_moment"] = True  # the button is open
    app.run()
    app.date_input(key="moment_stand_day").set_value("2030-01-01").run()
    assert "Dit moment ligt in de toekomst; u ziet de stand van nu" in shown_words(app)
    assert "U kijkt naar" not in words(app)


def test_the_past_is_read_only_when_asked_and_once_for_a_state(
    told: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    load = Store._past
    monkeypatch.setattr(Store, "_past", lambda *given: read.append(given) or load(*given))
    opened()
    history()
    history(kenmerk="A-1")
    opened(stand=END)  # nothing came after it: the present is the picture
    assert read == []
    opened(stand="2021-01-12T12:00")
    opened(stand="2021-01-12T13:00", type="repressief")
    assert len(read) == 1


# what changed since


def test_what_changed_since_a_moment_by_kind(past: None) -> None:
    app = history(stand=END, sinds="2021-01-11T00:00")
    kinds = ("Nieuw", "Gewijzigd", "Afgesloten", "Gecorrigeerd", "Ingetrokken")
    assert changes_by_kind(app) == {
        "Activeringen": dict(zip(kinds, "10111", strict=True)),
        "Huisvesting": dict(zip(kinds, "00–10", strict=True)),  # never closed
        "Contacten": dict(zip(kinds, "00–00", strict=True)),
        "Partners": dict(zip(kinds, "00–00", strict=True)),
    }
    assert "5 = 4 op de kaart + 1 ingetrokken" in words(app)
    rows = app.dataframe[0].value.set_index("Kenmerk")
    assert rows.index.tolist() == ["A-4", "H-1", "A-3", "A-2", "A-1"]
    assert rows.loc["A-1", ["Wat", "Wie", "Waarom", "Velden"]].tolist() == [
        "Gecorrigeerd",
        "piet",
        HOSTILE,
        "sector",
    ]
    assert rows.loc["A-3", "Nu"] == "ingetrokken"
    assert str(rows.loc["A-2", "Wanneer"]) == "2021-01-12 11:00:00"  # on the Dutch clock


@pytest.mark.parametrize(("word", "start", "count"), [("gisteren", "14", 2), ("week", "8", 5)])
def test_days_are_counted_back_from_the_moment_one_looks_at(
    past: None, word: str, start: str, count: int
) -> None:
    app = history(stand=END, sinds=word)
    assert f"Sinds {start} januari 2021 00:00" in words(app)
    # all that was loaded in that week is new, but for A-3, which came and went
    assert len(app.dataframe[0].value) == count


def test_the_filters_hold_for_what_changed(past: None) -> None:
    app = history(stand=END, sinds="2021-01-11T00:00", regio="VR01")
    rows = app.dataframe[0].value.set_index("Kenmerk")["Nu"].to_dict()
    assert rows == {"H-1": "buiten de selectie", "A-2": "op de kaart", "A-1": "op de kaart"}


def test_nothing_changed_is_said(past: None) -> None:
    app = history(sinds=END)
    assert "Er is sindsdien niets veranderd" in words(app)
    assert {number for row in changes_by_kind(app).values() for number in row.values()} == {"0", "–"}


def test_a_moment_since_that_is_to_come_or_no_moment_is_dropped(past: None) -> None:
    app = history(sinds=["2029-01-01T00:00", "ooit"])
    assert "kies gisteren, week of een moment als" in words(app)
    assert "dit moment ligt in de toekomst" in words(app)


# one record, and the log


def test_a_record_field_by_field_in_dutch(past: None) -> None:
    app = history(kenmerk="A-2")
    fields = app.dataframe[0].value
    assert fields.to_dict("records") == [
        {"Veld": "Gesloten op", "Van": "–", "Naar": "30-11-2020"},
        {"Veld": "Resultaat", "Van": "–", "Naar": "Sluiting"},
    ]
    assert "**Afgesloten** · 12 januari 2021 11:00 · versie 2" in words(app)
    assert "Wie: jan · Bestand: regio.csv" in words(app)
    first = app.dataframe[1].value.set_index("Veld")["Waarde"]
    assert (first["Type"], first["Besmettingen vastgesteld"]) == ("Repressief", "Ja")
    assert first["Veiligheidsregio"] == "Groningen"


def test_what_people_wrote_is_shown_as_text_not_as_markdown(past: None) -> None:
    app = history(kenmerk="A-1")
    assert any(HOSTILE in text.value for text in app.text)
    assert not any("onerror" in element.value for element in (*app.markdown, *app.caption, *app.info))


def test_a_withdrawn_record_still_has_its_history(past: None) -> None:
    app = history(kenmerk="A-3")
    assert "2 versies; deze activering ingetrokken" in words(app)
    assert "Waarom: dubbel gemeld" in words(app)


def test_a_record_in_the_past_has_no_later_versions(past: None) -> None:
    app = history(kenmerk="A-3", stand="2021-01-12T10:45")
    assert "1 versie; deze activering telt mee" in words(app)
    assert "1 latere versie telt niet mee" in words(app)


def test_an_unknown_reference_offers_those_that_look_like_it(past: None) -> None:
    app = history(kenmerk="a-")
    assert "Niets heeft precies dit kenmerk" in words(app)
    assert app.dataframe[0].value["Kenmerk"].tolist() == ["A-1", "A-2", "A-4"]


def test_the_log_has_the_newest_change_first(past: None) -> None:
    log = history().dataframe[0].value
    assert log["Wie"].tolist() == ["kees", "kees", "marie", "marie", "piet", "jan", "jan"]
    assert log["Activeringen"].tolist() == [0, 1, 1, 1, 1, 0, 3]
    assert log["Bestand"].tolist()[-1] == "regio.csv"
    assert len(history(stand="2021-01-12T10:45").dataframe[0].value) == 3


def preview(app: AppTest, number: int) -> AppTest:
    """Pick a change in the log and open what undoing it would do."""
    app.session_state["history_picked"] = number
    app.run()
    app.button(key=f"undo_{number}").click().run()
    assert not app.exception
    return app


def test_a_change_is_taken_back_after_a_preview(told: Store) -> None:
    app = preview(history(), 1)
    assert [(metric.label, metric.value) for metric in app.metric] == [
        ("Later gewijzigd: blijft zo", "3"),
    ]
    assert "Draai eerst die terug" in words(app)
    assert "undo_confirm" not in [button.key for button in app.button]
    app.button(key="undo_cancel").click().run()
    assert "undo_1" in [button.key for button in app.button]
    app = preview(app, 6)
    rows = app.dataframe[-1].value
    assert rows[["Kenmerk", "Wat gebeurt er"]].to_numpy().tolist() == [["A-4", "Ingetrokken"]]
    app.button(key="undo_confirm").click().run()
    assert "Vul in: uw naam of functie, waarom" in words(app)
    assert told.version() == 7
    app.text_input(key="person").set_value("marie").run()
    app.text_input(key="undo_why_6").set_value("dubbel").run()
    app.button(key="undo_confirm").click().run()
    assert not app.exception
    assert "Wijziging 6 is teruggedraaid, als wijziging 8: 1 ingetrokken." in words(app)
    log = app.dataframe[0].value
    assert log.loc[0, ["Nr", "Wie", "Wat", "Waarom"]].tolist() == [
        8,
        "marie",
        "Teruggedraaid (wijziging 6)",
        "dubbel",
    ]
    assert "A-4" not in set(told.snapshot().activations["reference"])
    assert "**Teruggedraaid (wijziging 6)** · " in words(history(kenmerk="A-4"))


def test_what_changed_after_the_preview_is_not_taken_back(told: Store) -> None:
    app = preview(history(), 6)
    app.text_input(key="person").set_value("marie").run()
    app.text_input(key="undo_why_6").set_value("dubbel").run()
    told.withdraw(ACTIVATIONS, ["A-4"], Intent("piet", "withdraw", "ook gezien"))
    app.button(key="undo_confirm").click().run()
    assert "Niet teruggedraaid: A-4 is intussen door iemand anders gewijzigd" in words(app)
    assert told.version() == 8
    assert app.metric[-1].value == "1"  # left alone, as the fresh preview says


def test_in_the_past_nothing_is_taken_back(past: None) -> None:
    app = history(stand="2021-01-12T10:45")
    app.session_state["history_picked"] = 1
    app.run()
    assert "Wat veranderde bij de wijziging" in words(app)
    assert not any(str(button.key).startswith("undo") for button in app.button)


def test_a_restored_backup_is_not_taken_back(told: Store) -> None:
    change = told.withdraw(ACTIVATIONS, ["A-4"], Intent("piet", "withdraw", "x")).change
    with told.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE changes SET action = 'restore' WHERE id = 8")
    assert change is not None
    assert "geo restore BESTAND" in words(preview(history(), change.id))


def test_an_empty_store_has_an_empty_history(store: Store) -> None:
    assert "Er is nog niets vastgelegd" in words(history())
    assert "niets veranderd" in words(history(sinds="week"))

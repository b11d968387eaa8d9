"""``python -m geo undo`` and the log that names the numbers: what they say, store and exit with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geo.commands import cli, person
from geo.records import ACTIVATIONS, HOUSING, OUTCOME_WORDS
from geo.store import OUTCOMES, Intent, Source, Store, current, migrate
from tests.toy_records import changed, toy_activations, toy_housing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of an import of activations, one of housing, and an edit of A-2."""
    opened = Store(f"sqlite:///{tmp_path / 'toy.sqlite'}", tmp_path)
    migrate(opened.engine)
    opened.write(ACTIVATIONS, toy_activations(), Intent("jan", source=Source("regio.csv")))
    opened.write(HOUSING, toy_housing(), Intent("jan"))
    opened.write(ACTIVATIONS, changed(toy_activations(), "A-2", note="x"), Intent("piet", "edit", "gebeld"))
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(opened))
    yield opened
    opened.close()


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert cli.main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(words) == 1
    printed = capsys.readouterr()
    assert (printed.out, len(printed.err.splitlines())) == ("", 1)
    return printed.err


def test_an_import_is_taken_back(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "undo", "1", "--why", "verkeerde lijst", "--who", "Jansen")
    assert (found["undoes"], found["written"], found["change"]) == (1, True, 4)
    assert found["counts"] == {"withdrawn": 2, "restored": 0, "returned": 0, "left": 1}
    assert found["records"]["activations"]["left"] == ["A-2"]
    assert store.snapshot().activations["reference"].tolist() == ["A-2"]
    change = store.log(1)[0].change
    assert (change.who, change.why, change.undoes) == ("Jansen", "verkeerde lijst", 1)
    assert "niets meer terug te draaien" in refused(capsys, "undo", "1", "--why", "nog eens")


def test_a_dry_run_stores_nothing(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "undo", "1", "--why", "x", "--dry-run")["written"] is False
    assert store.version() == 3


def test_for_people(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["undo", "1", "--why", "verkeerd"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Wijziging 1, jan: ingelezen",
        "Ingetrokken                  2",
        "Terug naar de vorige versie  0",
        "Weer opgenomen               0",
        "Later gewijzigd: blijft zo   1",
        "Blijft zo in activeringen: A-2 (wijziging 3)",
        f"Teruggedraaid als wijziging 4, door {person.user()}.",
    ]


@pytest.mark.parametrize("words", [("9", "--why", "x"), ("0", "--why", "x"), ("1", "--why", " ")])
def test_what_cannot_be_undone_is_one_line(
    store: Store, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert f"ijziging {words[0]}" in refused(capsys, "undo", *words)
    assert store.version() == 3


@pytest.mark.parametrize("words", [("1",), ("een", "--why", "x"), ("--why", "x")])
def test_what_is_typed_wrong_is_refused(store: Store, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["undo", *words])


def test_the_log_has_the_numbers(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "undo", "3", "--why", "toch niet")
    newest, *_, first = answer(capsys, "history")["changes"]
    assert (newest["change"], newest["action"], newest["undoes"]) == (4, "undo", 3)
    assert first["records"] == {"activations": 3, "housing": 0, "contacts": 0, "partners": 0}
    assert cli.main(["history"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("    4  ")
    assert lines[0].endswith("teruggedraaid (wijziging 3); activeringen 1; waarom: toch niet")
    assert lines[-1].endswith("jan: ingelezen uit regio.csv; activeringen 3")


def test_the_history_of_a_record_names_what_was_taken_back(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(capsys, "undo", "3", "--why", "toch niet")
    assert cli.main(["history", "A-2"]) == 0
    printed = capsys.readouterr().out
    assert "teruggedraaid (wijziging 3)" in printed
    assert "  Wijziging: 4" in printed.splitlines()


def test_an_empty_store_has_an_empty_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Store(f"sqlite:///{tmp_path / 'leeg.sqlite'}", tmp_path)
    migrate(empty.engine)
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(empty))
    assert cli.main(["history"]) == 0
    assert capsys.readouterr().out == "Er is nog niets vastgelegd.\n"
    empty.close()


def test_every_outcome_has_its_word() -> None:
    assert tuple(OUTCOME_WORDS) == OUTCOMES

"""What commands take along or put in place of something is noted as on pages; what stands in it never is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.commands import backups, cli, person
from geo.errors import StoreError
from geo.records import ACTIVATIONS
from geo.settings import Settings
from geo.store import Audit, Intent, Store, current, migrate, open_store
from tests.toy_accounts import ABROAD, OTHERS, OURS, PLACES
from tests.toy_snapshot import activations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = (
    {"reference": "A-1", **PLACES[OURS]},
    {"reference": "A-2", **PLACES[OTHERS]},
    {"reference": "A-3", **PLACES[ABROAD], "type": "repressief", "infections": True},
)
WORKERS = "sector;regio;werkenden;jaar;bron\nvlees;VR23;5;2020;CBS\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of three activations: in VR23, in VR01, and a repressive one in Kleve."""
    opened = Store(f"sqlite:///{tmp_path / 'toy.sqlite'}", tmp_path)
    migrate(opened.engine)
    opened.write(ACTIVATIONS, activations(*ROWS), Intent("jan"))
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(opened))
    monkeypatch.setattr(person.getpass, "getuser", lambda: "bea")
    yield opened
    opened.close()


def noted(store: Store) -> list[tuple[str, str, str, str, int | None]]:
    return [(one.what, one.who, one.account, one.selection, one.records) for one in store.audit.read()]


PARTNER = ("--audience", "partner", "--zone", "VR23-DE05154")
TAKEN = {
    ("export", "uit.csv"): ("export", "activations v=1", 3),
    ("export", "uit.csv", "--what", "housing"): ("export", "housing v=1", 0),
    ("export", "uit.csv", *PARTNER): (
        "export",
        "activations regio=VR23&regio=DE05154&v=1&publiek=partner:VR23-DE05154",
        2,
    ),
    ("draw", "uit.svg", "--what", "weeks", "--type", "repressief"): (
        "export",
        "picture type=repressief&v=1",
        1,
    ),
    ("report", "uit.docx"): ("export", "report v=1", 3),
    ("pack", "uit.zip", "--zone", "VR23-DE05154"): ("pakket", "VR23-DE05154 v=1", 3),
}


@pytest.mark.parametrize("words", TAKEN)
def test_what_is_taken_along(store: Store, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.chdir(store.data_dir)
    assert cli.main(words) == 0
    event, told, count = TAKEN[words]
    assert noted(store) == [(event, "bea", "opdrachtregel", told, count)]


def test_what_cannot_be_noted_is_not_given(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise StoreError("schijf vol")

    monkeypatch.setattr(Audit, "note", fails)
    assert cli.main(["export", str(tmp_path / "uit.csv")]) == 1
    assert not (tmp_path / "uit.csv").exists()
    capsys.readouterr()
    assert cli.main(["backup", str(tmp_path / "kopie.zip")]) == 0  # it may be all that is left
    assert "niet in het logboek van toegang: schijf vol" in capsys.readouterr().err


def test_looking_is_not_noted_and_a_change_stands_in_the_history(store: Store) -> None:
    for words in (["counts"], ["compare"], ["history"], ["history", "A-1"], ["check"], ["reports"]):
        assert cli.main(words) == 0
    assert cli.main(["undo", "1", "--why", "fout", "--who", "Jansen"]) == 0
    assert noted(store) == []
    assert store.log(1)[0].change.who == "Jansen"


def test_what_empties_and_what_replaces(store: Store, tmp_path: Path) -> None:
    assert cli.main(["erase", "activations", "A-1", "A-2", "--why", "verzoek", "--who", "Jansen"]) == 0
    assert cli.main(["erase", "activations", "A-1", "--why", "verzoek"]) == 0  # it was empty
    (tmp_path / "werkenden.csv.in").write_text(WORKERS)
    for more in (["--dry-run"], []):
        assert cli.main(["workers", str(tmp_path / "werkenden.csv.in"), *more]) == 0
    assert noted(store) == [
        ("werkenden", "bea", "opdrachtregel", "", 1),
        ("legen", "Jansen", "opdrachtregel", "activations wijziging=2", 2),
    ]


def test_what_is_emptied_is_noted_also_when_its_traces_cannot_be_taken_out_yet(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits(*_: object) -> None:
        raise StoreError("wordt gelezen")

    monkeypatch.setattr("geo.store.store.scrub", waits)
    assert cli.main(["erase", "activations", "A-1", "--why", "verzoek"]) == 1
    assert [(event, told) for event, _, _, told, _ in noted(store)] == [("legen", "activations wijziging=2")]


def test_a_backup_and_its_way_back(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(tmp_path / "kopie.zip")
    assert cli.main(["backup", file]) == 0
    assert noted(store) == [("reservekopie", "bea", "opdrachtregel", "kopie.zip", 3)]
    there = Settings.from_environment({"DATA_DIR": str(tmp_path / "daar")})
    monkeypatch.setattr(backups, "settings", lambda: there)
    assert cli.main(["restore", file]) == 0
    opened = open_store(there)
    assert noted(opened) == [("teruggezet", "bea", "opdrachtregel", "kopie.zip", 3)]
    opened.close()

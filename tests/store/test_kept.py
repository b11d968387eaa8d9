"""Reports beside records: kept with them or not at all, missed when gone, removed when nobody names them."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo import commands
from geo.errors import ConflictError, StoreError
from geo.records import ACTIVATIONS
from geo.store import current, kept, shelf
from geo.store.backup import back_up, restore
from geo.store.checks import check_store
from geo.store.migration import migrate
from geo.store.reports import examined, find_report, keep
from geo.store.store import Store
from geo.store.writing import Intent
from tests.toy_records import changed, toy_activations
from tests.toy_reports import PDF, docx

if TYPE_CHECKING:
    from geo.store.reports import Report

pytest_plugins = ["tests.toy_databases"]

EDIT = Intent("piet", "edit")


def with_report(store: Store, reference: str = "A-1", content: bytes = PDF) -> Report:
    """Write a record with a report that was sent along."""
    sent = examined("verslag.pdf", content)
    row = changed(toy_activations(), reference, report=sent.report.text)
    store.write(ACTIVATIONS, row, EDIT, report=sent)
    return sent.report


def on_the_shelf(store: Store) -> list[str]:
    return sorted(path.name for path in store.data_dir.glob("reports/*"))


def grow_old(store: Store) -> None:
    before = time.time() - shelf.DAY_SECONDS - 60
    for path in store.data_dir.glob("reports/*"):
        os.utime(path, (before, before))


def told(store: Store) -> list[str]:
    return [str(finding) for finding in check_store(store)]


# --- kept with the record ---


def test_a_report_is_kept_with_its_record(store: Store) -> None:
    report = with_report(store)
    assert find_report(store.data_dir, report.digest, report.name) is not None
    assert check_store(store) == []


def test_a_report_is_not_kept_when_its_record_is_not(store: Store) -> None:
    sent = examined("verslag.pdf", PDF)
    row = changed(toy_activations(), "A-1", report=sent.report.text)
    with pytest.raises(ConflictError):
        store.write(ACTIVATIONS, row, EDIT, {"A-1": 3}, sent)
    assert on_the_shelf(store) == []


def test_a_record_is_not_kept_when_there_is_no_room_for_its_report(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "DAY_BYTES", 10)
    with pytest.raises(StoreError, match="de laatste 24 uur"):
        with_report(store)
    assert (store.version(), on_the_shelf(store)) == (0, [])


def test_a_damaged_report_is_mended_by_saving_the_record_with_it_again(store: Store) -> None:
    report = with_report(store)
    (store.data_dir / "reports" / report.file).write_bytes(b"%PDF- van een ander")
    assert told(store) == ["verslagen: het bestand is beschadigd van: A-1 (verslag.pdf)"]
    with_report(store)
    assert (store.version(), check_store(store)) == (1, [])


# --- missed, and removed ---


def test_a_report_that_is_gone_is_missed_also_of_an_earlier_version(store: Store) -> None:
    report = with_report(store)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1"), EDIT)
    (store.data_dir / "reports" / report.file).unlink()
    assert told(store) == ["verslagen: het bestand ontbreekt van: A-1 (verslag.pdf)"]


def test_only_what_no_version_names_and_is_older_than_a_day_is_removed(store: Store) -> None:
    report = with_report(store)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1"), EDIT)  # names it no longer
    loose = keep(store.data_dir, "los.docx", docx())
    (store.data_dir / "reports" / ".new-halverwege").write_bytes(b"%PDF-")
    (store.data_dir / "reports" / "lees mij.txt").write_text("van de beheerder")
    assert check_store(store) == []  # of today: somebody may be saving it
    assert kept.remove_orphans(store) == []
    grow_old(store)
    assert "zonder record" in told(store)[0]
    removed = kept.remove_orphans(store)
    assert [path.name for path in removed] == [".new-halverwege", loose.file]
    assert on_the_shelf(store) == sorted([report.file, "lees mij.txt"])
    assert check_store(store) == []


def test_what_cannot_be_removed_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store.data_dir, "los.docx", docx())
    grow_old(store)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.unlink", denied)
        with pytest.raises(StoreError, match=r"docx kan niet worden verwijderd: Permission denied"):
            kept.remove_orphans(store)
    assert len(on_the_shelf(store)) == 1


# --- in a backup ---


def test_a_backup_takes_the_reports_along(store: Store, tmp_path: Path) -> None:
    report = with_report(store)
    keep(store.data_dir, "los.docx", docx())  # belongs to no record
    grow_old(store)
    assert back_up(store, tmp_path / "kopie.sqlite").reports == 1
    target = Store(f"sqlite:///{tmp_path / 'ander.sqlite'}", tmp_path / "ander")
    migrate(target.engine)
    restored = restore(target, tmp_path / "kopie.sqlite", "beheer")
    assert (restored.reports, restored.warnings) == (1, ())
    assert on_the_shelf(target) == [report.file]
    assert check_store(target) == []
    (target.data_dir / "reports" / report.file).write_bytes(b"stuk")
    restore(target, tmp_path / "kopie.sqlite", "beheer", replace=True)
    assert check_store(target) == []


def test_a_backup_leaves_out_what_is_damaged_and_says_so(store: Store, tmp_path: Path) -> None:
    report = with_report(store)
    (store.data_dir / "reports" / report.file).write_bytes(b"stuk")
    copied = back_up(store, tmp_path / "kopie.sqlite")
    assert copied.reports == 0
    assert "1 verslag ontbreekt of is beschadigd" in copied.warnings[0]


def test_a_restore_that_finds_no_room_for_the_reports_changes_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_report(store)
    back_up(store, tmp_path / "kopie.sqlite")
    (store.data_dir / "reports").rename(tmp_path / "weg")
    before = store.snapshot()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="niet worden bewaard"):
        restore(store, tmp_path / "kopie.sqlite", "beheer", replace=True)
    assert store.snapshot() is before


# --- the command ---


@pytest.fixture
def here(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(store))
    return store


def run(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert commands.main(words) == status
    return capsys.readouterr().out


def answer(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    return json.loads(run(capsys, *words, "--json", status=status))


def test_the_command_tells_and_removes(here: Store, capsys: pytest.CaptureFixture[str]) -> None:
    report = with_report(here)
    loose = keep(here.data_dir, "los.docx", docx())
    grow_old(here)
    found = {"whole": 1, "missing": [], "damaged": [], "orphans": [loose.file], "removed": []}
    assert answer(capsys, "reports") == found
    assert "--remove-orphans ruimt het op" in run(capsys, "reports")
    found |= {"orphans": [], "removed": [loose.file]}
    assert answer(capsys, "reports", "--remove-orphans") == found
    (here.data_dir / "reports" / report.file).unlink()
    gone = {"reference": "A-1", "name": "verslag.pdf", "file": report.file}
    assert answer(capsys, "reports", status=1)["missing"] == [gone]
    assert "Ontbreekt: A-1 (verslag.pdf)" in run(capsys, "reports", status=1)
    assert "verslagen: het bestand ontbreekt" in run(capsys, "check", status=1)


def test_an_empty_shelf_is_no_fault(here: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "reports")["whole"] == 0
    assert run(capsys, "check") == "In orde: er is niets gevonden.\n"

"""A record emptied for good: what it says is gone from every corner, what it counts for is as it was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa

from geo import commands, picture
from geo.areas import load_boundaries
from geo.errors import ReasonError, StoreError
from geo.picture import Selection
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, TABLES
from geo.store import (
    EMPTIED,
    Intent,
    back_up,
    check_store,
    database,
    demo_records,
    fill_demo,
    migrate,
    restore,
)
from geo.store.reports import examined, find_report
from geo.store.schema import versions
from geo.store.store import Store
from tests.toy_records import changed, toy_activations, toy_contacts, toy_housing
from tests.toy_reports import PDF, docx

pytest_plugins = ["tests.toy_databases"]

WHY = Intent("beheer", why="verzoek van de betrokkene")
NAMED = "Woont bij mevrouw Jansen"
SECOND = "eerder bij de heer Pieters"


def told(store: Store, secret: str = NAMED) -> Store:
    """Fill the store, and say a secret in two versions of A-3 and beside a change that is its own."""
    store.write(ACTIVATIONS, toy_activations(), Intent("anna"))
    for note, why in ((SECOND, ""), (secret, secret), ("", "")):
        row = changed(toy_activations(), "A-3", note=note, lat=52.1111111, lon=5.2222222)
        store.write(ACTIVATIONS, row, Intent("anna", "edit", why))
    return store


def all_bytes(store: Store) -> bytes:
    """Everything in the folder of a SQLite store: the file, the log beside it, the reports."""
    return b"".join(path.read_bytes() for path in sorted(store.data_dir.rglob("*")) if path.is_file())


def all_cells(store: Store) -> str:
    """Everything in the rows of the database, as text."""
    with store.engine.connect() as connection:
        tables = [*versions.values(), sa.table("changes", *map(sa.column, ("who", "why", "source_name")))]
        return "\n".join(repr(row) for table in tables for row in connection.execute(sa.select(table)))


def figures(store: Store) -> list[Any]:
    """Everything that the picture counts, at every moment there was."""
    found: list[Any] = []
    for entry in reversed(store.log(10_000)):
        now = store.snapshot(entry.change.at)
        for selection in (Selection(), Selection(themes=("wonen",)), Selection(regions=("VR23", "VR25"))):
            tally = picture.take_tally(now.activations, now.housing, selection)
            parts = [picture.reconcile(tally, name) for name in ("activations", "housing")]
            regions = picture.region_table(tally, load_boundaries().regions)
            found += [tally.activations.values, tally.housing, tally.places, tally.daily, tally.sectors]
            found += [
                tally.sources,
                regions.select_dtypes("number").to_numpy(dtype=float),
                np.array([repr(parts)]),
            ]
        found += [np.array([len(now.frame(one)) for one in TABLES.values()])]
        occupants = now.housing["occupants"].sum() if len(now.housing) else 0
        found += [np.array([int(occupants)]), np.array(sorted(now.contacts["area"].astype("str")))]
    return found


def same(one: list[Any], other: list[Any]) -> bool:
    return len(one) <= len(other) and all(
        np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in zip(one, other, strict=False)
    )


# --- what is gone ---


def test_no_text_place_or_point_is_left_in_any_row(store: Store) -> None:
    told(store)
    assert NAMED in all_cells(store)
    erased = store.erase(ACTIVATIONS, ["A-3"], WHY)
    assert (erased.references, erased.reports) == (("A-3",), 0)
    cells = all_cells(store)
    for gone in (NAMED, SECOND, "52.1111111", "DROP TABLE"):
        assert gone not in cells
    assert "eerste" in cells  # the note of another record
    assert check_store(store) == []


def test_no_byte_of_it_is_left_in_the_files(sqlite_store: Store) -> None:
    told(sqlite_store)
    assert NAMED.encode() in all_bytes(sqlite_store)
    sqlite_store.erase(ACTIVATIONS, ["A-3"], WHY)
    left = all_bytes(sqlite_store)
    assert NAMED.encode() not in left
    assert SECOND.encode() not in left
    assert b"eerste" in left


def test_what_is_required_says_that_it_was_emptied(store: Store) -> None:
    store.write(HOUSING, toy_housing(), Intent("anna"))
    store.write(CONTACTS, toy_contacts(), Intent("anna"))
    name = str(store.snapshot().housing["name"].iloc[0])
    store.erase(HOUSING, ["H-1"], WHY)
    store.erase(CONTACTS, ["C-1"], WHY)
    homes, contacts = store.snapshot().housing, store.snapshot().contacts
    assert homes.loc[homes["reference"] == "H-1", "name"].tolist() == [EMPTIED]
    assert contacts.loc[contacts["reference"] == "C-1", ["phone", "mail"]].to_numpy().tolist() == [["", ""]]
    assert f"'H-1', '{name}'" not in all_cells(store)
    assert check_store(store) == []


def test_an_earlier_moment_shows_nothing_of_it_either_and_no_cache_keeps_it(store: Store) -> None:
    told(store)
    then = store.log()[1].change.at
    before, state = store.snapshot(then), store.state_at(then)
    assert NAMED in before.activations["note"].tolist()
    store.erase(ACTIVATIONS, ["A-3"], WHY)
    after = store.snapshot(then)
    row = after.activations[after.activations["reference"] == "A-3"].iloc[0]
    assert (row["note"], row["place"], row["reporter"]) == ("", "", "")
    assert np.isnan(row["lat"])
    assert after.state != before.state
    assert store.state_at(then) != state
    assert len(after.activations) == len(before.activations)


def test_a_second_session_that_had_it_in_memory_sees_it_emptied(store: Store) -> None:
    told(store)
    second = Store(store.engine.url.render_as_string(hide_password=False), store.data_dir)
    second.snapshot()
    store.erase(ACTIVATIONS, ["A-1"], WHY)
    held = second.snapshot().activations
    second.close()
    assert held.loc[held["reference"] == "A-1", "note"].tolist() == [""]


def test_its_reports_go_but_not_one_that_another_record_names(sqlite_store: Store) -> None:
    store = told(sqlite_store)
    own, shared = examined("eigen.pdf", PDF), examined("samen.docx", docx())
    for reference, sent in (("A-3", own), ("A-3", shared), ("A-1", shared)):
        row = changed(toy_activations(), reference, report=sent.report.text)
        store.write(ACTIVATIONS, row, Intent("anna", "edit"), report=sent)
    assert store.erase(ACTIVATIONS, ["A-3"], WHY).reports == 1
    assert find_report(store.data_dir, own.report.digest, "eigen.pdf") is None
    assert find_report(store.data_dir, shared.report.digest, "samen.docx")
    assert check_store(store) == []


# --- what stays ---


def test_every_figure_of_every_moment_is_as_it_was(store: Store) -> None:
    fill_demo(store)
    frames = demo_records()
    references = {name: frame["reference"].tolist() for name, (frame, _) in frames.items()}
    for number in (3, 11, 29):
        row = changed(frames["activations"][0], references["activations"][number], result="sluiting")
        store.write(ACTIVATIONS, row, Intent("anna", "edit", "bijgewerkt"))
    store.withdraw(ACTIVATIONS, references["activations"][3:5], Intent("anna", why="dubbel"))
    before = figures(store)
    for name, table in TABLES.items():
        store.erase(table, references[name][::3], WHY)
    assert same(before, figures(store))
    assert check_store(store) == []


def test_the_history_says_who_emptied_it_when_and_why(store: Store) -> None:
    told(store)
    erased = store.erase(ACTIVATIONS, ["A-3"], WHY)
    history = store.history(ACTIVATIONS, "A-3")
    last = history[-1].change
    assert (last, last.action, last.who, last.why) == (erased.change, "erase", "beheer", WHY.why)
    assert [one.version for one in history] == [1, 2, 3, 4, 5]
    assert [one.change.why for one in history] == ["", "", EMPTIED, "", WHY.why]
    assert not any("Jansen" in field.before + field.after for one in history for field in one.fields)


def test_why_a_change_of_more_records_was_made_stays(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), Intent("anna", why="lijst van oktober"))
    store.erase(ACTIVATIONS, ["A-1", "A-2"], WHY)
    assert store.log()[-1].change.why == "lijst van oktober"
    store.erase(ACTIVATIONS, ["A-3"], WHY)
    assert store.log()[-1].change.why == "lijst van oktober"  # each alone it never was


# --- for good ---


def test_the_same_file_again_brings_nothing_back(store: Store) -> None:
    told(store)
    store.erase(ACTIVATIONS, ["A-3"], WHY)
    found = store.compare(ACTIVATIONS, toy_activations())
    assert list(found.status) == ["unchanged", "unchanged", "emptied"]
    written = store.write(ACTIVATIONS, changed(toy_activations(), "A-3", note=NAMED), Intent("anna"))
    assert (written.emptied, written.change) == (1, None)
    assert NAMED not in all_cells(store)


def test_it_cannot_be_undone_and_undoing_what_was_before_leaves_it(store: Store) -> None:
    told(store)
    erased = store.erase(ACTIVATIONS, ["A-3"], WHY)
    assert erased.change
    with pytest.raises(StoreError, match="voorgoed"):
        store.undo(erased.change.id, Intent("anna", why="toch niet"))
    with pytest.raises(StoreError, match="niets meer terug te draaien"):
        store.undo(erased.change.id - 1, Intent("anna", why="toch niet"))


def test_a_withdrawn_record_is_emptied_and_stays_withdrawn(store: Store) -> None:
    told(store)
    store.withdraw(ACTIVATIONS, ["A-3"], Intent("anna", why="dubbel"))
    store.erase(ACTIVATIONS, ["A-3"], WHY)
    assert store.history(ACTIVATIONS, "A-3")[-1].withdrawn
    assert "A-3" not in store.snapshot().activations["reference"].tolist()


def test_once_more_changes_nothing(store: Store) -> None:
    told(store)
    store.erase(ACTIVATIONS, ["A-3"], WHY)
    assert store.erase(ACTIVATIONS, ["A-3"], WHY).change is None
    again = store.erase(ACTIVATIONS, ["A-3", "A-1"], WHY)
    assert again.references == ("A-1",)


def test_without_a_reason_or_of_an_unknown_record_nothing_is_emptied(store: Store) -> None:
    told(store)
    with pytest.raises(ReasonError, match="reden"):
        store.erase(ACTIVATIONS, ["A-3"], Intent("anna"))
    with pytest.raises(StoreError, match="A-9"):
        store.erase(ACTIVATIONS, ["A-3", "A-9"], WHY)
    assert NAMED in all_cells(store)


def test_who_keeps_the_file_open_is_told_of_and_asking_again_finishes(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(sqlite_store)
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.2)
    with sqlite_store.engine.connect() as reader, reader.begin():
        reader.execute(sa.text("SELECT count(*) FROM activations")).scalar()
        with pytest.raises(StoreError, match="straks nog eens"):
            sqlite_store.erase(ACTIVATIONS, ["A-3"], WHY)
    assert NAMED not in all_cells(sqlite_store)
    sqlite_store.erase(ACTIVATIONS, ["A-3"], WHY)
    assert NAMED.encode() not in all_bytes(sqlite_store)


def test_a_backup_of_afterwards_is_put_back_as_it_was(store: Store, tmp_path: Path) -> None:
    told(store)
    store.erase(ACTIVATIONS, ["A-3"], WHY)
    back_up(store, tmp_path / "kopie.sqlite")
    target = Store(f"sqlite:///{tmp_path}/elders/beeld.sqlite", tmp_path / "elders")
    migrate(target.engine)
    restore(target, tmp_path / "kopie.sqlite", "beheer")
    assert check_store(target) == []
    assert NAMED not in all_cells(target)
    assert target.compare(ACTIVATIONS, toy_activations()).status[2] == "emptied"
    target.close()


# --- the term of keeping ---


def test_due_is_what_was_closed_before_a_day_and_not_emptied(store: Store) -> None:
    told(store)
    closed = store.snapshot().activations.set_index("reference")["closed_on"]
    assert closed.isna()["A-2"]
    day = date.fromisoformat(str(closed["A-1"].date()))
    assert store.due(day) == []
    assert store.due(date(2100, 1, 1)) == ["A-1", "A-3"]
    store.erase(ACTIVATIONS, ["A-1"], WHY)
    assert store.due(date(2100, 1, 1)) == ["A-3"]


def run(*arguments: str) -> int:
    return commands.main(arguments)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let commands work on a store of their own that holds the secret."""
    from tests.toy_pages import forget_store  # noqa: PLC0415

    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/beeld.sqlite")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("RETENTION_DAYS", "30")
    forget_store()
    store = Store(f"sqlite:///{tmp_path}/beeld.sqlite", tmp_path)
    migrate(store.engine)
    told(store).close()
    return tmp_path


def test_the_commands_empty_and_say_that_backups_still_hold_it(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("erase", "activations", "A-3", "--why", "verzoek", "--who", "beheer") == 0
    said = capsys.readouterr().out
    assert "door beheer: A-3." in said
    assert "Reservekopieën" in said
    assert NAMED.encode() not in b"".join(path.read_bytes() for path in kept.iterdir() if path.is_file())
    assert run("erase", "activations", "A-9", "--why", "verzoek") == 1
    assert "A-9" in capsys.readouterr().err


def test_retain_says_and_then_does(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kept
    assert run("retain", "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["due"] == ["A-1", "A-3"]
    assert run("retain", "--apply", "--json") == 0
    assert json.loads(capsys.readouterr().out)["erased"] == ["A-1", "A-3"]
    assert run("retain", "--apply") == 0
    assert "0 activeringen" in capsys.readouterr().out


def test_without_a_term_everything_is_kept(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.toy_pages import forget_store  # noqa: PLC0415

    assert kept
    monkeypatch.setenv("RETENTION_DAYS", "0")
    forget_store()
    assert run("retain", "--apply") == 1
    assert "RETENTION_DAYS" in capsys.readouterr().err

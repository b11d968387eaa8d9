"""Backups and checks: all of it comes back on either engine, and what cannot be true is found."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import sqlalchemy as sa

from geo.errors import StoreError
from geo.records import ACTIVATIONS, TABLES
from geo.store.backup import back_up, restore
from geo.store.checks import check_store
from geo.store.migration import migrate
from geo.store.store import Store
from geo.store.writing import Intent
from tests.toy_records import HOSTILE, changed, many_activations, toy, toy_activations

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.toy_databases"]

IMPORT = Intent("jan")
EDIT = Intent("piet", "edit", HOSTILE)


def filled(store: Store) -> Store:
    for table in TABLES.values():
        store.write(table, toy(table), IMPORT)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="later"), EDIT)
    store.withdraw(ACTIVATIONS, ["A-2"], Intent("p", "withdraw", "dubbel"))
    return store


def other(tmp_path: Path) -> Store:
    made = Store(f"sqlite:///{tmp_path / 'other.sqlite'}", tmp_path)
    migrate(made.engine)
    return made


def test_a_backup_brings_back_records_and_history(store: Store, tmp_path: Path) -> None:
    filled(store)
    copied = back_up(store, tmp_path / "kopie.sqlite")
    assert (copied.version, copied.rows) == (6, 11)
    target = other(tmp_path)
    assert restore(target, tmp_path / "kopie.sqlite", "beheer").rows == 11
    for table in TABLES.values():
        pd.testing.assert_frame_equal(target.snapshot().frame(table), store.snapshot().frame(table))
    assert target.history(ACTIVATIONS, "A-1") == store.history(ACTIVATIONS, "A-1")
    assert [entry.change.action for entry in target.log()][:2] == ["restore", "withdraw"]
    assert check_store(target) == []


def test_a_restore_replaces_only_when_told_and_readers_see_it(store: Store, tmp_path: Path) -> None:
    source = filled(other(tmp_path))
    back_up(source, tmp_path / "kopie.sqlite")
    store.write(ACTIVATIONS, many_activations(9), IMPORT)
    before = store.snapshot()
    with pytest.raises(StoreError, match="niet leeg"):
        restore(store, tmp_path / "kopie.sqlite", "beheer")
    assert store.snapshot() is before
    restored = restore(store, tmp_path / "kopie.sqlite", "beheer", replace=True)
    assert store.version() == restored.version > source.version()
    pd.testing.assert_frame_equal(store.snapshot().activations, source.snapshot().activations)
    assert check_store(store) == []


def test_a_number_of_a_change_never_comes_twice(store: Store, tmp_path: Path) -> None:
    filled(store)
    back_up(store, tmp_path / "kopie.sqlite")
    for note in "abc":
        store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note=note), EDIT)
    assert restore(store, tmp_path / "kopie.sqlite", "beheer", replace=True).version == 10
    assert store.snapshot().activations["note"].tolist()[0] == "later"
    assert check_store(store) == []


@pytest.mark.slow
def test_a_backup_while_others_write_is_of_one_moment(store: Store, tmp_path: Path) -> None:
    store.write(ACTIVATIONS, many_activations(2000), IMPORT)
    stop = threading.Event()

    def write() -> None:
        note = 0
        while not stop.is_set():
            note += 1
            notes = pd.Series([f"{note}"] * 2000, dtype="str")
            store.write(ACTIVATIONS, many_activations(2000).assign(note=notes), EDIT)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            back_up(store, tmp_path / f"kopie{number}.sqlite")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        copy = Store(f"sqlite:///{tmp_path / f'kopie{number}.sqlite'}", tmp_path)
        assert copy.snapshot().activations["note"].nunique() <= 2  # differ in the toy
        assert check_store(copy) == []


def test_a_backup_never_overwrites_and_leaves_no_half_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "kopie.sqlite").write_text("van iemand anders")
    with pytest.raises(StoreError, match="bestaat al"):
        back_up(store, tmp_path / "kopie.sqlite")
    with pytest.raises(StoreError, match="bestaat niet"):
        back_up(store, tmp_path / "nergens" / "kopie.sqlite")
    assert not list(tmp_path.glob(".beeld-*"))


@pytest.mark.parametrize("content", [b"", b"kenmerk;type\n", b"SQLite format 3\0 en verder niets"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "raar.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match="geen reservekopie"):
        restore(other(tmp_path), tmp_path / "raar.sqlite", "beheer")
    with pytest.raises(StoreError, match="bestaat niet"):
        restore(other(tmp_path), tmp_path / "niets.sqlite", "beheer")


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("DELETE FROM activations WHERE reference = 'A-1' AND version = 1", "gat"),
        ("UPDATE activations SET type = 'proactief' WHERE reference = 'A-3'", "onbekende waarde in 'type'"),
        ("UPDATE activations SET themes = 'wonen,slapen' WHERE reference = 'A-3'", '"thema\'s"'),
        ("UPDATE activations SET lat = 152.0", "onmogelijke"),
        ("UPDATE activations SET reference = ' ' WHERE reference = 'A-3'", "zonder kenmerk"),
        ("UPDATE activations SET change_id = 1 WHERE reference = 'A-2' AND version = 2", "eerdere wijziging"),
        ("UPDATE changes SET action = 'iets' WHERE id = 2", "onbekende soort"),
        ("UPDATE changes SET at = '2001-01-01 00:00:00' WHERE id = 2", "ouder"),
        ("UPDATE alembic_version SET version_num = '0000'", "versie 0000"),
    ],
)
def test_what_cannot_be_true_is_found(store: Store, damage: str, what: str) -> None:
    assert check_store(filled(store)) == []
    with store.engine.begin() as connection:
        connection.execute(sa.text(damage))
    assert what in "\n".join(str(finding) for finding in check_store(store))


def test_versions_without_a_change_are_found(tmp_path: Path) -> None:
    store = filled(other(tmp_path))
    with sqlite3.connect(tmp_path / "other.sqlite") as connection:
        connection.execute("DELETE FROM changes WHERE id = 1")  # without the foreign keys that we switch on
    connection.close()
    found = "\n".join(str(finding) for finding in check_store(store))
    assert "zonder wijziging" in found
    assert "ontbreken wijzigingen" in found


def test_a_word_from_outside_is_shown_as_none(store: Store) -> None:
    filled(store)
    with store.engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE activations SET type = 'x', themes = 'wonen,y' WHERE reference = 'A-3'")
        )
    last = store.snapshot(datetime.now(UTC)).activations.iloc[-1]
    assert pd.isna(last["type"])
    assert last["themes"] == 1

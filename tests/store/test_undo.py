"""Undo: a change taken back as a new version of each record, those changed again since left alone."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import ConflictError, ReasonError, StoreError
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS, TABLES
from geo.store import backup, checks, migration
from geo.store.database import make_sqlite_file, writing
from geo.store.store import Store, fill_demo
from geo.store.writing import Intent, Source
from tests.toy_records import changed, many_activations, toy, toy_activations, toy_housing

if TYPE_CHECKING:
    from pathlib import Path

    from geo.records import Table
    from geo.store.undo import Undoing

pytest_plugins = ["tests.toy_databases"]

IMPORT = Intent("jan", "import", source=Source("regio.csv", "ab" * 32))
EDIT = Intent("piet", "edit", "gebeld")
BACK = Intent("marie", why="verkeerd bestand")


def outcomes(found: Undoing) -> dict[str, str]:
    """Return what would become of each record, all tables together."""
    return {
        reference: outcome
        for frame in found.frames.values()
        for reference, outcome in zip(frame["reference"], frame["outcome"], strict=True)
    }


def assert_shows(store: Store, activations: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(store.snapshot().activations, activations)
    assert checks.check_store(store) == []


def test_an_import_is_taken_back_whole(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations().iloc[:2], IMPORT)
    store.withdraw(ACTIVATIONS, ["A-2"], Intent("jan", "withdraw", "dubbel"))
    before = store.snapshot().activations
    offered = pd.concat([changed(toy_activations(), "A-1", note="x"), toy_activations().iloc[1:]])
    store.write(ACTIVATIONS, offered, IMPORT)
    seen = store.undoing(3)
    assert outcomes(seen) == {"A-1": "restored", "A-2": "withdrawn", "A-3": "withdrawn"}
    assert seen.counts == {"withdrawn": 2, "restored": 1, "returned": 0, "left": 0}
    assert store.version() == 3
    undone = store.undo(3, BACK, seen)
    assert (undone.change.id, undone.change.action, undone.change.undoes) == (4, "undo", 3)
    assert (undone.change.who, undone.change.why) == ("marie", "verkeerd bestand")
    assert store.log(1)[0].change == undone.change
    assert_shows(store, before)


def test_a_withdrawal_is_taken_back(store: Store) -> None:
    store.write(HOUSING, toy_housing(), IMPORT)
    store.withdraw(HOUSING, ["H-1"], Intent("jan", "withdraw", "dubbel"))
    assert outcomes(store.undoing(2)) == {"H-1": "returned"}
    store.undo(2, BACK)
    pd.testing.assert_frame_equal(store.snapshot().housing, toy_housing())


def test_what_was_changed_since_is_left_alone_and_named(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-2", note="van piet"), EDIT)
    seen = store.undoing(1)
    assert outcomes(seen) == {"A-1": "withdrawn", "A-2": "left", "A-3": "withdrawn"}
    assert seen.frames["activations"]["by"].tolist() == [1, 2, 1]
    store.undo(1, BACK, seen)
    assert_shows(store, changed(toy_activations(), "A-2", note="van piet"))


def test_an_undo_is_undone(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    store.undo(1, BACK)
    assert store.snapshot().activations.empty
    assert outcomes(store.undoing(2)) == {"A-1": "returned", "A-2": "returned", "A-3": "returned"}
    store.undo(2, BACK)
    assert_shows(store, toy_activations())


def test_undoing_twice_says_that_there_is_nothing_left(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    store.undo(1, BACK)
    assert "niets meer terug te draaien" in store.undoing(1).nothing
    with pytest.raises(StoreError, match="het laatst door wijziging 2"):
        store.undo(1, BACK)
    assert store.version() == 2


@pytest.mark.parametrize("number", [0, 7, -1, 10**30])
def test_a_change_that_is_not_there(store: Store, number: int) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    for ask in (store.undoing, lambda number: store.undo(number, BACK)):
        with pytest.raises(StoreError, match=f"Wijziging {number} bestaat niet"):
            ask(number)


def test_a_restored_backup_is_no_change_to_undo(store: Store, tmp_path: Path) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    store.undo(1, BACK)
    file = tmp_path / "kopie.sqlite"
    backup.back_up(store, file)
    restored = backup.restore(store, file, "beheer", replace=True)
    with pytest.raises(StoreError, match="geo restore BESTAND"):
        store.undo(restored.version, BACK)
    assert store.log()[1].change.undoes == 1


@pytest.mark.parametrize("why", ["", "  \n", "\u202e"])
def test_an_undo_needs_a_reason(store: Store, why: str) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    with pytest.raises(ReasonError, match="reden"):
        store.undo(1, Intent("marie", why=why))
    with pytest.raises(StoreError, match="wie"):
        store.undo(1, Intent("\u200b", why="verkeerd"))
    assert store.version() == 1


def test_what_was_seen_and_changed_meanwhile_is_a_conflict(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    seen = store.undoing(1)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-2", note="van piet"), EDIT)
    with pytest.raises(ConflictError) as caught:
        store.undo(1, BACK, seen)
    assert (caught.value.reference, caught.value.seen, caught.value.current) == ("A-2", 1, 2)
    assert store.version() == 2
    left = store.undoing(1)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-2", note="nog eens"), EDIT)
    assert store.undo(1, BACK, left).undoing.size == 2  # A-2 is left alone all the same


def test_a_database_from_before_undo_is_brought_up_to_date(url: str, tmp_path: Path) -> None:
    old = Store(url, tmp_path)
    make_sqlite_file(old.engine.url)
    with writing(old.engine) as connection:
        command.upgrade(migration._config(connection), "0001")
        connection.exec_driver_sql(
            "INSERT INTO changes VALUES (1, '2021-01-10 09:00:00+00:00', 'jan', 'import', '', 'x.csv', '')"
        )
    migration.migrate(old.engine)
    assert [(entry.change.who, entry.change.undoes) for entry in old.log()] == [("jan", None)]
    assert "raakte niets" in old.undoing(1).nothing
    old.close()


@pytest.mark.parametrize(("table", "before"), [(CONTACTS, "0003"), (PARTNERS, "0004")])
def test_a_database_from_before_a_table_gets_an_empty_one(
    url: str, tmp_path: Path, table: Table, before: str
) -> None:
    old = Store(url, tmp_path)
    make_sqlite_file(old.engine.url)
    with writing(old.engine) as connection:
        command.upgrade(migration._config(connection), before)
    migration.migrate(old.engine)
    assert len(old.snapshot().frame(table)) == 0
    records = toy(table)
    old.write(table, records, IMPORT)
    assert old.snapshot().frame(table).equals(records)
    assert [each.version for each in old.history(table, records["reference"].iloc[0])] == [1]
    old.undo(1, BACK)
    assert len(old.snapshot().frame(table)) == 0
    old.close()


def test_the_demo_is_taken_back_like_an_import(store: Store) -> None:
    fill_demo(store)
    filled = [entry.change for entry in store.log()]
    for change in filled:
        store.undo(change.id, BACK)
    now = store.snapshot()
    assert (len(now.activations), len(now.housing), now.demo) == (0, 0, False)
    assert not fill_demo(store)


def test_the_history_of_a_record_tells_the_undo(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="x"), EDIT)
    store.undo(2, BACK)
    *_, last = store.history(ACTIVATIONS, "A-1")
    assert (last.version, last.change.action, last.change.undoes) == (3, "undo", 2)
    assert [(field.column, field.before, field.after) for field in last.fields] == [("note", "x", "eerste")]


steps = st.lists(
    st.tuples(
        st.sampled_from(["write", "withdraw", "undo"]),
        st.sets(st.integers(0, 3), min_size=1),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)
turns = count()


@pytest.mark.slow
@given(steps=steps)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_undoing_the_last_change_brings_back_what_was(
    store: Store, steps: list[tuple[str, set[int], int]]
) -> None:
    """Law: whatever was written, undoing the last change gives the frames of just before it, exactly."""
    seed = many_activations(4)
    frames = {store.version(): store.snapshot().activations}
    for kind, numbers, choice in steps:
        offered = seed.iloc[sorted(numbers)].reset_index(drop=True)
        known = sorted(set(store.snapshot().activations["reference"]) & set(offered["reference"]))
        if kind == "write":
            note = pd.Series([f"{next(turns)}"] * len(offered), dtype="str")
            store.write(ACTIVATIONS, offered.assign(note=note), IMPORT)
        elif kind == "withdraw" and known:
            store.withdraw(ACTIVATIONS, known, Intent("p", "withdraw", "x"))
        elif kind == "undo" and store.version():
            target = max(1, store.version() - choice)
            if not store.undoing(target).nothing:
                store.undo(target, BACK)
        frames[store.version()] = store.snapshot().activations
    last = store.version()
    if last - 1 in frames:
        store.undo(last, BACK)
        pd.testing.assert_frame_equal(store.snapshot().activations, frames[last - 1])
        pd.testing.assert_frame_equal(store.snapshot().housing, toy_housing().iloc[:0])
        assert set(TABLES) == set(store.undoing(last).frames)


def test_what_people_write_beside_a_change_is_kept_plain(store: Store) -> None:
    sly = "jan\n\u202ebevestigd\x1b[31m\u2028door beheer\x00"
    store.write(ACTIVATIONS, toy_activations(), Intent(sly, "import", sly, Source(sly, "ab")))
    (change,) = (entry.change for entry in store.log())
    assert {change.who, change.why, change.source.name} == {"jan bevestigd[31m door beheer"}
    assert store.history(ACTIVATIONS, "A-1")[0].change == change


def test_what_people_write_beside_a_change_has_a_length(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), Intent("j" * 9999, "import", "w" * 9999))
    (change,) = (entry.change for entry in store.log())
    assert (len(change.who), len(change.why), change.who[-1]) == (80, 1000, "…")

"""The store: what is written comes back, the same twice changes nothing, nobody is overwritten."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import ConflictError, ReasonError, StoreError
from geo.records import ACTIVATIONS, HOUSING, TABLES
from geo.store.store import Store
from geo.store.writing import Intent, Source
from tests.toy_records import changed, many_activations, toy, toy_activations, toy_housing

if TYPE_CHECKING:
    from geo.records import Table

pytest_plugins = ["tests.toy_databases"]

IMPORT = Intent("jan", "import", source=Source("regio.csv", "ab" * 32))
EDIT = Intent("piet", "edit", "gebeld")


def write_toys(store: Store) -> None:
    for table in TABLES.values():
        store.write(table, toy(table), IMPORT)


def test_an_empty_store_has_empty_frames_of_the_right_types(store: Store) -> None:
    empty = store.snapshot()
    assert (store.version(), empty.version, empty.demo) == (0, 0, False)
    pd.testing.assert_frame_equal(empty.activations, toy_activations().iloc[:0])
    pd.testing.assert_frame_equal(empty.housing, toy_housing().iloc[:0])


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_what_is_written_comes_back(store: Store, table: Table) -> None:
    shuffled = toy(table).iloc[::-1]
    written = store.write(table, shuffled, IMPORT)
    assert (written.new, written.changed, written.unchanged) == (len(shuffled), 0, 0)
    snapshot = store.snapshot()
    pd.testing.assert_frame_equal(snapshot.frame(table), toy(table))
    assert written.change is not None
    assert (snapshot.version, snapshot.as_of) == (1, written.change.at)


def test_the_same_twice_changes_nothing(store: Store) -> None:
    write_toys(store)
    before = store.snapshot()
    written = store.write(ACTIVATIONS, toy_activations(), IMPORT)
    assert (written.new, written.changed, written.unchanged, written.change) == (0, 0, 3, None)
    assert store.snapshot() is before


def test_only_what_differs_gets_a_version(store: Store) -> None:
    write_toys(store)
    offered = toy_activations()
    offered.loc[1, "note"] = "aangevuld"
    written = store.write(ACTIVATIONS, offered, IMPORT)
    assert (written.new, written.changed, written.unchanged) == (0, 1, 2)
    assert len(store.history(ACTIVATIONS, "A-1")) == 1
    assert len(store.history(ACTIVATIONS, "A-2")) == 2


def test_emptying_any_field_that_may_be_empty_is_a_change(store: Store) -> None:
    full = toy_activations().iloc[[2]].reset_index(drop=True)
    full.loc[0, ["place", "municipality", "report", "reporter"]] = ["Goch", "GM0983", "a.pdf", "GGD"]
    full = full.assign(
        lat=51.5, lon=6.1, region=full["region"].cat.set_categories(full["region"].cat.categories)
    )
    full["signalled_on"] = full["activated_on"]
    for column in [column.name for column in ACTIVATIONS.columns[1:]]:
        emptied = full.copy()
        blank = {"uint8": 0, "str": "", "bool": not full[column].iloc[0]}
        emptied[column] = pd.Series([blank.get(str(full.dtypes[column]))], dtype=full.dtypes[column])
        store.write(ACTIVATIONS, full, IMPORT)
        if ACTIVATIONS.column(column).required and str(full.dtypes[column]) != "bool":
            with pytest.raises(StoreError, match="verplicht"):
                store.write(ACTIVATIONS, emptied, EDIT)
        else:
            differs = full[column].notna().iloc[0]
            assert store.write(ACTIVATIONS, emptied, EDIT).changed == differs, column
            pd.testing.assert_frame_equal(store.snapshot().activations, emptied)


def test_compare_says_what_a_write_would_do(store: Store) -> None:
    write_toys(store)
    store.withdraw(ACTIVATIONS, ["A-3"], Intent("piet", "withdraw", "dubbel"))
    offered = pd.concat([changed(toy_activations(), "A-1", note="x"), toy_activations().iloc[1:]])
    offered = pd.concat([offered, changed(toy_activations(), "A-1", reference="A-9")], ignore_index=True)
    version = store.version()
    found = store.compare(ACTIVATIONS, offered)
    assert list(found.status) == ["changed", "unchanged", "returned", "new"]
    assert found.version.tolist() == [1, 1, 2, 0]
    assert store.version() == version


def test_somebody_elses_change_is_not_overwritten(store: Store) -> None:
    write_toys(store)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="van Piet"), EDIT, {"A-1": 1})
    with pytest.raises(ConflictError) as caught:
        store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="van Marie"), EDIT, {"A-1": 1})
    assert (caught.value.reference, caught.value.seen, caught.value.current) == ("A-1", 1, 2)
    assert store.snapshot().activations["note"].iloc[0] == "van Piet"


def test_a_new_record_that_exists_already_is_a_conflict(store: Store) -> None:
    write_toys(store)
    with pytest.raises(ConflictError):
        store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="mijn eerste"), EDIT, {"A-1": 0})


def test_a_change_of_type_needs_a_reason(store: Store) -> None:
    write_toys(store)
    moved = changed(toy_activations(), "A-1", type="repressief", infections=True)
    with pytest.raises(ReasonError, match="A-1"):
        store.write(ACTIVATIONS, moved, Intent("piet", "edit"))
    assert store.write(ACTIVATIONS, moved, EDIT).changed == 1


def test_withdrawn_is_out_of_the_picture_and_can_come_back(store: Store) -> None:
    write_toys(store)
    with pytest.raises(ReasonError, match="reden"):
        store.withdraw(ACTIVATIONS, ["A-1"], Intent("piet", "withdraw"))
    with pytest.raises(StoreError, match="A-7"):
        store.withdraw(ACTIVATIONS, ["A-1", "A-7"], Intent("piet", "withdraw", "dubbel"))
    assert store.withdraw(ACTIVATIONS, ["A-1"], Intent("piet", "withdraw", "dubbel")).changed == 1
    assert store.snapshot().activations["reference"].tolist() == ["A-2", "A-3"]
    assert store.withdraw(ACTIVATIONS, ["A-1"], Intent("piet", "withdraw", "dubbel")).unchanged == 1
    assert store.write(ACTIVATIONS, toy_activations(), IMPORT).returned == 1
    pd.testing.assert_frame_equal(store.snapshot().activations, toy_activations())


def test_a_snapshot_cannot_be_changed_by_who_reads_it(store: Store) -> None:
    write_toys(store)
    snapshot = store.snapshot()
    mine = snapshot.activations
    mine["extra"] = 1
    mine.loc[0, "note"] = "gewijzigd"
    mine.loc[0, "lat"] = 0.0
    pd.testing.assert_frame_equal(snapshot.activations, toy_activations())
    with pytest.raises(ValueError, match="read-only"):
        snapshot.activations["lat"].to_numpy()[0] = 0.0


def test_a_snapshot_of_the_past_is_the_picture_of_then(store: Store) -> None:
    write_toys(store)
    then = store.snapshot()
    time.sleep(0.002)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="later"), EDIT)
    store.withdraw(HOUSING, ["H-2"], Intent("piet", "withdraw", "dubbel"))
    past = store.snapshot(then.as_of)
    assert (past.version, past.as_of) == (then.version, then.as_of)
    pd.testing.assert_frame_equal(past.activations, then.activations)
    pd.testing.assert_frame_equal(past.housing, then.housing)
    assert store.snapshot(then.as_of - timedelta(days=1)).version == 0


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda frame: frame.drop(columns="note"), "kolommen"),
        (lambda frame: frame.astype({"themes": "int64"}), "themes"),
        (lambda frame: pd.concat([frame, frame]), "meer dan eens"),
        (lambda frame: frame.assign(reference=pd.Series(["", "b", "c"], dtype="str")), "verplicht"),
        (lambda frame: frame.assign(themes=np.uint8(0)), "verplicht"),
        (lambda frame: frame.assign(note=pd.Series(["a", "b\0", "c"], dtype="str")), "NUL"),
    ],
)
def test_what_is_no_records_frame_is_refused(store: Store, spoil: object, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        store.write(ACTIVATIONS, spoil(toy_activations()), IMPORT)  # type: ignore[operator]
    assert store.version() == 0


def test_a_clock_set_back_does_not_turn_history_round(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write_toys(store)

    class Back(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) - timedelta(minutes=3)  # as much as two clocks may differ

    monkeypatch.setattr("geo.store.writing.datetime", Back)
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="x"), EDIT)
    newest, before = (entry.change for entry in store.log(2))
    assert (newest.id, newest.at) == (5, before.at)


steps = st.lists(
    st.tuples(st.sampled_from("wx"), st.sets(st.integers(0, 5), min_size=1), st.text(max_size=3)), max_size=6
)


@given(steps=steps)
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_an_updated_snapshot_is_the_one_loaded_whole(
    store: Store, steps: list[tuple[str, set[int], str]]
) -> None:
    """Law: reading only what changed gives the frames that reading everything gives, whatever was written."""
    store.snapshot()
    for kind, numbers, note in steps:
        offered = many_activations(6).iloc[sorted(numbers)].reset_index(drop=True)
        known = set(store.snapshot().activations["reference"])
        if kind == "w":
            clean = note.replace("\0", "").encode("utf-8", "ignore").decode()
            store.write(
                ACTIVATIONS, offered.assign(note=pd.Series([clean] * len(offered), dtype="str")), EDIT
            )
        elif known & set(offered["reference"]):
            gone = sorted(known & set(offered["reference"]))
            store.withdraw(ACTIVATIONS, gone, Intent("p", "withdraw", "x"))
        fresh = Store(store.engine.url.render_as_string(hide_password=False), store.data_dir)
        pd.testing.assert_frame_equal(store.snapshot().activations, fresh.snapshot().activations)
        fresh.close()


def test_the_state_of_a_snapshot_is_another_after_each_change(store: Store) -> None:
    before = store.snapshot().state
    assert store.snapshot().state == before
    write_toys(store)
    assert store.snapshot().state != before


def test_references_are_found_by_a_part_of_them(store: Store) -> None:
    write_toys(store)
    first = toy_housing()["reference"].iloc[0]
    assert ("housing", first) in store.snapshot().references_with(first[1:].lower())
    assert store.snapshot().references_with("bestaat niet") == []

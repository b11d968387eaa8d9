"""The demo gets out of the way: counted while it stands beside real records, and taken out in one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import ReasonError
from geo.records import ACTIVATIONS, HOUSING, TABLES
from geo.store.store import Store, fill_demo
from geo.store.writing import Intent
from tests.toy_records import changed, toy_activations, toy_housing

if TYPE_CHECKING:
    from geo.store import Snapshot

pytest_plugins = ["tests.toy_databases"]

AWAY = Intent("piet", "withdraw", "we beginnen echt")


def counted(now: Snapshot) -> tuple[tuple[int, int], tuple[int, int]]:
    return now.invented(ACTIVATIONS), now.invented(HOUSING)


def mixed(store: Store) -> tuple[int, ...]:
    """Fill a store with the demo and the toys, one demo record corrected; return how many each table had."""
    fill_demo(store)
    began = store.snapshot()
    store.write(ACTIVATIONS, toy_activations(), Intent("piet"))
    first = began.activations["reference"].iloc[0]
    store.write(ACTIVATIONS, changed(began.activations, first, note="aangevuld"), Intent("piet", "edit"))
    return tuple(len(began.frame(table)) for table in TABLES.values())


def test_fictional_and_real_records_are_counted_apart(store: Store) -> None:
    activations, housing, contacts, partners = mixed(store)
    now = store.snapshot()
    assert counted(now) == ((activations, activations + 3), (housing, housing))
    assert (now.demo, now.mixed) == (True, True)
    assert now.share == (
        f"{activations} van {activations + 3} activeringen zijn fictief"
        f", {housing} van {housing} huisvestingslocaties, {contacts} van {contacts} contacten"
        f" en {partners} van {partners} partners"
    )


def test_a_demo_alone_is_all_fictional_and_real_records_alone_are_not(store: Store) -> None:
    store.write(HOUSING, toy_housing(), Intent("piet"))
    now = store.snapshot()
    assert (now.demo, now.mixed, counted(now)) == (False, False, ((0, 0), (0, 2)))
    assert not fill_demo(store)


def test_the_demo_goes_in_one_change_and_the_real_records_stay(store: Store) -> None:
    began = mixed(store)
    activations, *_ = began
    before, then = store.version(), store.snapshot().as_of
    written = store.remove_demo(AWAY)
    now = store.snapshot()
    assert (written.changed, store.version()) == (sum(began), before + 1)
    assert (now.demo, now.mixed, len(now.housing)) == (False, False, 0)
    assert sorted(now.activations["reference"]) == sorted(toy_activations()["reference"])
    entry = store.log(1)[0]
    assert (entry.change.who, entry.change.action, entry.change.why) == ("piet", "withdraw", AWAY.why)
    assert entry.records == dict(zip(TABLES, began, strict=True))
    assert counted(store.snapshot(then))[0] == (activations, activations + 3)  # the past stays as it was


def test_a_second_removal_finds_nothing_to_do_and_the_first_can_be_undone(store: Store) -> None:
    activations, *_ = mixed(store)
    removed = store.remove_demo(AWAY).change
    assert removed is not None
    assert store.remove_demo(AWAY).change is None
    assert store.version() == removed.id
    store.undo(removed.id, Intent("piet", "undo", "toch nog even proberen"))
    assert counted(store.snapshot())[0] == (activations, activations + 3)


def test_it_does_not_go_without_a_reason(store: Store) -> None:
    fill_demo(store)
    version = store.version()
    with pytest.raises(ReasonError, match="reden"):
        store.remove_demo(Intent("piet", "withdraw"))
    assert store.version() == version

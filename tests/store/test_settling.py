"""Pictures that somebody set, on both databases: kept with the version of the records, in backups too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.records import ACTIVATIONS
from geo.store import Intent, back_up, restore
from tests.toy_records import changed, toy_activations

if TYPE_CHECKING:
    from pathlib import Path

    from geo.store import Store

pytest_plugins = ["tests.toy_databases"]


def filled(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), Intent("jan"))


def test_a_picture_is_kept_with_the_records_it_was_made_of(store: Store) -> None:
    filled(store)
    before = store.snapshot()
    first = store.settle(before, "Marie\n van  LOT-C", "3 activeringen.", "type=preventief&v=1")
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", sector="bouw"), Intent("piet", "edit"))
    second = store.settle(store.snapshot(), "Kees", "3 activeringen.", "v=1")
    assert store.settled() == (second, first)
    assert store.settled(1) == (second,)
    assert (first.who, first.version, second.version) == ("Marie van LOT-C", 1, 2)
    assert first.stood_at == before.as_of
    assert store.snapshot(first.stood_at).version == first.version


@pytest.mark.parametrize("who", ["", "  ", "\u200b"])
def test_nobody_sets_no_picture(store: Store, who: str) -> None:
    filled(store)
    with pytest.raises(StoreError, match="vul uw naam"):
        store.settle(store.snapshot(), who, "", "")
    assert store.settled() == ()


def test_nothing_is_no_picture_and_endless_filters_are_not_kept(store: Store) -> None:
    with pytest.raises(StoreError, match="nog geen gegevens"):
        store.settle(store.snapshot(), "Marie", "", "")
    filled(store)
    with pytest.raises(StoreError, match="te veel filters"):
        store.settle(store.snapshot(), "Marie", "", "x" * 4001)


def test_it_comes_along_in_a_backup(store: Store, tmp_path: Path) -> None:
    filled(store)
    kept = store.settle(store.snapshot(), "Marie", "3 activeringen.", "v=1")
    back_up(store, tmp_path / "copy.sqlite")
    store.settle(store.snapshot(), "Kees", "later", "v=1")
    restore(store, tmp_path / "copy.sqlite", "beheer", replace=True)
    assert store.settled() == (kept,)

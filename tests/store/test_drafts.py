"""What was typed and not saved: for who typed it alone, for a day, gone with the record or the account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from geo.records import ACTIVATIONS
from geo.store import Intent, Store, back_up, owner_of
from geo.store.database import reading, writing
from geo.store.drafts import KEPT, LONGEST, MOST
from geo.store.schema import drafts
from tests.toy_records import toy_activations

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.toy_databases"]

ISSUER = "https://login.example.org"
JAN, PIET = owner_of(ISSUER, "jan"), owner_of(ISSUER, "piet")
NAMED = "Mevrouw Nowak"


def keep(store: Store, reference: str = "A-1", owner: str = JAN, **values: str) -> None:
    store.drafts.keep(owner, "activations", reference, 1, values or {"note": NAMED})


def rows(store: Store) -> int:
    with reading(store.engine) as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(drafts)) or 0)


def test_what_was_typed_last_in_a_record_is_found_by_who_typed_it(store: Store) -> None:
    keep(store, note="eerst")
    keep(store, note="daarna", reporter="GGD")
    keep(store, "", PIET)
    found = store.drafts.find(JAN, "activations", "A-1")
    assert found is not None
    assert (found.version, found.values) == (1, {"note": "daarna", "reporter": "GGD"})
    assert datetime.now(UTC) - found.at < timedelta(minutes=1)
    assert store.drafts.find(PIET, "activations", "A-1") is None
    assert store.drafts.find(JAN, "housing", "A-1") is None
    store.drafts.remove(JAN, "activations", "A-1")
    assert store.drafts.last(JAN) is None
    assert store.drafts.last(PIET) is not None


def test_the_last_is_the_one_that_was_typed_in_last(store: Store) -> None:
    for reference in ("A-1", "A-2", "A-1"):
        keep(store, reference)
    assert store.drafts.last(JAN) == store.drafts.find(JAN, "activations", "A-1")


def test_a_day_later_it_is_gone(store: Store) -> None:
    keep(store)
    with writing(store.engine) as connection:
        connection.execute(drafts.update().values(at=datetime.now(UTC) - KEPT))
    assert store.drafts.last(JAN) is None
    assert store.drafts.find(JAN, "activations", "A-1") is None
    keep(store, owner=PIET)
    assert rows(store) == 1


def test_nobody_fills_the_database_with_it(sqlite_store: Store) -> None:
    for number in range(MOST + 2):
        keep(sqlite_store, f"A-{number}")
    keep(sqlite_store, owner=PIET)
    assert rows(sqlite_store) == MOST + 1
    assert sqlite_store.drafts.find(JAN, "activations", "A-1") is None
    assert sqlite_store.drafts.find(JAN, "activations", "A-2") is not None
    keep(sqlite_store, "A-2", note="x" * LONGEST)
    assert sqlite_store.drafts.find(JAN, "activations", "A-2") is None


def test_it_goes_with_the_record_that_is_emptied_and_leaves_no_byte(sqlite_store: Store) -> None:
    sqlite_store.write(ACTIVATIONS, toy_activations(), Intent("anna"))
    for owner in (JAN, PIET):
        keep(sqlite_store, "A-1", owner)
    keep(sqlite_store, "A-2", note="blijft")
    sqlite_store.erase(ACTIVATIONS, ["A-1"], Intent("anna", why="gevraagd"))
    assert rows(sqlite_store) == 1
    files = sqlite_store.data_dir.rglob("*.sqlite*")
    left = b"".join(path.read_bytes() for path in files)
    assert NAMED.encode() not in left
    assert b"blijft" in left


def test_it_goes_with_the_access_of_the_account(store: Store) -> None:
    store.grants.give(ISSUER, "jan", "Jan", role="registrator", area="VR23", by="Bea")
    keep(store)
    keep(store, owner=PIET)
    store.grants.withdraw(ISSUER, "jan", "Bea")
    assert store.drafts.last(JAN) is None
    assert store.drafts.last(PIET) is not None


def test_no_backup_has_it(sqlite_store: Store, tmp_path: Path) -> None:
    sqlite_store.write(ACTIVATIONS, toy_activations(), Intent("anna"))
    keep(sqlite_store)
    back_up(sqlite_store, tmp_path / "kopie.sqlite")
    assert NAMED.encode() not in (tmp_path / "kopie.sqlite").read_bytes()


@pytest.mark.postgres
def test_on_a_server_it_waits_for_no_import(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        pytest.skip("of a file there is one writer at a time")
    with writing(store.engine):
        keep(store)
        assert store.drafts.last(JAN) is not None

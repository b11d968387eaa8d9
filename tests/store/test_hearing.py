"""What one process writes another hears of at once, without asking; on a connection that may break."""

from __future__ import annotations

import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from geo.records import ACTIVATIONS
from geo.store import hearing
from geo.store.migration import migrate
from geo.store.schema import changes
from geo.store.store import Store
from geo.store.writing import Intent
from tests.toy_records import changed, toy_activations
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.toy_databases import Server

pytest_plugins = ["tests.toy_databases"]

IMPORT = Intent("jan")
REFERENCE = str(toy_activations()["reference"].iloc[0])


@contextmanager
def questions(store: Store) -> Iterator[list[str]]:
    """Collect what this store asks through its pool."""
    asked: list[str] = []

    def note(*event: object) -> None:
        asked.append(str(event[2]))

    sa.event.listen(store.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(store.engine, "before_cursor_execute", note)


@pytest.fixture
def url(postgres: Server) -> str:
    return postgres.emptied_database()


@pytest.fixture
def two(url: str, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two replicas on one database; both listen."""
    with closing(Store(url, tmp_path)) as one, closing(Store(url, tmp_path)) as other:
        migrate(one.engine)
        for store in (one, other):
            store.write(ACTIVATIONS, toy_activations(), IMPORT)
            store.listen()
            eventually(lambda store=store: store._hearing.count() is not None)
        yield one, other


@pytest.mark.postgres
def test_a_listening_store_asks_nothing_while_nothing_is_written(two: tuple[Store, Store]) -> None:
    one, _ = two
    first = one.snapshot()
    with questions(one) as asked:
        assert all(one.snapshot() is first for _ in range(50))
    assert asked == []


@pytest.mark.postgres
def test_a_write_is_seen_here_at_once_and_on_the_other_replica_within_two_seconds(
    two: tuple[Store, Store],
) -> None:
    one, other = two
    before = other.snapshot().version
    written = one.write(ACTIVATIONS, changed(toy_activations(), REFERENCE, place="Venlo"), IMPORT)
    assert written.change is not None
    assert one.snapshot().version == written.change.id > before
    begun = time.monotonic()
    eventually(lambda: other.snapshot().version == written.change.id)
    assert time.monotonic() - begun < 2


@pytest.mark.postgres
def test_what_a_program_wrote_that_tells_nobody_is_found(two: tuple[Store, Store], postgres: Server) -> None:
    one, _ = two
    before = one.snapshot().version
    with one.engine.begin() as connection:  # no NOTIFY: a replica of before there was one
        connection.execute(
            changes.insert().values(
                id=before + 1,
                at=datetime.now(UTC),
                who="oud",
                action="edit",
                why="",
                source_name="",
                source_sha256="",
            )
        )
    eventually(lambda: one.snapshot().version == before + 1)


@pytest.mark.slow  # it waits for a server to come back
@pytest.mark.postgres
def test_a_store_whose_listening_connection_broke_asks_until_it_listens_again(
    two: tuple[Store, Store], postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    first = one.snapshot()
    monkeypatch.setattr(hearing, "BEAT_SECONDS", 3.0)  # it stays deaf for a while
    listening = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE {}"
    postgres.run(listening.format("'%max(id) FROM changes%' AND pid <> pg_backend_pid()"))
    eventually(lambda: one._hearing.count() is None)
    written = other.write(ACTIVATIONS, changed(toy_activations(), REFERENCE, place="Venlo"), IMPORT)
    assert written.change is not None
    assert one.snapshot().version == written.change.id != first.version
    eventually(lambda: one._hearing.count() is not None)


@pytest.mark.postgres
def test_several_hosts_in_the_address_lead_to_the_one_that_takes_writes(url: str, tmp_path: Path) -> None:
    asked = sa.make_url(url)
    there = str(asked.query["host"])
    hosts = asked.update_query_dict({"host": ["127.0.0.1:1", there], "target_session_attrs": "read-write"})
    with closing(Store(hosts.render_as_string(hide_password=False), tmp_path)) as store:
        migrate(store.engine)
        assert store.version() == 0

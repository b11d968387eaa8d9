"""A database that does not answer: noticed in time, told to everybody at once, and well again by itself."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.records import ACTIVATIONS
from geo.store import attempts, current, sqlite
from geo.store.attempts import Attempts
from geo.store.checks import check_store
from geo.store.database import reading
from geo.store.migration import migrate
from geo.store.store import Store
from geo.store.writing import Intent
from serving.routes import Readiness
from tests.toy_pages import forget_store
from tests.toy_records import changed, many_activations, toy_activations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.server import Server as Dashboard
    from tests.toy_databases import Server

pytest_plugins = ["tests.toy_databases"]

IMPORT = Intent("jan")
AT_MOST_SECONDS = 20


def failing(use: Callable[[], object]) -> tuple[str, float]:
    """Return what a use of the store that must fail said, and after how many seconds."""
    begun = time.monotonic()
    with pytest.raises(StoreError) as caught:
        use()
    return str(caught.value), time.monotonic() - begun


# --- a server that stands still ---


@pytest.mark.slow
@pytest.mark.postgres
def test_a_server_that_stands_still_is_told_in_time_and_is_well_when_it_goes_on(
    postgres: Server, tmp_path: Path
) -> None:
    store = Store(postgres.new_database(), tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    before = store.snapshot()
    with postgres.frozen(), ThreadPoolExecutor(10) as pool:
        told = list(pool.map(lambda _: failing(store.snapshot), range(10)))
        assert {"niet bereikbaar" in said for said, _ in told} == {True}
        assert max(seconds for _, seconds in told) < AT_MOST_SECONDS
        said, seconds = failing(lambda: store.write(ACTIVATIONS, toy_activations(), IMPORT))
        assert "niet bereikbaar" in said
        assert seconds < AT_MOST_SECONDS
    assert store.version() == 1
    assert store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="x"), IMPORT).changed == 1
    assert wait_for(lambda: store.snapshot() is not before)
    store.close()


@pytest.mark.slow
@pytest.mark.postgres
def test_a_server_that_stops_in_the_middle_of_an_answer(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.store.database.READ_SECONDS", 2)
    store = Store(postgres.new_database(), tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, many_activations(5), IMPORT)

    def read() -> None:
        with reading(store.engine) as connection:
            connection.exec_driver_sql("SELECT 1")
            with postgres.frozen():
                connection.exec_driver_sql("SELECT 2")

    said, seconds = failing(read)
    assert "niet bereikbaar" in said
    assert seconds < AT_MOST_SECONDS
    assert len(store.snapshot().activations) == 5
    store.close()


@pytest.mark.postgres
def test_a_question_that_takes_too_long_is_told_as_such(postgres: Server, tmp_path: Path) -> None:
    store = Store(postgres.new_database(), tmp_path)
    with reading(store.engine) as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "20s"

    def ask() -> None:
        with reading(store.engine) as connection:
            connection.exec_driver_sql("SET LOCAL statement_timeout = '50ms'")
            connection.exec_driver_sql("SELECT pg_sleep(5)")

    assert "te lang" in failing(ask)[0]
    with reading(store.engine, everything=True) as connection:
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "10min"
    store.close()


@pytest.mark.postgres
def test_the_dashboard_says_so_and_recovers_without_a_restart(
    postgres: Server, start_server: Callable[..., Dashboard], tmp_path: Path
) -> None:
    url = postgres.new_database()
    server = start_server(tmp_path, DATABASE_URL=url)
    with postgres.frozen():
        begun = time.monotonic()
        assert wait_for(lambda: server.get("/readyz").status == 503, AT_MOST_SECONDS)
        assert time.monotonic() - begun < AT_MOST_SECONDS
        assert server.get("/healthz").status == 200
    assert wait_for(lambda: server.get("/readyz").status == 200, AT_MOST_SECONDS)


# --- many who wait ---


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield listening.getsockname()[1]


@pytest.mark.slow
def test_ten_visitors_of_an_address_that_says_nothing_wait_once(
    silent: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"postgresql+psycopg://jan:geheim@127.0.0.1:{silent}/beeld?connect_timeout=2"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    forget_store()
    begun = time.monotonic()
    with ThreadPoolExecutor(10) as pool:
        told = list(pool.map(lambda _: failing(current.current_store), range(10)))
    forget_store()
    assert {"niet bereikbaar" in said for said, _ in told} == {True}
    assert (
        time.monotonic() - begun < 15
    )  # the first one's two seconds and what a busy machine takes, not twenty


def test_a_slow_failure_stands_for_a_while_and_a_quick_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(attempts, "monotonic", lambda: now[0])
    tried: list[float] = []

    def fail_after(seconds: float) -> Callable[[], None]:
        def attempt() -> None:
            tried.append(now[0])
            now[0] += seconds
            raise StoreError("weg")

        return attempt

    made = Attempts()
    for seconds in (0, attempts.SLOW_SECONDS / 2, 60):
        with pytest.raises(StoreError, match="weg"):
            made.make(fail_after(seconds))
    assert len(tried) == 3  # a quick failure keeps nobody from trying
    now[0] += attempts.MOST_SECONDS - 1
    with pytest.raises(StoreError, match="weg"):
        made.make(fail_after(0))
    assert len(tried) == 3
    now[0] += 1
    assert made.make(lambda: "er weer") == "er weer"


def test_ready_is_not_said_for_ever_while_somebody_looks() -> None:
    looks = iter([False, True])
    entered, finish = threading.Event(), threading.Event()

    def look() -> dict[str, object]:
        if next(looks, False):
            entered.set()
            finish.wait(30)
        return {"version": 1}

    readiness = Readiness(look, StoreError, fresh_seconds=0.3)
    assert readiness.answer()["status"] == "ready"
    hanging = threading.Thread(target=readiness.answer)
    hanging.start()
    entered.wait(10)
    assert wait_for(lambda: readiness.answer() == {"status": "unavailable"})
    finish.set()
    hanging.join(10)
    assert readiness.answer() == {"status": "ready", "version": 1}


def test_after_a_quiet_hour_two_who_ask_at_once_both_hear_that_it_is_ready() -> None:
    looks = iter([0.0, 0.2])
    entered = threading.Event()

    def look() -> dict[str, object]:
        seconds = next(looks, 0.0)
        if seconds:
            entered.set()
            time.sleep(seconds)
        return {}

    readiness = Readiness(look, StoreError, fresh_seconds=0)
    readiness.answer()
    other = threading.Thread(target=readiness.answer)
    other.start()
    entered.wait(10)
    assert readiness.answer() == {"status": "ready"}
    other.join(10)


# --- a SQLite file that is locked, or whose disk is full ---


@pytest.fixture
def filled(tmp_path: Path) -> Store:
    """A SQLite store with three activations."""
    store = Store(f"sqlite:///{tmp_path / 'beeld.sqlite'}", tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    return store


def test_a_reader_does_not_wait_long_for_a_lock(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "READ_SECONDS", 0.2)
    with closing(sqlite3.connect(tmp_path / "beeld.sqlite", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        said, seconds = failing(filled.version)
    assert "schrijft al" in said
    assert seconds < 5
    assert filled.version() == 1


def test_without_room_for_the_index_beside_the_file_reading_goes_on(filled: Store, tmp_path: Path) -> None:
    """On a full disk SQLite cannot make ``-shm``; a link to nowhere stands in its way here."""
    (tmp_path / "beeld.sqlite-shm").symlink_to(tmp_path / "nergens" / "x")
    with closing(sqlite3.connect(tmp_path / "beeld.sqlite")) as plain, pytest.raises(sqlite3.Error):
        plain.execute("SELECT * FROM changes")
    again = Store(str(filled.engine.url), tmp_path)
    migrate(again.engine)
    assert len(again.snapshot().activations) == 3
    assert check_store(again) == []
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: again.version(), range(20))) == {1}


def test_a_fault_of_the_disk_is_named(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite, "_connect", broken)
    with pytest.raises(StoreError, match="schijf van de database geeft een fout, of is vol"):
        filled.version()


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return met

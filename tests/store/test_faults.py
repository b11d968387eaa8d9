"""Faults: killed halfway, disk full, database away. All of a write is kept or none, and work goes on."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import sqlalchemy as sa

from geo.errors import StoreError
from geo.records import ACTIVATIONS
from geo.settings import ROOT
from geo.store.checks import check_store
from geo.store.database import writing
from geo.store.migration import migrate
from geo.store.store import Store
from geo.store.writing import Intent
from tests.toy_records import changed, many_activations, toy_activations

if TYPE_CHECKING:
    from tests.toy_databases import Server

pytest_plugins = ["tests.toy_databases"]

IMPORT = Intent("jan")
EDIT = Intent("piet", "edit", "gebeld")
KILLS = 6
ROWS = 3000


@pytest.mark.slow
def test_killed_halfway_leaves_all_of_a_write_or_none(url: str, tmp_path: Path) -> None:
    """Law: after SIGKILL at any moment every record stands at the same, last change, and all is well."""
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    store = Store(url, tmp_path)
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.toy_writer", url, str(tmp_path), str(ROWS)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        with writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.6))
            writer.kill()
        frame = store.snapshot().activations
        assert len(frame) in (0, ROWS)
        assert set(frame["note"]) <= {str(store.version())}
        assert check_store(store) == []
    assert store.write(ACTIVATIONS, many_activations(ROWS), IMPORT).change is not None
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://jan:geheim@127.0.0.1:1/beeld",
        "postgresql://jan:geheim@127.0.0.1:1/beeld",
        "postgresql+psycopg://jan:geheim@geen-server.invalid/beeld?connect_timeout=1",
        "sqlite:////proc/nergens/beeld.sqlite",
    ],
)
def test_away_at_the_start_is_said_without_the_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        migrate(Store(url, tmp_path).engine)
    shown = "".join(traceback.format_exception(caught.value))
    assert "geheim" not in shown
    assert not re.search(r"127\.0\.0\.1|geen-server|/proc|://", str(caught.value))  # fit for a page
    assert re.search(r"(127\.0\.0\.1|geen-server|/proc)", caught.value.with_notes())  # for who runs it
    assert any(word in str(caught.value) for word in ("niet bereikbaar", "De map"))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("geheim", "geen adres"),
        ("mysql://jan:geheim@server/beeld", "'mysql'"),
        ("postgresql+psycopg://jan:geheim@server:poort/beeld", "geen adres"),
        ("sqlite://", "geen bestand"),
    ],
)
def test_an_address_that_is_none_is_said_without_the_password(url: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        Store(url, tmp_path)
    assert "geheim" not in str(caught.value)


def test_a_file_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'beeld.sqlite'}", tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    (tmp_path / "beeld.sqlite").rename(tmp_path / "weg.sqlite")
    for use in (store.version, store.snapshot, lambda: store.write(ACTIVATIONS, toy_activations(), IMPORT)):
        with pytest.raises(StoreError, match="niet bereikbaar"):
            use()
    assert not (tmp_path / "beeld.sqlite").exists()
    (tmp_path / "weg.sqlite").rename(tmp_path / "beeld.sqlite")
    assert store.write(ACTIVATIONS, toy_activations(), IMPORT).unchanged == 3


@pytest.mark.postgres
def test_a_server_that_goes_away_and_comes_back(postgres: Server, tmp_path: Path) -> None:
    store = Store(postgres.new_database(), tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    postgres.stop()
    try:
        for use in (
            store.version,
            store.snapshot,
            lambda: store.write(ACTIVATIONS, toy_activations(), IMPORT),
        ):
            with pytest.raises(StoreError, match="niet bereikbaar"):
                use()
    finally:
        postgres.start()
    assert store.write(ACTIVATIONS, toy_activations(), IMPORT).unchanged == 3
    store.close()


@pytest.mark.postgres
def test_a_session_cut_off_in_the_middle_of_a_write(postgres: Server, tmp_path: Path) -> None:
    store = Store(postgres.new_database(), tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    with store.engine.begin() as connection:
        connection.execute(
            sa.text(
                "CREATE FUNCTION cut_off() RETURNS trigger AS $$ BEGIN "
                "PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$ LANGUAGE plpgsql"
            )
        )
        connection.execute(
            sa.text("CREATE TRIGGER cut AFTER INSERT ON activations FOR EACH ROW EXECUTE FUNCTION cut_off()")
        )
    with pytest.raises(StoreError, match="niet bereikbaar"):
        store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note="x"), EDIT)
    assert store.version() == 1
    assert store.log()[0].change.who == "jan"
    store.close()


def test_a_full_disk_keeps_what_was_there(store: Store, request: pytest.FixtureRequest) -> None:
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    before = store.snapshot()
    if store.engine.dialect.name == "sqlite":

        @sa.event.listens_for(store.engine, "connect")
        def _limit(connection: object, _: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
            connection.execute(f"PRAGMA max_page_count = {pages + 5}")  # type: ignore[attr-defined]

    else:
        with store.engine.begin() as connection:
            connection.execute(
                sa.text(
                    "CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN IF NEW.reference = 'A-0000900' "
                    "THEN RAISE EXCEPTION 'could not extend file: No space left on device' "
                    "USING ERRCODE = '53100'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql"
                )
            )
            connection.execute(
                sa.text(
                    "CREATE TRIGGER f BEFORE INSERT ON activations FOR EACH ROW EXECUTE FUNCTION full_disk()"
                )
            )
    with pytest.raises(StoreError, match="schijf van de database is vol"):
        store.write(ACTIVATIONS, many_activations(1000), IMPORT)
    assert store.snapshot() is before
    assert check_store(store) == []


def test_a_busy_database_is_said_to_be_busy(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.store.database.WAIT_SECONDS", 1)
    store, other = Store(url, tmp_path), Store(url, tmp_path)
    migrate(store.engine)
    with writing(other.engine), pytest.raises(StoreError, match="schrijft al"):
        store.write(ACTIVATIONS, toy_activations(), IMPORT)
    assert store.write(ACTIVATIONS, toy_activations(), IMPORT).new == 3
    store.close()
    other.close()


def test_a_value_that_fits_no_type_is_named_without_data(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'beeld.sqlite'}", tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE activations SET closed_on = 'geheim' WHERE reference = 'A-1'"))
    with pytest.raises(StoreError, match="'closed_on'") as caught:
        store.snapshot()
    assert "geheim" not in "".join(traceback.format_exception(caught.value))
    assert [str(finding) for finding in check_store(store)] == [
        "activations: onleesbare waarde in 'gesloten op': A-1"
    ]


def test_a_write_that_fails_in_python_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geo.store.writing.add_versions", fail)
    with pytest.raises(KeyboardInterrupt):
        store.write(ACTIVATIONS, toy_activations(), IMPORT)
    assert store.version() == 0
    pd.testing.assert_frame_equal(store.snapshot().activations, toy_activations().iloc[:0])

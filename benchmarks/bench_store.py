"""The store: a snapshot of a million records, a write of a hundred thousand, a change in a second session."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import sqlalchemy as sa

from benchmarks.table import Row, median_seconds, seconds
from geo.records import ACTIVATIONS
from geo.store import Intent, Store, migrate
from tests.toy_records import many_activations

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = 1_000_000
WRITTEN = 100_000


def rows() -> list[Row]:
    """Return the figures of the store on SQLite, beside pandas' own way through SQLAlchemy."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite"
        store, second = Store(url, Path(folder)), Store(url, Path(folder))
        migrate(store.engine)
        write, write_peer = _write(store), _write_peer(Path(folder))
        store.write(ACTIVATIONS, many_activations(RECORDS), Intent("bench"))
        load, load_peer = _timed(second.snapshot), _timed(lambda: _load_peer(store))
        seen = _change_seen(store, second)
        poll = median_seconds(store.version, runs=20)
    return [
        _row(f"snapshot of {RECORDS:,} records", "2 × faster", load, load_peer, 2),
        _row(
            f"write of {WRITTEN:,} records, checked against what is there",
            "under 10 s",
            write,
            write_peer,
            None,
        ),
        Row(
            "a change seen by a second session, at 1,000,000 records",
            "under 1 s",
            seconds(seen),
            "—",
            "—",
            seen < 1,
        ),
        Row("asking the version", "under 10 ms", f"{poll * 1000:.1f} ms", "—", "—", poll < 0.01),
    ]


def _row(what: str, target: str, ours: float, peer: float, least: float | None) -> Row:
    holds = peer / ours >= least if least else ours < 10
    return Row(what, target, seconds(ours), f"{seconds(peer)} (pandas)", f"{peer / ours:.1f} ×", holds)


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _write(store: Store) -> float:
    """Time the second offer of a file in which every record differs: reading, comparing, writing."""
    frame = many_activations(WRITTEN)
    store.write(ACTIVATIONS, frame, Intent("bench"))
    other = frame.assign(place=pd.Series(["Goch"] * WRITTEN, dtype="str"))
    return _timed(lambda: store.write(ACTIVATIONS, other, Intent("bench")))


def _write_peer(folder: Path) -> float:
    """Time the same rows by pandas.to_sql, which compares nothing."""
    engine = sa.create_engine(f"sqlite:///{folder / 'peer.sqlite'}")
    frame = many_activations(WRITTEN)
    spent = _timed(lambda: frame.to_sql("activations", engine, index=False))
    engine.dispose()
    return spent


def _load_peer(store: Store) -> pd.DataFrame:
    """All rows by pandas.read_sql, days parsed, words as categories."""
    with store.engine.connect() as connection:
        frame = pd.read_sql(
            sa.text("SELECT * FROM activations"),
            connection,
            parse_dates=["signalled_on", "activated_on", "closed_on"],
        )
    return frame.astype(
        dict.fromkeys(("type", "source", "sector", "result", "region", "country"), "category")
    )


def _change_seen(store: Store, second: Store) -> float:
    frame = many_activations(1).assign(note=pd.Series(["nieuw"], dtype="str"))
    store.write(ACTIVATIONS, frame, Intent("bench"))

    def look() -> None:
        assert second.version() == store.version()
        assert second.snapshot().activations["note"].iloc[0] == "nieuw"

    return _timed(look)

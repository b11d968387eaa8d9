"""Toy housing in Parquet files outside the store, and the same records counted in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from geo.records import HOUSING
from geo.store import Snapshot, read_groups, rows_of
from tests.toy_audiences import NOON

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def put(folder: Path, *frames: pd.DataFrame) -> Path:
    """Write each records frame of housing to a file in a folder of its own, and return that."""
    folder.mkdir(exist_ok=True)
    for number, frame in enumerate(frames):
        pq.write_table(rows_of(frame, HOUSING), folder / f"{number}.parquet")
    return folder


def both(folder: Path, housing: pd.DataFrame, **frames: Any) -> tuple[Snapshot, Snapshot]:
    """Return a snapshot with the housing in memory, and one with the same in groups, of two files."""
    half = len(housing) // 2
    grouped = read_groups(put(folder, housing[:half], housing[half:]))
    told = {"version": 1, "as_of": NOON, **frames}
    return Snapshot(housing=housing, **told), Snapshot(groups=grouped, **told)

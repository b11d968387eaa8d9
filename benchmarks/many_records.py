"""A store with many more records than the demo, made from the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.records import ACTIVATIONS
from geo.settings import Settings
from geo.store import Intent, open_store

if TYPE_CHECKING:
    from pathlib import Path

SPREAD_DEGREES = 0.05  # copies lie a few kilometres around the record they were made from


def fill(data_dir: Path, count: int) -> None:
    """Make a store in ``data_dir`` with the demo's housing and ``count`` activations in all."""
    store = open_store(Settings.from_environment({"DATA_DIR": str(data_dir)}))
    demo = store.snapshot().activations
    store.write(ACTIVATIONS, copies(demo, count - len(demo)), Intent("benchmark"))
    store.close()


def copies(demo: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return ``count`` records like those of ``demo``, with references and coordinates of their own."""
    random = np.random.default_rng(56)
    frame = pd.DataFrame(demo).iloc[random.integers(0, len(demo), count)].reset_index(drop=True)
    frame["reference"] = pd.Series([f"KOPIE-{number:06d}" for number in range(count)], dtype="str")
    for axis in ("lat", "lon"):
        frame[axis] += random.uniform(-SPREAD_DEGREES, SPREAD_DEGREES, count)
    return frame

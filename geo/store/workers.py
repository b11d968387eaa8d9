"""The workers by sector and region, kept as one file beside the records: the newest table that was given."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from geo.errors import StoreError

if TYPE_CHECKING:
    from geo.store.store import Store

FILE = "werkenden.csv"
_TYPES = {"sector": "str", "region": "str", "workers": "int64", "year": "int64", "source": "str"}


def keep_workers(store: Store, table: pd.DataFrame) -> Path:
    """Keep a table, as ``read_workers`` makes it, in place of the one there was; whole or not at all."""
    path = store.data_dir / FILE
    part = path.with_name(f".{FILE}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            table[list(_TYPES)].to_csv(part, index=False)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise StoreError(f"De tabel met werkenden kan niet worden bewaard: {fault.strerror}.") from fault
    return path


def kept_workers(store: Store) -> pd.DataFrame | None:
    """Return the table that is kept, None without one; StoreError when it cannot be read."""
    path = store.data_dir / FILE
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError) as fault:
        raise StoreError(
            "De tabel met werkenden is beschadigd; geef hem opnieuw met `python -m geo workers`."
        ) from fault


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> pd.DataFrame:
    # a source may be called "n/a": no word of a stranger stands for nothing
    return pd.read_csv(path, dtype=_TYPES, keep_default_na=False)[list(_TYPES)]

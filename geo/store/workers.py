"""The workers by sector and region, kept as one file beside the records: the newest table that was given.

The table that stood there before is kept beside it, so that a wrong one can be taken back.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from geo.errors import StoreError
from geo.language import say

if TYPE_CHECKING:
    from geo.store.store import Store

FILE = "werkenden.csv"
PREVIOUS = "werkenden_vorige.csv"
_TYPES = {"sector": "str", "region": "str", "workers": "int64", "year": "int64", "source": "str"}


class KeptWorkers(NamedTuple):
    """A table of workers, not to be changed, and when it was kept (UTC)."""

    table: pd.DataFrame
    at: datetime


def keep_workers(store: Store, table: pd.DataFrame) -> None:
    """Keep a table, as ``check_workers`` makes it, in place of the one there was; whole or not at all.

    What stands there already changes nothing: the second of two clicks does not lose the table before.
    """
    content = table[list(_TYPES)].to_csv(index=False).encode()
    path = store.data_dir / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.exists() else None
        if before == content:
            return
        if before is not None:
            _write(store.data_dir / PREVIOUS, before)
        _write(path, content)
    except OSError as fault:
        raise StoreError(
            say("De tabel met werkenden kan niet worden bewaard: {fault}.", fault=fault.strerror)
        ) from fault


def bring_back_workers(store: Store) -> None:
    """Put the table that stood there before in place of the one there is, which is then the one before."""
    before = kept_workers(store, PREVIOUS)
    if before is not None:
        keep_workers(store, before.table)


def kept_workers(store: Store, name: str = FILE) -> KeptWorkers | None:
    """Return the table that is kept, or the one before (PREVIOUS); None without one.

    StoreError when it cannot be read.
    """
    path = store.data_dir / name
    try:
        changed = path.stat().st_mtime_ns
        return KeptWorkers(_read(path, changed), datetime.fromtimestamp(changed / 1e9, UTC))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError) as fault:
        raise StoreError(say("De tabel met werkenden is beschadigd; geef hem opnieuw.")) from fault


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> pd.DataFrame:
    # a source may be called "n/a": no word of a stranger stands for nothing
    return pd.read_csv(path, dtype=_TYPES, keep_default_na=False)[list(_TYPES)]

"""What a file does not say about records that are there already: a field without a column stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo.records import plain_line, read, to_text

if TYPE_CHECKING:
    from geo.records import Table
    from geo.store import Records

_FINER = {
    "country": ("region", "municipality", "lat", "lon"),
    "region": ("municipality", "lat", "lon"),
    "municipality": ("lat", "lon"),
}
"""What says more exactly where a record is: when the file moves that, what is coarser follows from it."""

_WHERE = ("region", "municipality", "country", "lat", "lon")


class Held(NamedTuple):
    """The records that a file names as they stand, as a text frame, and the version of each."""

    text: pd.DataFrame
    version: dict[str, int]


def hold(references: pd.Series, table: Table, store: Records) -> Held:
    """Return what is stored, withdrawn or not, of the records that cells name; StoreError as in ``Store``."""
    frame, version = store.standing(table, sorted(set(_keys(references)) - {""}))
    return Held(to_text(frame, table), version)


def lacking(text: pd.DataFrame, table: Table) -> list[str]:
    """Return the columns of ``table`` that a text frame does not have; a coordinate does not come alone."""
    found = [column.name for column in table.columns if column.name not in text]
    pair = {"lat", "lon"}
    return [name for name in found if name not in pair or pair <= set(found)]


def completed(text: pd.DataFrame, held: Held, table: Table, *, adds_note: bool = False) -> pd.DataFrame:
    """Return a text frame in which rows of records that are held have every column; the rest is untouched.

    A place that the file makes more exact, or moves, is not held back by the coarser fields it has no column
    for: those follow from it. ``adds_note`` says that the note is made of other columns, and comes after the
    one that is held. With no such record the frame is returned as it is.
    """
    names = lacking(text, table)
    if not (names or adds_note) or "reference" not in text:
        return text
    at = pd.Index(held.text["reference"], dtype="str").get_indexer(_keys(text["reference"]))
    known = at >= 0
    if not known.any():
        return text
    stored = held.text.iloc[np.where(known, at, 0)].set_axis(text.index)
    moved = _moved(text, stored, table)
    added = {"note": _after(stored["note"].where(known, ""), text["note"])} if adds_note else {}
    for name in names:
        follows = [moved[finer] for finer in _FINER.get(name, ()) if finer in moved]
        keeps = known & ~np.logical_or.reduce([np.zeros(len(text), bool), *follows])
        added[name] = stored[name].where(keeps, "")
    return text.assign(**added)


def _moved(text: pd.DataFrame, stored: pd.DataFrame, table: Table) -> dict[str, np.ndarray]:
    """Return for each column of the file that says where: which rows say something else than is stored."""
    names = [name for name in _WHERE if name in text]
    if not names:
        return {}
    now, before = (read(each[names], table).frame for each in (text, stored))
    return {
        name: (
            text[name].str.strip().ne("") & now[name].astype("str").ne(before[name].astype("str"))
        ).to_numpy()
        for name in names
    }


def _after(before: pd.Series, added: pd.Series) -> pd.Series:
    """Return notes with what is added to them, unless it is in them already."""
    pairs = zip(before, added, strict=True)
    whole = [one if other in one else "; ".join(filter(None, (one, other))) for one, other in pairs]
    return pd.Series(whole, index=added.index, dtype="str")


def _keys(references: pd.Series) -> list[str]:
    """Return references as they are stored."""
    return [plain_line(cell, 1_000) for cell in references]

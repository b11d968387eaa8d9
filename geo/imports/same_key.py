"""Rows with the reference of a stored record that speak of something else: the same key, not the same thing.

Two regions that both number their rows 1, 2, 3 have the same keys. A row is told apart when what its record
is known by, its municipality and its region all differ from what is stored; abroad its place or its country;
of a record without a place, the area that it is for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from geo.areas import REGION_SIGNS
from geo.language import say
from geo.store import owner_column

if TYPE_CHECKING:
    from geo.imports.steps import Checked
    from geo.records import Table

REPLACE, LEAVE_OUT = "vervang", "sla-over"
DECISIONS = (REPLACE, LEAVE_OUT)
"""What to do with such rows: they are the same records after all, or they stay behind."""


def others(edits: pd.DataFrame, frame: pd.DataFrame, table: Table) -> pd.Series:
    """Return for each row of a records frame whether it speaks of another thing than the stored record.

    ``edits`` is what ``edits_of`` gives. What only one of both says tells nothing.
    """
    by_header = {column.header: column.name for column in table.columns}
    changed = edits.assign(column=edits["column"].map(by_header))
    filled = changed[changed["before"].ne("") & changed["after"].ne("")]
    where = [column.name for column in table.columns if column.name in (*_FINE, *_ROUGH)]
    differs = {name: _rows(filled, name, frame) for name in (table.known_by, *where)}
    alike = [
        frame[name].astype("str").fillna("").ne("") & ~_rows(changed, name, frame)
        for name in where
        if name in _FINE
    ]
    elsewhere: pd.Series[bool] = pd.concat([differs[name] for name in where], axis=1).any(axis=1)
    return differs[table.known_by] & elsewhere & ~pd.concat(alike, axis=1).any(axis=1)


_FINE = ("municipality", "region", "area", "areas")
"""What makes it the same place when it is the same."""
_ROUGH = ("place", "country")


def _rows(edits: pd.DataFrame, name: str, frame: pd.DataFrame) -> pd.Series:
    """Return which rows of the frame have an edit in a column."""
    return pd.Series(frame.index.isin(edits.loc[edits["column"].eq(name), "row"]), index=frame.index)


def told_apart(table: Table) -> str:
    """Return what all differs between such a row and the record that is stored."""
    return say("andere naam, gemeente en regio") if table.placed else say("andere naam en een ander gebied")


def offered_prefix(checked: Checked) -> str:
    """Return a prefix for the sender of records: the abbreviation of the region that most are in, or ""."""
    counts = Counter(checked.frame[owner_column(checked.table)].dropna().astype("str"))
    code = max(counts, key=counts.__getitem__, default="")
    return f"{REGION_SIGNS[code][0]}-" if code in REGION_SIGNS else ""

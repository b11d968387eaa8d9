"""What an import changes in records that are there: each field, with what stood in it and what will."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo.records import to_text

if TYPE_CHECKING:
    from geo.records import Table
    from geo.store import Records


def edits_of(frame: pd.DataFrame, table: Table, store: Records) -> pd.DataFrame:
    """Return the fields in which records of ``frame`` differ from what is stored, by row and column.

    Columns: ``row`` (label in the file), ``reference``, ``column`` (header), ``before`` and ``after`` (text,
    "" for nothing). What is derived is left out: it follows from the rest.
    """
    references = frame["reference"]
    stored, _ = store.standing(table, references.tolist())
    before = to_text(stored, table).set_index(stored["reference"]).reindex(references.tolist(), fill_value="")
    after = to_text(frame, table)
    nothing = {"row": pd.Series(dtype="int64"), **{name: pd.Series(dtype="str") for name in _TEXTS}}
    parts = [pd.DataFrame(nothing)]
    for column in table.columns:
        old, new = before[column.name].to_numpy(object), after[column.name].to_numpy(object)
        other = old != new
        if other.any():
            cells = (references[other].to_numpy(object), column.header, old[other], new[other])
            part = pd.DataFrame(dict(zip(_TEXTS, cells, strict=True)), dtype="str")
            parts.append(part.assign(row=frame.index[other]))
    return pd.concat(parts, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)


_TEXTS = ("reference", "column", "before", "after")

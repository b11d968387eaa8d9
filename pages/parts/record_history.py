"""What happened to one record, field by field, the last change first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.records import done, worded
from geo.store import stored_columns

if TYPE_CHECKING:
    from geo.records import Table
    from geo.store import FieldChange, Revision


def draw(table: Table, revisions: list[Revision]) -> None:
    """Show the history of a record as a table: when, who, what, from, to and why."""
    columns = {column.name: column for column in stored_columns(table)}
    rows = [
        {
            "Versie": one.version,
            "Wanneer": dutch.moment(one.change.at),
            "Wie": one.change.who,
            "Wat": done(one.change.action, one.change.undoes, one.version),
            "Veld": field.header if field else "",
            "Van": worded(columns[field.column], field.before) if field else "",
            "Naar": worded(columns[field.column], field.after) if field else "",
            "Reden": one.change.why,
        }
        for one in reversed(revisions)
        for field in _told(one)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=min(400, 35 * (len(rows) + 1) + 2))


def _told(one: Revision) -> list[FieldChange | None]:
    """Return the fields that a version changed; of the first version all it began with is told as one row."""
    return list(one.fields) if one.fields and one.version > 1 else [None]

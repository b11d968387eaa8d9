"""What happened to one record, field by field, the last change first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.language import say
from geo.records import done, worded
from geo.store import stored_columns
from geo.vocabulary import within

if TYPE_CHECKING:
    from geo.records import Table
    from geo.store import FieldChange, Revision


def draw(table: Table, revisions: list[Revision]) -> None:
    """Show the history of a record as a table: when, who, what, from, to and why."""
    columns = {column.name: column for column in stored_columns(table)}
    rows = [
        {
            say("Versie"): one.version,
            say("Wanneer"): dutch.moment(one.change.at),
            say("Wie"): one.change.who,
            say("Wat"): done(one.change.action, one.change.undoes, one.version),
            say("Veld"): within(columns[field.column].label) if field else "",
            say("Van"): worded(columns[field.column], field.before) if field else "",
            say("Naar"): worded(columns[field.column], field.after) if field else "",
            say("Reden"): one.change.why,
        }
        for one in reversed(revisions)
        for field in _told(one)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=min(400, 35 * (len(rows) + 1) + 2))


def _told(one: Revision) -> list[FieldChange | None]:
    """Return the fields that a version changed; of the first version all it began with is told as one row."""
    return list(one.fields) if one.fields and one.version > 1 else [None]

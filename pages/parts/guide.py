"""The user guide of the file format, generated from the tables of records, with an empty file to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo.files import explained, make_template
from geo.language import mark, say
from geo.records import TABLES, WORKERS
from geo.vocabulary import within
from pages.parts import workers
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Column, Table

_HEADERS = (mark("Kolom"), mark("Verplicht"), mark("Regel"), mark("Woorden"), mark("Betekenis"))


def show() -> None:
    """Explain each table column by column, with its empty file."""
    st.markdown(
        say(
            "Kolommen mogen in een andere volgorde staan. Een kolom die hier niet staat, komt in de"
            " toelichting. Het kenmerk is de sleutel: hetzelfde kenmerk nog eens aanbieden wijzigt wat er al"
            " is."
        )
    )
    for table in TABLES.values():
        st.subheader(table.label)
        template_button(table)
        columns(table.columns)
    st.subheader(say(workers.TITLE))
    st.markdown(
        say("Geen registraties, maar waar *Sectoren* door deelt. De nieuwste tabel vervangt de vorige.")
    )
    workers.template_button()
    columns(WORKERS)


@remembered(4)
def _template(_table: Table, name: str) -> bytes:
    return make_template(_table)


def columns(columns: Sequence[Column]) -> None:
    """Show each column: whether it is required, its rule, its words and its meaning."""
    headers = [say(header) for header in _HEADERS]
    st.table(pd.DataFrame(explained(columns), columns=headers).set_index(headers[0]))


def template_button(table: Table) -> None:
    """Offer the empty Excel file of ``table``."""
    st.download_button(
        say("Leeg bestand: {table}", table=within(table.label)),
        _template(table, table.name),
        f"{table.header}_leeg.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key=f"template_{table.name}",
    )

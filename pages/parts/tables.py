"""Tables beside the map: the same values as on it, in Dutch, sortable by their numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.layers import ink_on
from geo.picture import rank_regions
from geo.vocabulary import THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture import Matrix, Measure

_HEADERS = {
    "name": "Regio",
    "activations": "Activeringen",
    "preventief": "Preventief",
    "repressief": "Repressief",
    "integral": "Integraal",
    "housing": "Locaties",
    "places": "Plaatsen",
}
ROW_HEIGHT = 35  # of Streamlit's tables, header included


def _cell_style(fill: str) -> str:
    return f"background-color: {fill}; color: {ink_on(fill)}" if fill else ""


def regions(table: pd.DataFrame, one: Measure, fills: Mapping[str, str], *, max_height: int) -> None:
    """Show the selected regions, the highest value first, the value in the colour it has on the map."""
    chosen = rank_regions(table, one)
    value = "activations" if one.whole else one.code
    columns = ["name", value, *(name for name in _HEADERS if name not in ("name", value))]
    headers = {**_HEADERS, one.code: one.label} if not one.whole else _HEADERS
    view = chosen[columns].rename(columns=headers)
    colours = [_cell_style(fills.get(str(code), "")) for code in chosen.index]
    decimals = {headers[name]: (one.decimals if name == one.code else 0) for name in columns[1:]}
    styled = view.style.apply(lambda _: colours, subset=[headers[value]]).format(
        {name: partial(dutch.number, decimals=places) for name, places in decimals.items()}
    )
    st.dataframe(
        styled,
        hide_index=True,
        height=min(max_height, ROW_HEIGHT * (len(chosen) + 1) + 2),
        column_config={headers["name"]: st.column_config.TextColumn(pinned=True, width="medium")},
    )


def matrix(found: Matrix) -> None:
    """Show the activations by theme and type; behind each number how many led to integral deployment."""
    rows = {**{term.code: term.nl for term in THEMES.terms}, "all": "Totaal (elke activering één keer)"}
    columns = {**{term.code: term.nl for term in TYPES.terms}, "total": "Totaal"}
    cells = {
        label: [
            f"{dutch.number(found.counts.loc[row, code])} ({dutch.number(found.integral.loc[row, code])})"
            for row in rows
        ]
        for code, label in columns.items()
    }
    st.table(pd.DataFrame(cells, index=list(rows.values())))
    st.caption(f"Tussen haakjes: hoeveel tot integrale inzet leidden. {found.note}")

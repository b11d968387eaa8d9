"""The table of all figures of the comparison, sortable; rows that are picked are pointed out in charts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geo import dutch
from geo.picture import rank_shown
from geo.vocabulary import VERDICTS
from pages.parts import compared

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.picture import Density

_ROW_HEIGHT = 35
_RATES = {"rate": "", "low": "Ondergrens", "high": "Bovengrens"}
_OTHERS = {
    "expected": ("Verwacht", 1),
    "verdict": ("Oordeel", 0),
    "shrunken": ("Bijgesteld", 2),
    "ratio": ("Maal landelijk", 2),
    "higher_from": ("Hoger vanaf", 0),
    "lower_to": ("Lager tot en met", 0),
    "p": ("p", 3),
    "q": ("q (25 regio's)", 3),
}
EXPLAINED = (
    "Onder- en bovengrens: exact 95%-interval (Garwood). Bijgesteld: naar het landelijk beeld getrokken, meer"
    " naarmate het aantal minder zegt (Marshall). Hoger vanaf en lager tot en met: de grenzen van de trechter"
    " (95%, exact Poisson). p: kans op zo'n verschil met de rest van het land als er geen verschil is; q: p,"
    " aangepast aan het aantal regio's dat getoond wordt (Benjamini-Hochberg). Het oordeel volgt q, tot 0,05."
)


def table(found: Density, beside: Collection[str]) -> None:
    """Show the regions that are asked, the highest rate first; picked rows become the regions pointed out."""
    ranked = rank_shown(found)
    digits = found.denominator.decimals
    columns = {"name": "Regio", "mark": "", "count": "Activeringen"}
    columns["denominator"] = found.denominator.noun.capitalize()
    columns |= {name: label or found.denominator.label for name, label in _RATES.items()}
    columns |= {name: label for name, (label, _) in _OTHERS.items()}
    decimals = {"count": 0, "denominator": 0, **dict.fromkeys(_RATES, digits)}
    decimals |= {name: places for name, (_, places) in _OTHERS.items() if name != "verdict"}
    view = ranked.assign(
        mark=["●" if code in beside else "" for code in ranked.index],
        verdict=[VERDICTS.label(code) for code in ranked["verdict"]],
    )[list(columns)].astype(dict.fromkeys(("count", "higher_from", "lower_to"), "float64"))
    formats: dict[Any, Any] = {
        columns[name]: partial(_number, places=places) for name, places in decimals.items()
    }
    st.dataframe(
        view.rename(columns=columns).style.format(formats),
        hide_index=True,
        height=_ROW_HEIGHT * (len(ranked) + 1) + 2,
        key="comparison_table",
        on_select=lambda: _picked(list(ranked.index)),
        selection_mode="multi-row",
        column_config={"Regio": st.column_config.TextColumn(pinned=True, width="medium")},
    )
    st.caption(EXPLAINED)


def _number(value: float, places: int) -> str:
    return "–" if pd.isna(value) else dutch.number(value, places)


def _picked(codes: list[str]) -> None:
    rows = st.session_state["comparison_table"]["selection"]["rows"]
    compared.choose([codes[row] for row in rows if row < len(codes)])

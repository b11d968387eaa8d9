"""Headline figures and the course over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import dutch
from geo.picture import CHANGE_DEFINITION, FIGURES
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    import pandas as pd

    from geo.picture import Figure, Headline

SHOWN = ("total", "preventief", "repressief", "integral", "closures", "open", "housing", "places")
_SHORT = {"housing": "Locaties"}  # where the row has little room
TYPE_COLOURS = {"preventief": "#7fb2dc", "repressief": "#c2410c"}

_WEEKS_CHART: dict[str, Any] = {
    "height": 260,
    "mark": "bar",
    "encoding": {
        "x": {
            "field": "week",
            "type": "nominal",
            "sort": {"field": "order"},
            "title": None,
            "axis": {"labelAngle": 0},
        },
        "y": {
            "field": "count",
            "type": "quantitative",
            "title": "Activeringen",
            "axis": {"tickMinStep": 1, "format": "d"},
        },
        "color": {
            "field": "type",
            "type": "nominal",
            "title": None,
            "scale": {"domain": [term.nl for term in TYPES.terms], "range": list(TYPE_COLOURS.values())},
            "legend": {"orient": "top"},
        },
        "tooltip": [
            {"field": "from", "title": "Week van"},
            {"field": "type", "title": "Type"},
            {"field": "count", "title": "Activeringen"},
            {"field": "days", "title": "Dagen in de periode"},
        ],
    },
}


def headline(found: Headline) -> None:
    """Show the headline figures, each with its definition at hand and the change since the period before."""
    with st.container(horizontal=True, gap="medium"):
        for code in SHOWN:
            _metric(found.figures[code])
    st.caption(found.compared)


def _metric(figure: Figure) -> None:
    share = "" if figure.share is None else f" · {dutch.number(100 * figure.share)}%"
    st.metric(
        _SHORT.get(figure.definition.code, figure.definition.label),
        f"{dutch.number(figure.value)}{share}",
        delta=dutch.change(figure.change),
        delta_color="off",  # more activations are neither good nor bad news
        delta_arrow="auto" if figure.change else "off",
        help=f"**{figure.definition.label}** — {figure.definition.definition}",
        width="content",
    )


def weeks(table: pd.DataFrame) -> None:
    """Show the activations of each week by type, stacked; a week that is cut off says so in its text."""
    rows = [
        {
            "order": order,
            "week": f"wk {row['week']}",
            "from": dutch.day(monday),
            "days": row["days"],
            "type": term.nl,
            "count": row[term.code],
        }
        for order, (monday, row) in enumerate(zip(table.index, table.to_dict("records"), strict=True))
        for term in TYPES.terms
    ]
    st.vega_lite_chart({**_WEEKS_CHART, "data": {"values": rows}})


def definitions() -> None:
    """List what each headline figure counts."""
    for row in FIGURES:
        st.markdown(f"**{row.label}** — {row.definition}")
    st.markdown(f"**Verandering** — {CHANGE_DEFINITION}")

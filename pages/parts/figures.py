"""Headline figures and the course over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

from geo.picture import CHANGE_DEFINITION, FIGURES
from geo.vocabulary import TYPES
from pages.parts import dutch

if TYPE_CHECKING:
    from geo.picture import Comparison, Figure, Headline

SHOWN = ("total", "preventief", "repressief", "integral", "closures", "open", "housing", "places")
_SHORT = {"housing": "Locaties"}  # where the row has little room
TYPE_COLOURS = {"preventief": "#7fb2dc", "repressief": "#c2410c"}


def headline(found: Headline) -> None:
    """Show the headline figures, each with its definition at hand and the change since the period before."""
    with st.container(horizontal=True, gap="medium"):
        for code in SHOWN:
            _metric(found.figures[code])
    st.caption(comparison_text(found.comparison))


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


def comparison_text(found: Comparison | None) -> str:
    """Say which periods the changes compare, or that there is nothing to compare with."""
    if found is None or found.before is None:
        return "Geen verandering getoond: er zijn geen eerdere gegevens om mee te vergelijken."
    now = f"{dutch.short_day(found.first)} – {dutch.short_day(found.last)}"
    before = f"{dutch.short_day(found.before[0])} – {dutch.short_day(found.before[1])}"
    return f"Pijl: {now} vergeleken met {before}."


def weeks(table: pd.DataFrame) -> None:
    """Show the activations of each week by type, stacked; a week that is cut off says so in its text."""
    long = pd.DataFrame(
        {
            "week": [f"wk {week}" for week in table["week"]] * len(TYPES.codes),
            "order": list(range(len(table))) * len(TYPES.codes),
            "from": [dutch.day(monday) for monday in table.index] * len(TYPES.codes),
            "days": list(table["days"]) * len(TYPES.codes),
            "type": [term.nl for term in TYPES.terms for _ in range(len(table))],
            "count": [count for code in TYPES.codes for count in table[code]],
        }
    )
    bars = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            x=alt.X("week:N", sort=alt.SortField("order"), title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("count:Q", title="Activeringen", axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color(
                "type:N",
                title=None,
                scale=alt.Scale(
                    domain=[term.nl for term in TYPES.terms],
                    range=[TYPE_COLOURS[code] for code in TYPES.codes],
                ),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[
                alt.Tooltip("from:N", title="Week van"),
                alt.Tooltip("type:N", title="Type"),
                alt.Tooltip("count:Q", title="Activeringen"),
                alt.Tooltip("days:Q", title="Dagen in de periode"),
            ],
        )
        .properties(height=260)
    )
    st.altair_chart(bars)


def definitions() -> None:
    """List what each headline figure counts."""
    for row in FIGURES:
        st.markdown(f"**{row.label}** — {row.definition}")
    st.markdown(f"**Verandering** — {CHANGE_DEFINITION}")

"""The filter bar and its chips: widgets in, one Selection out; the only owner of the filters' state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from geo.picture import QUERY, Chip, Selection, describe, from_query, without

if TYPE_CHECKING:
    from geo.picture import Query

FEW_VALUES = 4  # up to here all values are on screen as pills; more go into a list
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2030, 12, 31)
PLACEHOLDER = "Alle"


def _key(name: str) -> str:
    return f"filter_{name}"


def seed(selection: Selection) -> list[str]:
    """Set the widgets to ``selection``; to be called before they are drawn: from a callback or a new link.

    Returns notices on the days that the calendar does not reach, which are left out.
    """
    query = selection.to_query()
    notices = []
    for row in QUERY:
        texts = query.get(row.name, [])
        if row.kind == "day" and texts and not FIRST_DAY <= date.fromisoformat(texts[0]) <= LAST_DAY:
            notices.append(f"{row.name}: {texts[0]} is weggelaten; kies {FIRST_DAY} tot en met {LAST_DAY}.")
            texts = []
        st.session_state[_key(row.name)] = texts if row.kind == "codes" else _single(row, texts)
    return notices


def _single(row: Query, texts: list[str]) -> str | date | None:
    if not texts:
        return None
    return date.fromisoformat(texts[0]) if row.kind == "day" else texts[0]


def current() -> Selection:
    """Return the selection that the widgets hold."""
    return _read()[0]


def _read() -> tuple[Selection, list[str]]:
    values = {row.name: st.session_state.get(_key(row.name)) for row in QUERY}
    return from_query({name: _texts(value) for name, value in values.items() if value})


def _texts(value: list[str] | str | date) -> list[str]:
    if isinstance(value, list):
        return value
    return [value.isoformat() if isinstance(value, date) else value]


def bar() -> Selection:
    """Draw one widget for each filter, in the order of QUERY; return the selection."""
    for row in QUERY:
        _WIDGETS[row.kind if row.kind != "codes" or len(row.codes) > FEW_VALUES else "few"](row)
    selection, notices = _read()
    for notice in notices:
        st.text(notice)
    if not selection.is_empty:
        st.button("Wis alle filters", on_click=clear, width="stretch", key="clear_in_bar")
    return selection


def _pills(row: Query) -> None:
    st.pills(row.label, row.codes, selection_mode="multi", format_func=row.value_label, key=_key(row.name))


def _list(row: Query) -> None:
    st.multiselect(
        row.label, row.codes, format_func=row.value_label, key=_key(row.name), placeholder=PLACEHOLDER
    )


def _yes_no(row: Query) -> None:
    st.pills(row.label, row.codes, format_func=row.value_label, key=_key(row.name))


def _day(row: Query) -> None:
    st.date_input(
        row.label,
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="DD-MM-YYYY",
        key=_key(row.name),
    )


_WIDGETS = {"few": _pills, "codes": _list, "yes_no": _yes_no, "day": _day}


def clear() -> None:
    """Take all filters away; a callback."""
    seed(Selection())


def remove(chip: Chip) -> None:
    """Take one filter value away; a callback."""
    seed(without(current(), chip.name, chip.value))


def toggle_region(code: str) -> None:
    """Select one region alone, or clear the region filter when that region was it; a callback."""
    name = _key("regio")
    st.session_state[name] = [] if st.session_state.get(name) == [code] else [code]


def chips(selection: Selection) -> None:
    """Draw a button for each active filter value that takes it away, and one that clears them all."""
    active = describe(selection)
    # also when empty: what comes and goes before the map makes the browser build the map anew
    with st.container(horizontal=True, gap="small"):
        for chip in active:
            st.button(
                f"{chip.label} ✕",
                key=f"chip_{chip.name}_{chip.value}",
                on_click=remove,
                args=(chip,),
                help="Verwijder dit filter",
            )
        if len(active) > 1:
            st.button("Wis alles", type="tertiary", on_click=clear, key="clear_in_chips")


def nothing_found() -> None:
    """Say that the filters leave no activation, and offer the way back."""
    st.info("Er zijn geen activeringen in deze selectie.", icon=":material/search_off:")
    if not current().is_empty:
        st.button("Wis alle filters", on_click=clear, key="clear_when_empty")

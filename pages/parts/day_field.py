"""The field for a day: written in figures as its reader does, and kept when the language changes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo import dutch

_WRITTEN = "day_field_written"


def draw(label: str, *, key: str, **options: Any) -> None:  # noqa: ANN401 - those of st.date_input
    """Draw the field for a day, or for a period when ``value`` is a list.

    To Streamlit a field that is written otherwise is another field, which begins empty: what stood in it is
    put in once more.
    """
    pattern, written = dutch.picker_pattern(), f"{_WRITTEN}_{key}"
    if st.session_state.get(written, pattern) != pattern and key in st.session_state:
        st.session_state[key] = st.session_state[key]
    st.session_state[written] = pattern
    st.date_input(label, format=pattern, key=key, **options)

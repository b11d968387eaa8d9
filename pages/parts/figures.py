"""What each headline figure counts, for whoever wants to know it exactly."""

from __future__ import annotations

import streamlit as st

from geo.picture import FIGURES


def definitions() -> None:
    """List what each headline figure counts."""
    for row in FIGURES:
        st.markdown(f"**{row.label}** — {row.definition}")

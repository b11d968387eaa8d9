"""What each headline figure counts, for whoever wants to know it exactly."""

from __future__ import annotations

import streamlit as st

from geo.picture import FIGURES


def definitions() -> None:
    """List what each headline figure counts."""
    st.markdown("\n\n".join(f"**{row.label}** — {row.definition}" for row in FIGURES))

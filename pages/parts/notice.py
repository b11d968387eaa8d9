"""Short notices whose text may hold what somebody typed: the sign before it is ours, the text only text."""

from __future__ import annotations

import streamlit as st

SIGNS = {
    "fout": ":red[:material/error:]",
    "let op": ":orange[:material/warning:]",
    "gelukt": ":green-badge[:material/check_circle: Opgeslagen]",
    "klaar": ":green-badge[:material/check_circle: Klaar]",
    "open": ":orange-badge[:material/edit: Niet opgeslagen]",
    "leeg": ":gray[:material/edit_off:]",
    "gelijk": ":gray-badge[:material/check: Opgeslagen]",
    "ingetrokken": ":red-badge[:material/delete: Ingetrokken]",
}


def show(sign: str, text: str) -> None:
    """Show a text after one of the signs."""
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        st.markdown(SIGNS[sign], width="content")
        st.text(text, width="stretch")

"""Short notices whose text may hold what somebody typed: the sign before it is ours, the text only text."""

from __future__ import annotations

import streamlit as st

from geo.language import mark, say

SIGNS = {
    "fout": (":red[:material/error:]", ""),
    "let op": (":orange[:material/warning:]", ""),
    "gelukt": (":green-badge[:material/check_circle: {}]", mark("Opgeslagen")),
    "klaar": (":green-badge[:material/check_circle: {}]", mark("Klaar")),
    "open": (":orange-badge[:material/edit: {}]", mark("Niet opgeslagen")),
    "leeg": (":gray[:material/edit_off:]", ""),
    "gelijk": (":gray-badge[:material/check: {}]", mark("Opgeslagen")),
    "geleegd": (":red-badge[:material/delete: {}]", mark("Geleegd")),
    "ingetrokken": (":red-badge[:material/delete: {}]", mark("Ingetrokken")),
}
"""Each sign as Markdown, and the word that stands in it."""


def show(sign: str, text: str) -> None:
    """Show a text after one of the signs."""
    sign_of, word = SIGNS[sign]
    with st.container(horizontal=True, wrap=False, gap="xsmall"):
        st.markdown(sign_of.format(say(word)), width="content")
        st.text(text, width="stretch")

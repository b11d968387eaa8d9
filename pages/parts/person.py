"""Who is working: asked once a session, and written beside every change. Login comes later."""

from __future__ import annotations

import streamlit as st

from geo.language import say

KEY = "person"


def ask() -> str:
    """Ask for the name that goes into the history; "" until it is filled in, and nothing is saved."""
    name = st.text_input(
        say("Uw naam of functie *"),
        key=KEY,
        max_chars=80,
        persist_state="session",
        help=say("Staat in de geschiedenis bij elke wijziging die u maakt."),
    )
    return (name or "").strip()


def known() -> str:
    """Return the name as it is filled in, without asking; also in a callback."""
    return str(st.session_state.get(KEY) or "").strip()

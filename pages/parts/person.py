"""Who is working: the account that is logged in; where nobody logs in, a name asked once a session."""

from __future__ import annotations

import streamlit as st

from geo.language import say
from pages.parts import account

KEY = "person"


def ask() -> str:
    """Ask for the name that goes into the history; "" until it is filled in, and nothing is saved.

    Who is logged in has one.
    """
    if here := _logged_in():
        st.caption(say("In de geschiedenis komt uw naam: {name}.", name=here))
        return here
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
    return _logged_in() or str(st.session_state.get(KEY) or "").strip()


def _logged_in() -> str:
    here = account.here()
    return here.name if here and not here.is_local else ""

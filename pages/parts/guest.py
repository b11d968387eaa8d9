"""Guests: who came in by a link sees one view and nothing else, for as long as that link works.

A session that once was a guest's stays one, whatever the address says later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.access import CLOSED, PUBLIC, Guest, Viewer, admits, count_opening, guest_of
from geo.errors import AccessError
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from streamlit.navigation.page import StreamlitPage

NAME = "gast"
_TOKEN, _GUEST, _COUNTED = "guest_token", "guest", "guest_counted"


def enter() -> None:
    """Let in who comes with a link that works, and nobody with another; asked in every run of a page.

    StoreError when that cannot be known now: then nobody is let in either.
    """
    asked = st.query_params.get_all(NAME)
    if asked:
        st.session_state[_TOKEN] = asked[-1]
    if not fixed():
        return
    st.session_state.pop(_GUEST, None)
    try:
        found = guest_of(st.session_state[_TOKEN])
    except AccessError:
        return
    st.session_state[_GUEST] = found
    if st.session_state.get(_COUNTED) != found.link.id:
        st.session_state[_COUNTED] = found.link.id
        count_opening(found)


def is_open() -> bool:
    """Whether the link of a guest's session still works; StoreError when that cannot be known now."""
    return admits(st.session_state[_TOKEN])


def standing() -> Callable[[], None]:
    """Return what raises AccessError, at any time later, when the link of this session works no more."""
    token = st.session_state[_TOKEN]

    def require() -> None:
        guest_of(token)

    return require


def fixed() -> bool:
    """Whether this is a guest's session: what is looked at is fixed, and nothing else is to be had."""
    return _TOKEN in st.session_state


def here() -> Guest | None:
    """Return the guest of this session; None when it is not a guest's, or the link does not work."""
    found: Guest | None = st.session_state.get(_GUEST) if fixed() else None
    return found


def is_shut_out() -> bool:
    """Whether this session has a link that does not work."""
    return fixed() and here() is None


def viewer() -> Viewer:
    """Return who looks in a guest's session; who is shut out is nobody, and nobody sees less than that."""
    found = here()
    return found.viewer if found else Viewer(PUBLIC)


def may_open(page_path: str) -> bool:
    """Whether a page is that of the guest's view."""
    found = here()
    return found is not None and found.view.seen.page == page_path


def to_query() -> dict[str, list[str]]:
    """Return what each link of a guest says, and nothing but that: who one is."""
    return {NAME: [st.session_state[_TOKEN]]}


def pages(every: Mapping[str, StreamlitPage]) -> dict[str, StreamlitPage]:
    """Return the pages that there are in this session, of ``every`` by icon."""
    found = here()
    path = found.view.seen.page if found else ""
    return {icon: page for icon, page in every.items() if not fixed() or page.url_path == path}


def say_closed() -> None:
    """Say that the link does not work, and never why."""
    st.info(say(CLOSED), icon=":material/link_off:")

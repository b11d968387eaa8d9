"""The address bar: filters and view options to and from the query, so that a link shows the same picture.

Streamlit can bind a widget to the query by itself, but then writes the label it shows ("Limburg-Noord"),
which changes with the language; links hold codes (``regio=VR23``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from geo.picture import from_query
from pages.parts import compared, filters, moment, timeline, view

if TYPE_CHECKING:
    from geo.picture import Selection

_WRITTEN, _PAGE, _MOVES, _NOTICES = "link_written", "link_page", "link_moves", "link_notices"
_OWN = {"vergelijken": compared, "geschiedenis": timeline}  # path of a page -> the part with its own options


def follow(page_path: str) -> None:
    """Take over what the address says when not we wrote it: a first visit, Back, a pasted link.

    An address without a version that comes with a change of page is only the menu: the filters stay.
    """
    address = _address()
    moved = st.session_state.get(_PAGE, page_path) != page_path
    st.session_state[_PAGE] = page_path
    st.session_state[_MOVES] = moves() + moved
    if address == st.session_state.get(_WRITTEN) or (moved and "v" not in address):
        return
    selection, notices = from_query(address)
    own = _OWN.get(page_path)
    st.session_state[_NOTICES] = [
        *notices,
        *filters.seed(selection),
        *view.seed(address),
        *moment.seed(address),
        *(own.seed(address) if own else ()),
    ]
    st.session_state[_WRITTEN] = address


def moves() -> int:
    """Return how often this session has gone to another page; each time its frames are thrown away."""
    return int(st.session_state.get(_MOVES, 0))


def forget() -> None:
    """Take the address over again in the next run, because the widgets were not drawn in this one."""
    st.session_state.pop(_WRITTEN, None)


def write(selection: Selection) -> None:
    """Let the address say what the widgets hold."""
    wanted = here(selection)
    if wanted != _address():
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = wanted


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def query(selection: Selection) -> dict[str, list[str]]:
    """Return the query that all pages share; empty when nothing differs from the first view."""
    return _unless_plain(_shared(selection))


def here(selection: Selection) -> dict[str, list[str]]:
    """Return the query of a link to this very page, with the options that only it has."""
    own = _OWN.get(st.session_state.get(_PAGE, ""))
    return _unless_plain({**_shared(selection), **(own.to_query() if own else {})})


def to_here(selection: Selection, own: dict[str, list[str]]) -> str:
    """Return a link to this page as it is, but with other options of its own."""
    return "?" + urlencode({**_shared(selection), **own}, doseq=True)


def _shared(selection: Selection) -> dict[str, list[str]]:
    return {**selection.to_query(), **view.to_query(), **moment.to_query()}


def _unless_plain(chosen: dict[str, list[str]]) -> dict[str, list[str]]:
    return {} if set(chosen) == {"v"} else chosen


def notices() -> None:
    """Show what of the link was dropped, as plain text: it quotes the link."""
    found = st.session_state.get(_NOTICES)
    if not found:
        return
    with st.container(border=True):
        st.markdown(":material/link_off: **Niet alles in deze link is herkend**")
        for notice in found:
            st.text(notice)
        st.button("Begrepen", on_click=lambda: st.session_state.pop(_NOTICES, None), key="dismiss_notices")


def copy_button(selection: Selection) -> None:
    """Offer the link to this very picture, ready to copy."""
    with st.popover("Deel link", icon=":material/link:"):
        st.caption("Wie deze link opent, ziet dezelfde filters en dezelfde kaartlagen.")
        parts = urlsplit(st.context.url or "")
        st.code(
            urlunsplit(parts._replace(query=urlencode(here(selection), doseq=True))),
            language=None,
            wrap_lines=True,
        )

"""Meeting mode: the map as large as the screen, large letters, nothing else; part of the link of a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.language import say
from geo.layers import SketchLayer
from geo.plain_text import quote
from pages.parts import guest, meeting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.layers import Shown

NAME, ON = "overleg", "1"
_ON = "meeting_mode"


def on() -> bool:
    """Whether the page is shown to a meeting."""
    return bool(st.session_state.get(_ON)) and not guest.fixed()


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Take over what a link says; return notices on what was dropped."""
    texts = address.get(NAME, [])
    st.session_state[_ON] = texts == [ON]
    if texts in ([], [ON]):
        return []
    return [
        say("{name}: {dropped} is weggelaten; kies {allowed}.", name=NAME, dropped=quote(texts), allowed=ON)
    ]


def to_query() -> dict[str, list[str]]:
    """Return what a link must say: nothing unless the page is shown to a meeting."""
    return {NAME: [ON]} if on() else {}


def button() -> None:
    """Offer to show this page to a meeting; ``links.js`` asks the browser for the whole screen."""
    if guest.fixed():
        return
    st.button(
        say("Overlegmodus"),
        icon=":material/co_present:",
        key="meeting_enter",
        help=say("Kaart op het hele scherm, grote letters, tekenen en actiepunten. Escape gaat terug."),
        on_click=_enter,
    )


def leave_button() -> None:
    """Offer the way back; Escape presses it too."""
    if st.button(say("Terug"), icon=":material/close_fullscreen:", key="meeting_leave", on_click=leave):
        st.rerun()  # the page around the map tells of the meeting too, in its links


def _enter() -> None:
    st.session_state[_ON] = True


def leave() -> None:
    """Show the page as it is again."""
    st.session_state[_ON] = False
    meeting.stop_placing()


def drawn_on(shown: Shown) -> Shown:
    """Return the map with what the meeting has on it: its sketch, and in meeting mode the tools to go on."""
    sketch = _layer()
    return replace(shown, sketch=sketch) if sketch else shown


def _layer() -> SketchLayer | None:
    found = SketchLayer(
        meeting.drawn(),
        meeting.on_map(),
        on(),
        meeting.edit() if on() else "",
        meeting.placing() if on() else 0,
    )
    return found if found.tools or found.sketch.shapes or found.points else None

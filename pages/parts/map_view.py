"""The map on a page: the only caller of st_folium."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import sleep
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geo import layers
from geo.language import say
from geo.settings import settings
from pages.parts import link, meeting, screen

if TYPE_CHECKING:
    from collections.abc import Callable

DESKTOP_HEIGHT = 540
PHONE_HEIGHT = 440
BESIDE_CHARTS = 600
MAX_BYTES = 5_000_000  # past this a browser takes seconds to read the message
AHEAD = 0.020  # seconds: Streamlit sends what there is every 5 ms, the browser draws it after 10 more


def _height(tall: bool) -> int:
    """Leave room on a phone to scroll past the map."""
    if screen.is_phone():
        return PHONE_HEIGHT
    return DESKTOP_HEIGHT if tall else BESIDE_CHARTS


@dataclass
class _Sent:
    """What the frame of a map was sent: how often, what is large in it, and how its last picture was sent.

    ``frame`` tells this frame from another: after how many moves from page to page it came.
    """

    frame: int
    times: int = 0
    known: frozenset[str] = frozenset()
    picture: str = ""
    kept: frozenset[str] = frozenset()


def _sent_key(key: str) -> str:
    return f"{key}_sent"


def _script_value(shown: layers.Shown, key: str) -> str:
    """Return ``shown`` as it has to be sent to this frame: large layers that it has are only named.

    Too many points are left out, with a message.

    The same picture is sent the same way again, so that an unrelated rerun draws nothing. Another page in
    between means another frame, which has nothing.
    """
    frame = link.moves()
    sent = st.session_state.get(_sent_key(key))
    if sent is None or sent.frame != frame:
        sent = _Sent(frame)
    if sent.picture != shown.digest:
        sent.picture, sent.kept = shown.digest, sent.known
    sent.times += 1
    st.session_state[_sent_key(key)] = sent
    value = shown.script_value(sent.kept)
    if len(value) > MAX_BYTES:
        st.warning(
            say(
                "Dit zijn te veel punten om te tekenen; verfijn het filter. De regio's en de cijfers kloppen"
                " wel."
            )
        )
        return replace(shown, points=()).script_value()
    sent.known |= shown.worth_keeping()
    return value


def map_view(
    shown: layers.Shown,
    *,
    key: str,
    on_click: Callable[[float, float], None] | None = None,
    height: int | None = None,
    tall: bool = True,
) -> None:
    """Draw the base map with ``shown`` on it; a click calls ``on_click(lon, lat)`` before the next run.

    ``height`` is in pixels; without it the map is as high as fits the kind of screen, or when not ``tall`` as
    high as the charts that it stands beside.
    The base map is the same in every run and language, so the browser keeps it, its view and its boundaries.
    Only clicks come back: panning and zooming never rerun anything. A click on a point opens it in the
    browser alone.
    """

    def answered() -> None:
        answer = st.session_state.get(key) or {}
        if "missing" in answer:
            st.session_state.pop(_sent_key(key), None)
        elif "meeting" in answer:
            meeting.hear(answer["meeting"])
        elif on_click and (place := answer.get("last_clicked")):
            on_click(place["lng"], place["lat"])

    # style.css makes the frame of a map without a height of its own as high as the screen
    with st.container(key=f"{'tall' if tall and not height else 'small'}_{key}"):
        st_folium(
            layers.base_map(settings().tiles),
            key=key,
            height=height or _height(tall),
            use_container_width=True,
            returned_objects=["last_clicked"] if on_click else [],
            feature_group_to_add=layers.feature_group(_script_value(shown, key)),
            on_change=answered,
        )


def let_go_ahead(key: str) -> None:
    """Let a map that stands go to the browser before what the page draws next.

    It is drawn anew while the rest is made and sent: 13 to 25 % sooner than all at once, and the rest at most
    20 ms later (measured on *Vergelijken* and *Landelijk beeld*). Where the frame of the map is only made, it
    would be later.
    """
    if st.session_state[_sent_key(key)].times > 1:
        sleep(AHEAD)

"""The map on a page: the only caller of st_folium."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geo import layers
from geo.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable

DESKTOP_HEIGHT = 540
PHONE_HEIGHT = 440
MAX_BYTES = 5_000_000  # past this a browser takes seconds to read the message


def _height() -> int:
    """Leave room on a phone to scroll past the map; the server knows only what the browser calls itself."""
    return PHONE_HEIGHT if "Mobi" in st.context.headers.get("User-Agent", "") else DESKTOP_HEIGHT


def map_view(
    shown: layers.Shown,
    *,
    key: str,
    on_click: Callable[[float, float], None] | None = None,
    height: int | None = None,
) -> None:
    """Draw the base map with ``shown`` on it; a click calls ``on_click(lon, lat)`` before the next run.

    ``height`` is in pixels; without it the map is as high as fits the kind of screen.
    The base map is the same in every run, so the browser keeps it, its view and its boundaries. Only clicks
    come back: panning and zooming never rerun anything. A click on a point opens it in the browser alone.
    """

    def clicked() -> None:
        place = (st.session_state.get(key) or {}).get("last_clicked")
        if place and on_click:
            on_click(place["lng"], place["lat"])

    value = shown.script_value()
    if len(value) > MAX_BYTES:
        st.warning(
            "Dit zijn te veel punten om te tekenen; verfijn het filter. De regio's en de cijfers kloppen wel."
        )
        value = replace(shown, points=()).script_value()
    st_folium(
        layers.base_map(settings().tiles),
        key=key,
        height=height or _height(),
        use_container_width=True,
        returned_objects=["last_clicked"] if on_click else [],
        feature_group_to_add=layers.feature_group(value),
        on_change=clicked,
    )

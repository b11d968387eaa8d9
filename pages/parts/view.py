"""How the map is drawn: the measure of the regions and the layers, part of a link like the filters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo.language import mark, say
from geo.picture import MEASURE_WORDS
from geo.plain_text import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYERS = {
    "activeringen": mark("Elke activering"),
    "huisvesting": mark("Huisvesting"),
    "namen": mark("Namen"),
}


@dataclass(frozen=True)
class Option:
    """One option of the view: its name in a link, its label (marked), its values, and what it is at first."""

    name: str
    label: str
    values: tuple[str, ...]
    default: tuple[str, ...]
    several: bool = False


MEASURE = Option(
    "maat",
    mark("Regio's: aantal of verhouding"),
    tuple(MEASURE_WORDS),
    ("aantal",),
)
# points and housing appear by themselves when one zooms in; here they are asked for on the whole map
SHOWN_LAYERS = Option("lagen", mark("Op de kaart"), tuple(LAYERS), ("namen",), several=True)
OPTIONS = (MEASURE, SHOWN_LAYERS)

EXTENT = "beeld"
"""Where one looks on the map, as latitude, longitude and zoom. The map itself keeps it in the address."""

_EXTENT = "view_extent"
_NUMBERS = re.compile(r"(-?\d{1,2}\.\d{1,6}),(-?\d{1,3}\.\d{1,6}),(\d{1,2}\.\d{1,2})", re.ASCII)
Extent = tuple[float, float, float]


def read_extent(text: str) -> Extent | None:
    """Return the latitude, longitude and zoom of a text such as ``51.4,6.1,9.2``, None for another."""
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    lat, lon, zoom = (float(number) for number in found.groups())
    return (lat, lon, zoom) if abs(lat) < 85 and abs(lon) <= 180 and 1 <= zoom <= 20 else None


def extent_text(extent: Extent) -> str:
    """Return an extent as a link says it; the inverse of ``read_extent``."""
    lat, lon, zoom = extent
    return f"{lat:.5f},{lon:.5f},{zoom:.2f}"


def opened_at() -> Extent | None:
    """Return where the map opens, when a link said so."""
    return st.session_state.get(_EXTENT)


def now() -> Extent | None:
    """Return the extent of the map as the address has it now; None for the whole country."""
    texts = st.query_params.get_all(EXTENT)
    return read_extent(texts[0]) if texts else None


def _key(option: Option) -> str:
    return f"view_{option.name}"


def chosen(option: Option) -> tuple[str, ...]:
    """Return the values chosen; a single choice that was switched off is the default."""
    value = st.session_state.get(_key(option), list(option.default))
    if option.several:
        return tuple(code for code in option.values if code in value)
    return (value,) if isinstance(value, str) else option.default


def measure_code() -> str:
    """Return the code of the measure that colours the regions."""
    return MEASURE_WORDS[chosen(MEASURE)[0]].code


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set the options to what a link says; return notices on what was dropped."""
    texts = address.get(EXTENT, [])
    st.session_state[_EXTENT] = read_extent(texts[0]) if texts else None
    notices = []
    if texts and st.session_state[_EXTENT] is None:
        notices.append(
            say(
                "{name}: {dropped} is weggelaten; verwacht breedte,lengte,zoom als 51.4,6.1,9.25.",
                name=EXTENT,
                dropped=quote(texts),
            )
        )
    for option in OPTIONS:
        texts = address.get(option.name, list(option.default))
        known = [text for text in texts if text in option.values]
        if dropped := [text for text in texts if text not in option.values and text != "geen"]:
            notices.append(
                say(
                    "{name}: {dropped} is weggelaten; kies {allowed}.",
                    name=option.name,
                    dropped=quote(dropped),
                    allowed=", ".join(option.values),
                )
            )
        st.session_state[_key(option)] = known if option.several else (known or list(option.default))[0]
    return notices


def to_query() -> dict[str, list[str]]:
    """Return what differs from the first view; no layer at all is ``geen``."""
    return {
        option.name: list(values) or ["geen"]
        for option in OPTIONS
        if (values := chosen(option)) != option.default
    }


def controls() -> None:
    """Draw the options above the map."""
    for option in OPTIONS:  # a first visit that no link has seeded
        first = list(option.default) if option.several else option.default[0]
        st.session_state.setdefault(_key(option), first)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="view"):
        st.segmented_control(
            say(MEASURE.label),
            MEASURE.values,
            format_func=lambda word: say(MEASURE_WORDS[word].label),
            key=_key(MEASURE),
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        st.pills(
            say(SHOWN_LAYERS.label),
            SHOWN_LAYERS.values,
            selection_mode="multi",
            format_func=lambda word: say(LAYERS[word]),
            key=_key(SHOWN_LAYERS),
            label_visibility="collapsed",
            persist_state="session",
        )

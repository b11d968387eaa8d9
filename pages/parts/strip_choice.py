"""The choices of the page with a strip along a border, part of its link: border, zone, depth, sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.access import BAND_KM, depth_for
from geo.areas import ABROAD, DEPTH_KM, HOME, LEAST_KM, MOST_KM, find_zone, zone_codes, zone_name, zones
from geo.errors import BorderError
from geo.language import mark, say
from geo.picture import Asked
from geo.plain_text import quote
from geo.vocabulary import COUNTRIES
from pages.parts import guest, viewing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

BORDER, ZONE, DEPTH, SIDE = "grens", "zone", "diepte", "kant"
FIRST = next(iter(ABROAD))
BOTH = "beide"
BORDERS = {"nl-de": mark("Nederlands-Duitse"), "nl-be": mark("Nederlands-Belgische")}
"""The borders by their code, as their choice calls them."""
_GONE = "strip_zone_gone"
_KEYS = {name: f"strip_{name}" for name in (BORDER, ZONE, DEPTH, SIDE)}


def _held(name: str, otherwise: str | int) -> str | int:
    return st.session_state.get(_KEYS[name]) or otherwise


def border() -> str:
    """Return the code of the border: what was chosen, of those that there are for who looks."""
    chosen, there = str(_held(BORDER, FIRST)), _borders()
    return chosen if chosen in there else there[0]


def zone() -> str:
    """Return the code of the zone that was chosen, "" for the whole border; a partner has one zone alone."""
    return viewing.zone() or str(_held(ZONE, ""))


def _borders() -> list[str]:
    """Return the borders at which who looks may look."""
    only = viewing.zone()
    return [code for code in ABROAD if not only or only in zone_codes(code)]


def asked(on: date) -> Asked:
    """Return the strip that is asked for; a zone that is not at this border on a day counts as none."""
    chosen, side = zone(), str(_held(SIDE, BOTH))
    try:
        found = find_zone(border(), chosen, on) if chosen else None
    except BorderError:
        found = None
    km = depth_for(viewing.viewer(), int(_held(DEPTH, DEPTH_KM)))
    return Asked(border(), km, found, () if side == BOTH else (side,))


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set the choices to what a link says; return notices on what was dropped."""
    texts = {name: (address.get(name) or [""])[0] for name in _KEYS}
    notices = []

    def taken(name: str, known: bool, allowed: str, otherwise: str | int) -> str | int:
        if texts[name] and not known:
            dropped = quote([texts[name]])
            notices.append(
                say(
                    "{name}: {dropped} is weggelaten; kies {allowed}.",
                    name=name,
                    dropped=dropped,
                    allowed=allowed,
                )
            )
        return texts[name] if texts[name] and known else otherwise

    chosen = taken(BORDER, texts[BORDER] in ABROAD, _either(ABROAD), FIRST)
    sides = (HOME, ABROAD[str(chosen)])
    depth = texts[DEPTH] in map(str, range(LEAST_KM, MOST_KM + 1))
    st.session_state[_KEYS[BORDER]] = chosen
    kilometres = say("een heel aantal km, {least} tot en met {most}", least=LEAST_KM, most=MOST_KM)
    st.session_state[_KEYS[DEPTH]] = int(taken(DEPTH, depth, kilometres, DEPTH_KM))
    st.session_state[_KEYS[SIDE]] = taken(SIDE, texts[SIDE] in sides, _either(sides), BOTH)
    texts[ZONE] = texts[ZONE].upper()
    there = texts[ZONE] in zone_codes(str(chosen))  # whether on the day one looks at, controls tells
    allowed = say("een zone aan deze grens, zoals VR23-DE05154 of EMR")
    st.session_state[_KEYS[ZONE]] = taken(ZONE, there, allowed, "")
    return notices


def _either(codes: Iterable[str]) -> str:
    return dutch.listed(list(codes), say("of"))


def to_query() -> dict[str, list[str]]:
    """Return what differs from the first view."""
    first: dict[str, str | int] = {BORDER: FIRST, ZONE: "", DEPTH: DEPTH_KM, SIDE: BOTH}
    return {name: [str(value)] for name, start in first.items() if (value := _held(name, start)) != start}


def _other_zone() -> None:
    """Tell no longer of a zone that was not there; a callback."""
    st.session_state.pop(_GONE, None)


def _other_border() -> None:
    """Let go of what belongs to the border of before; a callback."""
    _other_zone()
    st.session_state[_KEYS[ZONE]] = ""
    st.session_state[_KEYS[SIDE]] = BOTH


def controls(on: date) -> None:
    """Draw the choices in one row; ``on`` is the day whose Euregions there are."""
    known = {zone.code: zone for zone in zones(border(), on)}
    for name, start in ((BORDER, FIRST), (DEPTH, DEPTH_KM), (SIDE, BOTH)):
        st.session_state.setdefault(_KEYS[name], start)
    if (held := st.session_state.get(_KEYS[ZONE])) not in known:
        st.session_state[_KEYS[ZONE]] = ""
        st.session_state[_GONE] = held
    if guest.fixed():
        return
    looks = viewing.viewer()
    step = 1 if looks.sees_all else BAND_KM
    st.session_state[_KEYS[DEPTH]] = depth_for(looks, int(st.session_state[_KEYS[DEPTH]]))
    abroad = ABROAD[border()]
    labels = {BOTH: say("Beide kanten"), HOME: COUNTRIES.label(HOME), abroad: COUNTRIES.label(abroad)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="strip_choices"):
        if len(_borders()) > 1:
            st.segmented_control(
                say("Grens"),
                list(ABROAD),
                format_func=lambda code: say(BORDERS[code]),
                key=_KEYS[BORDER],
                required=True,
                on_change=_other_border,
                persist_state="session",
            )
        if not viewing.zone():
            st.selectbox(
                say("Zone"),
                ["", *known],
                format_func=lambda code: zone_name(known[code]) if code else say("Hele grens"),
                key=_KEYS[ZONE],
                on_change=_other_zone,
                width=300,
                persist_state="session",
            )
        st.slider(
            say("Diepte in km"),
            step if step > 1 else LEAST_KM,
            MOST_KM,
            step=step,
            key=_KEYS[DEPTH],
            width=260,
            persist_state="session",
        )
        st.segmented_control(
            say("Kant"),
            [BOTH, HOME, abroad],
            format_func=lambda code: labels[code],
            key=_KEYS[SIDE],
            required=True,
            persist_state="session",
        )
    with st.container():
        if gone := st.session_state.get(_GONE):
            st.caption(
                say(
                    "Zone {zone} is er op {day} niet aan deze grens; u ziet de hele grens.",
                    zone=gone,
                    day=dutch.day(on),
                )
            )

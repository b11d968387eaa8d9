"""The choices of the page that compares regions, part of its link: by what, which regions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.language import say
from geo.picture import DENOMINATORS, Denominator, denominator, region_vocabulary
from geo.plain_text import quote
from pages.parts import contrast, guest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PER, BESIDE, ORDER = "per", "naast", "volgorde"
MOST_BESIDE = 4
_UPWARDS = ("name", "p", "q")
"""What is sorted upwards at first."""
_PER, _BESIDE, _ORDER = "compared_per", "compared_beside", "compared_order"
_FIRST_ORDER = "-rate"
_SORTED = (
    *("name", "count", "denominator", "rate", "low", "high", "expected", "verdict"),
    *("ratio", "shrunken", "higher_from", "lower_to", "p", "q"),
)
"""The columns by which the table of all figures can be sorted; a link has a ``-`` before it for downwards."""
_CODES = tuple(one.code for one in DENOMINATORS)


def by() -> Denominator:
    """Return what the counts are divided by."""
    return denominator(st.session_state.get(_PER) or _CODES[0])


def beside() -> tuple[str, ...]:
    """Return the regions that are pointed out in the charts and, from two on, stand side by side."""
    return tuple(st.session_state.get(_BESIDE) or ())[:MOST_BESIDE]


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set the choices to what a link says; return notices on what was dropped."""
    notices = []
    per = address.get(PER, [])
    if dropped := [code for code in per if code not in _CODES]:
        notices.append(contrast.left_out(PER, dropped, _CODES))
    st.session_state[_PER] = next((code for code in per if code in _CODES), _CODES[0])
    orders = address.get(ORDER, [])
    known_orders = [text for text in orders if text.removeprefix("-") in _SORTED]
    if dropped := [text for text in orders if text not in known_orders]:
        notices.append(
            say(
                "{name}: {dropped} is weggelaten; kies {choices}, of met een -.",
                name=ORDER,
                dropped=quote(dropped),
                choices=", ".join(_SORTED),
            )
        )
    st.session_state[_ORDER] = known_orders[0] if known_orders else _FIRST_ORDER
    asked = list(dict.fromkeys(address.get(BESIDE, [])))
    known = [code for code in asked if code in region_vocabulary().codes][:MOST_BESIDE]
    if dropped := [code for code in asked if code not in known]:
        notices.append(
            say(
                "{name}: {dropped} is weggelaten; kies tot {most} van VR01 tot VR25.",
                name=BESIDE,
                dropped=quote(dropped),
                most=MOST_BESIDE,
            )
        )
    st.session_state[_BESIDE] = known
    return [*notices, *contrast.seed(address)]


def to_query() -> dict[str, list[str]]:
    """Return what differs from the first view."""
    per = {PER: [by().code]} if by().code != _CODES[0] else {}
    now = st.session_state.get(_ORDER) or _FIRST_ORDER
    order = {ORDER: [now]} if now != _FIRST_ORDER else {}
    return per | ({BESIDE: list(beside())} if beside() else {}) | order | contrast.to_query()


def per_choice() -> None:
    """Draw the choice of the denominator."""
    if guest.fixed():
        return
    st.session_state.setdefault(_PER, _CODES[0])
    st.segmented_control(
        say("Naar omvang"),
        _CODES,
        format_func=lambda code: denominator(code).label,
        key=_PER,
        required=True,
        persist_state="session",
    )


def beside_choice() -> None:
    """Draw the choice of regions to set side by side."""
    if guest.fixed():
        return
    words = region_vocabulary()
    st.multiselect(
        say("Zet regio's naast elkaar"),
        sorted(words.codes, key=words.label),
        format_func=words.label,
        max_selections=MOST_BESIDE,
        key=_BESIDE,
        placeholder=say("Kies 2 tot 4 regio's"),
        persist_state="session",
    )


def pointing(codes: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return for each region the options with it pointed out, or no more, for a link."""
    now, others = to_query(), beside()
    return {code: _unless_empty({**now, BESIDE: _with(code, others)}) for code in codes}


def _unless_empty(options: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in options.items() if values}


def order() -> tuple[str, bool]:
    """Return by which column the table is sorted, and whether downwards."""
    text = st.session_state.get(_ORDER) or _FIRST_ORDER
    return text.removeprefix("-"), text.startswith("-")


def ordering(columns: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return for each column the options with the table sorted by it; the present one the other way."""
    now, (by, descending) = to_query(), order()
    down = {name: not descending if name == by else name not in _UPWARDS for name in columns}
    return {name: {**now, ORDER: [f"{'-' if down[name] else ''}{name}"]} for name in down}


def point(code: str) -> None:
    """Point one more region out, or this one no more; a callback."""
    st.session_state[_BESIDE] = _with(code, beside())


def _with(code: str, pointed_out: tuple[str, ...]) -> list[str]:
    """Return the regions pointed out with one more, the oldest left out; or without it."""
    left = [one for one in pointed_out if one != code]
    return left if code in pointed_out else [*left, code][-MOST_BESIDE:]

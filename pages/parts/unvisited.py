"""The choices of the page with blind spots, part of its link: how many weeks, in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.language import mark, say
from geo.picture import USUAL_WEEKS, WEEKS
from geo.plain_text import quote
from pages.parts import guest

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.picture import Selection

WEEKS_NAME, ORDER_NAME = "weken", "volgorde"
_WEEKS, _ORDER = "unvisited_weeks", "unvisited_order"

ORDERS: dict[str, tuple[str, list[str], list[bool]]] = {
    "bezocht": (mark("Niet bezocht eerst"), [], []),
    "plaatsen": (mark("Meeste plaatsen"), ["places"], [False]),
    "dagen": (mark("Langst geleden"), ["days", "places"], [False, False]),
    "gemeente": (mark("Gemeente"), ["name"], [True]),
    "regio": (mark("Regio"), ["region", "places"], [True, False]),
}
"""By the word of a link: label, the columns of ``BlindSpots.listed`` it sorts by, whether each rises."""

_USUAL = {WEEKS_NAME: str(USUAL_WEEKS), ORDER_NAME: "bezocht"}
_KEYS = {WEEKS_NAME: _WEEKS, ORDER_NAME: _ORDER}
_ALLOWED = {WEEKS_NAME: tuple(map(str, WEEKS)), ORDER_NAME: tuple(ORDERS)}


def weeks() -> int:
    """Return how many weeks are looked at where no period is chosen."""
    return int(_chosen(WEEKS_NAME))


def _chosen(name: str) -> str:
    return st.session_state.get(_KEYS[name]) or _USUAL[name]


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set the choices to what a link says; return notices on what was dropped."""
    notices = []
    for name, allowed in _ALLOWED.items():
        asked = address.get(name, [])
        if dropped := [one for one in asked if one not in allowed]:
            notices.append(
                say(
                    "{name}: {dropped} is weggelaten; kies {allowed}.",
                    name=name,
                    dropped=quote(dropped),
                    allowed=", ".join(allowed),
                )
            )
        st.session_state[_KEYS[name]] = next((one for one in asked if one in allowed), _USUAL[name])
    return notices


def to_query() -> dict[str, list[str]]:
    """Return what differs from the first view."""
    return {name: [_chosen(name)] for name in _ALLOWED if _chosen(name) != _USUAL[name]}


def weeks_choice(selection: Selection) -> None:
    """Draw the choice of the weeks; with a period of its own the selection leaves nothing to choose."""
    if selection.from_day:
        return
    labels = {code: dutch.counted(int(code), "week", "weken") for code in _ALLOWED[WEEKS_NAME]}
    _choice(WEEKS_NAME, say("Laatste weken"), labels)


def order_choice() -> None:
    """Draw the choice of the order of the work list."""
    _choice(ORDER_NAME, say("Volgorde"), {code: say(label) for code, (label, *_) in ORDERS.items()})


def _choice(name: str, label: str, options: dict[str, str]) -> None:
    if guest.fixed():
        return
    st.session_state.setdefault(_KEYS[name], _USUAL[name])
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=_KEYS[name],
        required=True,
        persist_state="session",
    )


def order() -> str:
    """Return the code of the order of the work list."""
    return _chosen(ORDER_NAME)


def in_order(listed: pd.DataFrame, order: str) -> pd.DataFrame:
    """Return the work list in an order of ORDERS; what was never visited counts as longest ago."""
    _, columns, rising = ORDERS[order]
    if not columns:
        return listed
    return listed.sort_values(columns, ascending=rising, na_position="first", kind="stable")

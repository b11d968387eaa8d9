"""The saved view (*overlegkaart*) that is open: how a page takes it over, and what it says of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st

from geo import dutch
from geo.access import changed_since, viewer_of
from geo.errors import PictureError
from geo.language import say
from geo.plain_text import quote
from pages.parts import guest, markup, meeting, moment, reader, view, viewing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from geo.store import SavedView

NAME = "overlegkaart"
_OPEN = "saved_open"
_log = logging.getLogger(__name__)


def opened() -> SavedView | None:
    """Return the view that is open; none any more once one looks at other records than it is fixed to."""
    if found := guest.here():
        return found.view
    held: SavedView | None = st.session_state.get(_OPEN)
    if held is None or (held.seen.frozen and moment.chosen() != held.seen.stood_at):
        return None
    return held


def enter() -> SavedView | None:
    """Open the view that the address asks for, as its audience sees it; return it when it says no more.

    Then the page, the filters and the extent are still to be taken from the view.
    """
    asked = st.query_params.get_all(NAME)
    if guest.fixed() or not asked:
        return None
    held: SavedView | None = st.session_state.get(_OPEN)
    found = held if held and str(held.id) == asked[-1] else _find(asked[-1])
    if found is None:
        return None
    if found is not held:
        keep_open(found)
        viewing.look_as(viewer_of(found.seen.audience))
    return None if "v" in st.query_params else found


def keep_open(found: SavedView) -> None:
    """Have a view open from now on, with what was drawn and agreed on it."""
    st.session_state[_OPEN] = found
    take_over(found)


def take_over(found: SavedView) -> None:
    """Take over what was drawn and agreed on a view, in place of that of this session."""
    try:
        meeting.seed(found.told.drawings, found.told.points)
    except PictureError as error:  # of another program: the view itself can be shown
        _log.warning("Overlegkaart %s: %s", found.id, error)


def show(found: SavedView) -> None:
    """Have a view that was just saved open; a callback."""
    st.session_state[_OPEN] = found
    fix_moment(found)


def _find(text: str) -> SavedView | None:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        return None
    try:
        found = viewing.views().find(int(text))
    except PictureError:
        return None  # the page itself says that the records cannot be read
    return None if found is None or found.withdrawn else found


def query_of(found: SavedView) -> dict[str, list[str]]:
    """Return the query of a link that opens a view on its page: filters, options, extent and language."""
    seen = found.seen
    extent = {view.EXTENT: [view.extent_text(seen.extent)]} if seen.extent else {}
    asked = parse_qs(seen.query, keep_blank_values=True)
    return {**asked, "v": ["1"], **extent, reader.NAME: [seen.language], NAME: [str(found.id)]}


def fix_moment(found: SavedView) -> None:
    """Look at the records that a view shows: those it was saved on, or those of now."""
    if found.seen.frozen:
        moment.pin(found.seen.stood_at)
    else:
        moment.back_to_now()


# links


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Take over the moment of the open view, unless the link says another; return notices on one not open."""
    asked = address.get(NAME, [])
    held: SavedView | None = st.session_state.get(_OPEN)
    if asked and held and str(held.id) == asked[-1]:
        if moment.NAME not in address:
            fix_moment(held)
        return []
    st.session_state.pop(_OPEN, None)
    if not asked:
        return []
    return [
        say(
            "{name}: {dropped} is weggelaten; deze overlegkaart bestaat niet (meer).",
            name=NAME,
            dropped=quote(asked),
        )
    ]


def to_query() -> dict[str, list[str]]:
    """Return what a link says of the view that is open."""
    found = opened()
    return {} if found is None else {NAME: [str(found.id)]}


def close() -> None:
    """Have no view open any more, and go on looking at the same; a callback."""
    st.session_state.pop(_OPEN, None)
    moment.let_go()


# what the page says of it


def banner(compare: Callable[[datetime], str]) -> None:
    """Say which view is open, and whether there are newer records than it shows.

    ``compare`` gives the address of the page that tells what changed since a moment.
    """
    found = opened()
    if found is None:
        return
    with st.container(border=True, key="saved_view"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":material/bookmark: **{say('Overlegkaart')}**", width="content")
            st.text(found.name, width="stretch")
            if not guest.fixed():
                st.button(say("Sluit"), icon=":material/close:", on_click=close, key="close_view")
        if found.told.remarks:
            st.text(found.told.remarks)
        _told_of(found)
        if found.seen.frozen:
            _newer(found, compare)


def _told_of(found: SavedView) -> None:
    by = say("Bewaard op {moment} door {who}.", moment=dutch.moment(found.at), who=found.who)
    came = guest.here()
    if came is None:
        st.text(by)
        return
    until = say(
        "Gedeeld met {whom} ({viewer}), tot {moment}.",
        whom=came.link.for_whom,
        viewer=came.viewer.label,
        moment=dutch.moment(came.link.expires),
    )
    st.text(f"{by} {until}")


def _newer(found: SavedView, compare: Callable[[datetime], str]) -> None:
    """Say that the view stands still, and when the records are newer, offer to look at those."""
    stood = say("Vaste stand van {moment}.", moment=dutch.moment(found.seen.stood_at))
    changed = changed_since(found)
    if changed is None:
        st.caption(f"{stood} {say('De gegevens zijn sindsdien niet veranderd.')}")
        return
    newer = say("Er zijn nieuwere gegevens, van {moment}.", moment=dutch.moment(changed))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/history: {stood} **{newer}**", width="stretch")
        if guest.fixed():
            return
        if told := compare(found.seen.stood_at):
            markup.show(markup.link(told, say("Wat veranderde er?")))
        st.button(
            say("Vergelijk met nu"), icon=":material/update:", on_click=moment.back_to_now, key="view_now"
        )

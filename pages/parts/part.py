"""A part of a page that runs by itself: a click within it draws that part alone."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import PictureError
from pages.parts import account, data, guest

if TYPE_CHECKING:
    from collections.abc import Callable


def by_itself(draw: Callable[[], None]) -> Callable[[], None]:
    """Let ``draw`` run by itself; each time it does, whose session it is is asked anew.

    When that is another, or nobody's any more, or cannot be known now, nothing of the part is drawn: the
    whole page runs, which then says so.
    """

    @st.fragment
    @wraps(draw)
    def part() -> None:
        if not data.in_whole_page() and not _is_same():
            st.rerun()
        draw()

    return part


def _is_same() -> bool:
    try:
        return guest.is_open() if guest.fixed() else account.is_same()
    except PictureError:
        return False

"""The menu as one block of links, which carry the filters along: one message, not one a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import streamlit as st

from geo.language import say
from pages.parts import account, guest, link, reader
from pages.parts.markup import CURRENT, EMPTY, Template, joined, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.picture import Selection


class Entry(Protocol):
    """A page as the menu names it."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def url_path(self) -> str:
        """Its path, "" for the first page."""


_MENU = Template('<nav class="menu" aria-label="{}">{}{}{}</nav>')
_ENTRY = Template('<a href="{}" data-icon="{}"{}>{}</a>')


def draw(pages: Mapping[str, Entry], current: str, selection: Selection) -> None:
    """Show the links to the pages, by the names of their icons; ``current`` is the path of the page shown."""
    addresses = link.menu((one.url_path for one in pages.values()), selection)
    entries = (
        _ENTRY.format(
            addresses[one.url_path],
            icon,
            CURRENT if one.url_path == current else EMPTY,
            say(one.title),
        )
        for icon, one in pages.items()
    )
    who = EMPTY if guest.fixed() else account.shown()
    with st.container(key="menu"):
        show(_MENU.format(say("Menu"), joined(entries), reader.switch(link.each_language(selection)), who))

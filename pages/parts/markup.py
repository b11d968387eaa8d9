"""Markup of our own on a page: the one place that makes it, where every text is escaped.

``st.html`` shows it after DOMPurify, which takes scripts out. What ``Markup.format`` puts into a template is
escaped unless it is Markup itself, so a record's text can only be text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

EMPTY = Markup("")
CURRENT = Markup(' aria-current="true"')
_LINK = Markup('<a href="{}"{}>{}</a>')
_TITLED = Markup(' title="{}"')


def show(markup: Markup) -> None:
    """Show markup on the page."""
    if not isinstance(markup, Markup):
        raise TypeError(f"only Markup is shown, not {type(markup).__name__}: its texts are escaped")
    st.html(str(markup))


def joined(parts: Iterable[Markup | str]) -> Markup:
    """Return the parts one after the other; what is no Markup is escaped."""
    return EMPTY.join(parts)


def link(href: str, text: Markup | str, *, current: bool = False, title: str = "") -> Markup:
    """Return a link within the dashboard, which ``links.js`` follows without loading everything anew."""
    return _LINK.format(
        href, (CURRENT if current else EMPTY) + (_TITLED.format(title) if title else EMPTY), text
    )

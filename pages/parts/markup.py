"""Markup of our own on a page: the one place that makes it, where every text is escaped.

``st.html`` shows it after DOMPurify, which takes scripts out. What ``Markup.format`` puts into a template is
escaped unless it is Markup itself, so a record's text can only be text.
"""

from __future__ import annotations

from numbers import Number
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup, escape

from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Template(Markup):
    """Markup with places to fill: as Markup itself would, in less than half the time.

    ``Markup.format`` goes through a formatter written in Python, which was a seventh of a page's work.
    """

    __slots__ = ()

    def format(self, *parts: object, **named: object) -> Markup:  # type: ignore[override]
        """Return the template filled; every part that is neither Markup nor a number is escaped."""
        filled = str.format(self, *map(_safe, parts), **{name: _safe(part) for name, part in named.items()})
        return Markup(filled)  # noqa: S704 made of what is escaped


def _safe(part: object) -> object:
    # a number is written as its place says; what is asked last takes long
    if isinstance(part, (Markup, int, float)) or (not isinstance(part, str) and isinstance(part, Number)):
        return part
    return str(escape(part))


EMPTY = Markup("")
CURRENT = Markup(' aria-current="true"')
_HEAD = Template('<th scope="col">{}</th>')
_LINK = Template('<a href="{}"{}>{}</a>')
_TITLED = Template(' title="{}"')
_FOLDED = Template('<details class="figures"><summary>{}</summary>{}</details>')
_SMALL = Template('<p class="small">{}</p>')
_WIDE = Template('<div class="wide" tabindex="0" role="region" aria-label="{}">{}</div>')


def show(markup: Markup) -> None:
    """Show markup on the page."""
    if not isinstance(markup, Markup):
        raise TypeError(f"only Markup is shown, not {type(markup).__name__}: its texts are escaped")
    st.html(str(markup))


def style(file: Path) -> None:
    """Use one more style sheet of ours, from now on.

    For what few pages show: a rule with ``:has`` costs every change a browser makes, a tenth of a wait.
    """
    st.html(file)


def joined(parts: Iterable[Markup | str]) -> Markup:
    """Return the parts one after the other; what is no Markup is escaped."""
    # as EMPTY.join(parts), which asks markupsafe of each part what it is
    return Markup("".join([part if isinstance(part, Markup) else escape(part) for part in parts]))  # noqa: S704


def heads(columns: Iterable[str]) -> Markup:
    """Return the cells that head the columns of a table; their texts are marked, and said here."""
    return joined(_HEAD.format(say(column)) for column in columns)


def wide(label: str, table: Markup) -> Markup:
    """Return a table that scrolls by itself where the screen is narrow; ``label`` names it."""
    return _WIDE.format(label, table)


def small(text: Markup | str) -> Markup:
    """Return a paragraph in small letters: what is to be known of what stands above it."""
    return _SMALL.format(text)


def folded(title: str, content: Markup) -> Markup:
    """Return what is read by who unfolds it, under its title; on paper it is there when it was unfolded."""
    return _FOLDED.format(title, content)


def filled(text: str, **parts: object) -> Markup:
    """Return a text, escaped, with parts in its places that may be markup: a sentence with a link in it."""
    return Template(escape(text)).format(**parts)


def link(href: str, text: Markup | str, *, current: bool = False, title: str = "") -> Markup:
    """Return a link within the dashboard, which ``links.js`` follows without loading everything anew.

    What leads nowhere, "", is a text: the page is not for who looks.
    """
    if not href:
        return text if isinstance(text, Markup) else escape(text)
    return _LINK.format(
        href, (CURRENT if current else EMPTY) + (_TITLED.format(title) if title else EMPTY), text
    )

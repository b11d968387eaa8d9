"""The language the reader chose: by the link, by a switch on every page, else what the browser asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import language
from geo.language import LANGUAGES, say
from geo.plain_text import quote
from pages.parts.markup import CURRENT, EMPTY, Template, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

NAME = "taal"

_CHOSEN, _FIRST = "reader_chosen", "reader_first"
_SWITCH = Template('<span class="languages" role="group" aria-label="Taal, Sprache, Language">{}</span>')
_CHOICE = Template('<a href="{}" lang="{}" hreflang="{}" title="{}"{}>{}</a>')
_SAID = Template('<i class="reads" hidden data-language="{}"></i>')


def code() -> str:
    """Return the language of this session: what was chosen, else what its browser asked for first."""
    return str(st.session_state.get(_CHOSEN) or _first())


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Take over the language of a link and read on in it; return what to say of one that we do not have."""
    language.ask(code)
    asked = address.get(NAME, [""])[-1]
    if asked in LANGUAGES:
        st.session_state[_CHOSEN] = asked
    language.read_in(code())
    if not asked or asked in LANGUAGES:
        return []
    return [
        say(
            "{name}: {asked} is geen taal van dit dashboard. Kies uit {known}.",
            name=NAME,
            asked=quote([asked]),
            known=", ".join(LANGUAGES),
        )
    ]


def to_query() -> dict[str, list[str]]:
    """Return what a link says of it: nothing as long as nobody chose, so that each reads in their own."""
    chosen = st.session_state.get(_CHOSEN)
    return {NAME: [chosen]} if chosen else {}


def switch(addresses: Mapping[str, str]) -> Markup:
    """Return the links to this page in each language, by its code."""
    now = code()
    choices = (
        _CHOICE.format(addresses[one], one, one, name, CURRENT if one == now else EMPTY, one.upper())
        for one, name in LANGUAGES.items()
    )
    return _SWITCH.format(joined([*choices, _SAID.format(now)]))


def _first() -> str:
    if _FIRST not in st.session_state:
        accepted = st.context.headers.get("Accept-Language", "")
        st.session_state[_FIRST] = language.nearest(accepted.split(","))
    return str(st.session_state[_FIRST])

"""The fields that a new record can do without: a button, until they hold something or are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.language import say
from geo.vocabulary import within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.records import Table
    from pages.parts.record_draft import Draft

_TOLD = ("report", "note")  # in words of one's own: for later as soon as anything is


def waits(draft: Draft, typed: Mapping[str, str]) -> bool:
    """Whether the fields for later are left out of the form; what holds something always stands in it."""
    names = _names(draft.table)
    if not (draft.is_new and names):
        return False
    if any(typed[name] for name in names):
        _ask(draft.table)  # so that emptying the last of them does not take them away from under one's hands
    return not st.session_state.get(_asked(draft.table))


def offer(draft: Draft) -> None:
    """Say which fields there are beside those on the screen, and show them when asked to."""
    st.button(
        say("Meer invullen"),
        icon=":material/add:",
        key=draft.key("later"),
        on_click=_ask,
        args=(draft.table,),
    )
    st.caption(", ".join(within(draft.table.column(name).label) for name in _names(draft.table)))


def _ask(table: Table) -> None:
    """Show them from now on, for the records after this one too: who wants them once has them at hand."""
    st.session_state[_asked(table)] = True


def _asked(table: Table) -> str:
    return f"record_later_{table.name}"


def _names(table: Table) -> list[str]:
    names = [name for group in table.groups if group.later for name in group.columns]
    told = [column.name for column in table.columns if column.name in _TOLD]
    return names and [*names, *told]

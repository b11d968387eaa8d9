"""The record that a link to the form asks for: taken over once, since the form then goes its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.language import say
from geo.plain_text import quote
from geo.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.records import Table

KIND, REFERENCE = "soort", "kenmerk"
GO_TO = "record_go_to"
"""Where the session keeps the table and reference of the record to open next; "" is a new record."""


def asking(table: Table, reference: str = "") -> dict[str, list[str]]:
    """Return the options of a link that opens a record, or the form of a new one."""
    return {KIND: [table.noun.single], **({REFERENCE: [reference]} if reference else {})}


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Open the record that a link asks for; return notices on what was dropped."""
    kind = (address.get(KIND) or [""])[0]
    if not kind:
        return []
    known = {table.noun.single: table for table in TABLES.values()}
    if kind not in known:
        return [
            say(
                "{name}: {dropped} is weggelaten; kies {allowed}.",
                name=KIND,
                dropped=quote([kind]),
                allowed=f" {say('of')} ".join(known),
            )
        ]
    st.session_state[GO_TO] = (known[kind].name, (address.get(REFERENCE) or [""])[0])
    return []


def to_query() -> dict[str, list[str]]:
    """Return nothing: which record is open is no part of the address."""
    return {}

"""The choices of the history page, part of its link: which part, since which moment, which record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.language import mark, say
from geo.plain_text import quote
from pages.parts import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

PART, SINCE, REFERENCE = "deel", "sinds", "kenmerk"
LOG, CHANGED, RECORD = "logboek", "gewijzigd", "record"
PARTS = {LOG: mark("Logboek"), CHANGED: mark("Gewijzigd sinds …"), RECORD: mark("Eén record")}
OWN = "eigen"
DAYS = {"gisteren": 1, "week": 7}
SINCE_LABELS = {"gisteren": mark("Gisteren"), "week": mark("Een week geleden"), OWN: mark("Eigen moment")}
LONGEST = 64  # of a reference

_PART, _SINCE, _REFERENCE = "history_part", "history_since", "history_reference"


def part() -> str:
    """Return which part of the page is shown."""
    return st.session_state.get(_PART) or LOG


def reference() -> str:
    """Return the reference that was typed or picked; "" for none."""
    return (st.session_state.get(_REFERENCE) or "").strip()


def since() -> datetime | None:
    """Return the moment since which changes are asked, None when none was chosen.

    The days are counted back from the moment one looks at, and begin at midnight.
    """
    word = st.session_state.get(_SINCE)
    if word in DAYS:
        return dutch.days_before(moment.chosen() or datetime.now(UTC), DAYS[word])
    return moment.typed(SINCE) if word == OWN else None


def parts() -> None:
    """Draw the choice of the part."""
    st.segmented_control(
        say("Deel"),
        list(PARTS),
        format_func=lambda code: say(PARTS[code]),
        key=_PART,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )


def since_choice() -> None:
    """Draw the choice of the moment since which changes are asked."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        word = st.pills(
            say("Sinds"),
            list(SINCE_LABELS),
            format_func=lambda word: say(SINCE_LABELS[word]),
            key=_SINCE,
            persist_state="session",
        )
        if word == OWN:
            moment.inputs(SINCE)


def reference_choice() -> None:
    """Draw the field for a reference."""
    st.text_input(
        say("Kenmerk"),
        key=_REFERENCE,
        max_chars=LONGEST,
        placeholder=say("Kenmerk van een activering, locatie, contact of partner"),
        persist_state="session",
        width=420,
    )


def open_record(reference: str) -> None:
    """Show the history of one record; a callback."""
    st.session_state[_PART], st.session_state[_REFERENCE] = RECORD, reference


# links


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set the choices to what a link says; return notices on what was dropped."""
    notices = _seed_since(address.get(SINCE, []))
    references = [text.strip() for text in address.get(REFERENCE, []) if text.strip()]
    st.session_state[_REFERENCE] = references[0][:LONGEST] if references else ""
    if references[1:]:
        notices.append(
            say(
                "{name}: {dropped} is weggelaten; er is maar één record.",
                name=REFERENCE,
                dropped=quote(references[1:]),
            )
        )
    words = address.get(PART, [])
    known = [word for word in words if word in PARTS]
    if dropped := [word for word in words if word not in PARTS]:
        notices.append(
            say(
                "{name}: {dropped} is weggelaten; kies {allowed}.",
                name=PART,
                dropped=quote(dropped),
                allowed=", ".join(PARTS),
            )
        )
    st.session_state[_PART] = known[0] if known else _implied(bool(references), st.session_state[_SINCE])
    return notices


def to_query() -> dict[str, list[str]]:
    """Return what a link must say; the part only where the rest does not tell it."""
    word, shown, record = st.session_state.get(_SINCE), part(), reference()
    query: dict[str, list[str]] = {}
    if word in DAYS:
        query[SINCE] = [word]
    elif chosen := since():
        query[SINCE] = [dutch.moment_text(chosen)]
    if record and shown == RECORD:
        query[REFERENCE] = [record]
    if shown != _implied(REFERENCE in query, query.get(SINCE)):
        query[PART] = [shown]
    return query


def _implied(has_reference: bool, since: object) -> str:
    return RECORD if has_reference else CHANGED if since else LOG


def _either() -> str:
    """Return what a link may say of the moment since which changes are asked."""
    return dutch.listed([*DAYS, moment.allowed()], say("of"))


def _seed_since(texts: list[str]) -> list[str]:
    words = [text for text in texts if text in DAYS]
    if words:
        st.session_state[_SINCE] = words[0]
        return []
    found, notices = moment.read(SINCE, texts, _either())
    st.session_state[_SINCE] = None if found is None else OWN
    if found is not None:
        moment.put(SINCE, found)
    return notices

"""What is typed in the form and not saved, kept beside the session: it outlives the session and its replica.

A session begins anew when its browser comes to another replica, when the server starts again, and when
somebody reloads the page. What was typed is then put back, and said to be.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.errors import PictureError, StoreError
from geo.language import say
from geo.records import TABLES, codes_of
from geo.store import Held, held
from pages.parts import record_fields, record_place, viewing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.store import Revision, Typed
    from pages.parts.record_draft import Draft

_KEPT, _SHOWN = "kept", "kept_shown"
_BESIDE = (record_place.WAY, "why")
_LOST_FILE = "lost_file"  # among what is kept: a file was chosen, which is kept nowhere
_log = logging.getLogger(__name__)


def last() -> Typed | None:
    """Return what was typed last and not saved, in any record; None when that is nothing, or not known."""
    try:
        found = viewing.drafts().last()
    except StoreError:
        return None
    return found if found and found.table in TABLES else None


def find(table: str, reference: str) -> Typed | None:
    """Return what was typed in a record and not saved; None when that is nothing, or not known."""
    try:
        return viewing.drafts().find(table, reference)
    except StoreError:
        return None


def base(found: Typed | None, revisions: list[Revision]) -> Held | None:
    """Return the version that a draft was typed on top of; the last one when that is not to be had."""
    then = held([one for one in revisions if one.version <= found.version]) if found else None
    return then if found and then and then.version == found.version else held(revisions)


def put_back(draft: Draft, found: Typed) -> None:
    """Give the widgets what was typed, before they are drawn."""
    for column in draft.table.columns:
        text = found.values.get(column.name)
        if text is not None and _can_be_held(codes_of(column), text):
            draft.put(column.name, record_fields.to_widget(column, text))
    for name in _BESIDE:
        if name in found.values:
            draft.put(name, found.values[name])
    draft.put(_KEPT, (found.version, dict(found.values)) if found.version == draft.version else None)
    draft.put(_SHOWN, found)


def keep(draft: Draft) -> None:
    """Keep what is typed now, when that is something else than before; in each run of the form."""
    values = _values(draft)
    now, before = (draft.version, values), draft.value(_KEPT)
    if now == before or not (values or before):
        return

    def write() -> None:
        drafts = viewing.drafts()
        if values:
            drafts.keep(*_which(draft), *now)
        else:
            drafts.remove(*_which(draft))

    if _tried(write):
        draft.put(_KEPT, now if values else None)


def remove(draft: Draft) -> None:
    """Remove what is kept of a draft that is saved or thrown away."""
    if draft.value(_KEPT) is None or _tried(lambda: viewing.drafts().remove(*_which(draft))):
        for name in (_KEPT, _SHOWN):
            st.session_state.pop(draft.key(name), None)


def tell(draft: Draft, throw_away: Callable[[Draft], None]) -> None:
    """Say that what was typed before is there again, and offer to throw it away."""
    found: Typed | None = draft.value(_SHOWN)
    if found is None or not draft.changed:
        return
    text = say("Uw concept van {moment} staat er weer.", moment=dutch.moment(found.at))
    if _LOST_FILE in found.values:
        text = f"{text} {say('Het gekozen verslag niet: kies dat opnieuw.')}"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="record_kept"):
        st.markdown(f":material/history: {text}", width="stretch")
        st.button(
            say("Concept weggooien"),
            icon=":material/delete:",
            key=draft.key("throw_away"),
            on_click=throw_away,
            args=(draft,),
        )


def _values(draft: Draft) -> dict[str, str]:
    """Return what the widgets hold and did not when the record was opened, as text; {} for nothing."""
    opened: Mapping[str, str] = {
        **draft.opened,
        record_place.WAY: record_place.way_of(draft.opened, is_new=draft.is_new),
        "why": "",
    }
    held_now = {
        **{
            column.name: record_fields.to_text(column, draft.value(column.name))
            for column in draft.table.columns
        },
        **{name: str(draft.value(name) or "") for name in _BESIDE if draft.table.placed or name == "why"},
    }
    if draft.sent is not None:
        held_now |= {"report": draft.opened["report"], _LOST_FILE: "1"}
    return {name: text for name, text in held_now.items() if text != opened.get(name, "")}


def _can_be_held(codes: tuple[str, ...], text: str) -> bool:
    """Whether all of a text is among the codes of its field, where that has codes: a program may be newer."""
    return not codes or not text or set(text.split(", ")) <= set(codes)


def _which(draft: Draft) -> tuple[str, str]:
    return draft.table.name, draft.reference


def _tried(write: Callable[[], object]) -> bool:
    """Do something with the drafts that are kept; when that fails, all stands in the session still."""
    try:
        write()
    except PictureError as error:  # the record itself may have been saved just before
        _log.warning("Concept: %s", error)
        return False
    return True

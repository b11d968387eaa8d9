"""The report of an activation: a link, a name, or a file, which this session holds until it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import store
from geo.errors import PictureError
from geo.language import say
from pages.parts import notice, record_draft, record_fields

if TYPE_CHECKING:
    from geo.records import Problem
    from pages.parts.record_draft import Draft

COLUMN = "report"
_TURN, _REFUSED = "upload_turn", "upload_refused"


def draw(draft: Draft, problems: list[Problem]) -> None:
    """Draw the report: what it is, a way to open it, and a way to send a file."""
    text = str(draft.value(COLUMN) or "")
    named = store.report_in(text)
    if named is None:
        (box,) = record_fields.boxes([1])
        with box:
            record_fields.draw(draft.table.column(COLUMN), draft.key(COLUMN), problems)
    else:
        _named(draft, named)
    with st.container():
        if link := store.link_in(text):
            st.link_button(say("Open de link"), link, icon=":material/open_in_new:")
    st.file_uploader(
        say(
            "Vervang door een ander bestand"
            if named
            else "Of stuur een bestand mee (PDF of DOCX, maximaal 10 MB)"
        ),
        type=["pdf", "docx"],
        max_upload_size=store.LARGEST // 1024 // 1024,
        key=_upload_key(draft),
        on_change=_receive,
        args=(draft,),
    )
    with st.container():
        if refused := draft.value(_REFUSED):
            notice.show("fout", refused)


def _named(draft: Draft, report: store.Report) -> None:
    """Show a report by its name: to fetch when it is kept, its digest telling that it is still the same."""
    st.markdown(say("Verslag"))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(report.name)
        if draft.sent is None:
            st.link_button(
                say("Downloaden"), report.address, icon=":material/download:", help=f"SHA-256 {report.digest}"
            )
        st.button(
            say("Verwijderen"), type="tertiary", key=draft.key("remove_report"), on_click=draft.drop_report
        )
    with st.container():
        if draft.sent is not None:
            st.caption(say("Wordt bewaard als u {record} opslaat.", record=draft.table.noun.the))


def _upload_key(draft: Draft) -> str:
    """Return the key of the uploader; a new one after each file, since it cannot be emptied otherwise."""
    return draft.key(f"upload_{draft.value(_TURN) or 0}")


def _receive(draft: Draft) -> None:
    """Hold the file with the draft; a callback. It is kept when the record is saved, and not before."""
    chosen = st.session_state.get(_upload_key(draft))
    if chosen is None:
        return
    try:
        sent = store.examined(chosen.name, chosen.getvalue())
        record_draft.require_room(draft, sent)
    except PictureError as error:
        draft.put(_REFUSED, str(error))
        return
    draft.put(_REFUSED, "")
    draft.hold(sent)
    draft.put(_TURN, (draft.value(_TURN) or 0) + 1)

"""The report of an activation: a link, a name, or a file that is kept with its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import reports
from geo.errors import PictureError
from geo.settings import settings
from pages.parts import notice, record_fields

if TYPE_CHECKING:
    from geo.records import Problem
    from pages.parts.record_draft import Draft

COLUMN = "report"
_TURN, _REFUSED = "upload_turn", "upload_refused"


def draw(draft: Draft, problems: list[Problem]) -> None:
    """Draw the report: what it is, a way to open it, and a way to send a file."""
    text = str(draft.value(COLUMN) or "")
    kept = reports.report_in(text)
    if kept is None:
        record_fields.draw(draft.table.column(COLUMN), draft.key(COLUMN), problems)
    else:
        _kept(draft, kept)
    with st.container():
        if link := reports.link_in(text):
            st.link_button("Open de link", link, icon=":material/open_in_new:")
    st.file_uploader(
        "Vervang door een ander bestand"
        if kept
        else "Of stuur een bestand mee (PDF of DOCX, hoogstens 10 MB)",
        type=["pdf", "docx"],
        max_upload_size=reports.LARGEST // 1024 // 1024,
        key=_upload_key(draft),
        on_change=_receive,
        args=(draft,),
    )
    with st.container():
        if refused := draft.value(_REFUSED):
            notice.show("fout", refused)


def _kept(draft: Draft, kept: reports.Report) -> None:
    """Show a kept report by its name; its digest tells that it is still the same."""
    st.markdown("Verslag")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(kept.name)
        st.link_button("Ophalen", kept.address, icon=":material/download:", help=f"SHA-256 {kept.digest}")
        st.button(
            "Haal weg", type="tertiary", key=draft.key("remove_report"), on_click=draft.put, args=(COLUMN, "")
        )


def _upload_key(draft: Draft) -> str:
    """Return the key of the uploader; a new one after each file, since it cannot be emptied otherwise."""
    return draft.key(f"upload_{draft.value(_TURN) or 0}")


def _receive(draft: Draft) -> None:
    """Keep the file at once, so that it is not lost with the session; a callback."""
    sent = st.session_state.get(_upload_key(draft))
    if sent is None:
        return
    try:
        kept = reports.keep(settings().data_dir, sent.name, sent.getvalue())
    except PictureError as error:
        draft.put(_REFUSED, str(error))
        return
    draft.put(_REFUSED, "")
    draft.put(COLUMN, kept.text)
    draft.put(_TURN, (draft.value(_TURN) or 0) + 1)

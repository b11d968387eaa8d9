"""The import on the page: choose a file, look at what would happen to each row, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import imports
from geo.errors import PictureError
from geo.files import LABELS
from geo.language import mark, say
from pages.parts import beginning, person, reading_choices, upload, viewing, workers
from pages.parts.map_view import map_view

if TYPE_CHECKING:
    from geo.imports import Offered, Plan
    from geo.records import Table

_DONE, _FAILED, _COUNT = "import_done", "import_failed", "import_count"


def show() -> None:
    """Draw the whole import; nothing is stored before the last button."""
    imports.warm()
    file = st.file_uploader(
        say(
            "Sleep een bestand hierheen: {kinds} of {last_kind}, maximaal 50 MB",
            kinds=", ".join(map(say, LABELS[:-1])),
            last_kind=say(LABELS[-1]),
        ),
        type=None,  # any: what is not read is refused in Dutch, with what to do; Streamlit says it in English
        key=f"upload_{st.session_state.get(_COUNT, 0)}",  # a new one, empty, after each import
    )
    if done := st.session_state.pop(_DONE, None):
        st.success(done, icon=":material/check:")
    if file is None:
        st.markdown(
            say("U ziet eerst wat er met elke rij gebeurt. Pas als u dat bevestigt, wordt er opgeslagen.")
        )
        if viewing.may("workers"):
            workers.standing()
        return
    try:
        offered = upload.read(file.getvalue(), file.name)
        st.text(" · ".join(offered.facts))
        table = upload.choose_table(offered)
        if table is None:
            workers.show(offered, _finish)
            return
        planned = _planned(offered, table)
    except PictureError as error:
        _refuse(say("Dit bestand kan niet worden ingelezen. Er is niets opgeslagen."), str(error))
        return
    upload.totals(planned)
    st.subheader(say("Controle"), anchor=False)
    upload.report(planned.checked)
    st.subheader(say("Zo komt het in het beeld"), anchor=False)
    upload.preview_table(planned)
    upload.edits_table(planned)
    if planned.checked.table.placed:
        map_view(upload.preview_map(planned), key="import_map")
    st.subheader(say("Opnemen"), anchor=False)
    _confirm(planned)


def _refuse(title: str, message: str) -> None:
    """Say what went wrong; the message may quote the file, so it is shown as plain text."""
    st.error(title, icon=":material/error:")
    st.text(message)


def _planned(offered: Offered, table: Table) -> Plan:
    choices = reading_choices.added(upload.match_columns(offered, table), offered)
    planned = upload.plan(upload.check(offered, table, choices))
    reading_choices.show(planned)
    return planned


def _confirm(planned: Plan) -> None:
    if failed := st.session_state.pop(_FAILED, None):
        _refuse(say("Het opslaan is niet gelukt. Er is niets opgeslagen."), failed)
    beginning.told()
    if beginning.stands() and not _is_futile(planned):
        beginning.offer(say("Het bestand dat u koos, staat daarna nog klaar."))
        return
    faulty = planned.counts[imports.FAULTY]
    if faulty:
        st.checkbox(
            say("Neem alleen de goede rijen op; de rijen met fouten ({count}) blijven achter", count=faulty),
            key=_key(planned, "skip"),
        )
    reading_choices.decide(planned)
    person.ask()
    reason = mark("Reden (verplicht: er verandert een type)") if planned.needs_reason else mark("Reden")
    st.text_input(say(reason), max_chars=500, key=_key(planned, "why"))
    st.button(
        say("Toevoegen aan het landelijk beeld"),
        type="primary",
        disabled=_is_futile(planned),  # the rest may come in with the click itself, and is asked for then
        on_click=_take_in,
        args=(planned, st.session_state.get(_COUNT, 0)),
    )
    st.text(_missing(planned))


def _key(planned: Plan, name: str) -> str:
    """Return where the session keeps what is filled in beside this file."""
    return f"{name}_{planned.checked.offered.key}"


def _is_futile(planned: Plan) -> bool:
    """Whether there is nothing to take in, whatever the user fills in."""
    return not planned.checked.counts["good"] or not upload.changes(planned)


def _why(planned: Plan) -> str:
    return str(st.session_state.get(_key(planned, "why")) or "").strip()


def _missing(planned: Plan) -> str:
    """Return what stands in the way of saving, the first thing first; "" when nothing does."""
    agreed = not planned.counts[imports.FAULTY] or st.session_state.get(_key(planned, "skip"))
    obstacles = {
        mark("Er is geen goede rij om op te nemen."): not planned.checked.counts["good"],
        mark("Er is niets op te nemen: elke goede rij staat al zo in het beeld."): not upload.changes(
            planned
        ),
        beginning.FIRST: beginning.stands(),
        mark("Verbeter de rijen met fouten, of kies ervoor alleen de goede op te nemen."): not agreed,
        mark("Kies wat er gebeurt met kenmerken die al van een ander zijn."): planned.counts[imports.OTHER]
        and not reading_choices.decision(planned),
        mark("Vul uw naam of functie in om te kunnen opslaan."): not person.known(),
        mark("Vul een reden in: het type van een activering verandert."): planned.needs_reason
        and not _why(planned),
    }
    return say(next((text for text, stands in obstacles.items() if stands), ""))


def _take_in(planned: Plan, count: int) -> None:
    """Write the plan with what is filled in by now; a failure is told, and leaves the file where it was.

    The second of two clicks finds one import more than the ``count`` there were, and does nothing.
    """
    if _missing(planned) or count != st.session_state.get(_COUNT, 0):
        return  # what is missing stands beside the button
    try:
        written = imports.write(
            planned,
            viewing.store(),
            person.known(),
            _why(planned),
            skip_faulty=True,
            same_key=reading_choices.decision(planned),
        )
    except PictureError as error:
        st.session_state[_FAILED] = str(error)
        return
    _finish(upload.told(written))


def _finish(told: str) -> None:
    """Take the file away, and say what was done with it."""
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    st.session_state[_DONE] = told

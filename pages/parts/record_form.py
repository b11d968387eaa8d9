"""The form of one record: its fields in groups, what is wrong at each, and the bar that saves it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.dutch import capital
from geo.language import say
from pages.parts import (
    beginning,
    day_field,
    notice,
    person,
    record_actions,
    record_errors,
    record_fields,
    record_later,
    record_place,
    record_report,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.records import Problem, Reading, Table
    from pages.parts.record_draft import Draft


def draw(draft: Draft) -> None:
    """Draw the form of a draft, with the problems at their fields."""
    typed = draft.typed
    reading = draft.read(typed)
    problems = _shown_problems(draft, typed, reading)
    with st.container():  # also when empty: what comes and goes would make the browser draw all below it anew
        record_errors.draw(draft, problems)
    st.caption(say("Velden met * zijn verplicht. Dezelfde controles als bij een import."))
    waiting = record_later.waits(draft, typed)
    left, right = st.columns(2, gap="large")
    with left:
        for group in draft.table.groups:
            if not (group.later and waiting):
                st.subheader(say(group.title), anchor=False)
                for row in group.rows:
                    _row(draft, row, problems)
        if waiting:
            record_later.offer(draft)
    with right:
        if draft.table.placed:
            st.subheader(say("Waar"), anchor=False)
            record_place.draw(draft, typed, reading, problems)
        if not waiting:
            _in_words(draft, problems)
    _signing(draft)
    _bar(draft, typed)


def _in_words(draft: Draft, problems: defaultdict[str, list[Problem]]) -> None:
    """Draw what tells more in free words: the report, where the table has one, and the note."""
    has_report = "report" in _names(draft.table)
    st.subheader(say("Verslag en toelichting" if has_report else "Toelichting"), anchor=False)
    if has_report:
        record_report.draw(draft, problems["report"])
    _row(draft, ("note",), problems)


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _shown_problems(
    draft: Draft, typed: Mapping[str, str], reading: Reading
) -> defaultdict[str, list[Problem]]:
    """Return the problems by column; what is not filled in yet is only told once somebody tried to save."""
    name_of = {column.header: column.name for column in draft.table.columns}
    tried = record_actions.tried(draft)
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        name = name_of[problem.column]
        if tried or typed[name] or not draft.table.column(name).required:
            found[name].append(problem)
    return found


def _row(draft: Draft, names: tuple[str, ...], problems: defaultdict[str, list[Problem]]) -> None:
    for box, name in zip(record_fields.boxes([1] * len(names)), names, strict=True):
        with box:
            column = draft.table.column(name)
            options: dict[str, Any] = {"disabled": True} if name == "reference" and not draft.is_new else {}
            record_fields.draw(column, draft.key(name), problems[name], **options)


def _signing(draft: Draft) -> None:
    """Ask who saves and why; offer to close and to withdraw."""
    st.subheader(say("Opslaan"), anchor=False)
    beginning.told()
    if record_actions.waits_for_demo(draft):
        beginning.offer(say("Wat u hier invulde, blijft staan."))
        return
    who, why = st.columns(2)
    with who:
        person.ask()
        with st.container():
            if record_actions.tried(draft) and not person.known():
                notice.show("fout", say("Vul uw naam of functie in."))
    with why:
        st.text_input(
            say("Reden *" if record_actions.needs_reason(draft) else "Reden"),
            key=draft.key("why"),
            persist_state="session",
            help=say("Staat in de geschiedenis. Verplicht als het type verandert."),
        )
    if draft.is_new or draft.withdrawn:
        return
    with st.container(horizontal=True):
        if "closed_on" in _names(draft.table) and not draft.opened["closed_on"]:
            _closing(draft)
        _withdrawing(draft)


def _closing(draft: Draft) -> None:
    with st.popover(say("Afsluiten …"), icon=":material/task_alt:"):
        st.caption(say("Vult 'gesloten op' en 'resultaat' in en slaat op, samen met wat u verder wijzigde."))
        result = draft.table.column("result")
        day_field.draw(
            say("Afgesloten op"),
            value=date.today(),
            key=draft.key("closing_closed_on"),
        )
        st.selectbox(
            say("Resultaat"),
            result.vocabulary.codes if result.vocabulary else (),
            format_func=result.vocabulary.label if result.vocabulary else str,
            index=None,
            placeholder=say("Kies"),
            key=draft.key("closing_result"),
        )
        st.button(
            say("Deze activering afsluiten"),
            type="primary",
            key=draft.key("close"),
            on_click=record_actions.close,
            args=(draft,),
        )


def _withdrawing(draft: Draft) -> None:
    with st.popover(say("Intrekken …"), icon=":material/delete:"):
        st.caption(
            say(
                "{record} verdwijnt uit het beeld, maar niet uit de geschiedenis: wie het kenmerk kent, kan"
                " die weer opnemen.",
                record=capital(draft.table.noun.the),
            )
        )
        st.text_input(say("Reden van intrekken *"), key=draft.key("withdraw_why"))
        st.button(
            say("Intrekken"),
            type="primary",
            key=draft.key("withdraw"),
            on_click=record_actions.withdraw,
            args=(draft,),
        )


def _bar(draft: Draft, typed: Mapping[str, str]) -> None:
    """Draw the bar at the bottom of the screen: what is not saved, and the buttons that change that."""
    with st.bottom:
        outcome = record_actions.outcome()
        done = outcome if outcome and outcome.look == "gelukt" else None
        with st.container():
            if outcome and not done:
                notice.show(outcome.look, outcome.text)
        with st.container(horizontal=True, vertical_alignment="center", key="record_bar"):
            notice.show(*((done.look, done.text) if done else _status(draft, typed)))
            with st.container(width="content"):
                if done and done.added:
                    st.button(
                        say("Nog een {record} registreren", record=draft.table.noun.one),
                        key="record_another",
                        on_click=record_actions.begin_another,
                        args=(draft.table,),
                    )
            _buttons(draft)


def _status(draft: Draft, typed: Mapping[str, str]) -> tuple[str, str]:
    """Return whether the draft is saved: a sign and a text."""
    if draft.withdrawn:
        return "ingetrokken", draft.reference
    if draft.is_changed(typed):
        return "open", capital(draft.table.noun.new) if draft.is_new else draft.reference
    return ("leeg", say("Nog niets ingevuld")) if draft.is_new else ("gelijk", draft.reference)


def _buttons(draft: Draft) -> None:
    """Draw the buttons of the bar, always the same two and always ready.

    What is typed comes in when its field is left, thus with the very click on a button: one that only then
    came to be, moved or was let go would not get that click.
    """
    st.button(
        say("Wijzigingen ongedaan maken"),
        key=draft.key("discard"),
        on_click=record_actions.discard,
        args=(draft,),
    )
    st.button(
        say("Weer opnemen" if draft.withdrawn else "Opslaan"),
        type="primary",
        key=draft.key("save"),
        on_click=record_actions.save,
        args=(draft,),
    )

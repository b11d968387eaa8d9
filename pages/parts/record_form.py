"""The form of one record: its fields in groups, what is wrong at each, and the bar that saves it."""

from __future__ import annotations

from collections import defaultdict
from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.parts import (
    beginning,
    notice,
    person,
    record_actions,
    record_errors,
    record_fields,
    record_place,
    record_report,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from geo.records import Problem, Reading, Table
    from pages.parts.record_draft import Draft


def draw(draft: Draft) -> None:
    """Draw the form of a draft, with the problems at their fields."""
    reading = draft.read()
    problems = _shown_problems(draft, reading)
    with st.container():  # also when empty: what comes and goes would make the browser draw all below it anew
        record_errors.draw(draft, problems)
    st.caption("Velden met * zijn verplicht. Dezelfde controles als bij een import.")
    left, right = st.columns(2, gap="large")
    with left:
        for title, rows in draft.table.groups:
            st.subheader(title)
            for row in rows:
                _row(draft, row, problems)
    with right:
        if draft.table.placed:
            st.subheader("Waar")
            record_place.draw(draft, reading, problems)
        st.subheader("Verslag en toelichting" if "report" in _names(draft.table) else "Toelichting")
        if "report" in _names(draft.table):
            record_report.draw(draft, problems["report"])
        _row(draft, ("note",), problems)
    _signing(draft)
    _bar(draft)


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _shown_problems(draft: Draft, reading: Reading) -> defaultdict[str, list[Problem]]:
    """Return the problems by column; what is not filled in yet is only told once somebody tried to save."""
    name_of = {column.header: column.name for column in draft.table.columns}
    typed, tried = draft.typed, record_actions.tried(draft)
    found: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        name = name_of[problem.column]
        if tried or typed[name] or not draft.table.column(name).required:
            found[name].append(problem)
    return found


def _row(draft: Draft, names: tuple[str, ...], problems: defaultdict[str, list[Problem]]) -> None:
    # a field alone is as wide as the form; each column is a message more
    boxes: Sequence[AbstractContextManager[object]]
    boxes = st.columns(len(names)) if len(names) > 1 else [nullcontext()]
    for box, name in zip(boxes, names, strict=True):
        with box:
            column = draft.table.column(name)
            options: dict[str, Any] = {"disabled": True} if name == "reference" and not draft.is_new else {}
            if any(one.of == name for one in draft.table.follows):
                options |= {"on_change": draft.follow, "args": (name,)}
            record_fields.draw(column, draft.key(name), problems[name], **options)


def _signing(draft: Draft) -> None:
    """Ask who saves and why; offer to close and to withdraw."""
    st.subheader("Opslaan")
    beginning.told()
    if record_actions.waits_for_demo(draft):
        beginning.offer("Wat u hier invulde, blijft staan.")
        return
    who, why = st.columns(2)
    with who:
        person.ask()
        with st.container():
            if record_actions.tried(draft) and not person.known():
                notice.show("fout", "Vul uw naam of functie in.")
    with why:
        st.text_input(
            "Reden *" if record_actions.needs_reason(draft) else "Reden",
            key=draft.key("why"),
            persist_state="session",
            help="Staat in de geschiedenis. Verplicht als het type verandert.",
        )
    if draft.is_new or draft.withdrawn:
        return
    with st.container(horizontal=True):
        if "closed_on" in _names(draft.table) and not draft.opened["closed_on"]:
            _closing(draft)
        _withdrawing(draft)


def _closing(draft: Draft) -> None:
    with st.popover("Afsluiten …", icon=":material/task_alt:"):
        st.caption("Vult 'gesloten op' en 'resultaat' in en slaat op, samen met wat u verder wijzigde.")
        result = draft.table.column("result")
        st.date_input(
            "Afgesloten op", value=date.today(), format="DD-MM-YYYY", key=draft.key("closing_closed_on")
        )
        st.selectbox(
            "Resultaat",
            result.vocabulary.codes if result.vocabulary else (),
            format_func=result.vocabulary.label if result.vocabulary else str,
            index=None,
            placeholder="Kies",
            key=draft.key("closing_result"),
        )
        st.button(
            "Deze activering afsluiten",
            type="primary",
            key=draft.key("close"),
            on_click=record_actions.close,
            args=(draft,),
        )


def _withdrawing(draft: Draft) -> None:
    with st.popover("Intrekken …", icon=":material/delete:"):
        st.caption(
            f"{draft.table.noun.the.capitalize()} verdwijnt uit het beeld, maar niet uit de geschiedenis:"
            " wie het kenmerk kent, kan die weer opnemen."
        )
        st.text_input("Reden van intrekken *", key=draft.key("withdraw_why"))
        st.button(
            "Intrekken",
            type="primary",
            key=draft.key("withdraw"),
            on_click=record_actions.withdraw,
            args=(draft,),
        )


def _bar(draft: Draft) -> None:
    """Draw the bar at the bottom of the screen: what is not saved, and the buttons that change that."""
    with st.bottom:
        outcome = record_actions.outcome()
        done = outcome if outcome and outcome.look == "gelukt" else None
        with st.container():
            if outcome and not done:
                notice.show(outcome.look, outcome.text)
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container():
                notice.show(*((done.look, done.text) if done else _status(draft)))
            with st.container(width="content"):
                if done and done.added:
                    st.button(
                        f"Nog een {draft.table.noun.one} registreren",
                        key="record_another",
                        on_click=record_actions.begin_another,
                        args=(draft.table,),
                    )
            _buttons(draft)


def _status(draft: Draft) -> tuple[str, str]:
    """Return whether the draft is saved: a sign and a text."""
    if draft.withdrawn:
        return "ingetrokken", draft.reference
    if draft.changed:
        return "open", draft.table.noun.new.capitalize() if draft.is_new else draft.reference
    return ("leeg", "Nog niets ingevuld") if draft.is_new else ("gelijk", draft.reference)


def _buttons(draft: Draft) -> None:
    """Draw the buttons of the bar, always the same two and always ready.

    What is typed comes in when its field is left, thus with the very click on a button: one that only then
    came to be, moved or was let go would not get that click.
    """
    st.button(
        "Wijzigingen ongedaan maken", key=draft.key("discard"), on_click=record_actions.discard, args=(draft,)
    )
    st.button(
        "Weer opnemen" if draft.withdrawn else "Opslaan",
        type="primary",
        key=draft.key("save"),
        on_click=record_actions.save,
        args=(draft,),
    )

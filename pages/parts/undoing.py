"""Taking a change back on the history page: what would become of each record, who, why, and the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.errors import AccessError, ConflictError, StoreError
from geo.language import mark, say
from geo.records import OUTCOME_WORDS, TABLES
from geo.store import OUTCOMES, Intent
from geo.vocabulary import within
from pages.parts import moment, notice, person, viewing
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from geo.access import Desk
    from geo.store import Entry, State, Undoing

MOST_LISTED = 1000

_OPEN, _OUTCOME = "undo_open", "undo_outcome"


def offer(store: Desk, state: State, entry: Entry) -> None:
    """Offer to take a change back, or show what that would do; nothing while one looks at the past.

    Of a change that touched records of others too it is said who can.
    """
    if moment.chosen() is not None:
        return
    _outcome()
    change = entry.change
    if not entry.alone:
        told = say("Deze wijziging raakte ook records van elders. Wie landelijk werkt, kan die terugdraaien.")
        notice.show("let op", told)
        return
    if st.session_state.get(_OPEN) != change.id:
        st.button(
            say("Deze wijziging terugdraaien"),
            key=f"undo_{change.id}",
            icon=":material/undo:",
            on_click=_open,
            args=(change.id,),
        )
        return
    with st.container(border=True):
        st.markdown(say("**Wijziging {number} terugdraaien**", number=change.id))
        try:
            seen = _preview(store.actor.key, state, change.id, store)
        except (AccessError, StoreError) as error:
            notice.show("let op", str(error))
            seen = None
        if seen is not None:
            _what(seen)
        with st.container(horizontal=True):
            if seen is not None and not seen.nothing:
                st.button(
                    say("Terugdraaien: {records}", records=_records(seen.size)),
                    key="undo_confirm",
                    type="primary",
                    icon=":material/undo:",
                    on_click=_confirm,
                    args=(seen,),
                )
            st.button(say("Annuleren"), key="undo_cancel", on_click=_open, args=(None,))


def _outcome() -> None:
    """Show what came of the last undo, once."""
    found: tuple[str, str] | None = st.session_state.pop(_OUTCOME, None)
    if found:
        notice.show(*found)


@remembered(2, mark("Nagaan wat er terug kan …"))
def _preview(account: str, state: State, change: int, _store: Desk) -> Undoing:
    return _store.undoing(change)


def _what(seen: Undoing) -> None:
    """Show what would become of the records, and ask who and why."""
    with st.container(horizontal=True, gap="large"):
        for name, count in seen.counts.items():
            if count:
                st.metric(say(OUTCOME_WORDS[name]), dutch.number(count), width="content")
    _table(seen)
    if seen.nothing:
        notice.show("let op", seen.nothing)
        return
    st.caption(
        say("Er wordt niets gewist: alles krijgt een nieuwe versie, en ook het terugdraaien kan weer terug.")
    )
    left, right = st.columns(2)
    with left:
        person.ask()
    with right:
        st.text_input(
            say("Waarom"),
            key=_why(seen.change.id),
            max_chars=300,
            placeholder=say("Verkeerde lijst ingelezen"),
        )


def _table(seen: Undoing) -> None:
    """List the records, those that are left alone first."""
    rows = pd.concat(
        [frame.assign(table=dutch.capital(TABLES[name].noun.one)) for name, frame in seen.frames.items()]
    )
    rows = rows.assign(left=rows["outcome"] == "left").sort_values("left", ascending=False, kind="stable")
    shown = rows.head(MOST_LISTED)
    words = {name: say(word) for name, word in OUTCOME_WORDS.items()}
    listed = pd.DataFrame(
        {
            say("Kenmerk"): shown["reference"],
            say("Soort"): shown["table"],
            say("Wat gebeurt er"): shown["outcome"].astype("str").map(words),
        }
    )
    if shown["left"].any():
        listed[say("Later gewijzigd door nr")] = shown["by"].astype("str").where(shown["left"], "")
    st.dataframe(
        listed,
        key=f"undo_records_{seen.change.id}",
        hide_index=True,
        height="content" if len(listed) < 8 else 280,
    )
    if len(rows) > MOST_LISTED:
        st.caption(
            say(
                "De eerste {count} van {records}.",
                count=dutch.number(MOST_LISTED),
                records=_records(len(rows)),
            )
        )


def _open(change: int | None) -> None:
    """Open or close the preview of a change; a callback."""
    st.session_state[_OPEN] = change


def _confirm(seen: Undoing) -> None:
    """Take the change back as it was shown; a callback. Nothing happens without a name and a reason."""
    number, why = seen.change.id, str(st.session_state.get(_why(seen.change.id)) or "").strip()
    lacking = [
        name
        for name, given in ((say("uw naam of functie"), person.known()), (say("waarom"), why))
        if not given
    ]
    if lacking:
        text = say("Nog niet teruggedraaid. Vul in: {fields}.", fields=", ".join(lacking))
        st.session_state[_OUTCOME] = ("fout", text)
        return
    try:
        undone = viewing.store().undo(number, Intent(person.known(), why=why), seen)
    except ConflictError as error:
        text = say("Niet teruggedraaid: {fault} Hieronder staat wat er nu zou gebeuren.", fault=error)
        st.session_state[_OUTCOME] = ("fout", text)
    except (AccessError, StoreError) as error:
        st.session_state[_OUTCOME] = ("fout", say("Niet teruggedraaid: {fault}", fault=error))
    else:
        _open(None)
        text = say(
            "Wijziging {number} is teruggedraaid, als wijziging {new}: {outcome}.",
            number=number,
            new=undone.change.id,
            outcome=_told(undone.undoing),
        )
        now = viewing.store().snapshot()
        if now.mixed:
            text = f"{text} {say('Let op: {share}.', share=now.share)}"
        st.session_state[_OUTCOME] = ("gelukt", text)


def _told(undoing: Undoing) -> str:
    counts = undoing.counts
    return ", ".join(
        f"{dutch.number(counts[name])} {within(say(OUTCOME_WORDS[name]))}"
        for name in OUTCOMES
        if counts[name]
    )


def _records(count: int) -> str:
    return dutch.counted(count, "record", "records")


def _why(change: int) -> str:
    return f"undo_why_{change}"

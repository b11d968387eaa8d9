"""Taking a change back on the history page: what would become of each record, who, why, and the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.errors import ConflictError, StoreError
from geo.language import mark
from geo.records import OUTCOME_WORDS, TABLES
from geo.store import OUTCOMES, Intent, current_store
from pages.parts import moment, notice, person
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from geo.store import Change, State, Store, Undoing

MOST_LISTED = 1000

_OPEN, _OUTCOME = "undo_open", "undo_outcome"


def offer(store: Store, state: State, change: Change) -> None:
    """Offer to take a change back, or show what that would do; nothing while one looks at the past."""
    if moment.chosen() is not None:
        return
    _outcome()
    if st.session_state.get(_OPEN) != change.id:
        st.button(
            "Deze wijziging terugdraaien",
            key=f"undo_{change.id}",
            icon=":material/undo:",
            on_click=_open,
            args=(change.id,),
        )
        return
    with st.container(border=True):
        st.markdown(f"**Wijziging {change.id} terugdraaien**")
        try:
            seen = _preview(state, change.id, store)
        except StoreError as error:
            notice.show("let op", str(error))
            seen = None
        if seen is not None:
            _what(seen)
        with st.container(horizontal=True):
            if seen is not None and not seen.nothing:
                st.button(
                    f"Terugdraaien: {_records(seen.size)}",
                    key="undo_confirm",
                    type="primary",
                    icon=":material/undo:",
                    on_click=_confirm,
                    args=(seen,),
                )
            st.button("Annuleren", key="undo_cancel", on_click=_open, args=(None,))


def _outcome() -> None:
    """Show what came of the last undo, once."""
    found: tuple[str, str] | None = st.session_state.pop(_OUTCOME, None)
    if found:
        notice.show(*found)


@remembered(2, mark("Nagaan wat er terug kan …"))
def _preview(state: State, change: int, _store: Store) -> Undoing:
    return _store.undoing(change)


def _what(seen: Undoing) -> None:
    """Show what would become of the records, and ask who and why."""
    with st.container(horizontal=True, gap="large"):
        for name, count in seen.counts.items():
            if count:
                st.metric(OUTCOME_WORDS[name], dutch.number(count), width="content")
    _table(seen)
    if seen.nothing:
        notice.show("let op", seen.nothing)
        return
    st.caption(
        "Er wordt niets gewist: alles krijgt een nieuwe versie, en ook het terugdraaien kan weer terug."
    )
    left, right = st.columns(2)
    with left:
        person.ask()
    with right:
        st.text_input(
            "Waarom", key=_why(seen.change.id), max_chars=300, placeholder="Verkeerde lijst ingelezen"
        )


def _table(seen: Undoing) -> None:
    """List the records, those that are left alone first."""
    rows = pd.concat(
        [frame.assign(table=TABLES[name].noun.one.capitalize()) for name, frame in seen.frames.items()]
    )
    rows = rows.assign(left=rows["outcome"] == "left").sort_values("left", ascending=False, kind="stable")
    shown = rows.head(MOST_LISTED)
    listed = pd.DataFrame(
        {
            "Kenmerk": shown["reference"],
            "Soort": shown["table"],
            "Wat gebeurt er": shown["outcome"].astype("str").map(OUTCOME_WORDS),
        }
    )
    if shown["left"].any():
        listed["Later gewijzigd door nr"] = shown["by"].astype("str").where(shown["left"], "")
    st.dataframe(
        listed,
        key=f"undo_records_{seen.change.id}",
        hide_index=True,
        height="content" if len(listed) < 8 else 280,
    )
    if len(rows) > MOST_LISTED:
        st.caption(f"De eerste {dutch.number(MOST_LISTED)} van {_records(len(rows))}.")


def _open(change: int | None) -> None:
    """Open or close the preview of a change; a callback."""
    st.session_state[_OPEN] = change


def _confirm(seen: Undoing) -> None:
    """Take the change back as it was shown; a callback. Nothing happens without a name and a reason."""
    number, why = seen.change.id, str(st.session_state.get(_why(seen.change.id)) or "").strip()
    lacking = [name for name, given in (("uw naam of functie", person.known()), ("waarom", why)) if not given]
    if lacking:
        st.session_state[_OUTCOME] = ("fout", f"Nog niet teruggedraaid. Vul in: {', '.join(lacking)}.")
        return
    try:
        undone = current_store().undo(number, Intent(person.known(), why=why), seen)
    except ConflictError as error:
        text = f"Niet teruggedraaid: {error} Hieronder staat wat er nu zou gebeuren."
        st.session_state[_OUTCOME] = ("fout", text)
    except StoreError as error:
        st.session_state[_OUTCOME] = ("fout", f"Niet teruggedraaid: {error}")
    else:
        _open(None)
        text = (
            f"Wijziging {number} is teruggedraaid, als wijziging {undone.change.id}: {_told(undone.undoing)}."
        )
        now = current_store().snapshot()
        st.session_state[_OUTCOME] = ("gelukt", f"{text} Let op: {now.share}." if now.mixed else text)


def _told(undoing: Undoing) -> str:
    counts = undoing.counts
    return ", ".join(
        f"{dutch.number(counts[name])} {OUTCOME_WORDS[name].lower()}" for name in OUTCOMES if counts[name]
    )


def _records(count: int) -> str:
    return f"{dutch.number(count)} {'record' if count == 1 else 'records'}"


def _why(change: int) -> str:
    return f"undo_why_{change}"

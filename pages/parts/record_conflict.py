"""Somebody else changed the record while it was being edited: what, and the choice what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch, store
from geo.records import worded
from pages.parts import record_actions

if TYPE_CHECKING:
    from geo.store import Difference, Held
    from pages.parts.record_draft import Draft


def draw(draft: Draft, now: Held) -> None:
    """Show field by field what the other changed beside what was typed, and let the user decide."""
    with st.container(border=True):
        st.markdown(
            ":orange-badge[:material/group: Intussen gewijzigd]"
            f" **Iemand anders heeft {draft.table.noun.this} gewijzigd**"
        )
        st.text(_who(draft, now))
        reading = draft.read()
        if not reading.usable.all():
            _only_theirs(draft)
            return
        mine = store.stored_values(reading.frame, draft.table)
        found = store.differences(draft.before, now.values, mine, draft.table)
        if found:
            st.dataframe(_table(found), hide_index=True)
        st.caption(
            "Uw andere wijzigingen blijven staan. Waar u beiden iets wijzigde (⚠), wint bij 'Mijn"
            " wijzigingen toevoegen' uw waarde; die van de ander blijft in de geschiedenis."
        )
        with st.container(horizontal=True):
            st.button(
                "Hun versie overnemen",
                key=draft.key("take_theirs"),
                on_click=record_actions.discard,
                args=(draft,),
                help=f"Wat u invulde, vervalt; het formulier toont {draft.table.noun.the} van nu.",
            )
            st.button(
                "Mijn wijzigingen toevoegen",
                type="primary",
                key=draft.key("save_on_top"),
                on_click=record_actions.save_on_top,
                args=(draft, now),
                help="Hun versie, met daarop wat u wijzigde.",
            )


def _only_theirs(draft: Draft) -> None:
    st.caption("Verbeter eerst de fouten in het formulier, of neem hun versie.")
    st.button(
        "Hun versie overnemen", key=draft.key("take_theirs"), on_click=record_actions.discard, args=(draft,)
    )


def _who(draft: Draft, now: Held) -> str:
    done = "trok het in" if now.withdrawn else "bewaarde een nieuwe versie"
    why = f" Reden: {now.change.why}" if now.change.why else ""
    return (
        f"{now.change.who} {done} op {dutch.moment(now.change.at)} (versie {now.version}; u begon met versie "
        f"{draft.version}). Er is niets overschreven: kies wat ermee moet gebeuren.{why}"
    )


def _table(found: list[Difference]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Veld": each.column.header,
                "Toen u begon": worded(each.column, each.before),
                "Nu (van de ander)": worded(each.column, each.theirs),
                "Bij u": worded(each.column, each.mine),
                "Resultaat": worded(each.column, each.merged) + (" ⚠" if each.clashes else ""),
            }
            for each in found
        ]
    )

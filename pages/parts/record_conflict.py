"""Somebody else changed the record while it was being edited: what, and the choice what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch, store
from geo.language import say
from geo.records import worded
from geo.vocabulary import within
from pages.parts import record_actions

if TYPE_CHECKING:
    from geo.store import Difference, Held
    from pages.parts.record_draft import Draft


def draw(draft: Draft, now: Held) -> None:
    """Show field by field what the other changed beside what was typed, and let the user decide."""
    with st.container(border=True):
        told = say("Iemand anders heeft {record} gewijzigd", record=draft.table.noun.this)
        st.markdown(f":orange-badge[:material/group: {say('Intussen gewijzigd')}] **{told}**")
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
            say(
                "Uw andere wijzigingen blijven staan. Waar u beiden iets wijzigde (⚠), wint bij 'Mijn"
                " wijzigingen toevoegen' uw waarde; die van de ander blijft in de geschiedenis."
            )
        )
        with st.container(horizontal=True):
            st.button(
                say("Hun versie overnemen"),
                key=draft.key("take_theirs"),
                on_click=record_actions.discard,
                args=(draft,),
                help=say(
                    "Wat u invulde, vervalt; het formulier toont {record} van nu.",
                    record=draft.table.noun.the,
                ),
            )
            st.button(
                say("Mijn wijzigingen toevoegen"),
                type="primary",
                key=draft.key("save_on_top"),
                on_click=record_actions.save_on_top,
                args=(draft, now),
                help=say("Hun versie, met daarop wat u wijzigde."),
            )


def _only_theirs(draft: Draft) -> None:
    st.caption(say("Verbeter eerst de fouten in het formulier, of neem hun versie."))
    st.button(
        say("Hun versie overnemen"),
        key=draft.key("take_theirs"),
        on_click=record_actions.discard,
        args=(draft,),
    )


def _who(draft: Draft, now: Held) -> str:
    told = say(
        "{who} trok het in op {moment} (versie {version}; u begon met versie {begun}). Er is niets"
        " overschreven: kies wat ermee moet gebeuren."
        if now.withdrawn
        else "{who} bewaarde een nieuwe versie op {moment} (versie {version}; u begon met versie {begun}). Er"
        " is niets overschreven: kies wat ermee moet gebeuren.",
        who=now.change.who,
        moment=dutch.moment(now.change.at),
        version=now.version,
        begun=draft.version,
    )
    return f"{told} {say('Reden: {why}', why=now.change.why)}" if now.change.why else told


def _table(found: list[Difference]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                say("Veld"): within(each.column.label),
                say("Toen u begon"): worded(each.column, each.before),
                say("Nu (van de ander)"): worded(each.column, each.theirs),
                say("Bij u"): worded(each.column, each.mine),
                say("Resultaat"): worded(each.column, each.merged) + (" ⚠" if each.clashes else ""),
            }
            for each in found
        ]
    )

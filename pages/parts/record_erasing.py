"""A record emptied for good: the offer to do it, and what is shown of one that was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.language import say
from pages.parts import notice, record_actions, record_history

if TYPE_CHECKING:
    from geo.records import Table
    from geo.store import Revision
    from pages.parts.record_draft import Draft


def offer(draft: Draft) -> None:
    """Offer to empty the record; below everything else, since there is no way back."""
    with st.popover(say("Voorgoed legen …"), icon=":material/delete:"):
        st.caption(
            say(
                "Voor iemands recht om vergeten te worden. Teksten, plaats, punt en verslag verdwijnen uit "
                "alle versies; wat het record telt blijft, zodat elk totaal gelijk blijft. Dit kan niet "
                "terug. Reservekopieën van hiervoor bevatten de gegevens nog."
            )
        )
        st.text_input(say("Reden van legen *"), key=draft.key("erase_why"))
        st.button(
            say("Voorgoed legen"),
            type="primary",
            key=draft.key("erase"),
            on_click=record_actions.erase,
            args=(draft,),
        )


def is_done(revisions: list[Revision]) -> bool:
    """Whether a record was emptied; nobody edits it any more."""
    return any(one.change.action == "erase" for one in revisions)


def told(table: Table, revisions: list[Revision]) -> None:
    """Show that a record was emptied, by whom and why, and what is left of its history."""
    change = next(one.change for one in reversed(revisions) if one.change.action == "erase")
    when = dutch.moment(change.at)
    notice.show("geleegd", say("Op {moment} door {who}: {why}", moment=when, who=change.who, why=change.why))
    st.caption(
        say("Wat dit record telt, telt nog mee. De rest is er niet meer, ook niet in eerdere versies.")
    )
    st.subheader(say("Geschiedenis"), anchor=False)
    record_history.draw(table, revisions)

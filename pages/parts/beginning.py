"""From trying out to working: real records never stand beside fictional ones, so the demo goes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch, store
from geo.errors import PictureError
from geo.language import mark, say
from geo.store import Intent
from pages.parts import notice, person, viewing

if TYPE_CHECKING:
    from geo.store import Snapshot

REMOVE = mark("Verwijder de demogegevens en begin")
FIRST = mark(
    "Er staan nog fictieve demogegevens in het beeld. Kies eerst 'Verwijder de demogegevens en begin'."
)
_OUTCOME = "demo_removed"


def stands() -> bool:
    """Whether fictional records stand in the picture of now."""
    return viewing.snapshot().demo


def badge(snapshot: Snapshot) -> str:
    """Return the badge that says what is fictional, as Markdown; "" when nothing is."""
    if not snapshot.demo:
        return ""
    words = snapshot.share if snapshot.mixed else say("Fictieve demogegevens")
    return f":orange-badge[:material/science: {words}]"


def offer(kept: str) -> None:
    """Offer to take the demo out; ``kept`` says what is not lost by that. Asks the name itself."""
    now = viewing.snapshot()
    count = sum(now.fictional.values())
    text = say(
        "Echte gegevens horen niet naast verzonnen gegevens. Verwijder daarom eerst de {count} fictieve"
        " registraties: ze verdwijnen uit het beeld en blijven in de geschiedenis.",
        count=dutch.number(count),
    )
    st.markdown(f"{text} {kept}")
    if not viewing.may("empty"):
        st.markdown(say("Vraag wie landelijk werkt dit te doen; tot dan wordt hier niets opgeslagen."))
        return
    person.ask()
    st.button(say(REMOVE), type="primary", icon=":material/science_off:", key="remove_demo", on_click=_remove)


def told() -> None:
    """Say once what came of it."""
    if outcome := st.session_state.pop(_OUTCOME, None):
        notice.show(*outcome)


def _remove() -> None:
    """Take the demo out with the name that is filled in by now; a second click finds nothing to do."""
    if not person.known():
        st.session_state[_OUTCOME] = ("fout", say("Vul eerst uw naam of functie in. Er is niets verwijderd."))
        return
    try:
        written = viewing.store().remove_demo(Intent(person.known(), "withdraw", store.REMOVED))
    except PictureError as error:
        text = say("De demogegevens zijn niet verwijderd: {error}", error=error)
        st.session_state[_OUTCOME] = ("fout", text)
        return
    if written.change:
        st.session_state[_OUTCOME] = ("klaar", say("De demogegevens zijn verwijderd. U kunt beginnen."))

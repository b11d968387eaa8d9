"""From trying out to working: real records never stand beside fictional ones, so the demo goes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch, store
from geo.errors import PictureError
from geo.store import Intent
from pages.parts import notice, person

if TYPE_CHECKING:
    from geo.store import Snapshot

REMOVE = "Verwijder de demogegevens en begin"
FIRST = f"Er staan nog fictieve demogegevens in het beeld. Kies eerst '{REMOVE}'."
_OUTCOME = "demo_removed"


def stands() -> bool:
    """Whether fictional records stand in the picture of now."""
    return store.current_snapshot().demo


def badge(snapshot: Snapshot) -> str:
    """Return the badge that says what is fictional, as Markdown; "" when nothing is."""
    if not snapshot.demo:
        return ""
    words = snapshot.share if snapshot.mixed else "Fictieve demogegevens"
    return f":orange-badge[:material/science: {words}]"


def offer(kept: str) -> None:
    """Offer to take the demo out; ``kept`` says what is not lost by that. Asks the name itself."""
    now = store.current_snapshot()
    count = sum(now.fictional.values())
    st.markdown(
        "Echte gegevens horen niet naast verzonnen gegevens. Verwijder daarom eerst de"
        f" {dutch.number(count)} fictieve registraties: ze verdwijnen uit het beeld en blijven in de"
        f" geschiedenis. {kept}"
    )
    person.ask()
    st.button(REMOVE, type="primary", icon=":material/science_off:", key="remove_demo", on_click=_remove)


def told() -> None:
    """Say once what came of it."""
    if outcome := st.session_state.pop(_OUTCOME, None):
        notice.show(*outcome)


def _remove() -> None:
    """Take the demo out with the name that is filled in by now; a second click finds nothing to do."""
    if not person.known():
        st.session_state[_OUTCOME] = ("fout", "Vul eerst uw naam of functie in. Er is niets verwijderd.")
        return
    try:
        written = store.current_store().remove_demo(Intent(person.known(), "withdraw", store.REMOVED))
    except PictureError as error:
        st.session_state[_OUTCOME] = ("fout", f"De demogegevens zijn niet verwijderd: {error}")
        return
    if written.change:
        st.session_state[_OUTCOME] = ("klaar", "De demogegevens zijn verwijderd. U kunt beginnen.")

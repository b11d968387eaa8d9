"""One button to take the picture along: a link that shows the same figures later, and a file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.records import ACTIVATIONS
from pages.parts import downloads, link, moment, view

if TYPE_CHECKING:
    from datetime import datetime

    from geo.picture import Selection
    from geo.store import Snapshot

FIXED, MOVING = "vast", "nieuwste"
KINDS = {FIXED: "Deze stand", MOVING: "Altijd de nieuwste stand"}
_KIND = "share_kind"


def button(snapshot: Snapshot, selection: Selection) -> None:
    """Offer the link to this very picture, and its records as a file."""
    with st.popover("Deel of bewaar", icon=":material/ios_share:", key="share", on_change="rerun") as opened:
        if opened.open:
            _link(snapshot, selection)
            st.markdown("**Bestand**")
            downloads.offer(snapshot, selection, ACTIVATIONS.name, "xlsx", "Download Excel")
            st.caption("Andere inhoud en andere bestandstypen: Gegevens, Exporteren.")


def _link(snapshot: Snapshot, selection: Selection) -> None:
    st.markdown("**Link**")
    st.session_state.setdefault(_KIND, FIXED)
    kind = st.segmented_control(
        "De link toont", list(KINDS), format_func=KINDS.__getitem__, key=_KIND, required=True
    )
    query = {**link.here(selection), **view.here()}
    if kind == FIXED and snapshot.version:
        query = {**query, "v": ["1"], moment.NAME: [dutch.moment_text(fixed(snapshot.as_of))]}
        st.caption("Wie deze link opent, ziet nu en later dezelfde cijfers.")
    else:
        query.pop(moment.NAME, None)
        st.caption("Wie deze link opent, ziet dezelfde filters met de cijfers van dat moment.")
    st.code(link.absolute(query), language=None, wrap_lines=True)


def fixed(as_of: datetime) -> datetime:
    """Return the first whole minute at which the last change was made: a link tells no seconds."""
    whole = as_of.replace(second=0, microsecond=0)
    return whole if whole == as_of else whole + timedelta(minutes=1)

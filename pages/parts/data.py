"""The records a page may show, and what it says when there are none to be had."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.errors import PictureError
from geo.store import current_snapshot, current_store
from pages.parts import beginning, link, moment

if TYPE_CHECKING:
    from datetime import datetime

    from geo.picture import Tally
    from geo.store import Snapshot, State, Store

_log = logging.getLogger(__name__)


def require() -> None:
    """Stop the page with a message while the records cannot be read; the next run tries again."""
    try:
        snapshot()
    except PictureError as error:
        _log.warning("Het beeld is niet beschikbaar: %s", error.with_notes())
        st.error(
            "**Het beeld is nu niet beschikbaar.** De gegevens zijn niet verloren.",
            icon=":material/cloud_off:",
        )
        st.text(str(error))
        st.button("Probeer opnieuw", key="retry")
        link.forget()  # widgets that are not drawn lose their values; the address keeps them
        st.stop()


def snapshot() -> Snapshot:
    """Return the records as they stand now, or as they stood at the moment that was chosen."""
    chosen = moment.chosen()
    return current_snapshot() if chosen is None else _stood_at(chosen)


def first_moment() -> datetime | None:
    """Return the moment of the first record, when nothing was recorded yet at the moment one looks at."""
    return None if snapshot().version else current_store().first_moment()


def _stood_at(chosen: datetime) -> Snapshot:
    """Return the picture that was shown at a moment: that of the last change made by then."""
    store, now = current_store(), current_snapshot()
    state = store.state_at(chosen)
    return now if state.version == now.version else _past(state, store, chosen)


@st.cache_resource(max_entries=8, show_spinner="De stand van toen wordt opgehaald …")
def _past(state: State, _store: Store, _moment: datetime) -> Snapshot:
    return _store.snapshot(_moment)


def status_line(snapshot: Snapshot, counted: Tally) -> None:
    """Say what one looks at: which period, when it last changed, and that demo records are fictional."""
    parts = [f"Laatst gewijzigd {dutch.moment(snapshot.as_of)}"] if snapshot.version else []
    if counted.data_first and counted.data_last:
        parts.insert(0, f"Activeringen {dutch.day(counted.data_first)} – {dutch.day(counted.data_last)}")
    if snapshot.demo:
        parts.insert(0, beginning.badge(snapshot))
    st.markdown(" · ".join(parts))

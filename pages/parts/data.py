"""The records a page may show, and what it says when there are none to be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import current
from geo.errors import PictureError
from pages.parts import dutch

if TYPE_CHECKING:
    from geo.picture import Tally
    from geo.snapshot import Snapshot

DEMO = ":orange-badge[:material/science: Fictieve gegevens: alles is verzonnen]"


def require() -> None:
    """Stop the page with a message while the records cannot be read; the next run tries again."""
    try:
        current.snapshot()
    except PictureError as error:
        st.error(
            "**Het beeld is nu niet beschikbaar.** De gegevens zijn niet verloren.",
            icon=":material/cloud_off:",
        )
        st.text(str(error))
        st.button("Probeer opnieuw", key="retry")
        st.stop()


def snapshot() -> Snapshot:
    """Return the records as they stand now."""
    return current.snapshot()


def key(snapshot: Snapshot) -> tuple[object, ...]:
    """Return the small value that stands for a snapshot in the key of a cache."""
    return snapshot.version, snapshot.as_of


def status_line(snapshot: Snapshot, counted: Tally) -> None:
    """Say what one looks at: which period, as of when, and that demo records are fictional."""
    parts = [f"Stand van {dutch.moment(snapshot.as_of)}"]
    if counted.data_first and counted.data_last:
        parts.insert(0, f"Activeringen {dutch.day(counted.data_first)} – {dutch.day(counted.data_last)}")
    if snapshot.demo:
        parts.insert(0, DEMO)
    st.markdown(" · ".join(parts))

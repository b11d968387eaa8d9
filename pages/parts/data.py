"""The records a page may show, and what it says when there are none to be had."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.access import first_moment as first_moment_kept
from geo.access import state_at
from geo.errors import PictureError
from geo.language import mark, say
from geo.picture import Selection, per_week, take_tally
from pages.parts import beginning, link, moment, viewing
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from geo.store import Snapshot, State

_log = logging.getLogger(__name__)
_in_this_run: ContextVar[Snapshot | None] = ContextVar("snapshot", default=None)


@contextmanager
def required() -> Iterator[None]:
    """Let all that is drawn within look at the same records, which are asked for once.

    While they cannot be read the page stops with a message; the next run tries again.
    """
    with available():
        found = snapshot()
    here = _in_this_run.set(found)
    try:
        yield
    finally:
        _in_this_run.reset(here)


@contextmanager
def available() -> Iterator[None]:
    """Stop the page with a message when what is asked for within cannot be read; the next run tries again."""
    try:
        yield
    except PictureError as error:
        _log.warning("Het beeld is niet beschikbaar: %s", error.with_notes())
        st.error(
            say("**Het beeld is nu niet beschikbaar.** De gegevens zijn niet verloren."),
            icon=":material/cloud_off:",
        )
        st.text(str(error))
        st.button(say("Probeer opnieuw"), key="retry")
        link.forget()  # widgets that are not drawn lose their values; the address keeps them
        st.stop()


def in_whole_page() -> bool:
    """Whether the whole page runs, which has asked whose session it is; False when a part runs by itself."""
    return _in_this_run.get() is not None


def snapshot() -> Snapshot:
    """Return the records as they stand now, or as they stood at the moment that was chosen."""
    if found := _in_this_run.get():
        return found
    chosen = moment.chosen()
    return viewing.snapshot() if chosen is None else stood_at(chosen)


def first_moment() -> datetime | None:
    """Return the moment of the first record, when nothing was recorded yet at the moment one looks at."""
    return None if snapshot().version else first_moment_kept()


def stood_at(chosen: datetime) -> Snapshot:
    """Return the picture that was shown at a moment: that of the last change made by then."""
    now, state = viewing.snapshot(), state_at(chosen)
    return now if state.version == now.version else _past(state, viewing.viewer().key, chosen)


@remembered(8, mark("De stand van toen wordt opgehaald …"))
def _past(state: State, viewer: str, _moment: datetime) -> Snapshot:
    return viewing.snapshot(_moment)


def last_day(snapshot: Snapshot) -> date | None:
    """Return the last day on which there was an activation, None without any."""
    last = snapshot.activations["activated_on"].max()
    return None if pd.isna(last) else last.date()


def most_in_a_week(snapshot: Snapshot, regions: tuple[str, ...] = ()) -> int:
    """Return the highest number of activations in a week of all data: the top of every axis by week.

    With ``regions`` it is that of all data of these.
    """
    return _most_in_a_week(snapshot, snapshot.state, regions)


@remembered(32)
def _most_in_a_week(_snapshot: Snapshot, key: tuple[object, ...], regions: tuple[str, ...]) -> int:
    counted = take_tally(_snapshot.activations, _snapshot.homes, Selection(regions=regions))
    return int(per_week(counted)["total"].max()) if counted.activations.total else 1


def status_line(snapshot: Snapshot, unusual: str = "") -> None:
    """Say what is unusual, when the records last changed, and that demo records are fictional."""
    parts = [unusual] if unusual else []
    parts += (
        [say("Laatst gewijzigd {moment}", moment=dutch.moment(snapshot.as_of))] if snapshot.version else []
    )
    if snapshot.demo:
        parts.insert(0, beginning.badge(snapshot))
    st.markdown(" · ".join(parts))

"""What a meeting makes, for as long as the session lasts: a sketch on the map, and action points.

Saved views keep it as text (``sketch``, ``points``) and bring it back (``seed``). The map tells what is drawn
on it (``hear``); nothing of that is trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import SketchError
from geo.picture import ActionPoint, Sketch, next_number, points_text, read_place, read_points, read_sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

_SKETCH, _POINTS, _EDIT, _REFUSED = "meeting_sketch", "meeting_points", "meeting_edit", "meeting_refused"
_PLACING, _PLACE = "meeting_placing", "meeting_place"
_LONGEST_EDIT = 40


def drawn() -> Sketch:
    """Return the sketch."""
    found: Sketch = st.session_state.get(_SKETCH) or Sketch()
    return found


def raised() -> tuple[ActionPoint, ...]:
    """Return the action points, by number."""
    found: tuple[ActionPoint, ...] = st.session_state.get(_POINTS) or ()
    return found


def sketch() -> str:
    """Return the sketch as GeoJSON; "" when nothing was drawn."""
    return drawn().text


def points() -> str:
    """Return the action points as JSON; "" without any."""
    return points_text(raised())


def seed(sketch: str, points: str) -> None:
    """Take over a sketch and action points that were kept, in place of those of this session.

    SketchError when one of the texts is none; then nothing is taken over.
    """
    drawing, listed = read_sketch(sketch), read_points(points)
    st.session_state[_SKETCH], st.session_state[_POINTS] = drawing, listed
    stop_placing()


def keep(points: Sequence[ActionPoint]) -> None:
    """Take over a list of action points; SketchError when one of them cannot be."""
    st.session_state[_POINTS] = read_points(points_text(points))


# what the map tells


def hear(told: object) -> None:
    """Take over what the map tells: the sketch as it now is, or the place of an action point; a callback.

    What cannot be taken over is told by ``refusal``, and the map gets back what was there.
    """
    if not isinstance(told, Mapping):
        return
    st.session_state[_EDIT] = str(told.get("edit", ""))[:_LONGEST_EDIT]
    try:
        if isinstance(text := told.get("sketch"), str):
            st.session_state[_SKETCH] = read_sketch(text)
        elif placing():
            st.session_state[_PLACE] = read_place(told.get("place"))
    except SketchError as error:
        st.session_state[_REFUSED] = str(error)


def edit() -> str:
    """Return what the map called the last change that it told."""
    return str(st.session_state.get(_EDIT, ""))


def refusal() -> str:
    """Return once why the last change was not taken over; "" when it was."""
    return str(st.session_state.pop(_REFUSED, ""))


# the place of an action point


def placing() -> int:
    """Return the number of the point whose place is the next click on the map; 0 for none."""
    return int(st.session_state.get(_PLACING, 0))


def place_of(number: int) -> tuple[float, float] | None:
    """Return where a point is, or where it was just put."""
    if number == placing() and (put := st.session_state.get(_PLACE)):
        found: tuple[float, float] = put
        return found
    return next((point.place for point in raised() if point.number == number), None)


def start_placing(number: int) -> None:
    """Let the next click on the map be the place of a point."""
    if number != placing():
        st.session_state[_PLACING] = number
        st.session_state.pop(_PLACE, None)


def stop_placing() -> None:
    """Let clicks on the map be clicks again; a place that was not kept is forgotten."""
    st.session_state.pop(_PLACING, None)
    st.session_state.pop(_PLACE, None)


def on_map() -> tuple[ActionPoint, ...]:
    """Return the points with the places they have on the map now, a new one that was just put included."""
    listed = raised()
    number = placing()
    if not (number and place_of(number)):
        return listed
    known = {point.number: point for point in (*listed, ActionPoint(next_number(listed), ""))}
    return tuple(
        replace(point, place=place_of(point.number))
        for point in known.values()
        if point.text or point.number == number
    )

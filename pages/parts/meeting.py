"""What a meeting makes, for as long as the session lasts: a sketch on the map, and action points.

Saved views keep it as text (``sketch``, ``points``) and bring it back (``seed``).
"""

from __future__ import annotations

import streamlit as st

from geo.picture import ActionPoint, Sketch, points_text, read_points, read_sketch

_SKETCH, _POINTS = "meeting_sketch", "meeting_points"


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

"""What a meeting drew and agreed, as tables of a pack, and as its map shows and lists it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo import dutch
from geo.access import PUBLIC
from geo.exports import of_action_points, of_sketch
from geo.language import say
from geo.picture import Sketch, read_points, read_sketch
from geo.vocabulary import SHAPES

if TYPE_CHECKING:
    from geo.access import Viewer
    from geo.drawings import Facts
    from geo.exports import Colophon
    from geo.files import Content
    from geo.picture import ActionPoint

DRAWN, AGREED = "sketch", "agreed"
"""The two of them, as the page calls its layers."""


@dataclass(frozen=True)
class Meeting:
    """What was drawn on the map, and what was agreed."""

    sketch: Sketch
    points: tuple[ActionPoint, ...]


def read_meeting(viewer: Viewer, sketch: str, points: str) -> Meeting:
    """Return what the texts of a saved view say; SketchError when they cannot be read.

    The public gets nothing of it, as on the screen: it is told counts by region alone.
    """
    if viewer.audience == PUBLIC:
        return Meeting(Sketch(), ())
    return Meeting(read_sketch(sketch), read_points(points))


def tables_of(meeting: Meeting, facts: Facts) -> dict[str, tuple[Content, Colophon]]:
    """Return a table of each that there is, with what a file says of it."""
    made = {}
    if meeting.sketch.shapes:
        made[DRAWN] = of_sketch(meeting.sketch)
    if meeting.points:
        made[AGREED] = of_action_points(meeting.points)
    return {
        name: (content, replace(facts.colophon(content.name), rows=len(content)))
        for name, content in made.items()
    }


def layers_of(meeting: Meeting) -> list[tuple[str, str]]:
    """Return what lies on the map: by name of a layer what it is called."""
    there = (
        (DRAWN, say("Schets"), meeting.sketch.shapes),
        (AGREED, say("Actiepunten"), [point for point in meeting.points if point.place]),
    )
    return [(name, title) for name, title, some in there if some]


def value_of(meeting: Meeting) -> dict[str, Any]:
    """Return what the script draws and lists, in plain values."""
    agreed = [(str(point.number), _told(point)) for point in meeting.points]
    written = [(SHAPES.label(shape.kind), shape.text) for shape in meeting.sketch.shapes if shape.text]
    lists = ((say("Actiepunten"), agreed), (say("Op de kaart geschreven"), written))
    return {
        "shapes": meeting.sketch.value["features"],
        "points": [[point.number, *point.place, _told(point)] for point in meeting.points if point.place],
        "lists": [{"title": title, "lines": lines} for title, lines in lists if lines],
    }


def _told(point: ActionPoint) -> str:
    due = point.due.strftime(dutch.figures_pattern()) if point.due else ""
    return " · ".join(filter(None, (point.text, point.owner, due)))

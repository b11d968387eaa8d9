"""What a meeting drew on the map and the places of its action points, and the tools to go on drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.language import say
from geo.picture import LONGEST_NOTE
from geo.vocabulary import SHAPES

if TYPE_CHECKING:
    from geo.picture import ActionPoint, Sketch


@dataclass(frozen=True)
class SketchLayer:
    """A sketch as the browser draws it; with ``tools`` one can go on drawing.

    ``points`` are the action points, those without a place included. ``edit`` is what the browser called the
    last change that it told and that is in the sketch. ``placing`` is the number of the action point whose
    place is the next click on the map; 0 for none.
    """

    sketch: Sketch
    points: tuple[ActionPoint, ...] = ()
    tools: bool = False
    edit: str = ""
    placing: int = 0

    @property
    def value(self) -> dict[str, Any]:
        """The layer as the browser gets it."""
        return {
            "shapes": self.sketch.value["features"],
            "points": [[point.number, *point.place, point.text] for point in self.points if point.place],
            "tools": _words() if self.tools else None,
            "edit": self.edit,
            "placing": self.placing,
        }


def _words() -> dict[str, Any]:
    """Return the words of the tools, in the language of the reader, and how long a note may be."""
    return {
        "title": say("Tekenen op de kaart"),
        "kinds": {term.code: term.label for term in SHAPES.terms},
        "change": say("Aanpassen"),
        "undo": say("Ongedaan maken"),
        "text": say("Tekst op de kaart"),
        "keep": say("Bewaar"),
        "remove": say("Verwijder"),
        "cancel": say("Annuleren"),
        "longest": LONGEST_NOTE,
    }

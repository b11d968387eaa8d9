"""A sketch: what people draw and write on the map in a meeting, checked, and as GeoJSON."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from geo import dutch
from geo.errors import SketchError
from geo.language import mark, say
from geo.plain_text import printable, quote

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_SHAPES, MOST_VERTICES, LONGEST_NOTE = 200, 20_000, 200
MOST_CHARACTERS = 2_000_000
"""Of the text of a sketch: far more than one within the other limits has."""

DECIMALS = 5
"""Of the degrees that are kept: about a metre."""

MOST_NORTH = 85.0
"""Degrees of latitude that the map reaches."""

Place = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One thing on the map: its kind (``vocabulary.SHAPES``), longitudes and latitudes in EPSG:4326, a text.

    ``places`` is one place for a point and a note, two or more for a line, and the outline of an area, whose
    last place is the first again. ``text`` is plain, on one line, and only a note has to have one.
    """

    kind: str
    places: tuple[Place, ...]
    text: str = ""

    @property
    def geometry(self) -> dict[str, Any]:
        """The geometry, in the words of GeoJSON."""
        name, wrap = _GEOMETRIES[self.kind]
        return {"type": name, "coordinates": wrap(self.places)}


@dataclass(frozen=True)
class Sketch:
    """All that was drawn and written; ``text`` is a FeatureCollection of GeoJSON, "" without any shape."""

    shapes: tuple[Shape, ...] = ()

    @cached_property
    def value(self) -> dict[str, Any]:
        """The sketch as GeoJSON, in plain values."""
        features = [
            {
                "type": "Feature",
                "properties": {"kind": shape.kind, "text": shape.text},
                "geometry": shape.geometry,
            }
            for shape in self.shapes
        ]
        return {"type": "FeatureCollection", "features": features}

    @cached_property
    def text(self) -> str:
        """What is kept of it, and what ``read_sketch`` reads."""
        return json.dumps(self.value, ensure_ascii=False, separators=(",", ":")) if self.shapes else ""


_GEOMETRIES: dict[str, tuple[str, Callable[[tuple[Place, ...]], Any]]] = {
    "punt": ("Point", lambda places: list(places[0])),
    "notitie": ("Point", lambda places: list(places[0])),
    "lijn": ("LineString", lambda places: [list(place) for place in places]),
    "vlak": ("Polygon", lambda places: [[list(place) for place in places]]),
}
"""By kind of shape what GeoJSON calls it, and how it writes its places."""

_KINDS = {"Point": ("punt", "notitie"), "LineString": ("lijn",), "Polygon": ("vlak",)}
_LEAST = {"lijn": 2, "vlak": 4}


def read_sketch(text: str) -> Sketch:
    """Return the sketch that a text says; "" is an empty one, members that we do not know are left out.

    SketchError when it is no FeatureCollection, has another geometry than a point, line or area, a place off
    the map, too many shapes or vertices, or a note that is empty or too long.
    """
    if not text.strip():
        return Sketch()
    if len(text) > MOST_CHARACTERS:
        _refuse(mark("De tekening is te groot."))
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        _refuse(mark("De tekening is geen GeoJSON."))
    if not isinstance(found, Mapping) or found.get("type") != "FeatureCollection":
        _refuse(mark("De tekening is geen GeoJSON."))
    features = found.get("features")
    if not isinstance(features, list):
        _refuse(mark("De tekening is geen GeoJSON."))
    if len(features) > MOST_SHAPES:
        _refuse(mark("De tekening heeft meer dan {most} vormen; wis er eerst een paar."), most=MOST_SHAPES)
    shapes = tuple(map(_shape, features))
    if sum(len(shape.places) for shape in shapes) > MOST_VERTICES:
        _refuse(mark("De tekening heeft meer dan {most} hoekpunten; teken grover."), most=MOST_VERTICES)
    return Sketch(shapes)


def _no_number(_: str) -> NoReturn:
    raise ValueError("no finite number")


def _shape(feature: object) -> Shape:
    geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
    if not isinstance(geometry, Mapping) or not isinstance(feature, Mapping):
        _refuse(mark("Een vorm in de tekening heeft geen plaats."))
    name = geometry.get("type")
    kinds = _KINDS.get(name) if isinstance(name, str) else None
    if kinds is None:
        _refuse(
            mark("Een tekening heeft punten, lijnen en vlakken, geen {given}."), given=quote([str(name)[:80]])
        )
    properties = feature.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    asked = properties.get("kind")
    kind = asked if isinstance(asked, str) and asked in kinds else kinds[0]
    return Shape(kind, _places(kind, geometry.get("coordinates")), _note(kind, properties.get("text")))


def _places(kind: str, coordinates: object) -> tuple[Place, ...]:
    if kind == "vlak":
        if not isinstance(coordinates, list) or len(coordinates) != 1:
            _refuse(mark("Een vlak in de tekening heeft niet één omtrek."))
        coordinates = coordinates[0]
    listed = coordinates if kind in _LEAST else [coordinates]
    if not isinstance(listed, list):
        _refuse(mark("Een vorm in de tekening heeft geen plaats."))
    if len(listed) > MOST_VERTICES:
        _refuse(mark("De tekening heeft meer dan {most} hoekpunten; teken grover."), most=MOST_VERTICES)
    places = tuple(map(read_place, listed))
    if kind == "vlak" and places and places[0] != places[-1]:
        places = (*places, places[0])
    if len(places) < _LEAST.get(kind, 1):
        _refuse(mark("Een lijn of vlak in de tekening heeft te weinig hoekpunten."))
    return places


def read_place(pair: object) -> Place:
    """Return a longitude and latitude of JSON, rounded; SketchError when it is none, or off the map."""
    if not isinstance(pair, list) or len(pair) < 2:
        _refuse(mark("Een vorm in de tekening heeft geen plaats."))
    lon, lat = pair[:2]
    if not (is_degree(lon, 180) and is_degree(lat, MOST_NORTH)):
        _refuse(mark("De tekening reikt buiten de kaart."))
    return round(float(lon), DECIMALS), round(float(lat), DECIMALS)


def is_degree(value: object, most: float) -> bool:
    """Whether a value of JSON is a number of degrees from -``most`` to ``most``."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return -most <= value <= most and math.isfinite(value)


def _note(kind: str, given: object) -> str:
    if given is not None and not isinstance(given, str):
        _refuse(mark("Een notitie in de tekening is geen tekst."))
    note = printable(given or "").strip()
    if len(note) > LONGEST_NOTE:
        _refuse(mark("Een notitie is langer dan {most} tekens; maak haar korter."), most=LONGEST_NOTE)
    if kind == "notitie" and not note:
        _refuse(mark("Een notitie in de tekening heeft geen tekst."))
    return note


def _refuse(message: str, **values: object) -> NoReturn:
    told = {name: dutch.number(value) if isinstance(value, int) else value for name, value in values.items()}
    raise SketchError(say(message, **told))

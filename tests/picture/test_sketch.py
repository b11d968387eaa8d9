"""Sketches and action points: what is read, and what is refused in words."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import SketchError
from geo.picture import ActionPoint, Shape, Sketch, next_number, points_text, read_points, read_sketch
from tests.toy_text import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable

SQUARE = [[6.0, 51.0], [6.1, 51.0], [6.1, 51.1], [6.0, 51.0]]


def feature(geometry: object, coordinates: object, **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def test_a_sketch_comes_back_as_it_went() -> None:
    text = collection(
        feature("Point", [6.1234567, 51.5], kind="punt"),
        feature("Point", [6, 51], kind="notitie", text="Hier  nog\nbellen", colour="red"),
        feature("LineString", [[6, 51], [7, 52]]),
        feature("Polygon", [SQUARE], text="Zoeken"),
    )
    found = read_sketch(text)
    assert found.shapes == (
        Shape("punt", ((6.12346, 51.5),)),
        Shape("notitie", ((6.0, 51.0),), "Hier nog bellen"),
        Shape("lijn", ((6.0, 51.0), (7.0, 52.0))),
        Shape("vlak", tuple((lon, lat) for lon, lat in SQUARE), "Zoeken"),
    )
    assert read_sketch(found.text) == found
    assert "colour" not in found.text
    assert read_sketch("") == Sketch()
    assert Sketch().text == ""


def test_an_open_outline_is_closed() -> None:
    (shape,) = read_sketch(collection(feature("Polygon", [SQUARE[:3]]))).shapes
    assert shape.places[0] == shape.places[-1]
    assert len(shape.places) == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "geen GeoJSON"),
        ("[]", "geen GeoJSON"),
        ("[" * 100_000, "geen GeoJSON"),
        ('{"type":"FeatureCollection","features":{}}', "geen GeoJSON"),
        ('{"type":"FeatureCollection","features":[NaN]}', "geen GeoJSON"),
        (f'{{"type":"FeatureCollection","features":[{"9" * 5000}]}}', "geen GeoJSON"),
        (collection(None), "geen plaats"),
        (collection({"type": "Feature", "geometry": None}), "geen plaats"),
        (collection(feature("Point", None)), "geen plaats"),
        (collection(feature("Point", [6])), "geen plaats"),
        (collection(feature("LineString", "abc")), "geen plaats"),
        (collection(feature("LineString", [6, 51])), "geen plaats"),
        (collection(feature("MultiPoint", [[6, 51]])), "geen 'MultiPoint'"),
        (collection(feature({"a": 1}, [6, 51])), "punten, lijnen en vlakken"),
        (collection(feature("Point", [True, 51])), "buiten de kaart"),
        (collection(feature("Point", ["6", "51"])), "buiten de kaart"),
        (collection(feature("Point", [181, 51])), "buiten de kaart"),
        (collection(feature("Point", [6, 89.9])), "buiten de kaart"),
        (
            '{"type":"FeatureCollection","features":[{"geometry":{"type":"Point","coordinates":[1e999,0]}}]}',
            "buiten",
        ),
        (collection(feature("LineString", [[6, 51]])), "te weinig hoekpunten"),
        (collection(feature("Polygon", [SQUARE[:2]])), "te weinig hoekpunten"),
        (collection(feature("Polygon", [SQUARE, SQUARE])), "niet één omtrek"),
        (collection(feature("Polygon", [])), "niet één omtrek"),
        (collection(feature("Point", [6, 51], kind="notitie")), "heeft geen tekst"),
        (collection(feature("Point", [6, 51], kind="notitie", text="\u202e \x00")), "heeft geen tekst"),
        (collection(feature("Point", [6, 51], text=["a"])), "is geen tekst"),
        (collection(feature("Point", [6, 51], kind="notitie", text="a" * 201)), "langer dan 200"),
        (collection(*[feature("Point", [6, 51])] * 201), "meer dan 200 vormen"),
        (collection(*[feature("LineString", [[6, 51]] * 10_001)] * 2), "meer dan 20.000 hoekpunten"),
        (collection(feature("LineString", [[6, 51]] * 20_001)), "meer dan 20.000 hoekpunten"),
        (" " * 10 + "x" * 2_000_001, "te groot"),
    ],
)
def test_what_is_no_sketch_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(SketchError, match=told):
        read_sketch(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["Point", "Polygon"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "geometry", "coordinates", "properties", "kind"]), inner)
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=3), st.sampled_from([read_sketch, read_points]))
def test_nothing_but_a_sketch_error_is_raised(values: list[Any], read: Callable[[str], object]) -> None:
    for text in (collection(*values), json.dumps(values)):
        with suppress(SketchError):
            read(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    (shape,) = read_sketch(collection(feature("Point", [6, 51], kind="notitie", text=text))).shapes
    assert shape.text == " ".join(text.split())


def test_points_come_back_as_they_went() -> None:
    points = (
        ActionPoint(3, "GGD bellen", "Anna", date(2026, 12, 1), (6.1, 51.5)),
        ActionPoint(1, "Lijst delen"),
    )
    text = points_text(points)
    assert read_points(text) == (points[1], points[0])
    assert next_number(points) == 4
    assert points_text(()) == ""
    assert read_points("") == ()
    assert next_number(()) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "niet te lezen"),
        ("[" * 100_000, "niet te lezen"),
        ("[1]", "niet te lezen"),
        ('[{"number":true,"text":"a"}]', "niet te lezen"),
        ('[{"number":0,"text":"a"}]', "niet te lezen"),
        ('[{"number":1,"text":"a"},{"number":1,"text":"b"}]', "niet te lezen"),
        ('[{"number":1,"text":{"a":1}}]', "niet te lezen"),
        ('[{"number":1,"text":" "}]', "wat er moet gebeuren"),
        ('[{"number":1,"text":"a","due":"morgen"}]', "geen is"),
        ('[{"number":1,"text":"a","place":[999,51]}]', "buiten de kaart"),
        ('[{"number":1,"text":"a","place":"hier"}]', "geen plaats"),
        (json.dumps([{"number": 1, "text": "a" * 301}]), "langer dan 300"),
        (json.dumps([{"number": 1, "text": "a", "owner": "b" * 81}]), "langer dan 80"),
        (json.dumps([{"number": n + 1, "text": "a"} for n in range(101)]), "meer dan 100"),
    ],
)
def test_what_is_no_point_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(SketchError, match=told):
        read_points(text)

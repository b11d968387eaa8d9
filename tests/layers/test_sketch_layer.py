"""A sketch on its way to the browser: text is data, and the tools are those that were looked at."""

from __future__ import annotations

import hashlib
import json

from geo.layers import Shown, SketchLayer, find_asset
from geo.layers.assets import folder
from geo.picture import ActionPoint, Shape, Sketch
from tests.toy_text import HOSTILE

GEOMAN = "20d0ba38069526be959287b8ae13234f660f92db28de86782ebcad028dda9ed3"
"""SHA-256 of leaflet-geoman.min.js in the npm package @geoman-io/leaflet-geoman-free 2.20.2."""


def sent(shown: Shown) -> str:
    return shown.script_value()


def test_what_was_written_is_data_in_the_script() -> None:
    shapes = tuple(Shape("notitie", ((6.0, 51.0),), text) for text in HOSTILE)
    points = tuple(ActionPoint(number + 1, text, place=(6.0, 51.0)) for number, text in enumerate(HOSTILE))
    script = sent(Shown(sketch=SketchLayer(Sketch(shapes), points)))
    assert not {"<", "`", "$"} & set(script)
    found = json.loads(script)["sketch"]
    assert [feature["properties"]["text"] for feature in found["shapes"]] == list(HOSTILE)
    assert [text for *_, text in found["points"]] == list(HOSTILE)


def test_another_sketch_is_another_picture_and_the_same_is_not() -> None:
    one, same, other = (
        Shown(sketch=SketchLayer(Sketch((Shape("punt", ((lon, 51.0),)),)))) for lon in (6.0, 6.0, 6.1)
    )
    assert one.digest == same.digest != other.digest


def test_a_point_without_a_place_is_not_on_the_map() -> None:
    assert SketchLayer(Sketch(), (ActionPoint(1, "Bellen"),)).value["points"] == []


def test_the_tools_are_what_was_looked_at() -> None:
    version = folder("geoman").rstrip("/").rpartition("/")[2]
    asset = find_asset("geoman", version, "leaflet-geoman.min.js")
    assert asset
    assert hashlib.sha256(asset.content).hexdigest() == GEOMAN

"""What a meeting made goes out as files that read back as the same."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from geo.exports import of_action_points, of_sketch
from geo.files import Content, to_csv, to_geojson, to_geopackage
from geo.picture import ActionPoint, Shape, Sketch
from tests.toy_text import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

SKETCH = Sketch(
    (
        Shape("notitie", ((6.1, 51.5),), HOSTILE[0]),
        Shape("lijn", ((6.0, 51.0), (7.0, 52.0))),
        Shape("vlak", ((6.0, 51.0), (6.1, 51.0), (6.1, 51.1), (6.0, 51.0)), "Zoeken"),
    )
)
POINTS = (
    ActionPoint(1, "GGD bellen", "Anna", date(2026, 12, 1), (6.1, 51.5)),
    ActionPoint(3, "=1+1"),
)


def test_a_sketch_is_geojson() -> None:
    found = json.loads(to_geojson(of_sketch(SKETCH)))
    assert [feature["geometry"]["type"] for feature in found["features"]] == [
        "Point",
        "LineString",
        "Polygon",
    ]
    assert found["features"][0]["properties"] == {"vorm": "notitie", "tekst": HOSTILE[0]}
    assert found["features"][1]["properties"]["tekst"] is None


def test_a_sketch_of_several_kinds_is_a_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "schets.gpkg"
    path.write_bytes(to_geopackage(of_sketch(SKETCH)))
    found = gpd.read_file(path)
    assert list(found.geom_type) == ["Point", "LineString", "Polygon"]
    assert list(found["vorm"]) == ["notitie", "lijn", "vlak"]


def test_action_points_have_a_day_and_a_place_where_they_have() -> None:
    found = json.loads(to_geojson(of_action_points(POINTS)))
    first, second = found["features"]
    assert first["properties"] == {
        "nummer": 1,
        "actiepunt": "GGD bellen",
        "wie": "Anna",
        "voor": "2026-12-01",
    }
    assert first["geometry"]["coordinates"] == [6.1, 51.5]
    assert second["geometry"] is None


@pytest.mark.parametrize("content", [of_sketch(Sketch()), of_action_points(())])
def test_nothing_is_headers_only(content: Content) -> None:
    assert json.loads(to_geojson(content))["features"] == []
    assert len(to_csv(content).splitlines()) == 1

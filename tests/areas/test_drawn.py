"""The boundaries in the browser: the whole map in little, the detail of each area in a file of its own."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.areas import Gazetteer, Spot, browser_places
from geo.areas.boundaries import FILE, load, load_boundaries
from geo.areas.drawn import browser_layers, for_browser, named
from tests.toy_country import toy_boundaries

if TYPE_CHECKING:
    import geopandas as gpd

REAL = load_boundaries()
WHOLE = ("regions", "districts", "borders")


def features(packed: bytes) -> list[dict[str, Any]]:
    collection = json.loads(gzip.decompress(packed))
    assert collection["type"] == "FeatureCollection"
    return list(collection["features"])


def shapes(found: list[dict[str, Any]]) -> np.ndarray:
    return np.array([shapely.geometry.shape(each["geometry"]) for each in found])


def furthest(found: list[dict[str, Any]], frame: gpd.GeoDataFrame) -> float:
    """Return how far, in degrees, any corner is from the one it stands for."""
    drawn, known = (shapely.get_coordinates(each) for each in (shapes(found), frame.geometry.values))
    return float(np.abs(drawn - known).max())


def test_the_whole_map_costs_at_most_100_kb() -> None:
    files = browser_layers().files
    assert sum(len(files[name]) for name in WHOLE) <= 100_000


def test_the_whole_map_has_every_area_with_its_properties() -> None:
    for name in WHOLE:
        frame, drawn = getattr(REAL, name), getattr(REAL, f"drawn_{name}")
        found = features(browser_layers().files[name])
        assert [each["id"] for each in found] == frame.index.tolist()
        assert [each["properties"]["name"] for each in found] == frame["name"].tolist()
        assert furthest(found, drawn) <= 0.000051
    venlo = features(browser_layers().files["regions"])[22]["properties"]
    assert (
        venlo["label"] == REAL.regions.loc["VR23", ["label_lon", "label_lat"]].astype(float).round(4).tolist()
    )


def test_each_region_and_district_has_its_outline_and_its_municipalities_in_detail() -> None:
    files = browser_layers().files
    codes = [*REAL.regions.index, *REAL.districts.index]
    assert set(files) == {*WHOLE, "borders-detail", *(f"municipalities-{code}" for code in codes)}
    outline, *within = features(files["municipalities-VR23"])
    members = REAL.municipalities[REAL.municipalities["region"] == "VR23"]
    assert outline["id"] == "VR23"
    assert furthest([outline], REAL.regions.loc[["VR23"]]) == 0
    assert [each["properties"]["name"] for each in within] == members["name"].tolist()
    assert furthest(within, members) == 0
    assert sum(len(features(files[f"municipalities-{code}"])) - 1 for code in REAL.regions.index) == 355
    assert furthest(features(files["borders-detail"]), REAL.borders) == 0


def test_abroad_a_municipality_has_an_outline_or_only_a_label() -> None:
    _, *kleve = features(browser_layers().files["municipalities-DE05154"])
    assert "Goch" in [each["properties"]["name"] for each in kleve]
    assert {each["geometry"]["type"] for each in kleve} <= {"Polygon", "MultiPolygon"}
    _, *antwerp = features(browser_layers().files["municipalities-BE10000"])
    turnhout = next(each for each in antwerp if each["properties"]["name"] == "Turnhout")
    assert turnhout["geometry"]["type"] == "Point"
    assert turnhout["geometry"]["coordinates"] == turnhout["properties"]["label"]


def test_the_digest_follows_the_content() -> None:
    again = for_browser(load(FILE))
    assert again == browser_layers()
    assert for_browser(toy_boundaries()).digest != again.digest


def test_names_for_the_browser_go_by_size_and_know_their_area() -> None:
    places = Gazetteer(
        (
            Spot("Gehucht", (), True, "NL", "GM0003", 5.55555, 51.5, 10),
            Spot("Stadt", ("Stad",), False, "DE", "DE001", 6.5, 52.5, 9000),
        )
    )
    read = json.loads(named(toy_boundaries(), places))
    areas = read["areas"]
    assert areas[0] == ["Oostnoord", "Oost", 5.5, 52.5, "municipality"]
    assert ["Nahkreis", "DE001", 6.5, 52.0, "district"] in areas
    assert [(name, areas[area][0], rest) for name, _, _, area, *rest in read["places"]] == [
        ("Stadt", "Nahkreis", [9000, 0, "Stad"]),
        ("Gehucht", "Oostzuid", [10, 1]),
    ]
    assert read["places"][1][1:3] == [5.5556, 51.5]


def test_the_names_are_small() -> None:
    assert len(gzip.compress(browser_places())) < 100_000

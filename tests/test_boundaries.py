"""The committed boundary file: complete, one land surface, the neighbours the sources name; and its JSON."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from geo import crs
from geo.boundaries import (
    ATTRIBUTION,
    FILE,
    REGION_CODES,
    boundaries,
    browser_layers,
    for_browser,
    load,
)
from geo.errors import BoundaryError
from geo.settings import ROOT
from tests.toy_country import toy_boundaries

if TYPE_CHECKING:
    from pathlib import Path

REAL = boundaries()
SOURCES = ROOT / "data" / "sources"
AREAS = np.concatenate([REAL.municipalities.geometry.values, REAL.districts.geometry.values])

AT_GERMANY = {
    "Groningen", "Drenthe", "IJsselland", "Twente", "Noord- en Oost-Gelderland", "Gelderland-Midden",
    "Gelderland-Zuid", "Limburg-Noord", "Zuid-Limburg",
}  # fmt: skip
AT_BELGIUM = {"Zeeland", "Midden- en West-Brabant", "Brabant-Zuidoost", "Limburg-Noord", "Zuid-Limburg"}
AT_BORDER = {
    "DE": {
        "Leer", "Emsland", "Grafschaft Bentheim", "Borken", "Kleve", "Viersen", "Heinsberg",
        "Städteregion Aachen",
    },
    "BE": {"West-Vlaanderen", "Oost-Vlaanderen", "Antwerpen", "Belgisch-Limburg", "Luik"},
}  # fmt: skip


def segments(geometry: shapely.Geometry) -> set[tuple[Any, Any]]:
    """Return the undirected straight pieces of the rings."""
    rings = shapely.get_rings(shapely.get_parts(geometry))
    return {tuple(sorted(pair)) for ring in rings for pair in pairwise(ring.coords)}


def test_the_layers_are_complete() -> None:
    assert tuple(REAL.regions.index) == REGION_CODES
    names = pd.read_csv(SOURCES / "veiligheidsregios_2020.csv").set_index("vr_code")
    assert REAL.regions["name"].tolist() == names["vr_naam"].tolist()
    assert REAL.regions["inhabitants"].sum() == 17_461_543
    dutch = pd.read_csv(SOURCES / "gemeenten_2020.csv").set_index("gemeente_code").sort_index()
    assert len(REAL.municipalities) == 355
    assert REAL.municipalities.index.tolist() == dutch.index.tolist()
    assert REAL.municipalities["name"].tolist() == dutch["gemeente_naam"].tolist()
    assert REAL.municipalities["region"].tolist() == dutch["vr_code"].tolist()
    assert REAL.districts["country"].value_counts().to_dict() == {"DE": 50, "BE": 11}
    assert REAL.borders.index.tolist() == ["NL-BE", "NL-DE"]
    assert REAL.districts["name"].is_unique
    assert REAL.municipalities["name"].is_unique


def test_everything_is_valid_and_in_degrees() -> None:
    for layer in (REAL.regions, REAL.municipalities, REAL.districts, REAL.borders):
        assert layer.crs == crs.STORED
        assert layer.is_valid.all()
        assert not layer.is_empty.any()
        degrees = shapely.get_coordinates(layer.geometry.values)
        assert (degrees == np.round(degrees, 4)).all()


def test_municipalities_and_districts_are_one_coverage_without_overlap() -> None:
    assert shapely.coverage_is_valid(AREAS)
    assert shapely.coverage_is_valid(REAL.regions.geometry.values)


def test_a_region_is_exactly_its_municipalities() -> None:
    for code, members in REAL.municipalities.groupby("region"):
        pieces: dict[Any, int] = {}
        for geometry in members.geometry:
            for piece in segments(geometry):
                pieces[piece] = pieces.get(piece, 0) + 1
        outline = {piece for piece, count in pieces.items() if count == 1}
        assert segments(REAL.regions.geometry[code]) == outline


def test_each_municipality_lies_in_one_region() -> None:
    for code, geometry in REAL.municipalities.geometry.items():
        within = REAL.regions.index[REAL.regions.covers(geometry)]
        assert within.tolist() == [REAL.municipalities.loc[code, "region"]]


def test_the_only_holes_are_water() -> None:
    """They are larger than 4 km²: no sliver is left between municipalities or at the border."""
    land = shapely.coverage_union_all(AREAS)
    holes = [ring for part in shapely.get_parts(land) for ring in part.interiors]
    area = crs.area_km2(gpd.GeoSeries(shapely.polygons(holes), crs=crs.STORED))
    assert area.min() > 4
    assert 12 <= len(area) <= 20


@pytest.mark.parametrize(
    ("what", "lon", "lat"),
    [
        ("Dollard", 7.12, 53.29),
        ("Westerschelde", 3.70, 51.40),
        ("IJsselmeer", 5.35, 52.75),
        ("Waddenzee", 5.45, 53.30),
        ("Markermeer", 5.25, 52.52),
        ("Oosterschelde", 3.95, 51.55),
        ("Noordzee", 4.0, 52.5),
    ],
)
def test_the_great_waters_are_water(what: str, lon: float, lat: float) -> None:
    assert not shapely.intersects_xy(AREAS, lon, lat).any(), what


def test_no_false_outside_along_the_border() -> None:
    """Points 1 m to 3 km on either side of the lines are in some area, but for the water at their ends."""
    for line in crs.to_metric(REAL.borders).geometry:
        parts = shapely.get_parts(line)
        for away in (1, 50, 300, 1_000, 3_000):
            for side in (-away, away):
                curve = shapely.offset_curve(parts, side)
                at = shapely.line_interpolate_point(
                    np.repeat(curve, 300), np.tile(np.linspace(0.05, 0.95, 300), len(curve)), normalized=True
                )
                degrees = crs.to_stored(gpd.GeoSeries(at, crs=crs.METRIC))
                point, _ = shapely.STRtree(AREAS).query(degrees.values, predicate="intersects")
                outside = len(at) - len(np.unique(point))
                assert outside == 0 if away <= 50 else outside / len(at) < 0.03


def test_the_regions_at_the_borders() -> None:
    assert set(REAL.regions.loc[REAL.regions["touches_de"], "name"]) == AT_GERMANY
    assert set(REAL.regions.loc[REAL.regions["touches_be"], "name"]) == AT_BELGIUM


@pytest.mark.parametrize("country", ["DE", "BE"])
def test_the_districts_at_the_border(country: str) -> None:
    districts = REAL.districts[REAL.districts["country"] == country]
    assert set(districts.loc[districts["touches_border"], "name"]) == AT_BORDER[country]
    netherlands = shapely.union_all(crs.to_metric(REAL.regions).geometry.values)
    away = crs.to_metric(districts).distance(netherlands)
    assert (away[districts["touches_border"]] == 0).all()
    assert (away[~districts["touches_border"]] > 500).all()
    assert away.max() < 62_000  # 60 km in the sources, before generalising


@pytest.mark.parametrize(("code", "shortest", "longest"), [("NL-DE", 450, 600), ("NL-BE", 350, 480)])
def test_the_border_lines_are_shared_edges(code: str, shortest: float, longest: float) -> None:
    line = REAL.borders.geometry[code]
    abroad = REAL.districts.geometry[REAL.districts["country"] == code[-2:]]
    pieces = {tuple(sorted(pair)) for part in line.geoms for pair in pairwise(part.coords)}
    dutch = set().union(*map(segments, REAL.regions.geometry))
    assert pieces == dutch & set().union(*map(segments, abroad))
    assert shortest < crs.to_metric(REAL.borders).length[code] / 1000 < longest


def test_the_dutch_lines_are_those_of_the_source() -> None:
    source = json.loads((SOURCES / "gemeente_2020.topojson").read_text(encoding="utf-8"))
    scale, translate = source["transform"]["scale"], source["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + translate for arc in source["arcs"] if len(arc) > 2]
    vertices = gpd.GeoSeries(shapely.points(np.concatenate(arcs)), crs=crs.STORED)
    ours = shapely.union_all(crs.to_metric(REAL.municipalities).boundary.values)
    assert len(vertices) > 2_500
    assert crs.to_metric(vertices).distance(ours).max() < 20  # rounding to four decimals, and noding


def test_land_area_is_about_what_cbs_says() -> None:
    assert REAL.regions["land_km2"].sum() == pytest.approx(33_670 + 1_750, rel=0.05)  # land and small waters
    assert (crs.area_km2(REAL.regions.geometry) - REAL.regions["land_km2"]).abs().max() < 0.01


def test_label_points_lie_in_their_area() -> None:
    for layer in (REAL.regions, REAL.municipalities, REAL.districts):
        inside = shapely.contains_xy(layer.geometry.values, layer["label_lon"], layer["label_lat"])
        assert inside.all()


def test_the_attribution_names_every_source() -> None:
    for source in (
        "CBS",
        "Kadaster",
        "GeoBasis-DE / BKG 2017",
        "Nationaal Geografisch Instituut",
        "CC BY 4.0",
    ):
        assert source in ATTRIBUTION
        assert source in (ROOT / "data" / "README.md").read_text(encoding="utf-8")


def test_the_boundaries_are_read_only() -> None:
    for column, value in (("inhabitants", 1), ("land_km2", 1.0), ("touches_de", True), ("geometry", None)):
        with pytest.raises(ValueError, match="read-only"):
            boundaries().regions.loc["VR01", column] = value
    assert boundaries() is boundaries()


def test_the_browser_gets_all_of_it_in_little() -> None:
    layers = browser_layers()
    assert set(layers.files) == {"regions", "municipalities", "districts", "borders"}
    assert sum(map(len, layers.files.values())) < 250_000
    for name, packed in layers.files.items():
        frame = getattr(REAL, name)
        collection = json.loads(gzip.decompress(packed))
        assert [feature["id"] for feature in collection["features"]] == frame.index.tolist()
        assert [feature["properties"]["name"] for feature in collection["features"]] == frame["name"].tolist()
        drawn = [shapely.geometry.shape(feature["geometry"]) for feature in collection["features"]]
        assert shapely.equals(np.array(drawn), frame.geometry.values).all()
    regions = json.loads(gzip.decompress(layers.files["regions"]))["features"]
    assert regions[22]["properties"]["label"] == REAL.regions.loc["VR23", ["label_lon", "label_lat"]].tolist()


def test_the_digest_follows_the_content() -> None:
    again = for_browser(load(FILE))
    assert again == browser_layers()
    assert for_browser(toy_boundaries()).digest != again.digest


def test_a_missing_or_incomplete_file_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match=r"nergens\.gpkg ontbreekt; maak het"):
        load(tmp_path / "nergens.gpkg")
    pyogrio.write_dataframe(toy_boundaries().regions.reset_index(), tmp_path / "half.gpkg", layer="regions")
    with pytest.raises(BoundaryError, match="mist de laag municipalities, border_districts, borders"):
        load(tmp_path / "half.gpkg")

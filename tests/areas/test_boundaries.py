"""The committed boundary file: complete, one surface, as sharp as the sources, the neighbours they name."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from geo.areas import crs
from geo.areas.boundaries import (
    ATTRIBUTION,
    DISTRICT_CODES,
    LAYERS,
    REGION_CODES,
    load,
    load_boundaries,
)
from geo.areas.locator import locate
from geo.errors import BoundaryError
from geo.settings import ROOT
from tests.toy_country import toy_boundaries

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

REAL = load_boundaries()
SOURCES = ROOT / "data" / "sources"
LAND = np.concatenate([REAL.municipalities.geometry.values, REAL.abroad.geometry.values])
AREAS = np.concatenate([LAND, REAL.waters.geometry.values])

DRAWN = np.concatenate([REAL.drawn_regions.geometry.values, REAL.drawn_districts.geometry.values])

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


def series(geometry: NDArray[np.object_]) -> gpd.GeoSeries:
    return gpd.GeoSeries(geometry, crs=crs.STORED)


def test_the_layers_are_complete() -> None:
    assert tuple(REAL.regions.index) == REGION_CODES
    assert tuple(REAL.districts.index) == DISTRICT_CODES
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
    for layer in (getattr(REAL, each.name) for each in LAYERS):
        assert layer.crs == crs.STORED
        assert layer.is_valid.all()
        assert not layer.is_empty.any()
        assert layer.index.is_unique
        degrees = shapely.get_coordinates(layer.geometry.values)
        assert (degrees == np.round(degrees, 5)).all()


@pytest.mark.parametrize(
    "areas",
    [AREAS, *((REAL.regions.geometry.values, REAL.districts.geometry.values)), DRAWN],
    ids=["municipalities, waters, abroad", "regions", "districts", "drawn"],
)
def test_areas_are_one_coverage_without_overlap(areas: NDArray[np.object_]) -> None:
    assert shapely.coverage_is_valid(areas)


@pytest.mark.slow  # of a file that changes once a year
@pytest.mark.parametrize(("name", "typical", "most"), [("regions", 20, 75), ("districts", 100, 450)])
def test_what_is_drawn_is_all_there_is_and_nearly_in_place(name: str, typical: float, most: float) -> None:
    """In metres, of points 100 m apart on the exact lines: in the median, and for 95 %."""
    exact, drawn = getattr(REAL, name), getattr(REAL, f"drawn_{name}")
    assert drawn.index.tolist() == exact.index.tolist()
    line, rough = (shapely.union_all(crs.to_metric(each).boundary.values) for each in (exact, drawn))
    points = np.concatenate(
        [shapely.line_interpolate_point(part, np.arange(0, part.length, 100)) for part in line.geoms]
    )
    away = shapely.distance(points, rough)
    assert np.median(away) <= typical
    assert np.percentile(away, 95) <= most


def test_a_district_is_exactly_the_municipalities_known_in_it_and_what_is_left() -> None:
    for code, members in REAL.abroad.groupby("district"):
        assert shapely.coverage_union_all(members.geometry.values).equals(REAL.districts.geometry[code])
    assert set(REAL.abroad["district"]) == set(REAL.districts.index)
    named = REAL.abroad[REAL.abroad["name"] != ""]
    assert len(named) == 217
    assert named.loc["DE05154016", "name"] == "Goch"
    assert not (set(REAL.abroad.index) - set(named.index)) - set(REAL.districts.index)


def test_german_and_belgian_municipalities_have_a_name_and_a_place_for_it() -> None:
    names = REAL.abroad_names
    assert {"Goch", "Kleve", "Aachen", "Baarle-Hertog", "Turnhout", "Maaseik", "Brugge"} <= set(names["name"])
    inside = shapely.contains_xy(
        REAL.districts.geometry.reindex(names["district"]).values, names["label_lon"], names["label_lat"]
    )
    assert names.index[~inside].tolist() == []


def test_the_22_parts_of_baarle_hertog_are_belgian_and_the_7_parts_in_them_dutch() -> None:
    around = REAL.municipalities.geometry["GM0744"]
    parts = shapely.get_parts(REAL.districts.geometry["BE10000"])
    enclaves = parts[shapely.intersects(parts, around.envelope) & (crs.area_km2(series(parts)) < 10)]
    assert len(enclaves) == 22
    dutch = shapely.get_parts(around)
    within = dutch[shapely.area(dutch) < shapely.area(dutch).max()]
    outer = shapely.polygons(shapely.get_exterior_ring(parts))  # six lie in enclaves, one in Antwerpen itself
    assert [bool(shapely.covers(outer, part).any()) for part in within] == [True] * 7
    middle = shapely.point_on_surface(np.concatenate([enclaves, dutch]))
    found = locate(shapely.get_x(middle), shapely.get_y(middle))
    assert found["country"].tolist() == ["BE"] * len(enclaves) + ["NL"] * len(dutch)


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
    land = shapely.coverage_union_all(LAND)
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
    assert not shapely.intersects_xy(LAND, lon, lat).any(), what


@pytest.mark.slow  # of a file that changes once a year
def test_no_false_outside_along_the_border() -> None:
    """Points on either side of the lines are in some area, but for the water at their ends."""
    for line in crs.to_metric(REAL.borders).geometry:
        at = shapely.line_interpolate_point(line, np.arange(50, line.length, 100))
        for away in (1, 50, 300, 1_000):
            x, y = shapely.get_x(at), shapely.get_y(at)
            around = crs.to_stored(
                gpd.GeoSeries(
                    shapely.points(
                        np.concatenate([x + away, x - away, x, x]), np.concatenate([y, y, y + away, y - away])
                    ),
                    crs=crs.METRIC,
                )
            )
            found = locate(around.x, around.y)
            assert (found["problem"] != "").mean() < 0.005


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


@pytest.mark.parametrize(("code", "shortest", "longest"), [("NL-DE", 540, 590), ("NL-BE", 470, 510)])
def test_the_border_lines_are_shared_edges(code: str, shortest: float, longest: float) -> None:
    line = REAL.borders.geometry[code]
    abroad = REAL.districts.geometry[REAL.districts["country"] == code[-2:]]
    pieces = {tuple(sorted(pair)) for part in line.geoms for pair in pairwise(part.coords)}
    dutch = set().union(*map(segments, REAL.regions.geometry))
    assert pieces == dutch & set().union(*map(segments, abroad))
    assert shortest < crs.to_metric(REAL.borders).length[code] / 1000 < longest


def lines_of(name: str) -> shapely.Geometry:
    """Return the lines of a source in metres."""
    return shapely.union_all(crs.to_metric(gpd.read_file(SOURCES / name)).boundary.values)


# border -> the source it is held against; metres at 50 % and at 95 % of points 100 m apart
@pytest.mark.slow  # of a file that changes once a year
@pytest.mark.parametrize(
    ("code", "source", "median", "most"),
    [
        ("NL-BE", "be_provincies.gpkg", 1, 2),  # NGI, the master: the true line to 0.2 m
        (
            "NL-DE",
            "nl_gemeenten.gpkg",
            1,
            2,
        ),  # the Dutch file, the master: the true line to 2 m, 21 m at 95 %
        ("NL-DE", "de_kreise.gpkg", 7, 30),  # VG250, itself 5 m, 21 m at 95 % off the true line
    ],
)
def test_the_borders_are_where_the_sources_have_them(
    code: str, source: str, median: float, most: float
) -> None:
    line = crs.to_metric(REAL.borders).geometry[code]
    points = shapely.line_interpolate_point(line, np.arange(0, line.length, 100))
    assert len(points) > 4_500
    away = shapely.distance(points, lines_of(source))
    assert np.median(away) <= median
    assert np.percentile(away, 95) <= most


@pytest.mark.slow  # of a file that changes once a year
def test_every_municipality_has_the_shape_of_its_source() -> None:
    """With the rough lines of before Oegstgeest overlapped its true shape by 71 %."""
    source = gpd.read_file(SOURCES / "nl_gemeenten.gpkg").set_index("code").geometry.sort_index().make_valid()
    ours = crs.to_metric(REAL.municipalities).geometry
    assert source.index.tolist() == ours.index.tolist()
    overlap = source.intersection(ours).area / source.union(ours).area
    assert overlap.median() > 0.999
    assert overlap.min() > 0.97
    assert ours.area.sum() == pytest.approx(source.area.sum(), rel=0.001)


@pytest.mark.slow  # of a file that changes once a year
def test_water_within_a_kilometre_of_a_shore_belongs_to_the_nearest_municipality() -> None:
    random = np.random.default_rng(8)
    shore = shapely.get_coordinates(crs.to_metric(REAL.waters).geometry.values)
    x, y = (shore[random.integers(0, len(shore), 4_000)] + random.uniform(-1_500, 1_500, (4_000, 2))).T
    metric = gpd.GeoSeries(shapely.points(x, y), crs=crs.METRIC)
    degrees = crs.to_stored(metric)
    found = locate(degrees.x, degrees.y)
    wet = ~shapely.intersects(shapely.union_all(LAND), degrees.values)
    at = metric.values[wet]
    dutch, abroad = (crs.to_metric(layer).geometry for layer in (REAL.municipalities, REAL.abroad))
    tree = shapely.STRtree(dutch.values)
    nearest = tree.query_nearest(at, return_distance=True, all_matches=False)[1]
    across = shapely.STRtree(abroad.values).query_nearest(at, return_distance=True, all_matches=False)[1]
    water, code = found["water"].to_numpy()[wet], found["municipality"].to_numpy(object)[wet]
    ours, far = (nearest < 980) & (nearest < across - 30), (nearest > 1_010) | (nearest > across + 30)
    assert min(ours.sum(), far.sum()) > 500
    assert water[ours].all()
    assert not water[far].any()
    assert not found["water"].to_numpy()[~wet].any()
    own = shapely.distance(at[water], dutch.reindex(code[water]).values)
    assert (own <= nearest[water] + 15).all()


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
            load_boundaries().regions.loc["VR01", column] = value
    assert load_boundaries() is load_boundaries()


def test_a_missing_or_incomplete_file_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match=r"nergens\.gpkg ontbreekt; maak het"):
        load(tmp_path / "nergens.gpkg")
    pyogrio.write_dataframe(toy_boundaries().regions.reset_index(), tmp_path / "half.gpkg", layer="regions")
    with pytest.raises(BoundaryError, match="mist de laag municipalities, border_districts, borders, waters"):
        load(tmp_path / "half.gpkg")

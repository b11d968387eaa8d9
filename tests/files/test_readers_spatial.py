"""GeoJSON and GeoPackage to cells and points: any CRS, any geometry, any value, several layers."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from geo.errors import RecordsError
from geo.files.read import read_sheet
from geo.records import ACTIVATIONS, HOUSING
from tests.toy_files import VENLO_RD, dutch, geojson_file, gpkg_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (None, [6.1724, 51.3704]),
        ("EPSG:28992", list(VENLO_RD)),
        ("urn:ogc:def:crs:EPSG::28992", list(VENLO_RD)),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", [6.1724, 51.3704, 12.0]),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", [6.1724, 51.3704]),
        ("EPSG:25832", [303_200.0, 5_695_000.0]),
    ],
)
def test_geojson_in_any_crs(name: str | None, place: list[float]) -> None:
    members = {"crs": {"type": "name", "properties": {"name": name}}} if name else {}
    _, sheet = read_sheet(geojson_file(dutch(HOUSING, {}), [place], **members))
    assert sheet.points is not None
    assert np.allclose(sheet.points.to_numpy(), [[6.1724, 51.3704]], atol=0.01)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:28992", "EPSG:25832", "EPSG:3857"])
def test_geopackage_in_any_crs(crs: str) -> None:
    there = gpd.GeoSeries([shapely.Point(6.1724, 51.3704), None], crs="EPSG:4326").to_crs(crs)
    _, sheet = read_sheet(gpkg_file(dutch(HOUSING, {}, {}), list(there), crs))
    assert sheet.points is not None
    assert np.allclose(
        sheet.points.to_numpy(), [[6.1724, 51.3704], [np.nan, np.nan]], atol=1e-6, equal_nan=True
    )
    assert sheet.faults == ()
    assert crs in sheet.facts[0]


def test_areas_and_lines_become_a_point_inside_and_are_told() -> None:
    line = {"type": "LineString", "coordinates": [[6, 51], [6, 52]]}
    area = {"type": "Polygon", "coordinates": [[[5, 51], [6, 51], [6, 52], [5, 52], [5, 51]]]}
    _, sheet = read_sheet(geojson_file(dutch(HOUSING, {}, {}), [line, area]))
    assert sheet.points is not None
    assert sheet.points["lon"].tolist() == [6, 5.5]
    assert [(fault.row, fault.what[:8], fault.severity) for fault in sheet.faults] == [
        (1, "een lijn", "waarschuwing"),
        (2, "een vlak", "waarschuwing"),
    ]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": ["6", "51"]},
        {"type": "Polygon", "coordinates": [[[5, 51]]]},
        {"type": "Kubus"},
        {"type": "Point", "coordinates": [True, False]},
        "POINT(6 51)",
        7,
    ],
)
def test_geojson_broken_geometry_is_a_fault(geometry: Any) -> None:
    _, sheet = read_sheet(geojson_file(dutch(HOUSING, {}), [geometry]))
    assert [(fault.row, fault.severity) for fault in sheet.faults] == [(1, "fout")]


def test_geojson_values_of_every_type() -> None:
    cells = pd.DataFrame(
        {"kenmerk": ["H-1"], "naam": [["a", "b"]], "plaatsen": [8.5], "soort": [None]}
    ).astype(object)
    cells["gecertificeerd"] = pd.Series([True], dtype=object)
    _, sheet = read_sheet(geojson_file(cells))
    assert sheet.cells.iloc[0].tolist() == ["H-1", "a, b", "8,5", "", "ja"]


def test_geopackage_values_of_every_type() -> None:
    cells = pd.DataFrame(
        {"kenmerk": ["A-1"], "geactiveerd op": [dt.date(2020, 9, 2)], "integrale inzet": [True], "n": [1.5]}
    )
    _, sheet = read_sheet(gpkg_file(cells, [None]))
    assert sheet.cells.iloc[0].tolist() == ["A-1", "2020-09-02", "ja", "1,5"]


def two_layers(folder: Path, first: pd.DataFrame, second: pd.DataFrame) -> bytes:
    path = folder / "lagen.gpkg"
    for name, cells in (("een", first), ("twee", second)):
        frame = gpd.GeoDataFrame(cells, geometry=gpd.GeoSeries([None] * len(cells), crs="EPSG:4326"))
        pyogrio.write_dataframe(frame, path, layer=name, append=name == "twee")
    return path.read_bytes()


def test_geopackage_the_layer_that_fits(tmp_path: Path) -> None:
    content = two_layers(tmp_path, pd.DataFrame({"x1": ["a"]}), dutch(HOUSING, {}))
    assert read_sheet(content)[1].cells["kenmerk"].tolist() == ["R-0"]


def test_geopackage_the_layer_of_the_table_asked_for(tmp_path: Path) -> None:
    both = two_layers(tmp_path, dutch(ACTIVATIONS, {}), dutch(HOUSING, {}))
    assert "naam" in read_sheet(both, HOUSING)[1].cells


def test_geopackage_several_layers_that_fit(tmp_path: Path) -> None:
    content = two_layers(tmp_path, dutch(HOUSING, {}), dutch(HOUSING, {}))
    _, sheet = read_sheet(content)
    assert (sheet.part, sheet.parts) == ("een", ("een", "twee"))
    assert [fault.what for fault in sheet.faults] == ["laag 'twee' is niet gelezen"]
    assert read_sheet(content, part="twee")[1].part == "twee"


def test_geopackage_copied_while_it_was_open() -> None:
    content = bytearray(gpkg_file(dutch(HOUSING, {}), [None]))
    content[18:20] = b"\2\2"
    _, sheet = read_sheet(bytes(content))
    assert [fault.what for fault in sheet.faults] == [
        "het bestand was nog open in QGIS: de laatste wijzigingen kunnen ontbreken"
    ]


def test_geopackage_without_crs() -> None:
    with pytest.warns(UserWarning, match="crs"):
        content = gpkg_file(dutch(HOUSING, {}), [shapely.Point(1, 2)], None)
    with pytest.raises(RecordsError, match="geen coördinatenstelsel"):
        read_sheet(content)


def test_geopackage_views_are_not_run(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(gpkg_file(dutch(HOUSING, {}), [None]))
    connection = sqlite3.connect(path)
    endless = (
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x AS kenmerk FROM c WHERE x<0"
    )
    connection.execute(f"CREATE VIEW bom AS {endless}")
    connection.execute("UPDATE gpkg_contents SET table_name = 'bom'")
    connection.commit()
    connection.close()
    with pytest.raises(RecordsError, match="geen laag met een tabel"):
        read_sheet(path.read_bytes())

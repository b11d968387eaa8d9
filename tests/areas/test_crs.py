"""Reprojection: known points, true lengths, and no guess when a CRS is missing."""

from __future__ import annotations

import geopandas as gpd
import pytest
from pyproj import Geod
from shapely import LineString, Point, box

from geo.areas import crs
from geo.errors import CrsError

UNLABELLED = gpd.GeoSeries([Point(5, 52)])
AMERSFOORT = gpd.GeoSeries([Point(5.38720621, 52.15517440)], crs=crs.STORED)  # 155,000 463,000 in RD New


def test_the_origin_of_rd_is_where_it_is() -> None:
    metric = crs.to_metric(AMERSFOORT)
    assert metric.x[0] == pytest.approx(155_000, abs=1)
    assert metric.y[0] == pytest.approx(463_000, abs=1)
    back = crs.to_stored(metric)
    assert (back.x[0], back.y[0]) == pytest.approx((5.38720621, 52.15517440), abs=1e-8)


def test_frames_keep_columns_and_index_and_the_input_stays() -> None:
    frame = gpd.GeoDataFrame({"name": ["a"]}, geometry=AMERSFOORT.values, index=["x"], crs=crs.STORED)
    metric = crs.to_metric(frame)
    assert metric.index.tolist() == ["x"]
    assert metric["name"].tolist() == ["a"]
    assert frame.crs == crs.STORED


def test_area_is_in_square_kilometres_whatever_the_crs() -> None:
    square = gpd.GeoSeries([box(155_000, 463_000, 157_000, 464_000)], index=["x"], crs=crs.METRIC)
    assert crs.area_km2(square)["x"] == pytest.approx(2)
    assert crs.area_km2(crs.to_stored(square))["x"] == pytest.approx(2, rel=1e-6)


@pytest.mark.parametrize("lon", [3.4, 5.4, 7.2, 8.0])
@pytest.mark.parametrize("lat", [50.3, 52.2, 53.5])
def test_lengths_are_true_to_half_a_promille(lon: float, lat: float) -> None:
    line = gpd.GeoSeries([LineString([(lon, lat), (lon + 0.1, lat + 0.05)])], crs=crs.STORED)
    _, _, truth = Geod(ellps="WGS84").inv(lon, lat, lon + 0.1, lat + 0.05)
    assert crs.to_metric(line).length[0] == pytest.approx(truth, rel=5e-4)


def test_empty_input_gives_empty_output() -> None:
    nothing = gpd.GeoSeries([], crs=crs.STORED)
    assert len(crs.area_km2(nothing)) == 0


@pytest.mark.parametrize("call", [crs.to_stored, crs.to_metric, crs.area_km2])
def test_a_missing_crs_is_an_error_that_says_what_to_do(call: object) -> None:
    with pytest.raises(CrsError, match=r"geen coördinatenstelsel.*EPSG:4326 of EPSG:28992"):
        call(UNLABELLED)  # type: ignore[operator]


def test_metres_where_degrees_are_needed_are_an_error() -> None:
    with pytest.raises(CrsError, match=r"staat in EPSG:28992, nodig is EPSG:4326"):
        crs.require(crs.to_metric(AMERSFOORT), crs.STORED)

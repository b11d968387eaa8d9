"""The build of the boundaries on toy countries: who gets what two sources claim, or neither; the shores."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

from geo.areas import STORED
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def building() -> Iterator[Any]:
    """The steps of the build: programs beside the data, not modules of the package."""
    sys.path.insert(0, str(ROOT / "data"))
    try:
        from building import faces, shores  # noqa: PLC0415

        yield faces.partition, shores.with_waters
    finally:
        sys.path.remove(str(ROOT / "data"))


def series(**areas: shapely.Geometry) -> gpd.GeoSeries:
    return gpd.GeoSeries(areas, crs=STORED)


def countries(partition: Any) -> gpd.GeoSeries:
    """West and east of the Netherlands, Belgium south and overlapping, Germany east with a strip between.

    The strip (5.0 to 5.0001, 51.2 to 51.8) is closed where Germany overlaps; the west has a hole.
    """
    strip = shapely.box(4.9, 51.2, 5.0001, 51.8)
    hole = shapely.box(4.2, 51.5, 4.21, 51.51)
    return partition(
        series(BE1=shapely.box(4, 50.5, 6, 51.001)),
        series(GM1=shapely.box(4, 51, 4.5, 52).difference(hole), GM2=shapely.box(4.5, 51, 5, 52)),
        series(
            DE11=shapely.box(5.5, 51, 6, 52),
            DE1=shapely.box(4.9995, 51, 6, 52).difference(strip),
        ),
    )


def test_what_two_claim_goes_to_the_master_and_what_nobody_claims_to_the_other(building: Any) -> None:
    areas = countries(building[0])
    assert shapely.coverage_is_valid(areas.values)
    for code, box in {
        "BE1": (4, 50.5, 6, 51.001),  # the master in the south
        "GM1": (4, 51.001, 4.5, 52),  # and its hole is filled
        "GM2": (4.5, 51.001, 5, 52),  # the master in the east
        "DE1": (5, 51.001, 5.5, 52),  # what is left of it beside its municipality, and the strip
        "DE11": (5.5, 51.001, 6, 52),
    }.items():
        assert areas[code].symmetric_difference(shapely.box(*box)).area < 1e-9, code


def test_a_loose_part_goes_to_the_neighbour_of_its_own_country(building: Any) -> None:
    crumb = shapely.box(4.6, 51.5, 4.601, 51.501)
    areas = building[0](
        series(BE1=shapely.box(4, 50.5, 5, 51)),
        series(
            GM1=shapely.union(shapely.box(4, 51, 4.5, 52), crumb),
            GM2=shapely.box(4.5, 51, 5, 52).difference(crumb),
        ),
        series(DE1=shapely.box(5, 51, 6, 52)),
    )
    assert areas["GM2"].equals(shapely.box(4.5, 51, 5, 52))
    assert areas["GM1"].equals(shapely.box(4, 51, 4.5, 52))


def test_water_at_a_shore_is_divided_by_nearness_up_to_a_kilometre(building: Any) -> None:
    """Two municipalities side by side, a foreign coast 1.4 km east of them."""
    land = series(
        GM1=shapely.box(5, 52, 5.03, 52.03),
        GM2=shapely.box(5.03, 52, 5.06, 52.03),
        DE1=shapely.box(5.08, 52, 5.1, 52.03),
    )
    areas = building[1](land)
    assert shapely.coverage_is_valid(areas.values)
    for code in land.index:
        assert areas[code].symmetric_difference(land[code]).area < 1e-9
    holders = {
        (5.015, 52.034): ["WAGM1"],  # 445 m north of the one
        (5.045, 52.034): ["WAGM2"],
        (5.029, 52.034): ["WAGM1"],
        (5.015, 52.042): [],  # 1.3 km
        (5.066, 52.015): ["WAGM2"],  # 410 m east, and 960 m from Germany
        (5.074, 52.015): [],  # nearer to Germany
        (5.015, 52.015): ["GM1"],
    }
    for (lon, lat), codes in holders.items():
        assert areas.index[areas.contains(shapely.Point(lon, lat))].tolist() == codes

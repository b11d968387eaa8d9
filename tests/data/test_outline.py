"""The land in one coarse line, of a toy country and of the boundaries."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

from geo.areas import STORED, load_boundaries
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def outline() -> Iterator[Any]:
    sys.path.insert(0, str(ROOT / "data"))
    try:
        from building.outline import outline as made  # noqa: PLC0415

        yield made
    finally:
        sys.path.remove(str(ROOT / "data"))


def test_two_regions_are_one_land_as_wide_as_on_a_map(outline: Any) -> None:
    # two degrees by two on either side of 60° north, where a degree of longitude is half as wide
    west, east = shapely.box(0, 59, 1, 61), shapely.box(1, 59, 2, 61)
    drawn = outline(gpd.GeoDataFrame(geometry=[west, east], crs=STORED))
    assert 'viewBox="0 0 50 100"' in drawn
    assert drawn.count("M") == 1
    for corner in ("0.0 0.0", "50.0 0.0", "50.0 100.0", "0.0 100.0"):
        assert corner in drawn


def test_the_picture_is_that_of_the_boundaries(outline: Any) -> None:
    assert (ROOT / "data" / "land.svg").read_text(encoding="utf-8") == outline(
        load_boundaries().drawn_regions
    )

"""The grid: the first area that intersects the point, be the areas overlapping, holed, tiny or slanting."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.areas.grid import NONE, Grid

SQUARE = shapely.box(0, 0, 10, 10)
HOLED = SQUARE.difference(shapely.box(4, 4, 6, 6))
ISLAND = shapely.box(4, 4, 6, 6)


def first(areas: np.ndarray, x: np.ndarray, y: np.ndarray) -> list[int]:
    """Return shapely's answer."""
    hits = shapely.intersects(areas[None, :], shapely.points(x, y)[:, None])
    return [int(row.argmax()) if row.any() else NONE for row in hits]


def lattice(step: float) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.meshgrid(np.arange(0, 10 + step / 2, step), np.arange(0, 10 + step / 2, step))
    return x.ravel(), y.ravel()


@pytest.mark.parametrize("side", [1, 2, 7, 10, 64])
@pytest.mark.parametrize(
    "areas",
    [
        [SQUARE],
        [HOLED],
        [HOLED, ISLAND],
        [SQUARE, ISLAND],
        [ISLAND, SQUARE],
        [shapely.box(0, 0, 5, 10), shapely.box(5, 0, 10, 10), shapely.box(2, 2, 8, 8)],
        [shapely.Polygon([(0, 0), (10, 3), (10, 10), (3, 10)])],
        [shapely.Polygon([(0, 0), (10, 0.001), (10, 10), (0, 9.999)])],  # nearly flat lines
        [shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(2, 2, 10, 10)])],  # touch in a point
        [shapely.box(0, 0, 5, 5), shapely.Polygon([(5, 1), (10, 0), (10, 10), (5, 4)])],  # no shared vertices
        [shapely.box(0, 0, 10, 10), shapely.box(0, 0, 10, 10)],  # the same twice
        [shapely.box(0, 0, 1e-9, 1e-9), SQUARE],  # much smaller than a cell
        [shapely.Polygon(), None, SQUARE],
    ],
)
def test_equal_to_shapely_on_a_lattice(areas: list[shapely.Geometry], side: int) -> None:
    array = np.array(areas, dtype=object)
    x, y = lattice(0.25)
    assert Grid(array, side).find(x, y).tolist() == first(array, x, y)


@given(
    st.lists(st.tuples(*[st.integers(0, 1000)] * 2), min_size=3, max_size=12, unique=True),
    st.lists(st.tuples(*[st.integers(0, 2000)] * 2), min_size=1, max_size=30),
    st.integers(1, 40),
)
@settings(max_examples=150, deadline=None)
def test_equal_to_shapely_on_any_triangles(
    corners: list[tuple[int, int]], points: list[tuple[int, int]], side: int
) -> None:
    triangles = shapely.delaunay_triangles(shapely.MultiPoint(corners))
    areas = np.array([*shapely.get_parts(triangles), shapely.MultiPoint(corners).convex_hull], dtype=object)
    areas = areas[shapely.get_dimensions(areas) == 2]
    grid = Grid(areas, side)
    x, y = np.array([*points, *corners], dtype=float).T / np.array([[2], [2]])
    x[len(points) :] *= 2
    y[len(points) :] *= 2
    if not len(areas):
        return
    x_min, y_min, x_max, y_max = grid.bounds
    within = (x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max)
    assert grid.find(x[within], y[within]).tolist() == first(areas, x[within], y[within])


def test_no_points_and_no_areas() -> None:
    assert Grid(np.array([SQUARE])).find(np.array([]), np.array([])).tolist() == []
    assert Grid(np.array([], dtype=object)).bounds == (0, 0, 0, 0)

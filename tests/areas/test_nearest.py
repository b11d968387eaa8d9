"""The nearest of many lines: shapely's answer, whatever the lines, also outside the box."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.areas.nearest import Nearest

BOX = (0.0, 0.0, 100.0, 100.0)
NUMBER = st.integers(0, 100).map(float)
LINE = st.lists(st.tuples(NUMBER, NUMBER), min_size=2, max_size=12, unique=True)


def test_distances_one_can_do_in_the_head() -> None:
    lines = Nearest(np.array([shapely.LineString([(50, 0), (50, 100)])]), BOX)
    x, y = np.array([50.0, 40.0, 100.0, 50.0, 53.0]), np.array([50.0, 7.0, 100.0, 110.0, 104.0])
    assert lines.distance(x, y).tolist() == [0, 10, 50, 10, 5]


def test_no_point_has_no_distance() -> None:
    lines = Nearest(np.array([shapely.LineString([(50, 0), (50, 100)])]), BOX)
    assert np.isnan(lines.distance(np.array([np.nan, 5.0]), np.array([5.0, np.nan]))).all()
    assert len(lines.distance(np.array([]), np.array([]))) == 0


@pytest.mark.slow  # half a minute of draws; the measured values of this file stay
@settings(max_examples=30)
@given(st.lists(LINE, min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_as_shapely_measures(lines: list[list[tuple[float, float]]], seed: int) -> None:
    geometry = np.array([shapely.LineString(line) for line in lines])
    x, y = np.random.default_rng(seed).uniform(-20, 120, (2, 50))
    found = Nearest(geometry, BOX).distance(x, y)
    np.testing.assert_allclose(
        found, shapely.distance(shapely.union_all(geometry), shapely.points(x, y)), atol=1e-9
    )

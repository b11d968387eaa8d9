"""Classes of a measure for the map: set by hand, and the same for the same value."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from geo.layers import RATES
from geo.picture import MEASURES, Classes, Measure, measure
from geo.picture.classes import NO_CLASS

COUNTS, RATE = measure("count").classes, measure("per_1000_places").classes


def test_counts_have_the_classes_that_people_know() -> None:
    assert COUNTS.bounds == ((1, 1), (2, 3), (4, 6), (7, 9), (10, None))
    assert COUNTS.of([1, 2, 3, 4, 6, 7, 9, 10, 250]).tolist() == [0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_a_rate_has_limits_without_a_gap() -> None:
    assert RATE.bounds == ((0, 1), (1, 2), (2, 4), (4, 8), (8, None))


@pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.code)
def test_every_measure_has_rising_classes_and_a_colour_for_each(one: Measure) -> None:
    limits = one.classes.limits
    assert limits[0] == (1 if one.whole else 0)
    assert all(low < high for low, high in pairwise(limits))
    assert len(limits) == len(RATES)
    assert one.classes.whole == one.whole


def test_limits_say_how_many_decimals_they_take() -> None:
    assert [Classes((0, limit)).decimals for limit in (300, 0.3, 0.03)] == [0, 1, 2]


def test_a_limit_belongs_to_the_class_above_it() -> None:
    found = Classes((0, 0.2, 0.5, 1, 2))
    assert found.of([0.1999, 0.2, 0.1 + 0.1 + 1e-12, 2, 99]).tolist() == [0, 1, 1, 4, 4]
    assert found.of([0.6 / 3]).tolist() == [1]  # 0.19999999999999998 is shown as 0.2


def test_zero_and_no_data_have_no_class() -> None:
    assert COUNTS.of([0, np.nan, 1]).tolist() == [NO_CLASS, NO_CLASS, 0]

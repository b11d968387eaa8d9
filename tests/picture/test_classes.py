"""Classes of a measure for the map: few, round, and the same for the same value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.picture.classes import MOST, NO_CLASS, find_classes


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], ()),
        ([0, 0, np.nan], ()),
        ([1], ((1, None),)),
        ([0, 1, 2], ((1, 1), (2, None))),
        ([3] * 25, ((1, 1), (2, 2), (3, None))),
        ([0, 1, 2, 3, 4, 5, 7], ((1, 1), (2, 2), (3, 4), (5, None))),
        ([1, 1, 2, 3, 4, 6, 8], ((1, 1), (2, 2), (3, 4), (5, None))),
        ([1, 3, 5, 12, 40], ((1, 1), (2, 4), (5, 9), (10, 19), (20, None))),
        (
            [38_100, 39_500, 40_200, 41_900],
            ((1, 38_999), (39_000, 39_999), (40_000, 40_999), (41_000, None)),
        ),
    ],
)
def test_counts(values: list[float], bounds: tuple[tuple[float, float | None], ...]) -> None:
    assert find_classes(values, whole=True).bounds == bounds


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([0.05, 0.3, 0.7, 1.5, 2.7], (0, 0.2, 0.5, 1, 2)),
        ([0.1, 0.2, 0.3, 1000], (0, 0.2, 0.5, 1, 2)),  # one outlier does not put the others in one class
        ([100.1, 100.3, 100.5, 100.9], (0, 100.2, 100.4, 100.6, 100.8)),
    ],
)
def test_rates(values: list[float], limits: tuple[float, ...]) -> None:
    assert find_classes(values, whole=False).limits == limits


def test_limits_say_how_many_decimals_they_take() -> None:
    assert [find_classes([most], whole=False).decimals for most in (300, 0.3, 0.03)] == [0, 1, 2]
    assert find_classes([], whole=False).decimals == 0


def test_a_limit_belongs_to_the_class_above_it() -> None:
    found = find_classes([0.05, 0.3, 0.7, 1.5, 2.7], whole=False)
    assert found.of([0.1999, 0.2, 0.1 + 0.1 + 1e-12, 2, 99]).tolist() == [0, 1, 1, 4, 4]
    assert found.of([0.6 / 3]).tolist() == [1]  # 0.19999999999999998 is shown as 0.2


def test_zero_and_no_data_have_no_class() -> None:
    found = find_classes([1, 2], whole=True)
    assert found.of([0, np.nan, 1]).tolist() == [NO_CLASS, NO_CLASS, 0]
    assert find_classes([], whole=True).of([0, 5]).tolist() == [NO_CLASS, NO_CLASS]


@given(
    st.lists(st.floats(0, 1e9, allow_subnormal=False) | st.integers(0, 7) | st.just(np.nan), max_size=25),
    st.booleans(),
)
def test_any_values(values: list[float], whole: bool) -> None:
    if whole:
        values = [np.floor(value) for value in values]
    found = find_classes(values, whole=whole)
    assert len(found.limits) <= MOST
    assert list(found.limits) == sorted(set(found.limits))
    of = found.of(values)
    assert ((of >= 0) == (np.round(values, 9) > 0)).all()
    order = np.argsort(values)
    assert (np.diff(of[order][np.array(values)[order] > 0]) >= 0).all()

"""Exact statistics of small counts, against published tables and against what scipy.stats computes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from geo.picture.exact import (
    Prior,
    adjust_p_values,
    find_prior,
    funnel_limits,
    least_expected,
    poisson_interval,
    rest_p_values,
    shrink,
)

GARWOOD = {
    0: (0, 3.688879, 0, 6.907755),
    1: (0.025318, 5.571643, 0.001001, 9.233413),
    2: (0.242209, 7.224688, 0.045402, 11.228872),
    3: (0.618672, 8.767273, 0.190533, 13.062241),
    5: (1.623486, 11.668332, 0.739372, 16.454745),
    7: (2.814363, 14.422675, 1.520336, 19.626177),
    9: (4.115373, 17.084803, 2.452424, 22.657373),
    10: (4.795389, 18.390356, 2.960520, 24.133971),
    20: (12.216520, 30.888378, 8.958213, 38.041881),
    56: (42.301798, 72.720658, 35.687701, 83.203043),
}
"""Count: limits at 95 % and at 99.8 %."""


@pytest.mark.parametrize(("count", "limits"), GARWOOD.items())
def test_the_interval_is_that_of_garwood(count: int, limits: tuple[float, ...]) -> None:
    found = [float(limit) for alpha in (0.05, 0.002) for limit in poisson_interval(count, alpha)]
    assert found == pytest.approx(limits, abs=1e-6)


@pytest.mark.parametrize(
    ("expected", "limits"),
    [
        (15, (0.5596924, 1.649348, 0.3862650, 2.082907)),
        (20, (0.6108260, 1.544419, 0.4479107, 1.902094)),
        (30, (0.6746958, 1.427562, 0.5289724, 1.702771)),
    ],
)
def test_the_interval_turned_round_is_that_of_funnelplotr(expected: int, limits: tuple[float, ...]) -> None:
    found = [
        float(limit) / expected for alpha in (0.05, 0.002) for limit in poisson_interval(expected, alpha)
    ]
    assert found == pytest.approx(limits, abs=1e-6)


@pytest.mark.parametrize(
    ("count", "lower_at", "higher_at"),
    [(1, 5.571645, 0.025318), (5, 11.668333, 1.623486), (10, 18.390358, 4.795388)],
)
def test_the_funnel_is_that_of_public_health_england(count: int, lower_at: float, higher_at: float) -> None:
    """Its table has, for a count, the expected numbers at which it lies on the two limits."""
    assert funnel_limits(lower_at)[0] == pytest.approx(count, abs=1e-5)
    assert funnel_limits(higher_at)[1] == pytest.approx(count, abs=1e-5)


@pytest.mark.parametrize(
    ("count", "expected", "outside", "far_outside"),
    [
        (8, 6.239860, False, False),
        (151, 106.442972, True, True),
        (159, 232.932904, True, True),
        (150, 119.569550, True, False),
        (0, 240.627350, True, True),
    ],
)
def test_the_labels_of_public_health_england(
    count: int, expected: float, outside: bool, far_outside: bool
) -> None:
    for alpha, is_outside in ((0.05, outside), (0.002, far_outside)):
        low, high = funnel_limits(expected, alpha)
        assert (count < low or count > high) == is_outside


@pytest.mark.parametrize(
    ("expected", "higher", "much_higher", "lower"),
    [(1, 4, 6, None), (2.24, 7, 9, None), (5, 11, 14, 0), (10, 18, 22, 3), (20, 30, 36, 11)],
)
def test_from_how_many_a_region_lies_outside_the_funnel(
    expected: float, higher: int, much_higher: int, lower: int | None
) -> None:
    low, high = funnel_limits(expected)
    assert (np.ceil(high), np.ceil(funnel_limits(expected, 0.002)[1])) == (higher, much_higher)
    assert (None if np.isnan(low) else np.floor(low)) == lower


def test_below_3_69_expected_nothing_is_fewer_than_chance() -> None:
    assert least_expected() == pytest.approx(3.688879, abs=1e-6)
    assert np.isnan(funnel_limits([0, 2.24, 3.68])[0]).all()
    assert funnel_limits(3.69)[0] >= 0


@example(1, 0.015625)  # next to nothing was expected
@given(st.integers(0, 200), st.floats(0.01, 300))
def test_a_region_is_outside_the_funnel_when_its_own_interval_leaves_out_what_is_expected(
    count: int, expected: float
) -> None:
    low, high = poisson_interval(count)
    lower, higher = funnel_limits(expected)
    if min(abs(expected - low), abs(expected - high)) > 1e-6:
        assert (count > higher, count < lower) == (expected < low, expected > high)


BENJAMINI_HOCHBERG = (
    "0.0001 0.0004 0.0019 0.0095 0.0201 0.0278 0.0298 0.0344 0.0459 0.3240 0.4262 0.5719 0.6528 0.7590 1",
    "0.0015 0.0030 0.0095 0.0356 0.0603 0.0639 0.0639 0.0645 0.0765 0.4860 0.5812 0.7149 0.7532 0.8132 1",
)


def test_the_example_of_benjamini_and_hochberg() -> None:
    given_values, adjusted = (np.array(text.split(), dtype=float) for text in BENJAMINI_HOCHBERG)
    found = adjust_p_values(given_values[::-1])[::-1]
    assert found == pytest.approx(adjusted, abs=5.1e-5)
    assert np.count_nonzero(found <= 0.05) == 4


@given(arrays.arrays(float, st.integers(1, 30), elements=st.floats(0, 1)))
def test_adjusted_as_scipy_does_and_a_missing_one_changes_nothing(values: np.ndarray) -> None:
    expected = stats.false_discovery_control(values)
    assert adjust_p_values(values) == pytest.approx(expected)
    found = adjust_p_values(np.append(np.nan, values))
    assert np.isnan(found[0])
    assert found[1:] == pytest.approx(expected)


def test_a_count_against_the_rest() -> None:
    # 3 of 3 by a half: 1/8 for each tail; 0 of 3 the same; 1 of 2 is in the middle
    assert rest_p_values([3, 0], 3, [0.5, 0.5]) == pytest.approx([0.25, 0.25])
    assert rest_p_values([1], 2, [0.5]) == pytest.approx([1])
    assert rest_p_values([0, 5], 0, [0.5, 0.5])[0] == 1
    assert rest_p_values([7], 7, [1.0]) == pytest.approx([1])
    assert np.isnan(rest_p_values([np.nan, 1], 5, [0.5, np.nan])).all()


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.001, 0.999))
def test_a_count_against_the_rest_as_scipy_does(count: int, others: int, share: float) -> None:
    total = count + others
    known = stats.binom(total, share)
    expected = min(1, 2 * min(known.cdf(count), known.sf(count - 1)))
    assert rest_p_values([count], total, [share]) == pytest.approx([expected], rel=1e-6, abs=1e-12)


def test_25_equal_regions_of_which_only_the_9_is_no_chance() -> None:
    counts = np.repeat([0, 1, 2, 3, 4, 5, 9], [3, 6, 8, 4, 2, 1, 1])
    assert counts.sum() == 56
    adjusted = adjust_p_values(rest_p_values(counts, 56, np.full(25, 1 / 25)))
    assert counts[adjusted <= 0.05].tolist() == [9]
    # and against the expected 2.24 as if that were known
    doubled = np.minimum(
        1, 2 * np.minimum(stats.poisson.cdf(counts, 2.24), stats.poisson.sf(counts - 1, 2.24))
    )
    assert adjust_p_values(doubled).min() == pytest.approx(0.0267, abs=5e-5)


def test_rates_are_shrunken_as_marshall_did_for_auckland() -> None:
    prior = Prior(mean=0.002633436, variance=7.284173e-07)
    found = shrink([8, 2, 5, 8], [2268, 405, 3240, 3294], prior)
    assert found == pytest.approx([0.00297803, 0.00286562, 0.00211816, 0.00253581], abs=1e-8)


def test_the_prior_of_two_regions_by_hand() -> None:
    # rates 0.1 and 0.3, mean 0.2, weighted variance 0.01; chance alone gives 0.2 / 100
    assert find_prior([10, 30], [100, 100]) == pytest.approx((0.2, 0.01 - 0.2 / 100))
    assert find_prior([1, 1], [100, 100]) == (0.01, 0)
    assert shrink([2, 0], [100, 100], find_prior([2, 0], [100, 100])).tolist() == [0.01, 0.01]
    assert np.isnan(find_prior([], []).mean)

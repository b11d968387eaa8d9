"""Exact statistics of small counts: intervals, limits, p-values and shrunken rates, as functions of arrays.

Counts are Poisson, so nothing here leans on the normal distribution. Loading scipy takes a while,
so ``density`` imports this module when it first needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def poisson_interval(counts: ArrayLike, alpha: float = 0.05) -> tuple[Floats, Floats]:
    """Return the exact interval of the mean of each count, at confidence 1 - ``alpha``.

    Garwood 1936, Biometrika 28:437: chi2(alpha/2; 2x)/2 and chi2(1 - alpha/2; 2x + 2)/2, written with the
    gamma distribution; the lower limit of 0 is 0. ``counts`` may be real numbers of 0 or more.
    """
    found = np.asarray(counts, dtype=np.float64)
    low = np.where(found > 0, special.gammaincinv(np.maximum(found, 1e-12), alpha / 2), 0.0)
    return np.where(np.isnan(found), np.nan, low), special.gammainccinv(found + 1, alpha / 2)


def funnel_limits(expected: ArrayLike, alpha: float = 0.05) -> tuple[Floats, Floats]:
    """Return the counts between which chance leaves a region that has the expected number as its mean.

    A count lies on a limit when its own exact interval (``poisson_interval``) just reaches the expected
    number, so funnel and intervals never contradict each other: low solves P(X <= low) = alpha/2, high
    solves P(X >= high) = alpha/2, in between whole counts by the gamma function. This is the funnel of Public
    Health England; that of Spiegelhalter 2005 (Statistics in Medicine 24:1185) interpolates the quantiles.
    Low is NaN where no count at all is that unlikely: below -ln(alpha/2), 3.69 at 95 %.
    """
    means = np.asarray(expected, dtype=np.float64)
    low = np.where(means >= least_expected(alpha), special.pdtrik(alpha / 2, means), np.nan)
    # by the gamma function also below 1: of a region that expects next to nothing a single one is outside
    below_one = means < -np.log1p(-alpha / 2)
    high = np.where(
        below_one & (means > 0),
        special.gdtrib(1.0, alpha / 2, means),
        special.pdtrik(1 - alpha / 2, means) + 1,
    )
    return low, high


def least_expected(alpha: float = 0.05) -> float:
    """Return the expected number from which no events at all are fewer than chance explains, -ln(alpha/2)."""
    return float(-np.log(alpha / 2))


def rest_p_values(counts: ArrayLike, total: float, shares: ArrayLike) -> Floats:
    """Return the two-sided p-value of each count against all the others.

    With equal rates a count is binomial given the ``total``, with its share of the denominator as the chance
    (Przyborowski & Wilenski 1940, Biometrika 31:313). Two-sided is twice the smaller tail, at most 1, as in
    Garwood's interval. 1 where there is nothing to compare with: no events, or no share left for the others.
    """
    found, chances = np.asarray(counts, dtype=np.float64), np.asarray(shares, dtype=np.float64)
    others = total - found
    # the tails of the binomial, by the beta function: unlike scipy's bdtr it also takes counts in floats
    below = np.where(others > 0, special.betaincc(found + 1, np.maximum(others, 1), chances), 1.0)
    above = np.where(found > 0, special.betainc(np.maximum(found, 1), others + 1, chances), 1.0)
    doubled = np.minimum(2 * np.minimum(below, above), 1.0)
    return np.where(np.isnan(found) | np.isnan(chances), np.nan, doubled)


def adjust_p_values(p_values: ArrayLike) -> Floats:
    """Return p-values adjusted for how many there are: the share of false findings up to each; NaN stays.

    Benjamini & Hochberg 1995, JRSS-B 57:289; on p-values of counts, which take few values, it is cautious.
    ``scipy.stats.false_discovery_control`` is the same, but takes 1.5 s to load.
    """
    given = np.asarray(p_values, dtype=np.float64)
    adjusted = np.full(len(given), np.nan)
    order = np.argsort(given)[: np.count_nonzero(~np.isnan(given))]
    scaled = given[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted


def share_interval(count: int, total: int, alpha: float = 0.05) -> tuple[float, float]:
    """Return the interval of the share that ``count`` is of ``total``; from 0 to 1 when the total is 0.

    Jeffreys: quantiles of Beta(x + 1/2, n - x + 1/2), from 0 where x = 0 and up to 1 where x = n (Brown, Cai
    & DasGupta 2001, Statistical Science 16:101).
    """
    below, above = count + 0.5, total - count + 0.5
    low = float(special.betaincinv(below, above, alpha / 2)) if count else 0.0
    return low, float(special.betaincinv(below, above, 1 - alpha / 2)) if count < total else 1.0


class Prior(NamedTuple):
    """How the true rates of regions vary: their mean, and the variance that chance does not explain."""

    mean: float
    variance: float


def find_prior(counts: ArrayLike, denominators: ArrayLike) -> Prior:
    """Return the prior by moments, from regions that all have a denominator above zero.

    Marshall 1991, Applied Statistics 40:283: the weighted variance of the rates, less the part that a Poisson
    count gives them; cut off at 0, and then all regions have one rate.
    """
    found, below = np.asarray(counts, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    if not len(found):
        return Prior(np.nan, 0.0)
    whole = below.sum()
    mean = found.sum() / whole
    variance = (below * (found / below - mean) ** 2).sum() / whole - mean / (whole / len(below))
    return Prior(float(mean), max(float(variance), 0.0))


def shrink(counts: ArrayLike, denominators: ArrayLike, prior: Prior) -> Floats:
    """Return rates moved towards the mean, the more so the less a region's own count says (Marshall 1991)."""
    found, below = np.asarray(counts, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    if prior.variance == 0:
        return np.where(np.isnan(found / below), np.nan, prior.mean)
    weight = prior.variance / (prior.variance + prior.mean / below)
    return weight * (found / below) + (1 - weight) * prior.mean

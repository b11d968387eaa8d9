"""Rates shrunken on published data: sudden infant deaths in 100 counties of North Carolina, 1974-1978.

Cressie (1993), Statistics for Spatial Data, pp. 386-389, as ``sids2`` of libpysal (BSD) has it.
"""

from __future__ import annotations

import numpy as np
import pytest

from geo.picture.exact import find_prior, shrink

DEATHS_OF_BIRTHS = """
1/1091 0/487 5/3188 1/508 9/1421 7/1452 0/286 0/420 4/968 1/1612 2/1035 16/4449 4/1671 4/1556 4/2180
18/3608 3/1638 4/3146 1/1323 1/484 1/751 0/781 1/1269 2/1399 10/11858 23/16184 13/4672 6/1324 4/3164
16/7970 8/4021 0/671 10/3657 6/3609 0/770 2/1549 16/14484 2/765 4/4139 1/1207 0/1333 8/5509 5/3573
5/990 0/248 5/1946 7/4456 2/1646 11/3702 3/4606 14/5094 5/5754 9/7515 6/3999 2/2110 0/521 7/2692
3/675 4/870 5/2252 12/2992 18/6638 6/3776 10/4866 8/2216 2/1143 5/2648 44/21588 3/4099 3/1258 5/2356
5/2574 0/415 10/3589 3/1173 11/9014 1/533 0/797 4/3025 1/542 2/1027 38/20366 1/578 4/3915 15/1570
7/1494 0/338 4/2483 4/2756 0/284 13/5868 8/2255 29/11158 31/7889 5/2414 8/1782 4/1228 15/3350
12/5526 5/2181
"""
COUNTIES = np.array([pair.split("/") for pair in DEATHS_OF_BIRTHS.split()], dtype=np.int64)


def test_marshall_on_all_counties_as_esda_has_it() -> None:
    deaths, births = COUNTIES.T
    assert (len(deaths), deaths.sum(), births.sum()) == (100, 667, 329_962)
    prior = find_prior(deaths, births)
    assert prior == pytest.approx((0.002021445, 7.692931e-07), rel=1e-6)
    found = shrink(deaths, births, prior)
    # the first five are esda's own test (smoothing.Empirical_Bayes), the last three what esda 2.9.0 gives
    assert found[:5] == pytest.approx([0.0016973, 0.0017054, 0.0017731, 0.0020129, 0.0035349], abs=5e-8)
    assert found[-3:] == pytest.approx([0.00339793, 0.00212318, 0.0021444], abs=5e-9)


def test_each_county_moves_towards_the_mean_the_small_ones_more() -> None:
    deaths, births = COUNTIES.T
    prior = find_prior(deaths, births)
    rates, found = deaths / births, shrink(deaths, births, prior)
    kept = (found - prior.mean) / (rates - prior.mean)
    assert ((kept > 0) & (kept < 1)).all()
    assert (np.diff(kept[np.argsort(births)]) >= -1e-12).all()

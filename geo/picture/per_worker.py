"""Outbreaks by sector for the number of people who work there, with what chance leaves of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.areas import REGION_CODES
from geo.picture.sectors import Sectors

PER = 10_000
"""Rates are for so many workers."""


def sector_rates(found: Sectors, workers: pd.DataFrame, regions: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the outbreaks for each PER workers, by sector.

    Parameters
    ----------
    found
        The sectors of a selection.
    workers
        Columns sector, region, workers: as ``keep_workers`` takes them.
    regions
        The regions of the selection, all without any. Of a sector only those that ``workers`` has count, with
        their outbreaks: what is missing is no data, never zero.

    Returns
    -------
    DataFrame
        Index sector; ``outbreaks`` and ``workers`` in those regions, ``rate``, and ``low`` and ``high`` of
        its exact interval at 95 % (Garwood 1936). NaN where there are no workers.
    """
    from geo.picture.exact import poisson_interval  # noqa: PLC0415 see density

    chosen = [code for code in regions or REGION_CODES if code in REGION_CODES]
    below = workers.pivot_table(index="region", columns="sector", values="workers", aggfunc="sum")
    below = below.reindex(index=chosen, columns=list(found.codes))
    counts = found.outbreaks.loc[chosen].where(below > 0).sum().to_numpy(dtype=float)
    people = below.sum().to_numpy(dtype=float)
    low, high = poisson_interval(counts)
    known = people > 0
    rates = {
        name: np.divide(PER * values, people, out=np.full(len(people), np.nan), where=known)
        for name, values in (("rate", counts), ("low", low), ("high", high))
    }
    return pd.DataFrame({"outbreaks": counts, "workers": people, **rates}, index=list(found.codes))

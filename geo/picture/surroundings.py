"""A region beside those around it and the whole country: the same rate of each, and what it may mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from geo import dutch
from geo.language import plural, say
from geo.picture.density import ALPHA

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from geo.picture.density import Density


class Beside(NamedTuple):
    """One line of the comparison: a region, or several together; ``code`` and ``verdict`` are "" for those.

    ``rate``, ``low`` and ``high`` are for each ``per`` of the Density; NaN, like ``denominator``, when
    unknown. ``events`` is None when it is withheld.
    """

    code: str
    name: str
    events: int | None
    denominator: float
    rate: float
    low: float
    high: float
    verdict: str = ""


@dataclass(frozen=True)
class Surroundings:
    """A region, each region around it, those together and the country; ``p`` of here against around.

    ``p`` is that of the exact test of equal rates, NaN when one of the two has no rate.
    """

    here: Beside
    around: tuple[Beside, ...]
    together: Beside
    national: Beside
    p: float

    @property
    def rows(self) -> tuple[Beside, ...]:
        """All lines in the order of reading."""
        return (self.here, *self.around, self.together, self.national)


def look_around(found: Density, code: str, neighbours: Collection[str]) -> Surroundings:
    """Return a region among its neighbours, from a comparison of all regions.

    ``neighbours`` are codes; those that are no region are passed over. The neighbours together are those
    with data. Their rate is compared with that of the region by one exact test, binomial given the sum of
    the counts (``exact.rest_p_values``): one comparison, so nothing is adjusted.
    """
    from geo.picture import exact  # noqa: PLC0415 see density

    here = _beside(code, found.rows[code])
    around = tuple(_beside(one, found.rows[one]) for one in neighbours if one in found.rows)
    known = [one for one in around if not math.isnan(one.rate)]
    count, size = sum(one.events or 0 for one in known), sum(one.denominator for one in known)
    together = _several(say("Buurregio's samen"), count, size, found.per)
    national = _several(say("Nederland"), found.count, found.total, found.per)
    p = math.nan
    if size and not math.isnan(here.rate):
        events, share = here.events or 0, here.denominator / (here.denominator + size)
        p = float(exact.rest_p_values([events], events + count, [share])[0])
    return Surroundings(here, around, together, national, p)


def _beside(code: str, row: Mapping[Any, Any]) -> Beside:
    count = None if pd.isna(row["count"]) else int(row["count"])
    size, rate, low, high = (float(row[name]) for name in ("denominator", "rate", "low", "high"))
    return Beside(code, str(row["name"]), count, size, rate, low, high, str(row["verdict"]))


def _several(name: str, count: int, size: float, per: int) -> Beside:
    """Return the line of several regions together, with the exact interval of their rate (Garwood)."""
    from geo.picture import exact  # noqa: PLC0415 see density

    if not size:
        return Beside("", name, count, math.nan, math.nan, math.nan, math.nan)
    low, high = (float(limit) * per / size for limit in exact.poisson_interval(count, ALPHA))
    return Beside("", name, count, size, count * per / size, low, high)


def read_around(around: Surroundings, found: Density) -> str:
    """Return in words how a region differs from those around it together, and whether that is chance."""
    here, others, one = around.here, around.together, found.denominator
    if math.isnan(around.p):
        if math.isnan(here.rate):
            return say(
                "Niet te vergelijken met de buurregio's: het aantal {noun} in {region} is niet bekend.",
                noun=one.noun,
                region=here.name,
            )
        return say(
            "Niet te vergelijken met de buurregio's: het aantal {noun} in de buurregio's is niet bekend.",
            noun=one.noun,
        )
    if not (here.events or others.events):
        return say("{region} en de buurregio's hebben in deze selectie geen activeringen.", region=here.name)
    rate, there, low, high = (
        dutch.number(value, one.decimals) for value in (here.rate, others.rate, others.low, others.high)
    )
    told = plural(
        "{count} buurregio heeft samen {activations}, {there} per {size} {noun} (95%-interval {low}–{high});"
        " {region} {here}.",
        "De {count} buurregio's hebben samen {activations}, {there} per {size} {noun}"
        " (95%-interval {low}–{high}); {region} {here}.",
        len(around.around),
        count=dutch.number(len(around.around)),
        activations=dutch.counted(others.events or 0, "activering", "activeringen"),
        there=there,
        size=dutch.number(found.per),
        noun=one.noun,
        low=low,
        high=high,
        region=here.name,
        here=rate,
    )
    return f"{told} {_difference(around)}"


def _difference(around: Surroundings) -> str:
    if around.here.rate == around.together.rate:
        return say("Dat is even veel.")
    if around.p > ALPHA:
        return say("Dat verschil kan toeval zijn.")
    more = around.here.rate > around.together.rate
    return say("Dat is vaker dan toeval verklaart." if more else "Dat is minder vaak dan toeval verklaart.")

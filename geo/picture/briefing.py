"""What one tells the mayor of a region: a few sentences, made from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo import dutch
from geo.language import say
from geo.picture.summary import describe_period, describe_result
from geo.vocabulary import TYPES, VERDICTS, of_type, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.picture.density import Density
    from geo.picture.tally import Tally


def brief(tally: Tally, found: Density, code: str) -> str:
    """Return how often, when, how that compares with the country, and with what result.

    ``tally`` counts the region alone; ``found`` compares all regions with the other filters the same.
    """
    return " ".join(_sentences(tally, found, code))


def _sentences(tally: Tally, found: Density, code: str) -> Iterator[str]:
    row, one, total = found.rows[code], found.denominator, tally.activations.total
    what = dutch.counted(total, "activering", "activeringen") if total else say("geen activeringen")
    kinds = zip(TYPES.codes, tally.activations.by("type").tolist(), strict=True)
    if told := ", ".join(_so_many(code, count) for code, count in kinds if count):
        what = f"{what} ({told})"
    told = ", ".join(filter(None, (what, describe_period(tally))))
    yield say("{region}: {told}.", region=row["name"], told=told)
    if pd.isna(row["rate"]):
        yield say("Naar omvang is dat niet te vergelijken: het aantal {noun} is niet bekend.", noun=one.noun)
    else:
        rate, low, high, national = (
            dutch.number(value, one.decimals)
            for value in (row["rate"], row["low"], row["high"], found.national)
        )
        yield say(
            "Dat is {rate} per {size} {noun} (95%-interval {low}–{high}), landelijk {national}: {verdict}.",
            rate=rate,
            size=dutch.number(found.per),
            noun=one.noun,
            low=low,
            high=high,
            national=national,
            verdict=within(VERDICTS.label(row["verdict"])),
        )
    if total:
        yield f"{dutch.capital(describe_result(tally))}."


def _so_many(code: str, count: int) -> str:
    return f"{dutch.number(count)} {of_type(code, count)}"

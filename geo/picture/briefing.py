"""What one tells the mayor of a region: a few sentences, made from its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo import dutch
from geo.picture.summary import describe_period, describe_result
from geo.vocabulary import TYPES, VERDICTS

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
    what = dutch.counted(total, "activering", "activeringen") if total else "geen activeringen"
    period = describe_period(tally)
    kinds = zip(TYPES.terms, tally.activations.by("type").tolist(), strict=True)
    told = ", ".join(f"{count} {term.nl.lower()}" for term, count in kinds if count)
    yield f"{row['name']}: {what}{f' ({told})' if told else ''}{f', {period}' if period else ''}."
    if pd.isna(row["rate"]):
        yield f"Naar omvang is dat niet te vergelijken: het aantal {one.noun} is niet bekend."
    else:
        rate, low, high, national = (
            dutch.number(value, one.decimals)
            for value in (row["rate"], row["low"], row["high"], found.national)
        )
        verdict = VERDICTS.label(row["verdict"])
        yield (
            f"Dat is {rate} per {dutch.number(found.per)} {one.noun} (95%-interval {low}–{high}), landelijk"
            f" {national}: {verdict[0].lower()}{verdict[1:]}."
        )
    if total:
        result = describe_result(tally)
        yield f"{result[0].upper()}{result[1:]}."

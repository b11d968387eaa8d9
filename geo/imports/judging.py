"""The text of a file judged as a whole: the order of its days, its decimal sign, its coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from geo.areas import known_names, load_boundaries
from geo.imports.day_order import in_order
from geo.imports.decimal_sign import dutch_numbers
from geo.imports.in_metres import in_degrees
from geo.imports.verdicts import Verdicts
from geo.spelling import plain

if TYPE_CHECKING:
    from geo.files import Sheet
    from geo.imports.choices import ImportChoices
    from geo.records import Problem, Table


class Judged(NamedTuple):
    """A text frame written so that each cell has one meaning, what was decided, and what contradicts it."""

    text: pd.DataFrame
    verdicts: Verdicts
    problems: list[Problem]


def judged(
    text: pd.DataFrame, sheet: Sheet, table: Table, choices: ImportChoices, *, is_text: bool
) -> Judged:
    """Return the text of a file as ``records`` reads it: Dutch days and numbers, degrees, names that are one.

    ``is_text`` says that the file keeps numbers as text. The input is untouched.
    """
    days, dates, wrong = in_order(text, table, choices.dates)
    counts, decimals, odd = dutch_numbers(
        text, table, sheet.delimiter, is_text=is_text, chosen=choices.decimals
    )
    points, crs = in_degrees(text, choices.crs)
    named = _twins(text) | _prefixed(text, choices)
    written = text.assign(**days, **counts, **points, **named)
    return Judged(written, Verdicts(dates, decimals, crs), [*wrong, *odd])


def _prefixed(text: pd.DataFrame, choices: ImportChoices) -> dict[str, pd.Series]:
    """Return the references with the prefix of the sender."""
    if not choices.prefix or "reference" not in text:
        return {}
    return {"reference": text["reference"].map(choices.prefixed).astype("str")}


def _twins(text: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the municipalities, of those that share a name the one in the region of the row."""
    if not {"municipality", "region"} <= set(text.columns):
        return {}
    words, regions = known_names().municipalities, known_names().regions
    shared = {
        cell: words.twins[key]
        for cell in text["municipality"].unique()
        if (key := plain(cell)) in words.twins
    }
    if not shared:
        return {}
    lies_in = load_boundaries().municipalities["region"]
    cells = text["municipality"].to_numpy(object).copy()
    for row in text["municipality"].isin(list(shared)).to_numpy().nonzero()[0]:
        region = regions.find(str(text["region"].iloc[row]))
        fits = [code for code in shared[cells[row]] if lies_in[code] == region]
        cells[row] = fits[0] if len(fits) == 1 else cells[row]
    return {"municipality": pd.Series(cells, index=text.index, dtype="str")}

"""Values that can be read and are doubtful all the same: references that are nearly equal, days far ahead."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pandas as pd

from geo.plain_text import show
from geo.records import Problem
from geo.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.records import Table

AHEAD = dt.timedelta(days=366)
"""How far ahead a day may lie before it is doubtful."""

_AS_FRACTION = re.compile(r"(\d+)[.,]0+")


def doubts(frame: pd.DataFrame, table: Table, today: dt.date) -> Iterator[Problem]:
    """Return a warning for each such value of a records frame, by the headers of ``table``."""
    yield from _alike(frame["reference"])
    for column in table.columns:
        if column.kind == "day":
            days = frame[column.name]
            for row, day in days[days > pd.Timestamp(today + AHEAD)].items():
                what = "deze dag ligt meer dan een jaar vooruit"
                yield Problem(
                    row, column.header, f"{day:%d-%m-%Y}", what, "controleer het jaar", "waarschuwing"
                )


def _alike(references: pd.Series) -> Iterator[Problem]:
    """Return the later of references that only differ in signs, or as 101 and 101.0 do."""
    first: dict[str, str] = {}
    for row, reference in references.items():
        whole = _AS_FRACTION.fullmatch(reference)
        earlier = first.setdefault(plain(whole[1] if whole else reference), reference)
        if earlier != reference and reference:
            what = f"lijkt op kenmerk '{show(earlier)}', dat ook in het bestand staat"
            mend = "schrijf een kenmerk overal gelijk als hetzelfde bedoeld is"
            yield Problem(row, "kenmerk", show(reference), what, mend, "waarschuwing")

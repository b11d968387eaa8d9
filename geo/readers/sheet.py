"""What a file holds, whatever its type: cells of text under headers, and points; and how much it may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.dutch import number
from geo.errors import RecordsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.records import Problem

Progress = Callable[[float, str], None]
"""Told how far a stage is, from 0 to 1, and in Dutch what it does."""

MOST_ROWS = 250_000
MOST_COLUMNS = 500
LONGEST_HEADER = 100


@dataclass(frozen=True)
class Sheet:
    """The cells of a file: text (str) by header, with the row number in the file as index.

    ``points`` has columns lon and lat in degrees (STORED, NaN for none) and the same index, or is None for a
    file without geometry. ``facts`` tell in Dutch how the file was read, ``faults`` what is wrong in its
    cells before anybody asks what they mean. ``delimiter`` is that of a CSV file.
    """

    cells: pd.DataFrame
    points: pd.DataFrame | None = None
    facts: tuple[str, ...] = ()
    faults: tuple[Problem, ...] = ()
    delimiter: str = ";"


def require_rows(count: int) -> None:
    """Raise RecordsError when there are more than MOST_ROWS rows."""
    if count > MOST_ROWS:
        raise RecordsError(
            f"het bestand heeft meer dan {in_dutch(MOST_ROWS)} rijen; verdeel het over meer bestanden."
        )


def require_columns(count: int, row: int | None = None) -> None:
    """Raise RecordsError when a row, or the whole table, has more than MOST_COLUMNS columns."""
    if count > MOST_COLUMNS:
        where = f"rij {row}" if row else "het bestand"
        raise RecordsError(
            f"{where} heeft {in_dutch(count)} kolommen, meer dan de {MOST_COLUMNS} die mogen;"
            " verwijder wat er niet bij hoort."
        )


def in_dutch(count: int) -> str:
    """Return a whole number with points between the thousands."""
    return number(count)


def frame_of(columns: Mapping[str, Sequence[str]], index: pd.Index) -> pd.DataFrame:
    """Return columns of Python text as a text frame."""
    return pd.DataFrame({name: _text(values, index) for name, values in columns.items()}, index=index)


def _text(values: Sequence[str], index: pd.Index) -> pd.Series:
    try:
        return pd.Series(np.array(values, dtype=object), index=index, dtype="str")
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can name, has no place in text
        whole = [value.encode("utf-8", "replace").decode() for value in values]
        return pd.Series(whole, index=index, dtype="str")


def distinct(titles: Iterable[str], places: Iterable[int]) -> list[str]:
    """Return titles as headers: visible, not empty, each once; ``places`` are their columns in the file."""
    names: dict[str, None] = {}
    for place, title in zip(places, titles, strict=True):
        visible = "".join(sign if sign.isprintable() or sign.isspace() else "" for sign in title)
        base = " ".join(visible.split())[:LONGEST_HEADER] or f"kolom {letters(place)}"
        name, again = base, 1
        while name in names:
            again += 1
            name = f"{base} ({again})"
        names[name] = None
    return list(names)


def letters(place: int) -> str:
    """Return the letters of a column of a spreadsheet: A for 0, Z for 25, AA for 26."""
    name = ""
    left = place + 1
    while left:
        left, rest = divmod(left - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

"""What a file holds, whatever its type: cells of text under headers, and points; and how much it may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dutch import number
from geo.errors import RecordsError
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.records import Problem

Progress = Callable[[float, str], None]
"""Told how far a stage is, from 0 to 1, and what it does."""

MOST_ROWS = 250_000
MOST_COLUMNS = 500
MOST_CELLS = 5_000_000
MOST_TOTAL = 200_000_000  # characters and bytes of all values together
LONGEST_VALUE = 100_000  # bytes of one cell
LONGEST_HEADER = 100


@dataclass(frozen=True)
class Sheet:
    """The cells of a file: text (str) by header, with the row number in the file as index.

    ``points`` has columns lon and lat in degrees (STORED, NaN for none) and the same index, or is None for a
    file without geometry. ``facts`` tell how the file was read, ``faults`` what is wrong in its
    cells before anybody asks what they mean. ``delimiter`` is that of a CSV file. ``parts`` are the names of
    the worksheets or layers that hold something, ``part`` is the one that was read.
    """

    cells: pd.DataFrame
    points: pd.DataFrame | None = None
    facts: tuple[str, ...] = ()
    faults: tuple[Problem, ...] = ()
    delimiter: str = ";"
    part: str = ""
    parts: tuple[str, ...] = ()


def require_rows(count: int) -> None:
    """Raise RecordsError when there are more than MOST_ROWS rows."""
    if count > MOST_ROWS:
        raise RecordsError(
            say(
                "het bestand heeft meer dan {most} rijen; verdeel het over meer bestanden.",
                most=in_dutch(MOST_ROWS),
            )
        )


def require_columns(count: int, row: int | None = None) -> None:
    """Raise RecordsError when a row, or the whole table, has more than MOST_COLUMNS columns."""
    if count > MOST_COLUMNS:
        numbers = {"count": in_dutch(count), "most": MOST_COLUMNS, "row": row}
        raise RecordsError(
            say(
                "rij {row} heeft {count} kolommen, meer dan de {most} die mogen; verwijder wat er niet bij"
                " hoort.",
                **numbers,
            )
            if row
            else say(
                "het bestand heeft {count} kolommen, meer dan de {most} die mogen; verwijder wat er niet bij"
                " hoort.",
                **numbers,
            )
        )


def require_cells(rows: int, columns: int) -> None:
    """Raise RecordsError when a table, its empty cells counted, has more than MOST_CELLS cells."""
    if rows * columns > MOST_CELLS:
        raise RecordsError(
            say(
                "het bestand heeft meer dan {most} cellen, lege meegeteld: tot zover {rows} rijen van"
                " {columns} kolommen; verwijder kolommen die niet nodig zijn, of verdeel het.",
                most=in_dutch(MOST_CELLS),
                rows=in_dutch(rows),
                columns=in_dutch(columns),
            )
        )


def require_total(count: int) -> None:
    """Raise RecordsError when all values together are larger than MOST_TOTAL: one may stand in many cells."""
    if count > MOST_TOTAL:
        raise RecordsError(
            say(
                "het bestand is uitgepakt meer dan {most} MB; laat kolommen met lange teksten weg, of verdeel"
                " het.",
                most=MOST_TOTAL // 1_000_000,
            )
        )


def require_value(count: int, row: object, header: str) -> None:
    """Raise RecordsError when one value has more than LONGEST_VALUE bytes."""
    if count > LONGEST_VALUE:
        raise RecordsError(
            say(
                "rij {row}, kolom '{column}': de waarde is {count} bytes lang, meer dan de {most} die mogen;"
                " kort de tekst in.",
                row=row,
                column=header,
                count=in_dutch(count),
                most=in_dutch(LONGEST_VALUE),
            )
        )


def in_dutch(count: int) -> str:
    """Return a whole number with a sign between the thousands, as its reader writes it."""
    return number(count)


def frame_of(columns: Mapping[str, Sequence[str]], index: pd.Index) -> pd.DataFrame:
    """Return columns of Python text as a text frame; RecordsError when they are too many, or too long."""
    require_cells(len(index), len(columns))
    return pd.DataFrame(
        {name: _bounded(name, values, index) for name, values in columns.items()}, index=index
    )


def _bounded(header: str, values: Sequence[str], index: pd.Index) -> pd.Series:
    column = _text(values, index)
    lengths = pc.binary_length(pa.array(column))
    longest = pc.max(lengths).as_py() or 0
    if longest > LONGEST_VALUE:
        require_value(longest, index[pc.index(lengths, longest).as_py()], header)
    return column


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

"""Rows of cells, as CSV and XLSX have them, to columns under headers."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.errors import RecordsError
from geo.files import headers
from geo.files.read.sheet import (
    distinct,
    frame_of,
    require_cells,
    require_columns,
    require_rows,
    require_total,
)
from geo.language import plural, say
from geo.plain_text import show
from geo.records import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Fault, Table

SEARCHED = 50  # rows from the top in which the header row is looked for
NAMED = 10  # hidden rows that are named; the others are counted
LEAST_REPEATED = 3  # headers in a row that make it another header row


@dataclass
class Lines:
    """Rows of cells with their numbers in the file, and faults by row number and position of the cell.

    ``hidden`` are the numbers of the rows that a spreadsheet does not show.
    """

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    width: int = 0
    text: int = 0

    def add(self, number: int, row: list[str]) -> None:
        """Add a row, unless nothing is in it; RecordsError when it is too wide or too much."""
        require_columns(len(row), number)
        if any(row) and any(map(str.strip, row)):
            require_rows(len(self.rows))
            self.width = max(self.width, len(row))
            self.text += sum(map(len, row))
            require_cells(len(self.rows) + 1, self.width)
            require_total(self.text)
            self.rows.append(row)
            self.numbers.append(number)

    def header_row(self, table: Table | None = None) -> tuple[int, int]:
        """Return which of the first rows has most known headers, the first of several; and how many."""
        counts = [headers.known(row, table) for row in self.rows[:SEARCHED]]
        best = max(counts, default=0)
        return (counts.index(best), best) if best > 1 else (0, best)


def headed(lines: Lines, table: Table | None) -> tuple[pd.DataFrame, list[Problem]]:
    """Return rows of cells as a text frame under their headers, and the faults found on the way.

    RecordsError when there are no rows, or only headers.
    """
    if not lines.rows:
        raise RecordsError(say("het bestand is leeg; er staat geen enkele rij in."))
    at, _ = lines.header_row(table)
    below = lines.numbers[at + 1 :]
    if not below:
        raise RecordsError(
            say(
                "het bestand heeft alleen een kopregel (rij {row}), zonder rijen eronder; vul de"
                " gegevens in.",
                row=lines.numbers[at],
            )
        )
    columns, header_of = _columns(lines.rows[at], lines.rows[at + 1 :])
    cells = frame_of(columns, pd.Index(below))
    faults = [*_above(lines.numbers[:at]), *_repeated(cells), *_widths(lines, at, len(columns))]
    faults += _hidden(lines.hidden & set(below))
    return cells, [*faults, *_told(lines.faults, set(below), header_of, cells)]


def _columns(titles: list[str], rows: list[list[str]]) -> tuple[dict[str, Sequence[str]], dict[int, str]]:
    """Return the columns that have a title or a value by header, and the header of each by its place."""
    columns: list[Sequence[str]] = list(zip_longest(*rows, fillvalue=""))
    columns += [("",) * len(rows)] * (len(titles) - len(columns))
    titles = titles + [""] * (len(columns) - len(titles))
    kept = [place for place, title in enumerate(titles) if title.strip() or any(columns[place])]
    names = distinct([titles[place] for place in kept], kept)
    return {name: columns[place] for name, place in zip(names, kept, strict=True)}, dict(
        zip(kept, names, strict=True)
    )


def _above(numbers: list[int]) -> list[Problem]:
    mend = say("verwijder de rij als die niet nodig is")
    told = [say("rij {row} staat boven de kopregel en is niet gelezen", row=number) for number in numbers]
    return [Problem(None, "", "", what, mend, "waarschuwing") for what in told]


def _repeated(cells: pd.DataFrame) -> list[Problem]:
    """Rows that are a header row again: below a first one in another language, or of files put together."""
    words = headers.exact(cells.columns)
    same = np.zeros(len(cells), int)
    filled = np.zeros(len(cells), int)
    for _, column in cells.items():
        same += column.isin(words).to_numpy()
        filled += column.ne("").to_numpy()
    again = (same >= LEAST_REPEATED) & (same * 2 >= filled)
    what = say("deze rij is nog een kopregel")
    mend = say("verwijder deze rij: boven de gegevens hoort één kopregel")
    first = str(cells.columns[0])
    return [
        Problem(row, first, show(str(cells.at[row, first])), what, mend, "fout") for row in cells.index[again]
    ]


def _hidden(rows: set[int]) -> list[Problem]:
    """Rows that are read though a spreadsheet does not show them, as behind a filter."""
    if not rows:
        return []
    named, more = ", ".join(map(str, sorted(rows)[:NAMED])), len(rows) - NAMED
    if more > 0:
        named = say("{named} en nog {count}", named=named, count=more)
    what = plural(
        "verborgen in het werkblad, maar wel gelezen: rij {rows}",
        "verborgen in het werkblad, maar wel gelezen: rijen {rows}",
        len(rows),
        rows=named,
    )
    mend = say("horen ze er niet bij, verwijder ze dan uit het bestand in plaats van ze te filteren")
    return [Problem(None, "", "", what, mend, "waarschuwing")]


def _widths(lines: Lines, at: int, width: int) -> list[Problem]:
    """Rows with more cells than there are headers: a delimiter within a text that is not quoted."""
    own = len(lines.rows[at])
    mend = say("zet tekst waarin een scheidingsteken staat tussen aanhalingstekens")
    if width <= own:
        return []
    return [
        Problem(number, "", "", _too_wide(len(row), own), mend, "fout")
        for number, row in zip(lines.numbers[at + 1 :], lines.rows[at + 1 :], strict=True)
        if len(row) > own and any(row[own:])
    ]


def _too_wide(cells: int, own: int) -> str:
    return say("de rij heeft {cells} cellen, de kopregel {headers}", cells=cells, headers=own)


def _told(
    faults: dict[tuple[int, int], Fault], rows: set[int], header_of: dict[int, str], cells: pd.DataFrame
) -> list[Problem]:
    """Return faults by row number and place of the cell as problems, those outside the cells left out."""
    said = {fault: fault.said() for fault in set(faults.values())}
    return [
        Problem(row, header_of[place], show(str(cells.at[row, header_of[place]])), *said[fault])
        for (row, place), fault in faults.items()
        if row in rows and place in header_of
    ]

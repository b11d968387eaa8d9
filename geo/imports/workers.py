"""How many people work in each sector and region, from a stranger's sheet: what sector rates are divided by.

No records: a table of reference, a number for each sector and region, of one year, with its source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from geo.areas import known_names
from geo.errors import RecordsError
from geo.imports.isolated import read_file
from geo.plain_text import show
from geo.spelling import plain, vocabulary_words
from geo.vocabulary import SECTORS

if TYPE_CHECKING:
    from collections.abc import Callable

HEADERS = {"sector": "sector", "regio": "region", "werkenden": "workers", "jaar": "year", "bron": "source"}
"""Of the file, and what the columns are called here."""

MOST_TOLD = 10
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,9}", re.ASCII)
_AGAIN = re.compile(
    r" \(\d\)$", re.ASCII
)  # what reading puts behind a header that stands in the file already
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def read_workers(content: bytes, name: str) -> pd.DataFrame:
    """Return the workers by sector and region of a file of any kind that an import takes.

    Returns
    -------
    DataFrame
        Columns sector and region (codes), workers (int64), year (int64), source (str); one row for each
        sector and region.

    Raises
    ------
    RecordsError
        When a column is missing or a row is wrong: it names the first rows, what is wrong and what to do.
    """
    offered = read_file(content, name)
    title = offered.name
    cells = _named(offered.sheet.cells, title)
    table = pd.DataFrame(
        {ours: cells[header].map(_READERS[header]) for header, ours in HEADERS.items()}, index=cells.index
    )
    faults = [*_unread(cells, table), *_twice(table)]
    if faults or table.empty:
        more = f" En nog {len(faults) - MOST_TOLD}." if len(faults) > MOST_TOLD else ""
        raise RecordsError(f"{title}: {' '.join(faults[:MOST_TOLD]) or 'er staat geen enkele rij in.'}{more}")
    types = {"workers": "int64", "year": "int64", "sector": "str", "region": "str", "source": "str"}
    return table.astype(types).reset_index(drop=True)


def _named(cells: pd.DataFrame, title: str) -> pd.DataFrame:
    """Return the columns of HEADERS under those names; RecordsError when one is missing or stands twice."""
    found = {
        wanted: [header for header in map(str, cells) if plain(_AGAIN.sub("", header)) == wanted]
        for wanted in HEADERS
    }
    if missing := [wanted for wanted, headers in found.items() if not headers]:
        raise RecordsError(f"{title}: kolom {', '.join(missing)} ontbreekt; nodig zijn {', '.join(HEADERS)}.")
    if double := [show(header) for headers in found.values() if len(headers) > 1 for header in headers]:
        raise RecordsError(f"{title}: dubbele kolommen: {', '.join(double)}; laat van elk één staan.")
    return cells[[headers[0] for headers in found.values()]].set_axis(list(HEADERS), axis="columns")


def _region(text: str) -> str | None:
    return known_names().regions.find(text)


def _whole(text: str) -> int | None:
    return int(text.strip().replace(".", "")) if _WHOLE.fullmatch(text.strip()) else None


def _year(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text.strip()) else None


_READERS: dict[str, Callable[[str], str | int | None]] = {
    "sector": vocabulary_words(SECTORS).find,
    "regio": _region,
    "werkenden": _whole,
    "jaar": _year,
    "bron": lambda text: text.strip() or None,
}
_ALLOWED = {
    "sector": f"kies {', '.join(SECTORS.codes)}",
    "regio": "geef een code VR01 tot VR25 of de naam",
    "werkenden": "geef een geheel getal van 0 of meer",
    "jaar": "geef een jaar als 2020",
    "bron": "vul in waar het getal vandaan komt",
}


def _unread(cells: pd.DataFrame, table: pd.DataFrame) -> list[str]:
    """Return what is wrong in each cell that could not be read, row by row."""
    typed, read = cells.to_dict("index"), table.to_dict("index")
    return [
        f"Rij {row}, {header}: {show(str(typed[row][header])) or 'leeg'}; {_ALLOWED[header]}."
        for row, values in read.items()
        for header, ours in HEADERS.items()
        if pd.isna(values[ours])
    ]


def _twice(table: pd.DataFrame) -> list[str]:
    again = table.index[table.duplicated(["sector", "region"]) & table.notna().all(axis=1)]
    return [f"Rij {row}: deze sector en regio staan er al; laat één rij staan." for row in again]

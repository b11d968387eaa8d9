"""XLSX files: the sheet that fits best.

Read with expat piece by piece, not by openpyxl's read-only mode: that takes 2.2 to 3.3 times the CPU seconds
(100,000 rows of 10 cells: 5.1 against 14.5 to 17.1), holds a row as a tree (2 million empty cells: 1 GB), and
misses Strict OOXML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files.read.archive import Archive
from geo.files.read.book import Book, Tab, opened
from geo.files.read.headed import SEARCHED, Lines, headed
from geo.files.read.sheet import Progress, Sheet
from geo.files.read.worksheet import rows_of
from geo.plain_text import show
from geo.records import Problem

if TYPE_CHECKING:
    from geo.records import Table

TOLD_EVERY_BYTES = 2_000_000  # of XML


def read(content: bytes, table: Table | None, progress: Progress) -> Sheet:
    """Read the sheet of an XLSX file with most known headers; RecordsError when the file is no such thing."""
    book = opened(Archive(content))
    tops = [(tab, _top(book, tab)) for tab in book.tabs]
    filled = [(tab, lines) for tab, lines in tops if lines.rows]
    if not filled:
        raise RecordsError("het Excel-bestand is leeg: er staat niets op de zichtbare werkbladen.")
    fits = [lines.header_row(table)[1] for _, lines in filled]
    chosen = filled[fits.index(max(fits))][0]
    lines, told = Lines(), 0
    size = max(1, book.archive.size(chosen.part))
    for done in rows_of(book, chosen, lines):
        if done >= told + TOLD_EVERY_BYTES:
            told = done
            progress(min(0.9, done / size), "Rijen lezen")
    cells, faults = headed(lines, table)
    others = [
        tab.name
        for (tab, _), fit in zip(filled, fits, strict=True)
        if tab != chosen and fit * 2 > max(fits) and fit > 2
    ]
    return Sheet(cells, None, (f"Excel, werkblad '{show(chosen.name)}'",), (*faults, *_unread(others)))


def _unread(names: list[str]) -> list[Problem]:
    mend = "zet één tabel in een bestand, of bied het werkblad apart aan"
    return [
        Problem(None, "", "", f"werkblad '{show(name)}' is niet gelezen", mend, "waarschuwing")
        for name in names
    ]


def _top(book: Book, tab: Tab) -> Lines:
    """Return the first rows of a sheet."""
    lines = Lines()
    for _ in rows_of(book, tab, lines):
        if len(lines.rows) >= SEARCHED:
            break
    return lines

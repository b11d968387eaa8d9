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
from geo.files.read.parts import SHEET, Part, chosen, part_of, unread
from geo.files.read.sheet import Progress, Sheet
from geo.files.read.worksheet import rows_of
from geo.language import say
from geo.plain_text import show

if TYPE_CHECKING:
    from geo.records import Table

TOLD_EVERY_BYTES = 2_000_000  # of XML


def read(content: bytes, table: Table | None, progress: Progress, part: str = "") -> Sheet:
    """Read the sheet of an XLSX file called ``part``, or the one that fits; RecordsError for none."""
    book = opened(Archive(content))
    tops = [(tab, _top(book, tab)) for tab in book.tabs]
    filled = [(tab, lines) for tab, lines in tops if lines.rows]
    if not filled:
        raise RecordsError(say("het Excel-bestand is leeg: er staat niets op de zichtbare werkbladen."))
    parts = [_part(tab, lines, table) for tab, lines in filled]
    at = chosen(parts, part, SHEET)
    tab = filled[at][0]
    lines, told = Lines(), 0
    size = max(1, book.archive.size(tab.part))
    for done in rows_of(book, tab, lines):
        if done >= told + TOLD_EVERY_BYTES:
            told = done
            progress(min(0.9, done / size), say("Rijen lezen"))
    cells, faults = headed(lines, table)
    facts = (say("Excel, werkblad '{sheet}'", sheet=show(tab.name)),)
    faults += unread(parts, at, SHEET)
    return Sheet(cells, None, facts, tuple(faults), part=tab.name, parts=tuple(each.name for each in parts))


def _part(tab: Tab, top: Lines, table: Table | None) -> Part:
    at, _ = top.header_row(table)
    return part_of(tab.name, top.rows[at], len(top.rows) - at - 1, table)


def _top(book: Book, tab: Tab) -> Lines:
    """Return the first rows of a sheet."""
    lines = Lines()
    for _ in rows_of(book, tab, lines):
        if len(lines.rows) >= SEARCHED:
            break
    return lines

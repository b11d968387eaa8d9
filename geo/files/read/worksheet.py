"""The cells of one sheet of an XLSX file, as a Dutch user would have typed them; formulas are not run."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files.read.archive import damaged, parse
from geo.files.read.book import unescaped
from geo.files.read.sheet import MOST_COLUMNS, in_dutch, require_columns
from geo.files.read.values import excel_day, excel_number
from geo.language import mark, say
from geo.records import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.files.read.book import Book, Tab
    from geo.files.read.headed import Lines

FORMULA = Fault(
    mark("de cel bevat een formule, die niet wordt uitgerekend"),
    mark("vervang de formule door de waarde (kopiëren en plakken als waarden)"),
)
MOST_FAULTS = 100_000  # cells of one sheet that hold a formula or an error
_SHOWN_ERROR = Fault(
    mark("de cel bevat een foutwaarde van Excel"), mark("vul de waarde zelf in, of maak de cel leeg")
)
# HYPERLINK("where", "shown"), of which the text is in the formula itself; a doubled quote is one in the text
_LINK = re.compile(r'HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)', re.IGNORECASE)
_TRUE = ("1", "true")  # both are a boolean of XML


def rows_of(book: Book, tab: Tab, lines: Lines) -> Iterator[int]:
    """Add the rows of a sheet to ``lines``; yields the bytes done after each piece."""
    cells = _Cells(book, lines)
    yield from parse(book.archive.chunks(tab.part), cells.start, cells.end, cells.characters)


class _Cells:
    """Listens to the XML of a sheet, and adds each row to ``lines``."""

    def __init__(self, book: Book, lines: Lines) -> None:
        self._book, self._lines = book, lines
        self._row = 0
        self._values: dict[int, str] = {}
        self._place = -1
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None

    def start(self, element: str, given: dict[str, str]) -> None:
        if element == "c":
            self._place = _place(given["r"]) if "r" in given else self._place + 1
            self._kind, self._style = given.get("t", "n"), given.get("s", "")
            self._pieces, self._formula = [], None
        elif element in ("v", "t"):
            self._into = self._pieces
        elif element == "f":
            self._formula = self._into = []
        elif element == "row":
            number = given.get("r", "")
            later = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
            self._row = max(self._row + 1, later)
            if given.get("hidden") in _TRUE:
                self._lines.hidden.add(self._row)
            self._book.seen.add_row()
            self._values, self._place = {}, -1

    def characters(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, element: str) -> None:
        self._into = None
        if element == "c":
            self._cell()
        elif element == "row" and self._values:
            width = max(self._values) + 1
            row = [""] * min(width, MOST_COLUMNS + 1)
            for place, value in self._values.items():
                require_columns(place + 1, self._row)
                row[place] = value
            self._lines.add(self._row, row)

    def _cell(self) -> None:
        fault = None
        if self._formula is not None and (link := _LINK.fullmatch("".join(self._formula).strip())):
            value = (link[2] or link[1]).replace('""', '"')
        elif self._formula is not None:
            value, fault = f"={''.join(self._formula)}", FORMULA
        else:
            raw = "".join(self._pieces)
            if not raw:
                return
            value = self._value(raw)
            fault = _SHOWN_ERROR if self._kind == "e" else None
        self._values[self._place] = value
        if fault:
            if len(self._lines.faults) == MOST_FAULTS:
                raise RecordsError(
                    say(
                        "het werkblad heeft meer dan {most} cellen met een formule of een fout; kopieer ze en"
                        " plak ze als waarden.",
                        most=in_dutch(MOST_FAULTS),
                    )
                )
            self._lines.faults[self._row, self._place] = fault

    def _value(self, raw: str) -> str:
        if self._kind == "s":
            number = int(raw) if raw.strip().isascii() and raw.strip().isdigit() and len(raw) < 12 else -1
            if not 0 <= number < len(self._book.texts):
                raise damaged()
            return self._book.texts[number]
        if self._kind == "n":
            style = self._style
            if style.isdigit() and len(style) < 9 and int(style) in self._book.days:
                return excel_day(raw, since_1904=self._book.since_1904)
            return excel_number(raw)
        if self._kind == "b":
            return "ja" if raw.strip() in _TRUE else "nee"
        return unescaped(raw)


@cache
def _place_of(name: str) -> int:
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _place(reference: str) -> int:
    """Return the place of the column in a reference such as AB12."""
    name = reference.rstrip("0123456789")
    if not (name.isascii() and name.isalpha() and name.isupper() and len(name) <= 3):
        raise damaged()
    return _place_of(name)

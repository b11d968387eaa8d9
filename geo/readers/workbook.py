"""XLSX files: the sheet that fits, its values as a Dutch user would have typed them; formulas are not run.

Read with expat piece by piece, not by openpyxl: that loads whole parts as trees, works out shared formulas,
needs five times as long, and can raise nearly anything on a damaged file.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from geo.cells import Fault
from geo.errors import RecordsError
from geo.readers.archive import Archive, damaged, parse
from geo.readers.headed import SEARCHED, Lines, headed
from geo.readers.sheet import MOST_COLUMNS, Progress, Sheet, require_columns
from geo.readers.values import excel_day, excel_number
from geo.records import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.tables import Table

EXPLANATION = "uitleg"
"""The sheet of our own template that explains the columns; it is never read."""

MOST_TEXTS = 3_000_000  # shared texts
TOLD_EVERY_BYTES = 2_000_000  # of XML
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_FORMULA = Fault(
    "de cel bevat een formule, die niet wordt uitgerekend",
    "vervang de formule door de waarde (kopiëren en plakken als waarden)",
)
_SHOWN_ERROR = Fault("de cel bevat een foutwaarde van Excel", "vul de waarde zelf in, of maak de cel leeg")
_BUILTIN_DAYS = {*range(27, 37), *range(50, 59)} | {
    number for number, code in BUILTIN_FORMATS.items() if is_date_format(code)
}


class _Tab(NamedTuple):
    """One visible worksheet: its name and its part."""

    name: str
    part: str


class _Book(NamedTuple):
    """What all sheets of a workbook share."""

    archive: Archive
    tabs: list[_Tab]
    since_1904: bool
    texts: list[str]
    days: frozenset[int]


def read(content: bytes, table: Table | None, progress: Progress) -> Sheet:
    """Read the sheet of an XLSX file with most known headers; RecordsError when the file is no such thing."""
    book = _book(Archive(content), progress)
    tops = [(tab, _top(book, tab)) for tab in book.tabs]
    filled = [(tab, lines) for tab, lines in tops if lines.rows]
    if not filled:
        raise RecordsError("het Excel-bestand is leeg: er staat niets op de zichtbare werkbladen.")
    fits = [lines.header_row(table)[1] for _, lines in filled]
    chosen = filled[fits.index(max(fits))][0]
    lines, told = Lines(), 0
    size = max(1, book.archive.size(chosen.part))
    for done in _rows(book, chosen, lines):
        if done >= told + TOLD_EVERY_BYTES:
            told = done
            progress(min(0.9, done / size), "Rijen lezen")
    cells, faults = headed(lines, table)
    others = [
        tab.name
        for (tab, _), fit in zip(filled, fits, strict=True)
        if tab != chosen and fit * 2 > max(fits) and fit > 2
    ]
    return Sheet(cells, None, (f"Excel, werkblad '{shown(chosen.name)}'",), (*faults, *_unread(others)))


def _unread(names: list[str]) -> list[Problem]:
    mend = "zet één tabel in een bestand, of bied het werkblad apart aan"
    return [
        Problem(None, "", "", f"werkblad '{shown(name)}' is niet gelezen", mend, "waarschuwing")
        for name in names
    ]


def _book(archive: Archive, progress: Progress) -> _Book:
    """Read what all sheets share."""
    root = next((part for kind, part in _related(archive, "") if kind == "officeDocument"), "xl/workbook.xml")
    if root not in archive.parts:
        raise RecordsError("dit zip-bestand is geen Excel-bestand; bewaar de tabel als .xlsx of .csv.")
    if root.endswith(".bin"):
        raise RecordsError("dit is een binair Excel-bestand (.xlsb); bewaar het als .xlsx.")
    targets = dict(_related(archive, root, by_id=True))
    kinds = dict(_related(archive, root))
    tabs, since_1904 = _tabs(archive, root, targets)
    progress(0.05, "Teksten lezen")
    texts = _texts(archive, kinds["sharedStrings"]) if kinds.get("sharedStrings") in archive.parts else []
    days = _day_styles(archive, kinds["styles"]) if kinds.get("styles") in archive.parts else frozenset()
    return _Book(archive, tabs, since_1904, texts, days)


def _related(archive: Archive, part: str, *, by_id: bool = False) -> Iterator[tuple[str, str]]:
    """Return the parts that a part names, by the kind of relation or by its number."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[tuple[str, str]] = []

    def start(element: str, given: dict[str, str]) -> None:
        if element == "Relationship" and given.get("TargetMode") != "External":
            key = given.get("Id", "") if by_id else given.get("Type", "").rpartition("/")[2]
            target = given.get("Target", "")
            found.append((key, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")))

    if relations in archive.parts:
        _parsed(archive, relations, start)
    yield from found


def _tabs(archive: Archive, root: str, targets: dict[str, str]) -> tuple[list[_Tab], bool]:
    """Return the visible worksheets, and whether days are counted from 1904."""
    tabs: list[_Tab] = []
    since_1904 = False

    def start(element: str, given: dict[str, str]) -> None:
        nonlocal since_1904
        if element == "workbookPr":
            since_1904 = given.get("date1904", "0") in ("1", "true")
        if element == "sheet" and given.get("state", "visible") == "visible":
            number = next((value for key, value in given.items() if key.endswith(":id")), "")
            name = given.get("name", "")
            if targets.get(number) in archive.parts and name.casefold() != EXPLANATION:
                tabs.append(_Tab(name, targets[number]))

    _parsed(archive, root, start)
    return tabs, since_1904


def _texts(archive: Archive, part: str) -> list[str]:
    """Return the shared texts in order; the pronunciation of Japanese (rPh) is none of ours."""
    texts: list[str] = []
    pieces: list[str] = []
    inside, spoken = False, 0

    def start(element: str, _: dict[str, str]) -> None:
        nonlocal inside, spoken
        inside = element == "t" and not spoken
        spoken += element == "rPh"
        if element == "si":
            pieces.clear()

    def end(element: str) -> None:
        nonlocal inside, spoken
        inside = False
        spoken -= element == "rPh"
        if element == "si":
            if len(texts) == MOST_TEXTS:
                raise RecordsError("het Excel-bestand bevat te veel verschillende teksten; verdeel het.")
            texts.append(unescaped("".join(pieces)))

    def characters(text: str) -> None:
        if inside:
            pieces.append(text)

    for _ in parse(archive.chunks(part), start, end, characters):
        pass
    return texts


def _day_styles(archive: Archive, part: str) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as a day."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    inside = False

    def start(element: str, given: dict[str, str]) -> None:
        nonlocal inside
        if element == "numFmt":
            codes[given.get("numFmtId", "")] = given.get("formatCode", "")[:255]
        inside = inside or element == "cellXfs"
        if element == "xf" and inside:
            formats.append(given.get("numFmtId", "0"))

    def end(element: str) -> None:
        nonlocal inside
        inside = inside and element != "cellXfs"

    for _ in parse(archive.chunks(part), start, end, lambda _: None):
        pass
    builtin = {str(number) for number in _BUILTIN_DAYS}
    return frozenset(
        number
        for number, name in enumerate(formats)
        if (is_date_format(codes[name]) if name in codes else name in builtin)
    )


def _parsed(archive: Archive, part: str, start: object) -> None:
    for _ in parse(archive.chunks(part), start, lambda _: None, lambda _: None):  # type: ignore[arg-type]
        pass


def _top(book: _Book, tab: _Tab) -> Lines:
    """Return the first rows of a sheet."""
    lines = Lines()
    for _ in _rows(book, tab, lines):
        if len(lines.rows) >= SEARCHED:
            break
    return lines


def _rows(book: _Book, tab: _Tab, lines: Lines) -> Iterator[int]:
    """Add the rows of a sheet to ``lines``; yields the bytes done after each piece."""
    cells = _Cells(book, lines)
    yield from parse(book.archive.chunks(tab.part), cells.start, cells.end, cells.characters)


class _Cells:
    """Listens to the XML of a sheet, and adds each row to ``lines``."""

    def __init__(self, book: _Book, lines: Lines) -> None:
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
        if self._formula is not None:
            value, fault = f"={''.join(self._formula)}", _FORMULA
        else:
            raw = "".join(self._pieces)
            if not raw:
                return
            value = self._value(raw)
            fault = _SHOWN_ERROR if self._kind == "e" else None
        self._values[self._place] = value
        if fault:
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
            return "ja" if raw.strip() == "1" else "nee"
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


def unescaped(text: str) -> str:
    """Return a text with the signs that XML cannot hold, which XLSX writes as _x0000_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text

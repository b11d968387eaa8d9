"""ODS files, of LibreOffice: the sheet that fits best, read by calamine once it is known to fit in memory.

A cell may say that it stands for a million rows of a hundred columns: 640 bytes for which calamine 0.9.1
wants more than 3 GB. So the XML is measured first, piece by piece, and only then handed over; the same walk
finds what calamine does not tell: hidden rows and formulas.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from geo.errors import RecordsError
from geo.files.read.archive import Archive, damaged, parse
from geo.files.read.book import EXPLANATION
from geo.files.read.headed import Lines, headed
from geo.files.read.parts import SHEET, Part, chosen, part_of, unread
from geo.files.read.sheet import (
    Progress,
    Sheet,
    require_cells,
    require_columns,
    require_rows,
    require_total,
)
from geo.files.read.values import typed_as_text
from geo.files.read.worksheet import FORMULA, MOST_FAULTS
from geo.language import say
from geo.plain_text import show

if TYPE_CHECKING:
    from geo.records import Table

MOST_TABS = 200
_CONTENT = "content.xml"


@dataclass
class _Tab:
    """One sheet as measured: how far its cells go, which rows are hidden (from 1), and formulas (from 0)."""

    name: str
    rows: int = 0
    columns: int = 0
    hidden: list[int] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def read(content: bytes, table: Table | None, progress: Progress, part: str = "") -> Sheet:
    """Read the sheet of an ODS file called ``part``, or the one that fits; RecordsError for none."""
    archive = Archive(content)
    measured = _measured(archive)
    progress(0.4, say("Rijen lezen"))
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        filled = _shown(book, measured)
        sheets = [_lines(book, tab) for tab in filled]
    except (CalamineError, ValueError, OverflowError):
        raise damaged() from None
    parts = [_part(tab, lines, table) for tab, lines in zip(filled, sheets, strict=True)]
    at = chosen(parts, part, SHEET)
    cells, faults = headed(sheets[at], table)
    faults += unread(parts, at, SHEET)
    facts = (say("OpenDocument, werkblad '{sheet}'", sheet=show(filled[at].name)),)
    names = tuple(each.name for each in filled)
    return Sheet(cells, None, facts, tuple(faults), part=filled[at].name, parts=names)


def _shown(book: CalamineWorkbook, measured: list[_Tab]) -> list[_Tab]:
    """Return the sheets that are visible and hold something; RecordsError when there are none."""
    visible = {each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible}
    filled = [tab for tab in measured if tab.rows and tab.name in visible]
    if not filled:
        raise RecordsError(say("het bestand is leeg: er staat niets op de zichtbare werkbladen."))
    return [tab for tab in filled if tab.name.casefold() != EXPLANATION] or filled


def _part(tab: _Tab, lines: Lines, table: Table | None) -> Part:
    at, _ = lines.header_row(table)
    return part_of(tab.name, lines.rows[at] if lines.rows else [], len(lines.rows) - at - 1, table)


def _lines(book: CalamineWorkbook, tab: _Tab) -> Lines:
    """Return the rows of a sheet, numbered as LibreOffice shows them."""
    sheet = book.get_sheet_by_name(tab.name)
    lines = Lines()
    top, left = sheet.start or (0, 0)
    for number, row in enumerate(sheet.to_python(), top + 1):
        lines.add(number, [typed_as_text(value) for value in row])
    lines.hidden |= set(tab.hidden)
    for down, right in tab.formulas:
        lines.faults[down + 1, right - left] = FORMULA
    return lines


def _measured(archive: Archive) -> list[_Tab]:
    """Return the sheets of a file; RecordsError when one holds more cells than may be read."""
    if _CONTENT not in archive.parts:
        raise damaged()
    walk = _Walk()
    for _ in parse(archive.chunks(_CONTENT), walk.start, walk.end, walk.characters):
        pass
    return walk.tabs


class _Walk:
    """Listens to the XML of an ODS file, and counts what a cell or a row says it stands for."""

    def __init__(self) -> None:
        self.tabs: list[_Tab] = []
        self._depth = 0  # of tables: one within a cell is none of ours
        self._row = self._column = 0
        self._repeated_row = self._repeated = 1
        self._filled = self._is_hidden = self._row_filled = self._formula = False
        self._cell_text = self._row_text = self._text = 0

    def start(self, element: str, given: dict[str, str]) -> None:
        attributes = {key.rpartition(":")[2]: value for key, value in given.items()}
        if element == "table":
            self._depth += 1
            if self._depth == 1:
                self._tab(attributes.get("name", ""))
        elif element == "table-row":
            self._column, self._row_filled, self._row_text = 0, False, 0
            self._repeated_row = _count(attributes.get("number-rows-repeated"))
            self._is_hidden = attributes.get("visibility", "visible") != "visible"
        elif element in ("table-cell", "covered-table-cell"):
            self._repeated = _count(attributes.get("number-columns-repeated"))
            self._filled = "value-type" in attributes
            self._formula = "formula" in attributes

    def characters(self, text: str) -> None:
        self._filled = self._filled or bool(text.strip())
        self._cell_text += len(text)

    def end(self, element: str) -> None:
        if element == "table":
            self._depth -= 1
        elif not self.tabs:
            return
        elif element in ("table-cell", "covered-table-cell"):
            self._cell(self.tabs[-1])
        elif element == "table-row":
            self._end_row(self.tabs[-1])

    def _tab(self, name: str) -> None:
        if len(self.tabs) == MOST_TABS:
            raise RecordsError(
                say("het bestand heeft meer dan {most} werkbladen; bewaar alleen de tabel.", most=MOST_TABS)
            )
        self.tabs.append(_Tab(name))
        self._row = 0

    def _end_row(self, tab: _Tab) -> None:
        if self._row_filled:
            tab.rows = self._row + self._repeated_row
            _require_fit(self.tabs)
            self._text += self._row_text * self._repeated_row
            require_total(self._text)
            if self._is_hidden:
                tab.hidden += range(self._row + 1, tab.rows + 1)
        self._row += self._repeated_row

    def _cell(self, tab: _Tab) -> None:
        if self._filled:
            self._row_filled = True
            tab.columns = max(tab.columns, self._column + self._repeated)
            if self._formula:
                if len(tab.formulas) == MOST_FAULTS:
                    raise RecordsError(say("het werkblad heeft te veel formules; plak ze als waarden."))
                tab.formulas.add((self._row, self._column))
        self._row_text += self._cell_text * self._repeated
        self._column += self._repeated
        self._filled, self._cell_text = False, 0


def _require_fit(tabs: list[_Tab]) -> None:
    """Raise RecordsError when the last sheet is too large, or all of them are: calamine holds them all."""
    require_columns(tabs[-1].columns)
    require_rows(tabs[-1].rows - 1)
    require_cells(tabs[-1].rows, tabs[-1].columns)
    require_cells(sum(tab.rows * tab.columns for tab in tabs), 1)


def _count(text: str | None) -> int:
    """Return how often a cell or a row is repeated; RecordsError when that is no number."""
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise damaged()
    return max(1, int(text))

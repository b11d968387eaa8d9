"""An XLSX file of sheets of columns, with real days and numbers, and in which nothing is a formula.

Written by ourselves, since a library takes the cells one by one: 100,000 records cost a quarter of a minute.
Here each distinct value is written once. Text is in the table of shared strings, which Excel never
calculates; its cells also have the format of text, so that it stays text when somebody edits it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

from geo.errors import ExportError
from geo.files.write.styles import HEADER_STYLE, KIND_STYLES, STYLES
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.files.write.table import Field

MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767  # characters; longer text is cut off
_ROWS_AT_ONCE = 10_000
_FIRST_DAY = pd.Timestamp(1899, 12, 30)  # Excel counts from here, and takes 1900 for a leap year
_NARROWEST, _WIDEST = 8, 60
_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# XLSX writes a sign that XML has no notation for as _x0000_, so what looks like that in text is escaped too
_NO_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_ESCAPED = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}(?:_|{_NO_XML}))|{_NO_XML}")


@dataclass(frozen=True)
class Worksheet:
    """A sheet: its name, at most 31 characters, and its columns, all of one length."""

    name: str
    fields: tuple[Field, ...]


class _Strings(dict[str, int]):
    """The shared strings: each text and its number, which a text gets when it is first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def to_xlsx(sheets: Sequence[Worksheet]) -> bytes:
    """Return the sheets as an XLSX file, the same bytes for the same sheets.

    ExportError when a sheet has more rows than Excel can hold.
    """
    strings, out = _Strings(), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in _fixed_parts([sheet.name for sheet in sheets]):
            archive.writestr(_entry(name), xml)
        for number, sheet in enumerate(sheets, 1):
            with archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w") as part:
                for xml in _sheet_xml(sheet, strings):
                    part.write(xml.encode())
        with archive.open(_entry("xl/sharedStrings.xml"), "w") as part:
            for xml in _strings_xml(strings):
                part.write(xml.encode())
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # as zip files say "no time"
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


# cells


def _sheet_xml(sheet: Worksheet, strings: _Strings) -> Iterator[str]:
    count = len(sheet.fields[0].values)
    if count >= MOST_ROWS:
        raise ExportError(
            say(
                "{count} rijen passen niet in een Excel-blad ({most} regels); kies CSV of GeoPackage.",
                count=count,
                most=MOST_ROWS,
            )
        )
    columns = [_cells(field, strings) for field in sheet.fields]
    headers = [f' s="{HEADER_STYLE}" t="s"><v>{strings[field.header]}</v></c>' for field in sheet.fields]
    last = f"{column_letters(len(columns))}{count + 1}"
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_width(field)}" customWidth="1"/>'
        for number, field in enumerate(sheet.fields, 1)
    )
    yield (
        f'{_BEGIN}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
        ' state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>"
    )
    yield from _rows_xml(1, [[cell] for cell in headers])
    for start in range(0, count, _ROWS_AT_ONCE):
        stop = start + _ROWS_AT_ONCE
        yield from _rows_xml(start + 2, [column[start:stop].tolist() for column in columns])
    yield f'</sheetData><autoFilter ref="A1:{last}"/></worksheet>'


def _rows_xml(first: int, columns: list[list[str]]) -> Iterator[str]:
    """Return rows from number ``first`` on, of columns of cells that lack only their address."""
    addressed = []
    for number, column in enumerate(columns, 1):
        begin = f'<c r="{column_letters(number)}'
        addressed.append([cell and f'{begin}{row}"{cell}' for row, cell in enumerate(column, first)])
    rows = enumerate(zip(*addressed, strict=True), first)
    yield "".join([f'<row r="{row}">{"".join(cells)}</row>' for row, cells in rows])


def _cells(field: Field, strings: _Strings) -> np.ndarray:
    """Return each cell of a column from behind its address on; nothing at all for an empty one."""
    style = f' s="{KIND_STYLES[field.kind]}"'
    number = _NUMBERS.get(field.kind)

    def write(value: Any) -> str:  # noqa: ANN401 what the column holds
        if number:
            return f"{style}><v>{number(value)}</v></c>"
        return f'{style} t="s"><v>{strings[value[:LONGEST_CELL]]}</v></c>' if value else ""

    return field.written(write)


_NUMBERS: dict[str, Callable[[Any], str]] = {
    "day": lambda day: str((day - _FIRST_DAY).days),
    "whole": str,
    "number": repr,
    "degrees": repr,
}


def _width(field: Field) -> int:
    """Return a width in which the header, with its button, and most values fit."""
    longest = 11
    if field.kind in ("text", "word", "prose") and len(field.values):
        longest = int(field.values.str.len().max()) + 2
    return min(max(_NARROWEST, longest, len(field.header) + 4), _WIDEST)


def column_letters(number: int) -> str:
    """Return the letters of column ``number``: A for 1, AA for 27."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = f"{chr(65 + digit)}{letters}"
    return letters


# the parts around them


def _strings_xml(strings: _Strings) -> Iterator[str]:
    yield f'{_BEGIN}<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">'
    texts = iter(strings)
    while some := list(islice(texts, _ROWS_AT_ONCE)):
        yield "".join([f'<si><t xml:space="preserve">{xml_text(text)}</t></si>' for text in some])
    yield "</sst>"


def xml_text(text: str) -> str:
    """Return text for between tags, as XLSX holds any text exactly."""
    held = text if text.isprintable() and "_x" not in text else _ESCAPED.sub(_hexadecimal, text)
    return escape(held, {"\r": "&#13;"})


def _hexadecimal(sign: re.Match[str]) -> str:
    return f"_x{ord(sign[0]):04X}_"


def _fixed_parts(names: list[str]) -> Iterator[tuple[str, str]]:
    """Return what is the same in every file but for the names of the sheets: path in the file, XML."""
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_SHEET_TYPE}.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("styles", "styles"),
            ("sharedStrings", "sharedStrings"),
            *((f"worksheets/sheet{number}", "worksheet") for number in numbers),
        )
    )
    yield (
        "[Content_Types].xml",
        f'{_BEGIN}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>",
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations([*parts, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]),
    )
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    yield (
        "xl/workbook.xml",
        f'{_BEGIN}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
    )
    yield "xl/styles.xml", f'{_BEGIN}<styleSheet xmlns="{_MAIN}">{STYLES}</styleSheet>'


def _relations(parts: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'{_BEGIN}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'

"""What the sheets of an XLSX file share: their names, the texts, and which styles show a number as a day."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from geo.errors import RecordsError
from geo.files.read.archive import Archive, parse
from geo.files.read.sheet import MOST_ROWS, in_dutch
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EXPLANATION = "uitleg"
"""The sheet of our own template that explains the columns; it is never read."""

MOST_TEXTS = 3_000_000  # shared texts
MOST_TABS = 200  # visible worksheets
MOST_SEEN = 2 * MOST_ROWS  # rows of all worksheets together, empty ones and those read twice counted
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_BUILTIN_DAYS = {*range(27, 37), *range(50, 59)} | {
    number for number, code in BUILTIN_FORMATS.items() if is_date_format(code)
}


class Tab(NamedTuple):
    """One visible worksheet: its name and its part."""

    name: str
    part: str


@dataclass
class Seen:
    """How many rows were met so far, in any sheet: also an empty one costs time."""

    rows: int = 0

    def add_row(self) -> None:
        """Count a row; RecordsError for one too many."""
        self.rows += 1
        if self.rows > MOST_SEEN:
            raise RecordsError(
                say(
                    "het Excel-bestand heeft meer dan {most} rijen, lege meegeteld; verwijder de lege rijen"
                    " onderaan, of bewaar alleen de tabel als .xlsx of .csv.",
                    most=in_dutch(MOST_SEEN),
                )
            )


class Book(NamedTuple):
    """What all sheets of a workbook share."""

    archive: Archive
    tabs: list[Tab]
    since_1904: bool
    texts: list[str]
    days: frozenset[int]
    seen: Seen


def opened(archive: Archive) -> Book:
    """Read what all sheets share; RecordsError when it is no workbook."""
    root = next((part for kind, part in _related(archive, "") if kind == "officeDocument"), "xl/workbook.xml")
    if root not in archive.parts:
        raise RecordsError(say("dit zip-bestand is geen Excel-bestand; bewaar de tabel als .xlsx of .csv."))
    if root.endswith(".bin"):
        raise RecordsError(say("dit is een binair Excel-bestand (.xlsb); bewaar het als .xlsx."))
    targets = dict(_related(archive, root, by_id=True))
    kinds = dict(_related(archive, root))
    tabs, since_1904 = _tabs(archive, root, targets)
    texts = _texts(archive, kinds["sharedStrings"]) if kinds.get("sharedStrings") in archive.parts else []
    days = _day_styles(archive, kinds["styles"]) if kinds.get("styles") in archive.parts else frozenset()
    return Book(archive, tabs, since_1904, texts, days, Seen())


def _related(archive: Archive, part: str, *, by_id: bool = False) -> Iterator[tuple[str, str]]:
    """Return the parts that a part names, by the kind of relation or by its number."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[tuple[str, str]] = []

    def start(element: str, given: dict[str, str]) -> None:
        if element == "Relationship" and given.get("TargetMode") != "External":
            key = given.get("Id", "") if by_id else given.get("Type", "").rpartition("/")[2]
            target = given.get("Target", "").replace("\\", "/")
            found.append((key, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")))

    if relations in archive.parts:
        _parsed(archive, relations, start)
    yield from found


def _tabs(archive: Archive, root: str, targets: dict[str, str]) -> tuple[list[Tab], bool]:
    """Return the visible worksheets, and whether days are counted from 1904."""
    tabs: dict[str, Tab] = {}
    since_1904 = False

    def start(element: str, given: dict[str, str]) -> None:
        nonlocal since_1904
        if element == "workbookPr":
            since_1904 = given.get("date1904", "0") in ("1", "true")
        if element == "sheet" and given.get("state", "visible") == "visible":
            number = next((value for key, value in given.items() if key.endswith(":id")), "")
            name = given.get("name", "")
            if targets.get(number) in archive.parts and name.casefold() != EXPLANATION:
                # a part that stands under several names is one sheet
                tabs.setdefault(targets[number], Tab(name, targets[number]))
        if len(tabs) > MOST_TABS:
            raise RecordsError(
                say(
                    "het Excel-bestand heeft meer dan {most} werkbladen; bewaar alleen de tabel als .xlsx.",
                    most=MOST_TABS,
                )
            )

    _parsed(archive, root, start)
    return list(tabs.values()), since_1904


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
                raise RecordsError(say("het Excel-bestand bevat te veel verschillende teksten; verdeel het."))
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


def _parsed(archive: Archive, part: str, start: Callable[[str, dict[str, str]], None]) -> None:
    for _ in parse(archive.chunks(part), start, lambda _: None, lambda _: None):
        pass


def unescaped(text: str) -> str:
    """Return a text with the signs that XML cannot hold, which XLSX writes as _x0000_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text

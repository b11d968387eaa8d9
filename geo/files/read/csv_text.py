"""Delimited text (CSV, TXT): which delimiter, and the cells; quoted cells may hold it and line ends."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files import headers
from geo.files.formulas import restored
from geo.files.read.encoding import decode
from geo.files.read.headed import SEARCHED, Lines, headed
from geo.files.read.sheet import Progress, Sheet
from geo.language import mark, say
from geo.records import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.records import Table

DELIMITERS = {";": mark("puntkomma"), ",": mark("komma"), "\t": mark("tab"), "|": mark("verticale streep")}
LONGEST_LINE = 1_000_000  # signs
LONGEST_CELL = 131_072  # signs; the limit of csv, which ends a quotation that is never closed
TOLD_EVERY = 10_000  # rows
ROW_BYTES = 100  # about; says only how far the bar is

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def read(content: bytes, table: Table | None, progress: Progress, _: str = "") -> Sheet:
    """Read a CSV file; RecordsError when it is no text, or is cut off."""
    decoded = decode(content)
    delimiter, skipped = _delimiter(decoded.text, table)
    lines = _lines(decoded.text, delimiter, skipped, progress)
    cells, faults = headed(lines, table)
    if not decoded.text.endswith(("\n", "\r")):
        faults += _cut_off(lines)
    faults += decoded.warnings
    fact = say(
        "CSV, tekens {encoding}, gescheiden door {delimiter}",
        encoding=decoded.encoding,
        delimiter=say(DELIMITERS[delimiter]),
    )
    return Sheet(cells.apply(restored), None, (fact,), tuple(faults), delimiter)


def _delimiter(text: str, table: Table | None) -> tuple[str, int]:
    """Return the delimiter, and how many lines name it: Excel understands a first line ``sep=;``."""
    if text[:4].lower() == "sep=" and text[4:5] in DELIMITERS and text[5:6] in ("", "\r", "\n"):
        return text[4], 1

    def fit(delimiter: str) -> tuple[int, int]:
        top = _top(text, delimiter)
        return max((headers.known(row, table) for row in top), default=0), max(map(len, top), default=0)

    return max(DELIMITERS, key=fit), 0


def _top(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows, read leniently: only their headers count."""
    top = []
    try:
        for row in csv.reader(_checked(text), delimiter=delimiter):
            top.append(row)
            if len(top) == SEARCHED:
                break
    except csv.Error:  # with this delimiter a quotation has no end
        pass
    return top


def _lines(text: str, delimiter: str, skipped: int, progress: Progress) -> Lines:
    """Return the rows, numbered as a spreadsheet shows them."""
    lines = Lines()
    number = skipped
    source = _checked(text)
    for _ in range(skipped):
        next(source)
    try:
        for number, row in enumerate(csv.reader(source, delimiter=delimiter, strict=True), 1 + skipped):
            lines.add(number, row)
            if number % TOLD_EVERY == 0:
                progress(min(0.9, number * ROW_BYTES / len(text)), say("Rijen lezen"))
    except csv.Error as fault:
        raise _unreadable(number + 1, str(fault)) from None
    return lines


def _checked(text: str) -> Iterator[str]:
    """Return the lines of a text; RecordsError for one that nobody has typed."""
    # one by one from the text itself: io.StringIO would hold it once more, at four bytes a sign
    for number, found in enumerate(_LINE.finditer(text), 1):
        line = found[0]
        if len(line) > LONGEST_LINE:
            raise RecordsError(
                say(
                    "regel {line} heeft meer dan een miljoen tekens; dit is geen CSV-bestand met records.",
                    line=number,
                )
            )
        yield line


def _unreadable(row: int, fault: str) -> RecordsError:
    """Return the error for what csv says, in our words."""
    if "unexpected end" in fault:
        what = say('een aanhalingsteken wordt niet gesloten: het bestand is afgebroken of er mist een "')
    elif "field larger" in fault:
        what = say(
            "een cel heeft meer dan {most} tekens; waarschijnlijk mist er een aanhalingsteken",
            most=LONGEST_CELL,
        )
    else:
        what = say('een aanhalingsteken staat midden in een cel; schrijf het daar dubbel ("")')
    return RecordsError(say("rij {row}: {what}.", row=row, what=what))


def _cut_off(lines: Lines) -> list[Problem]:
    """Return the fault of a last row without a line end that is short, as in a file cut off halfway."""
    cells, width = len(lines.rows[-1]), len(lines.rows[lines.header_row()[0]])
    if cells >= width:
        return []
    what = say(
        "de laatste rij heeft {cells} van de {width} cellen: het bestand lijkt afgebroken",
        cells=cells,
        width=width,
    )
    mend = say("vraag het bestand opnieuw op, of vul de rij aan")
    return [Problem(lines.numbers[-1], "", "", what, mend, "fout")]

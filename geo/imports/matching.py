"""The cells of a file to the text of a table, by what its headers name; nothing in the file gets lost."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo import files
from geo.dutch import decimal
from geo.errors import RecordsError
from geo.plain_text import show
from geo.records import Problem, of_visible, yes_no

if TYPE_CHECKING:
    from geo.files import Matching, Sheet
    from geo.records import Table

COORDINATE_DECIMALS = 7  # about a centimetre, as the store keeps them


class Matched(NamedTuple):
    """A text frame by Column.name with the index of the file, and what is wrong in its columns."""

    text: pd.DataFrame
    problems: list[Problem]


def matched(sheet: Sheet, table: Table, matching: Matching) -> Matched:
    """Return the cells of a file as text of ``table``.

    Columns of yes and no join the set they are part of; geometry gives the coordinates where a row has none;
    a column that names nothing goes into the note as "kop: waarde". RecordsError when two headers name the
    same.
    """
    _require_sane(sheet, table, matching)
    names = {column.name for column in table.columns}
    text = pd.DataFrame(
        {target: sheet.cells[header] for header, target in matching.items() if target in names},
        index=sheet.cells.index,
    )
    problems = _join_flags(text, sheet, matching)
    _add_coordinates(text, sheet)
    _add_note(text, sheet, matching)
    return Matched(text, problems)


def kept(matching: Matching) -> list[str]:
    """Return the headers of the columns that go into the note."""
    return [header for header, target in matching.items() if not target and not files.ignored(header)]


def _require_sane(sheet: Sheet, table: Table, matching: Matching) -> None:
    unknown = [header for header in matching if header not in sheet.cells]
    if unknown:
        raise RecordsError(f"het bestand heeft geen kolom {', '.join(map(repr, unknown[:3]))}.")
    called = files.targets(table)
    named: dict[str, str] = {}
    for header, target in matching.items():
        if target is None:
            continue
        if target not in called:
            raise RecordsError(f"{table.header} heeft geen kolom {target!r}; kies uit {', '.join(called)}.")
        if target in named:
            raise RecordsError(
                f"de kolommen '{show(named[target])}' en '{show(header)}' zijn allebei '{called[target]}';"
                " laat één van beide los."
            )
        named[target] = header


def _join_flags(text: pd.DataFrame, sheet: Sheet, matching: Matching) -> list[Problem]:
    """Add to the columns that hold a set the words whose own column says yes."""
    problems: list[Problem] = []
    for header, target in matching.items():
        column, _, word = (target or "").partition("=")
        if word:
            says, faults = _flags(sheet.cells[header], header)
            problems += faults
            before = text[column] if column in text else _nothing(text.index)
            text[column] = before.where(
                ~says, _after(before, pd.Series(word, index=text.index, dtype="str"), ", ")
            )
    return problems


def _flags(cells: pd.Series, header: str) -> tuple[pd.Series, list[Problem]]:
    """Return which cells say yes, and those that say neither yes nor no."""
    parse = of_visible(yes_no)
    read = {cell: parse(cell.strip()) for cell in cells.unique() if cell.strip()}
    yes = {cell for cell, result in read.items() if result.value is True}
    wrong = cells[cells.isin([cell for cell, result in read.items() if result.fault])]
    faults = [
        Problem(row, header, show(cell), *result.fault)
        for row, cell in wrong.items()
        if (result := read[cell]).fault
    ]
    return cells.isin(yes), faults


def _add_coordinates(text: pd.DataFrame, sheet: Sheet) -> None:
    """Fill in latitude and longitude of rows that give neither, from the geometry of the file."""
    if sheet.points is None or sheet.points["lon"].isna().all():
        return
    for name in ("lat", "lon"):
        if name not in text:
            text[name] = _nothing(text.index)
    given = sheet.points["lon"].notna()
    at = np.flatnonzero(given & text["lat"].str.strip().eq("") & text["lon"].str.strip().eq(""))
    for name in ("lat", "lon"):
        written = text[name].to_numpy(object).copy()
        written[at] = [degrees(value) for value in sheet.points[name].to_numpy()[at]]
        text[name] = pd.Series(written, index=text.index, dtype="str")


def degrees(value: float) -> str:
    """Return a coordinate as it is typed: a decimal comma, to about a centimetre."""
    return decimal(value, COORDINATE_DECIMALS)


def _add_note(text: pd.DataFrame, sheet: Sheet, matching: Matching) -> None:
    """Add to the note what the table has no column for."""
    parts = [text["note"]] if "note" in text else []
    for header in kept(matching):
        cells = sheet.cells[header].str.strip()
        parts.append((f"{header}: " + cells).where(cells != "", ""))
    # neighbours first, and so on: one after the other would copy the note as often as there are columns
    while len(parts) > 1:
        pairs = zip_longest(parts[::2], parts[1::2])
        parts = [one if other is None else _after(one, other, "; ") for one, other in pairs]
    if parts:
        text["note"] = parts[0]


def _nothing(index: pd.Index) -> pd.Series:
    return pd.Series("", index=index, dtype="str")


def _after(before: pd.Series, added: pd.Series, between: str) -> pd.Series:
    """Return two columns of text after each other, with ``between`` where both hold something."""
    both = before + between + added
    return both.where((before != "") & (added != ""), before + added)

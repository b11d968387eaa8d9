"""The faulty rows of a file, back as a file of the same type that says what is wrong in each."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pandas as pd

from geo import files
from geo.files import Worksheet, content_of_text, to_csv, to_geojson, to_geopackage, to_xlsx
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.imports.steps import Checked
    from geo.records import Problem


_WRITTEN = (".csv", ".xlsx", ".geojson", ".gpkg")


def faulty_rows(checked: Checked) -> tuple[bytes, str]:
    """Return the faulty rows as a file of the type they came in, or the nearest that we write, and its name.

    All columns are as they were, with two more that say what is wrong and how to mend it, and with any
    required column that the file lacks. It can be offered again as it is.
    """
    sheet = checked.offered.sheet
    cells = sheet.cells[~checked.good.to_numpy()].copy()
    named = set(checked.matching.values())
    for column in checked.table.columns:
        if column.required and column.name not in named and column.header not in cells:
            cells[column.header] = pd.Series("", index=cells.index, dtype="str")
    told = _told_by_row(checked, cells.index)
    for header, number in ((files.WRONG, 0), (files.MEND, 1)):
        cells[header] = pd.Series([each[number] for each in told], index=cells.index, dtype="str")
    title = checked.table.header
    content = content_of_text(cells, title, None if sheet.points is None else sheet.points.loc[cells.index])
    writers: dict[str, Callable[[], bytes]] = {
        ".csv": lambda: to_csv(content, sheet.delimiter),
        ".xlsx": lambda: to_xlsx([Worksheet(title, content.fields)]),
        ".geojson": lambda: to_geojson(content),
        ".gpkg": lambda: to_geopackage(content),
    }
    return writers[_suffix(checked)](), faulty_name(checked)


def faulty_name(checked: Checked) -> str:
    """Return what the file with the faulty rows is called."""
    stem = PurePath(checked.offered.name).stem or checked.table.header
    return f"{say('{name} - fouten', name=stem)}{_suffix(checked)}"


def _suffix(checked: Checked) -> str:
    """Return the type of file that the rows go back in: of those that are only read, the nearest."""
    suffix = checked.offered.kind.suffix
    if suffix in _WRITTEN:
        return suffix
    return ".xlsx" if checked.offered.sheet.points is None else ".gpkg"


def _told_by_row(checked: Checked, rows: pd.Index) -> list[tuple[str, str]]:
    """Return what is wrong in each row and how to mend it; what is wrong with the whole table is in each."""
    everywhere = [problem for problem in checked.errors if problem.row is None]
    by_row: dict[object, list[Problem]] = {row: list(everywhere) for row in rows}
    for problem in checked.errors:
        if problem.row is not None:
            by_row[problem.row].append(problem)
    return [
        (_together(found, [each.what for each in found]), _together(found, [each.mend for each in found]))
        for found in by_row.values()
    ]


def _together(problems: list[Problem], texts: list[str]) -> str:
    """Return what is said of each problem, with its column before it, each once."""
    told = (f"{each.column}: {text}".removeprefix(": ") for each, text in zip(problems, texts, strict=True))
    return "; ".join(dict.fromkeys(told))

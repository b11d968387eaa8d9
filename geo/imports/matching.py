"""The cells of a file to the text of a table, by what its headers name; nothing in the file gets lost."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo import dutch, files
from geo.areas import known_names
from geo.errors import RecordsError
from geo.imports.one_cell import point
from geo.language import mark, say
from geo.plain_text import show
from geo.records import Fault, Problem, of_visible, yes_no
from geo.records import degrees as degrees_in
from geo.vocabulary import within

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
    text = pd.DataFrame(index=sheet.cells.index)
    problems: list[Problem] = []
    for header, target in matching.items():
        if target in names and target in text:
            problems += _contradicted(text[target], sheet.cells[header], target)
            text[target] = text[target].where(text[target].str.strip().ne(""), sheet.cells[header])
        elif target in names:
            text[target] = sheet.cells[header]
    problems += _join_flags(text, sheet, matching)
    problems += _contradicted_points(text, sheet, matching)
    _add_coordinates(text, sheet.points if table.placed else None)
    problems += _add_points(text, sheet, matching)
    problems += _add_note(text, sheet, table, matching)
    return Matched(text, problems)


def _contradicted(before: pd.Series, cells: pd.Series, target: str) -> list[Problem]:
    """Return a warning for each row in which a second column for the same names something else."""
    known = known_names()
    words = known.regions if target == "region" else known.municipalities
    code = {cell: words.find(cell) for cell in {*before.unique(), *cells.unique()}}
    other = before.map(code).ne(cells.map(code)) & before.str.strip().ne("") & cells.str.strip().ne("")
    what = say("zegt iets anders dan een eerdere kolom; niet gebruikt")
    mend = say("laat beide kolommen hetzelfde zeggen")
    told = zip(cells.index[other], cells[other], strict=True)
    return [Problem(row, str(cells.name), show(cell), what, mend, "waarschuwing") for row, cell in told]


def kept(matching: Matching) -> list[str]:
    """Return the headers of the columns that go into the note."""
    return [header for header, target in matching.items() if not target and not files.ignored(header)]


def _require_sane(sheet: Sheet, table: Table, matching: Matching) -> None:
    unknown = [header for header in matching if header not in sheet.cells]
    if unknown:
        names = ", ".join(map(repr, unknown[:3]))
        raise RecordsError(say("het bestand heeft geen kolom {names}.", names=names))
    called = files.targets(table)
    named: dict[str, str] = {}
    for header, target in matching.items():
        if target is None:
            continue
        if target not in called:
            raise RecordsError(
                say(
                    "{table} heeft geen kolom {name}; kies uit {names}.",
                    table=within(table.label),
                    name=repr(target),
                    names=", ".join(called),
                )
            )
        if target in named and target not in files.SEVERAL:
            raise RecordsError(
                say(
                    "de kolommen '{one}' en '{other}' zijn allebei '{target}'; laat één van beide los.",
                    one=show(named[target]),
                    other=show(header),
                    target=called[target],
                )
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


def _add_points(text: pd.DataFrame, sheet: Sheet, matching: Matching) -> list[Problem]:
    """Fill in latitude and longitude from a column that holds both; return the cells that are no point."""
    header = next((header for header, target in matching.items() if target == files.POINT), None)
    if header is None:
        return []
    cells = sheet.cells[header]
    found = [point(cell) or (np.nan, np.nan) for cell in cells]
    points = pd.DataFrame(found, columns=["lat", "lon"], index=cells.index, dtype=float)
    for name in ("lat", "lon"):  # the column is there, so an empty cell says that there is no place
        text[name] = text[name] if name in text else _nothing(text.index)
    _add_coordinates(text, points)
    unread = cells[points["lat"].isna() & cells.str.strip().ne("")]
    fault = _NO_POINT.said()
    return [Problem(row, header, show(cell), *fault) for row, cell in unread.items()]


_NO_POINT = Fault(
    mark("niet gelezen als coördinaten"), mark("schrijf ze als 51,3704; 6,1724"), "waarschuwing"
)


def _contradicted_points(text: pd.DataFrame, sheet: Sheet, matching: Matching) -> list[Problem]:
    """Empty the coordinates of rows whose geometry lies elsewhere; return those rows.

    Geometry is what a map was made with; columns beside it stay behind when a point is moved.
    """
    if sheet.points is None or not {"lat", "lon"} <= set(text):
        return []
    given = {name: _numbers(text[name]) for name in ("lat", "lon")}
    off = [(given[name] - sheet.points[name]).abs() > SAME_DEGREES for name in ("lat", "lon")]
    typed = text["lat"].str.strip().ne("") | text["lon"].str.strip().ne("")
    unread = given["lat"].isna() | given["lon"].isna()
    other = typed & sheet.points["lon"].notna() & (off[0] | off[1] | unread)
    named = [header for header, target in matching.items() if target in ("lat", "lon")]
    shown = text["lat"].str.cat(text["lon"], sep="; ")
    for name in ("lat", "lon"):
        text[name] = text[name].where(~other, "")
    columns, fault = dutch.listed(named), _STALE.said()
    return [Problem(row, columns, show(str(shown.at[row])), *fault) for row in text.index[other.to_numpy()]]


def _numbers(cells: pd.Series) -> pd.Series:
    """Return degrees as numbers, NaN for what is none."""
    read = {cell: degrees_in(cell.strip()).value for cell in cells.unique()}
    return cells.map(read).astype(float)


SAME_DEGREES = 0.001
"""Geometry and columns that differ less than this, some hundred metres, are rounded, not moved."""

_STALE = Fault(
    mark("de kolommen komen niet overeen met de geometrie; de geometrie is gebruikt"),
    mark("laat de kolommen weg, of werk ze bij"),
    "waarschuwing",
)


def _add_coordinates(text: pd.DataFrame, points: pd.DataFrame | None) -> None:
    """Fill in latitude and longitude of rows that give neither, from points (lat and lon, degrees)."""
    if points is None or points["lon"].isna().all():
        return
    for name in ("lat", "lon"):
        if name not in text:
            text[name] = _nothing(text.index)
    given = points["lon"].notna()
    at = np.flatnonzero(given & text["lat"].str.strip().eq("") & text["lon"].str.strip().eq(""))
    for name in ("lat", "lon"):
        written = text[name].to_numpy(object).copy()
        written[at] = [degrees(value) for value in points[name].to_numpy()[at]]
        text[name] = pd.Series(written, index=text.index, dtype="str")


def degrees(value: float) -> str:
    """Return a coordinate as it is typed: a decimal comma, to about a centimetre."""
    return dutch.in_text(value, COORDINATE_DECIMALS)


def _add_note(text: pd.DataFrame, sheet: Sheet, table: Table, matching: Matching) -> list[Problem]:
    """Add to the note what the table has no column for; return the rows where it does not fit."""
    longest = table.column("note").longest
    parts = {"": text["note"]} if "note" in text else {}
    for header in kept(matching):
        cells = sheet.cells[header].str.strip()
        parts[header] = (f"{header}: " + cells).where(cells != "", "")
    if not parts:
        return []
    text["note"] = _together(list(parts.values()))
    own = text["note"].str.len() if list(parts) == [""] else parts.get("", _nothing(text.index)).str.len()
    full = text.index[(text["note"].str.len() > longest) & (own <= longest)]
    return [
        _cut(text, row, {header: str(part.at[row]) for header, part in parts.items()}, longest)
        for row in full
    ]


def _cut(text: pd.DataFrame, row: object, parts: dict[str, str], longest: int) -> Problem:
    """Put in the note of a row the columns that fit, in their order, and return which do not."""
    note, lost = "", []
    for header, part in parts.items():
        longer = "; ".join(filter(None, (note, part)))
        if len(longer) <= longest:
            note = longer
        else:
            lost.append(header)
    text.loc[row, "note"] = note
    named, more = ", ".join(lost[:3]), len(lost) - 3
    if more > 0:
        named = say("{named} en nog {count}", named=named, count=more)
    what = say("de toelichting is vol ({most} tekens); niet opgenomen: {names}", most=longest, names=named)
    return Problem(row, "toelichting", "", what, say("kies welke kolommen mee moeten"), "waarschuwing")


def _together(parts: list[pd.Series]) -> pd.Series:
    # neighbours first, and so on: one after the other would copy the note as often as there are columns
    while len(parts) > 1:
        pairs = zip_longest(parts[::2], parts[1::2])
        parts = [one if other is None else _after(one, other, "; ") for one, other in pairs]
    return parts[0]


def _nothing(index: pd.Index) -> pd.Series:
    return pd.Series("", index=index, dtype="str")


def _after(before: pd.Series, added: pd.Series, between: str) -> pd.Series:
    """Return two columns of text after each other, with ``between`` where both hold something."""
    both = before + between + added
    return both.where((before != "") & (added != ""), before + added)

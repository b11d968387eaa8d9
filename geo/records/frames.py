"""Records: text that somebody typed to typed columns with everything that is wrong in it, and back again.

A *text frame* has the columns of a table by name, all text, "" where empty. A *records frame* has them all,
typed. ``Table`` says which columns there are and what must agree, ``columns`` how a cell is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from geo.areas import Names, known_names
from geo.dutch import decimal
from geo.errors import RecordsError
from geo.language import say
from geo.plain_text import show
from geo.records.cells import Fault
from geo.records.columns import Parsed, dtype, parse_column
from geo.records.problems import Problem, Report
from geo.records.shared import DERIVED
from geo.records.table import Column, Table
from geo.spelling import Words
from geo.vocabulary import within


@dataclass(frozen=True)
class Reading:
    """A records frame with one row for each row of text, and the report of all that is wrong in it.

    A row with a "fout" holds the empty value wherever its text could not be read.
    """

    frame: pd.DataFrame
    report: Report

    @property
    def problems(self) -> list[Problem]:
        """The problems of the report, in its order."""
        return list(self.report)

    @cached_property
    def usable(self) -> np.ndarray:
        """An array of bool, False for a row with a "fout"."""
        return self.report.usable(self.frame.index)


class _Found(NamedTuple):
    """A fault in the row at ``position`` (-1: the whole table) and the column at ``order``."""

    position: int
    order: int
    fault: Fault


def read(text: pd.DataFrame, table: Table, *, known: Names | None = None) -> Reading:
    """Read a text frame as records of ``table``, and find everything that is wrong in it.

    Columns may be missing; columns that ``table`` does not have are named in a warning and left out. Empty
    input gives an empty frame. The result has all columns of ``table``, in its order, with the input's index.
    Raises RecordsError when two columns have the same name.
    """
    _require_distinct_columns(text)
    known = known or known_names()
    typed, wrong = {}, {}
    found: list[_Found] = []
    for order, column in enumerate(table.columns):
        parsed = parse_column(_texts(text, column.name), column, known)
        faults = _faults_of_cells(parsed, column, order, present=column.name in text)
        typed[column.name] = parsed.values
        wrong[column.name] = _rows_with_error(faults, len(text))
        found += faults
    frame = pd.DataFrame(typed, index=text.index)
    found += _faults_of_rules(frame, table, wrong)
    found += _faults_of_repeats(frame, table)
    report = Report((*_unknown_columns(text, table), *_as_problems(found, text, table)))
    return Reading(frame, report.ordered(text.index, table.headers))


def to_text(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a records frame as text that ``read`` reads to the same records; derived columns are left out.

    A point that only stands for a municipality (precision other than "punt") is no coordinate somebody gave,
    and is left empty.
    """
    text = {column.name: _written(frame[column.name], column) for column in table.columns}
    if "precision" in frame:
        given = frame["precision"].eq("punt")
        text |= {name: text[name].where(given, "") for name in ("lat", "lon")}
    return pd.DataFrame(text, index=frame.index)


def empty(table: Table) -> pd.DataFrame:
    """Return a records frame of ``table`` without rows."""
    return pd.DataFrame({column.name: pd.Series([], dtype=dtype(column)) for column in table.columns})  # type: ignore[call-overload]


def match_headers(headers: Iterable[str], table: Table) -> dict[str, str]:
    """Return which headers name which column: {header: Column.name}, in any order, case and punctuation.

    Known are the Dutch header and the English name. A header that names no column is left out, as is one
    that names a column which an earlier header named.
    """
    spellings = ((word, column.name) for column in table.columns for word in (column.header, column.name))
    words = Words.of(spellings)
    matched: dict[str, str] = {}
    for header in headers:
        name = words.find(header)
        if name and name not in matched.values():
            matched[header] = name
    return matched


def _require_distinct_columns(text: pd.DataFrame) -> None:
    """Raise RecordsError when two columns have the same name."""
    twice = text.columns[text.columns.duplicated()].unique()
    if len(twice):
        raise RecordsError(
            say(
                "kolommen komen meer dan eens voor: {columns}; houd er één van.",
                columns=", ".join(map(str, twice)),
            )
        )


def _texts(text: pd.DataFrame, name: str) -> pd.Series:
    """Return one column as text, "" where it is missing or holds nothing."""
    if name not in text:
        return pd.Series("", index=text.index, dtype="str")
    column = text[name]
    if column.dtype == "str":
        return column.fillna("")
    # half a surrogate pair, which only an object column can hold, has no place in text
    cells = ("" if pd.isna(cell) else str(cell).encode("utf-8", "replace").decode() for cell in column)
    return pd.Series(list(cells), index=text.index, dtype="str")


def _faults_of_cells(parsed: Parsed, column: Column, order: int, *, present: bool) -> list[_Found]:
    """Return the faults of single cells of a column; a required column that is absent is one fault."""
    if not present:
        mend = say("voeg de kolom '{column}' toe", column=column.header)
        absent = Fault(say("verplichte kolom ontbreekt"), mend)
        return [_Found(-1, order, absent)] if column.required else []
    at = np.flatnonzero(parsed.fault_of >= 0)
    found = [
        _Found(row, order, parsed.faults[number])
        for row, number in zip(at.tolist(), parsed.fault_of[at].tolist(), strict=True)
    ]
    if column.required:
        mend = say("vul '{column}' in ({rule})", column=within(column.label), rule=column.rule)
        nothing = Fault(say("verplicht, maar leeg"), mend)
        missing = parsed.empty & ~_rows_with_error(found, len(parsed.empty))
        found += [_Found(row, order, nothing) for row in np.flatnonzero(missing).tolist()]
    return found


def _rows_with_error(found: list[_Found], rows: int) -> np.ndarray:
    """Return for each row whether an error is found in it; an error in the whole table is in every row."""
    at = [each.position for each in found if each.fault.severity == "fout"]
    if -1 in at:
        return np.ones(rows, bool)
    wrong = np.zeros(rows, bool)
    wrong[at] = True
    return wrong


def _faults_of_rules(frame: pd.DataFrame, table: Table, wrong: dict[str, np.ndarray]) -> list[_Found]:
    """Rows that break a rule across columns; a rule says nothing where one of its columns is wrong itself."""
    orders = {column.name: order for order, column in enumerate(table.columns)}
    found = []
    for rule in table.rules:
        legible = ~np.logical_or.reduce([wrong[name] for name in rule.columns])
        at = np.flatnonzero(rule.broken(frame).to_numpy(bool) & legible)
        fault = Fault(rule.what, rule.mend, rule.severity).said()
        found += [_Found(row, orders[rule.columns[0]], fault) for row in at.tolist()]
    return found


def _faults_of_repeats(frame: pd.DataFrame, table: Table) -> list[_Found]:
    """Each later row with a reference that an earlier row has; which row that is, is told."""
    key = next(order for order, column in enumerate(table.columns) if column.kind == "reference")
    references = frame[table.columns[key].name]
    number_of, _ = pd.factorize(references)
    at = np.flatnonzero(references.duplicated() & references.ne(""))
    _, first = np.unique(number_of, return_index=True)
    found = []
    mend = say("geef elk record een eigen kenmerk, of houd één rij")
    for row in at.tolist():
        earlier = frame.index[first[number_of[row]]]
        what = say("kenmerk staat ook in rij {row}", row=earlier)
        found.append(_Found(row, key, Fault(what, mend)))
    return found


def _unknown_columns(text: pd.DataFrame, table: Table) -> list[Problem]:
    """Columns that the table does not have, and that are therefore not read."""
    known = {column.name for column in table.columns} | set(DERIVED)
    what = say("onbekende kolom, niet gelezen")
    mend = say("hernoem de kolom, of zet de inhoud in 'toelichting'")
    return [Problem(None, str(name), "", what, mend, "waarschuwing") for name in text if name not in known]


def _as_problems(found: list[_Found], text: pd.DataFrame, table: Table) -> list[Problem]:
    """Return the faults as problems, with the label of the row, the header and the value as typed."""
    labels = text.index.tolist()
    named = {table.columns[each.order].name for each in found}
    typed = {name: _texts(text, name).to_numpy(object).tolist() for name in named}
    problems = []
    for position, order, fault in found:
        column = table.columns[order]
        row, value = (None, "") if position < 0 else (labels[position], show(typed[column.name][position]))
        problems.append(Problem(row, column.header, value, fault.what, fault.mend, fault.severity))
    return problems


def _written(values: pd.Series, column: Column) -> pd.Series:
    """Return one typed column as text, written once for each distinct value."""
    number_of, distinct = pd.factorize(values)  # a missing value has number -1
    write = _writer(column)
    written = np.array([*(write(value) for value in distinct), ""], dtype=object)
    return pd.Series(written[number_of], index=values.index, dtype="str")


def _writer(column: Column) -> Callable[[Any], str]:
    """Return how one value of ``column`` is written."""
    if column.kind == "codes" and column.vocabulary is not None:
        members = column.vocabulary.members
        return lambda mask: ", ".join(members(int(mask)))
    return _WRITERS.get(column.kind, str)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "day": lambda day: pd.Timestamp(day).strftime("%d-%m-%Y"),
    "yes_no": lambda value: "ja" if value else "nee",
    "degrees": decimal,
}

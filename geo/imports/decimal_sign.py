"""Which sign a file writes its decimals with: beside 51.3704 the number 45.000 is 45, not 45 thousand.

Only text files say so with their cells, since other files keep numbers as numbers. With a semicolon between
its fields a file was made where the comma is the decimal sign; coordinates, which come from a map with
points, then prove nothing for the other numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.imports.choices import COMMA, DECIMAL_LABELS, POINT
from geo.imports.verdicts import Verdict
from geo.language import say
from geo.plain_text import show
from geo.records import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.records import Column, Table

_LONGEST = 40
_BY_POINT = re.compile(
    r"[+-]?(\d+\.(\d{1,2}|\d{4,})|(0|\d{4,})\.\d{3}|\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,})"
)
_BY_COMMA = re.compile(
    r"[+-]?(\d+,(\d{1,2}|\d{4,})|(0|\d{4,}),\d{3}|\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,})"
)
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_WRITTEN_WITH_POINT = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?")


def dutch_numbers(
    text: pd.DataFrame, table: Table, delimiter: str, *, is_text: bool, chosen: str = ""
) -> tuple[dict[str, pd.Series], Verdict, list[Problem]]:
    """Return the columns of counts with their decimals behind a comma, what was decided, and a warning.

    ``delimiter`` stands between the fields of a file that ``is_text``; ``chosen`` is what somebody chose, or
    "". Only columns that change are returned.
    """
    counts, degrees = (
        [each for each in table.columns if each.kind == kind and each.name in text]
        for kind in ("count", "degrees")
    )
    proof: dict[str, str] = {}
    if is_text:
        proof = _proofs(text, counts if delimiter == ";" else [*counts, *degrees])
    doubtful = [cell for cell in _cells(text, counts) if _EITHER.fullmatch(cell)]
    decided = chosen or (POINT if set(proof) == {POINT} else COMMA)
    verdict = _verdict(decided, chosen, proof, doubtful)
    if decided == COMMA or not (chosen or doubtful):
        return {}, verdict, _far_too_many(text, counts) if verdict.is_open else []
    return {column.name: _with_comma(text[column.name]) for column in counts}, verdict, []


def _cells(text: pd.DataFrame, columns: Iterable[Column]) -> Iterable[str]:
    """Return the distinct cells of some columns, bare."""
    for column in columns:
        yield from (cell.strip(" °") for cell in text[column.name].unique() if len(cell) <= _LONGEST)


def _proofs(text: pd.DataFrame, columns: Iterable[Column]) -> dict[str, str]:
    """Return the signs that are proven, each with the first number that proves it."""
    found: dict[str, str] = {}
    for cell in _cells(text, columns):
        for sign, pattern in ((POINT, _BY_POINT), (COMMA, _BY_COMMA)):
            if pattern.fullmatch(cell):
                found.setdefault(sign, cell)
    return found


def _verdict(decided: str, chosen: str, proof: dict[str, str], doubtful: list[str]) -> Verdict:
    """Return what was decided, when there is a number for which it matters."""
    sign = say(DECIMAL_LABELS[decided])
    if not doubtful:
        return Verdict(chosen, say("getallen met {sign}, zo gekozen", sign=sign)) if chosen else Verdict()
    example = show(doubtful[0])
    value = (_dutch(doubtful[0]) or doubtful[0]) if decided == POINT else _whole(doubtful[0])
    told = say("getallen met {sign}: {example} is {value}", sign=sign, example=example, value=value)
    if chosen:
        return Verdict(decided, say("{told}, zo gekozen", told=told))
    if decided in proof:
        proven = show(proof[decided])
        return Verdict(decided, say("{told}, want er staat ook {value}", told=told, value=proven))
    return Verdict(decided, say("{told}; niets in het bestand bewijst het", told=told), is_open=True)


def _whole(cell: str) -> str:
    """Return a number whose decimals have a comma as it is meant: 45.000 is 45000."""
    return cell.replace(".", "")


def _far_too_many(text: pd.DataFrame, columns: Iterable[Column]) -> list[Problem]:
    """Return a warning for a column of which every number with a point ends in three zeros."""
    what = say("alle getallen met een punt eindigen op .000; gelezen als duizendtallen")
    mend = say("kies 'decimale punt' als 45.000 gewoon 45 is")
    found = []
    for column in columns:
        cells = [cell for cell in _cells(text, [column]) if _EITHER.fullmatch(cell)]
        if cells and all(cell.endswith(".000") for cell in cells):
            found.append(Problem(None, column.header, show(cells[0]), what, mend, "waarschuwing"))
    return found


def _with_comma(cells: pd.Series) -> pd.Series:
    """Return numbers whose decimals have a point as they are written in Dutch; what is no number stays."""
    new = {cell: _dutch(cell.strip()) or cell for cell in cells.unique() if len(cell) <= _LONGEST}
    return cells.map(lambda cell: new.get(cell, cell)).astype("str")


def _dutch(cell: str) -> str:
    """Return "45.000" as "45" and "1,250.5" as "1250,5"; "" for what is no number."""
    found = _WRITTEN_WITH_POINT.fullmatch(cell)
    if not found:
        return ""
    decimals = (found[3] or "").rstrip("0")
    return f"{found[1]}{found[2].replace(',', '')}{f',{decimals}' if decimals else ''}"

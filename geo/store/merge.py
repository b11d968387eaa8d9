"""One record while somebody edits it: how it stands, what two people changed, and the next free reference."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geo import records
from geo.records import DERIVED
from geo.store.codec import as_text, encode, stored_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.records import Column, Table
    from geo.store.history import Revision
    from geo.store.writing import Change

PLACE_FIELDS = ("municipality", "region", "country", "lat", "lon")
"""Columns that say where a record is: they only make sense together."""

FICTIONAL = "DEMO-"
"""How the reference of a fictional record begins."""

_NUMBERED = re.compile(r"(?P<style>.*?)(?P<number>[0-9]{1,18})", re.DOTALL)


@dataclass(frozen=True)
class Held:
    """A record as it stands: its version, whether it is withdrawn, the change that made it, its values.

    ``values`` are the texts of the store (``rows.as_text``) by column, derived columns included.
    """

    version: int
    withdrawn: bool
    change: Change
    values: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """A column that somebody else changed: stored texts before, theirs, mine, and both together."""

    column: Column
    before: str
    theirs: str
    mine: str
    merged: str

    @property
    def clashes(self) -> bool:
        """Whether both changed it, and not to the same."""
        return self.mine not in (self.before, self.theirs)


def held(revisions: list[Revision]) -> Held | None:
    """Return the record that a history ends in, None for an empty history."""
    if not revisions:
        return None
    last = revisions[-1]
    values = {field.column: field.after for revision in revisions for field in revision.fields}
    return Held(last.version, last.withdrawn, last.change, values)


def form_text(values: Mapping[str, str], table: Table) -> dict[str, str]:
    """Return stored texts as somebody would type them: what ``records.read`` reads to the same record.

    A point that only stands for a municipality is left out: nobody gave it.
    """
    given = {column.name: values.get(column.name, "") for column in table.columns}
    if table.placed and values.get("precision") != "punt":
        given |= {"lat": "", "lon": ""}
    read = records.read(pd.DataFrame([given], dtype="str"), table)
    return {str(name): str(text) for name, text in records.to_text(read.frame, table).iloc[0].items()}


def stored_values(frame: pd.DataFrame, table: Table) -> dict[str, str]:
    """Return the single record of a settled records frame as the texts of the store; the inverse."""
    rows = encode(frame, table)
    return {column.name: as_text(rows[column.name])[0].as_py() for column in stored_columns(table)}


def differences(
    before: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str], table: Table
) -> list[Difference]:
    """Return the columns that somebody else changed since a record was opened.

    In ``merged`` what I changed stands on top of theirs: my value where I changed one, else theirs. Where a
    record is, is one thing: its columns are merged together. Columns that only I changed are left out.
    """
    moved = any(mine.get(name, "") != before.get(name, "") for name in PLACE_FIELDS)
    found = []
    for column in table.columns:
        was, other, own = (values.get(column.name, "") for values in (before, theirs, mine))
        changed = moved if column.name in PLACE_FIELDS else own != was
        if other != was:
            found.append(Difference(column, was, other, own, own if changed else other))
    return found


def merged(
    before: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str], table: Table
) -> dict[str, str]:
    """Return my changes on top of their version, as stored texts; see ``differences``."""
    taken = {each.column.name: each.merged for each in differences(before, theirs, mine, table)}
    place = mine if any(mine.get(name, "") != before.get(name, "") for name in PLACE_FIELDS) else theirs
    derived = {name: place.get(name, "") for name in DERIVED} if table.placed else {}
    return {**mine, **taken, **derived}


def next_reference(references: Iterable[str], table: Table) -> str:
    """Return the reference after the highest in the style that most of ``references`` have.

    A style is what stands before the number at the end; the number keeps its width. Fictional records,
    whose references begin with ``DEMO-``, are no example for a real one.

    >>> from geo.records import ACTIVATIONS
    >>> next_reference(["VR23-009", "VR23-010", "proef 7"], ACTIVATIONS)
    'VR23-011'
    """
    real = (reference for reference in references if not reference.upper().startswith(FICTIONAL))
    found = [match for match in map(_NUMBERED.fullmatch, real) if match]
    if not found:
        return table.first_reference
    (style, _), *_ = Counter(match["style"] for match in found).most_common(1)
    numbers = [match["number"] for match in found if match["style"] == style]
    highest = max(numbers, key=int)
    return f"{style}{int(highest) + 1:0{len(highest)}}"

"""A file on its way into the store, after each step: as it was read, checked, and what it would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.files import LEFT_OUT
from geo.imports.choices import AS_GUESSED, ImportChoices
from geo.imports.verdicts import Verdicts
from geo.language import mark, say
from geo.records import Report

if TYPE_CHECKING:
    import pandas as pd

    from geo.files import FileKind, Matching, Sheet
    from geo.imports.completing import Held
    from geo.records import Problem, Table

FAULTY = "faulty"
OTHER = "other"
STATUS_LABELS = {
    "new": mark("nieuw"),
    "changed": mark("gewijzigd"),
    "returned": mark("teruggekomen"),
    "unchanged": mark("ongewijzigd"),
    "emptied": mark("geleegd, blijft zo"),
    OTHER: mark("zelfde kenmerk, iets anders"),
    FAULTY: mark("met fouten"),
}
"""What an import does with a row, in the order in which it is told; the words are shown, and marked."""

LOCATED = {
    "punt": mark("punt"),
    "plaats": mark("alleen plaats"),
    "gemeente": mark("alleen gemeente"),
    "regio": mark("alleen regio"),
}
"""How precise a place can be, as it is told, marked; any other precision is no place."""


@dataclass(frozen=True, eq=False)
class Offered:
    """A file as it was read: its cells under their own headers, the table it seems to be, and what they name.

    ``matching`` is {header: target or None}; ``headers.targets(table)`` has all targets with their labels.
    """

    name: str
    sha256: str
    kind: FileKind
    sheet: Sheet
    table: Table
    matching: Matching

    @property
    def key(self) -> str:
        """What sets this reading apart from others: the file, and which of its parts was read."""
        return f"{self.sha256}/{self.sheet.part}"

    @property
    def facts(self) -> tuple[str, ...]:
        """How the file was read: type, encoding, delimiter, sheet or layer, CRS."""
        return self.sheet.facts


@dataclass(frozen=True, eq=False)
class Checked:
    """A file checked: every problem in it, which rows are good, and those as records in their places.

    ``good`` has a bool for each row of ``text``, which is the text frame of the file; ``frame`` is the
    records frame of the good rows. The index of all three is the row number in the file. ``kept`` are the
    headers of the columns that went into the note. ``held`` is what was stored of the records in the file,
    from which fields without a column were completed. ``matching`` is what came of ``choices``, ``verdicts``
    is how the cells were read.
    """

    offered: Offered
    table: Table
    matching: Matching
    text: pd.DataFrame
    frame: pd.DataFrame
    problems: tuple[Problem, ...]
    good: pd.Series
    kept: tuple[str, ...]
    held: Held | None = None
    choices: ImportChoices = AS_GUESSED
    verdicts: Verdicts = field(default_factory=Verdicts)

    @property
    def located(self) -> dict[str, int]:
        """How many good rows have a place, by how precise it is; nothing for a table without places."""
        if not self.table.placed:
            return {}
        return {how: int(self.frame["precision"].eq(how).sum()) for how in LOCATED}

    @property
    def places(self) -> str:
        """How many of the rows that can go in have a place, as a sentence."""
        if self.frame.empty:
            return say("Nog geen goede rijen")
        if not self.table.placed:
            return say("{records} staan niet als punt op de kaart", records=self.table.label)
        found = {how: count for how, count in self.located.items() if count}
        numbers = {"count": sum(found.values()), "rows": len(self.frame)}
        if not found:
            return say("{count} van {rows} rijen hebben een locatie", **numbers)
        parts = ", ".join(f"{say(LOCATED[how])} {count}" for how, count in found.items())
        return say("{count} van {rows} rijen hebben een locatie: {parts}", **numbers, parts=parts)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headers of the columns that are neither read nor kept."""
        return tuple(header for header, target in self.matching.items() if target == LEFT_OUT)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a row out."""
        return Report(self.problems).errors

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, how many good and faulty, and how many warnings."""
        good = int(self.good.sum())
        warnings = len(Report(self.problems).warnings)
        return {"rows": len(self.good), "good": good, FAULTY: len(self.good) - good, "warnings": warnings}


@dataclass(frozen=True, eq=False)
class Plan:
    """What writing would do to each row, and what it follows on.

    ``status`` is a category of STATUS_LABELS for each row of the file; ``differs`` says for each good row in
    which columns it differs from what is stored; ``seen`` is the version of each good row's record that it
    follows on; ``edits`` has every field that would change, as ``edits_of`` gives it. ``clashes`` is whether
    a reference is of a record that is not to be seen or written by who asks.
    """

    checked: Checked
    status: pd.Series
    differs: pd.DataFrame
    seen: dict[str, int]
    edits: pd.DataFrame
    clashes: bool = False

    def rows(self, status: str) -> list[int]:
        """Return the rows of the file with a status."""
        return [int(row) for row in self.status.index[self.status.eq(status)]]

    @property
    def emptied(self) -> dict[str, int]:
        """How many fields would be emptied, by the header of their column."""
        counts = self.edits.loc[self.edits["after"].eq(""), "column"].value_counts(sort=False)
        return {str(header): int(count) for header, count in counts.items()}

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each status, in the order of STATUS_LABELS."""
        return {status: int((self.status == status).sum()) for status in STATUS_LABELS}

    @property
    def needs_reason(self) -> bool:
        """Whether writing asks for a reason, since the type of an activation changes."""
        if "type" not in self.differs:
            return False
        changed = self.status[self.differs.index].isin(("changed", OTHER))
        return bool((self.differs["type"] & changed).any())

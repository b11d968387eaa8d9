"""What is wrong with records: one problem, and the report of them all."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from geo.language import say
from geo.records.cells import SEVERITY_WORDS, Severity


class Problem(NamedTuple):
    """One thing that is wrong: where, the value as typed, what is wrong, and how to mend it.

    ``row`` is the label of the row in the frame, None when it is about the whole table; ``column`` is the
    header in the file. A row with a "fout" cannot be stored; one with only a "waarschuwing" can.
    """

    row: Hashable | None
    column: str
    value: str
    what: str
    mend: str
    severity: Severity

    @property
    def weight(self) -> str:
        """The severity, as it is shown."""
        return say(SEVERITY_WORDS[self.severity])


@dataclass(frozen=True)
class Report:
    """All problems of one frame, in any order; a report is put in order when it is shown."""

    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __len__(self) -> int:
        return len(self.problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a row out."""
        return tuple(each for each in self.problems if each.severity == "fout")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that keep no row out."""
        return tuple(each for each in self.problems if each.severity != "fout")

    def ordered(self, index: pd.Index, headers: Sequence[str] = ()) -> Report:
        """Return the problems in the order of the rows of ``index``, those of the whole table first.

        Within a row the columns come in the order of ``headers``, those that are no column first; what has
        the same place stays as it was. A row that is not in ``index`` comes last.
        """
        position = {label: number for number, label in enumerate(index.tolist())}
        order = {header: number for number, header in enumerate(headers)}

        def place(each: Problem) -> tuple[int, int]:
            return (
                -1 if each.row is None else position.get(each.row, len(position)),
                order.get(each.column, -1),
            )

        return Report(tuple(sorted(self.problems, key=place)))

    def errors_first(self) -> Report:
        """Return the errors before the warnings, both as they were."""
        return Report((*self.errors, *self.warnings))

    def usable(self, index: pd.Index) -> np.ndarray:
        """Return for each row of ``index`` whether no error is in it, or in the whole table."""
        wrong = {each.row for each in self.errors}
        return np.zeros(len(index), bool) if None in wrong else ~index.isin(list(wrong))

"""What an import asks of a store, or of whoever stands guard before one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from geo.records import Table
    from geo.store.reports import Sent
    from geo.store.writing import Comparison, Intent, Written


Closed = Literal["outside", "taken"]
"""Why an account may not write a record: it would be of elsewhere, or its reference is of one that is."""


class Records(Protocol):
    """The records, to be looked up, compared with and written; what ``Store`` says of each method holds."""

    def standing(self, table: Table, references: Sequence[str]) -> tuple[pd.DataFrame, dict[str, int]]:
        """Return the records with these references as they stand, and their versions."""

    def closed(self, table: Table, frame: pd.DataFrame) -> dict[str, Closed]:
        """Return by reference which records of a frame may not be written, and why; {} when all may."""

    def compare(self, table: Table, frame: pd.DataFrame) -> Comparison:
        """Return what ``write`` would do to each row of a records frame."""

    def write(
        self,
        table: Table,
        frame: pd.DataFrame,
        intent: Intent,
        expected: Mapping[str, int] | None = None,
        report: Sent | None = None,
    ) -> Written:
        """Write a records frame in one transaction."""

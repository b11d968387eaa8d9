"""What somebody chose about a file before it is stored: one small value that every step passes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from geo import files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.files import Matching


@dataclass(frozen=True)
class ImportChoices:
    """What was chosen; what was not is as guessed. Hashable, and plain JSON on its way to the room.

    ``columns`` are pairs of a header and its target: a field, None for the note, LEFT_OUT for nowhere.
    """

    columns: tuple[tuple[str, str | None], ...] = ()

    @classmethod
    def of_columns(cls, matching: Mapping[str, str | None]) -> Self:
        """Return the choice of targets by header."""
        return cls(columns=tuple(matching.items()))

    def matching(self, guess: Matching) -> Matching:
        """Return the targets as guessed, with the chosen ones instead.

        A column that was guessed to be a field that another was chosen for goes to the note.
        """
        chosen = dict(self.columns)
        taken = {*chosen.values()} - {None, *files.SEVERAL}
        return {header: None if target in taken else target for header, target in guess.items()} | chosen

    def members(self) -> dict[str, Any]:
        """Return the choices as members of plain JSON."""
        return {"columns": [list(pair) for pair in self.columns]}

    @classmethod
    def of_members(cls, members: dict[str, Any]) -> Self:
        """Return what ``members`` returned."""
        return cls(columns=tuple((header, target) for header, target in members["columns"]))


AS_GUESSED = ImportChoices()

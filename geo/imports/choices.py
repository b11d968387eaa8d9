"""What somebody chose about a file before it is stored: one small value that every step passes on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from geo import files
from geo.language import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.files import Matching

DAY_FIRST, MONTH_FIRST = mark("dag-maand"), mark("maand-dag")
COMMA, POINT = "komma", "punt"
DECIMAL_LABELS = {COMMA: mark("decimale komma"), POINT: mark("decimale punt")}
BY_ROW = "per-rij"
"""Coordinates in metres are of the system that each row shows."""

DATE_ORDERS = (DAY_FIRST, MONTH_FIRST)
DECIMAL_SIGNS = {COMMA: ",", POINT: "."}


@dataclass(frozen=True)
class ImportChoices:
    """What was chosen; what was not is as guessed, "" where the file itself decides.

    Hashable, and plain JSON on its way to the room. ``columns`` are pairs of a header and its target: a
    field, None for the note, LEFT_OUT for nowhere. ``dates`` is one of DATE_ORDERS, ``decimals`` of
    DECIMAL_SIGNS; ``crs`` the code of a system in metres or BY_ROW, "" for degrees; ``prefix`` comes before
    every reference that does not have it yet.
    """

    columns: tuple[tuple[str, str | None], ...] = ()
    dates: str = ""
    decimals: str = ""
    crs: str = ""
    prefix: str = ""

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

    def prefixed(self, reference: str) -> str:
        """Return a reference with the prefix before it; nothing stays nothing."""
        bare = reference.strip()
        return reference if not bare or bare.startswith(self.prefix) else f"{self.prefix}{bare}"

    def members(self) -> dict[str, Any]:
        """Return the choices as members of plain JSON."""
        return asdict(self)

    @classmethod
    def of_members(cls, members: dict[str, Any]) -> Self:
        """Return what ``members`` returned, also when it was JSON in between."""
        pairs = tuple((header, target) for header, target in members["columns"])
        return cls(**{**members, "columns": pairs})


AS_GUESSED = ImportChoices()

"""What somebody chose about how a file is read, where the file leaves a choice."""

from __future__ import annotations

from dataclasses import dataclass

DAY_FIRST, MONTH_FIRST = "dag-maand", "maand-dag"
COMMA, POINT = "komma", "punt"
BY_ROW = "per-rij"
"""Coordinates in metres are of the system that each row shows."""

DATE_ORDERS = (DAY_FIRST, MONTH_FIRST)
DECIMAL_SIGNS = {COMMA: ",", POINT: "."}


@dataclass(frozen=True)
class ImportChoices:
    """How the cells of one file are read: "" where the file itself decides.

    ``dates`` is one of DATE_ORDERS, ``decimals`` of DECIMAL_SIGNS; ``crs`` the code of a system in metres or
    BY_ROW, "" for degrees; ``prefix`` comes before every reference that does not have it yet.
    """

    dates: str = ""
    decimals: str = ""
    crs: str = ""
    prefix: str = ""

    def prefixed(self, reference: str) -> str:
        """Return a reference with the prefix before it; nothing stays nothing."""
        bare = reference.strip()
        return reference if not bare or bare.startswith(self.prefix) else f"{self.prefix}{bare}"

"""Municipalities that came or went between 2018 and 2023: what a name of another year was in 2020.

The table is ``data/reorganisations.csv``, after the *Gemeentelijke indeling* of each year (CBS).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.dutch import listed
from geo.language import say
from geo.settings import ROOT
from geo.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = ROOT / "data" / "reorganisations.csv"

THE_YEAR = 2020
LAST_CODE = "GM1978"
"""The CBS numbers municipalities as they come: with a higher code it came later than 2020."""


@dataclass(frozen=True)
class Reorganised:
    """A municipality that is none of 2020: from or until which year it was one, and where it was in 2020.

    ``codes`` and ``names`` are of the municipalities of 2020, in the same order. ``whole`` says that it went
    over into one of those in its whole, so that the one stands for the other.
    """

    name: str
    year: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    whole: bool

    @property
    def is_later(self) -> bool:
        """Whether it came after 2020."""
        return self.year > THE_YEAR

    @property
    def then(self) -> str:
        """The municipalities of 2020, as in "Appingedam, Delfzijl of Loppersum"."""
        return listed(self.names, say("of"))


@cache
def reorganised() -> Mapping[str, Reorganised]:
    """Return every such municipality by its name and by its code, as ``spelling.plain`` writes them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    went = _by("from", "to", (row for row in rows if _year(row) <= THE_YEAR))
    came = _by("to", "from", (row for row in rows if _year(row) > THE_YEAR and row["to_code"] > LAST_CODE))
    return went | came


def _year(row: Mapping[str, str]) -> int:
    return int(row["date"][:4])


def _by(side: str, other: str, rows: Iterable[Mapping[str, str]]) -> dict[str, Reorganised]:
    """Return what ``rows`` say of the municipalities on one side of them."""
    together: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        together.setdefault(row[f"{side}_code"], []).append(row)
    found: dict[str, Reorganised] = {}
    for code, each in together.items():
        first = each[0]
        codes, names = (tuple(row[f"{other}_{part}"] for row in each) for part in ("code", "name"))
        whole = side == "from" and len(each) == 1 and first["whole"] == "ja"
        entry = Reorganised(first[f"{side}_name"], _year(first), codes, names, whole)
        number = code.removeprefix("GM")
        spellings = (entry.name, f"gemeente {entry.name}", f"{entry.name} (gemeente)", code, number)
        found |= {plain(spelling): entry for spelling in spellings}
    return found

"""What the partners on both sides of the borders deliver, and what they mean by it: ``data/partners.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from geo.areas import AREA_CODES, country_of
from geo.settings import ROOT

FILE = ROOT / "data" / "partners.csv"


@dataclass(frozen=True)
class Partner:
    """A partner: the codes of its areas, or what they begin with; whether it delivers housing; its terms.

    ``fictional`` says that nobody agreed to it: an example, as the demo is.
    """

    name: str
    codes: tuple[str, ...]
    delivers: bool
    housing_means: str
    outbreak_means: str
    fictional: bool

    def has(self, code: str) -> bool:
        """Return whether an area (region or district) is one of its own."""
        return country_of(code) in self.codes or code.startswith(self.codes)


@cache
def partners() -> tuple[Partner, ...]:
    """Return the partners in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Partner(
                row["partner"],
                tuple(row["codes"].split()),
                row["housing"] == "ja",
                row["housing_means"],
                row["outbreak_means"],
                row["fictional"] == "ja",
            )
            for row in csv.DictReader(file)
        )


def partner_of(code: str) -> Partner | None:
    """Return the partner of an area, None when there is none."""
    return next((partner for partner in partners() if partner.has(code)), None)


@cache
def silent_areas() -> tuple[str, ...]:
    """Return the codes of the areas whose partner delivers no housing, in the order of AREA_CODES."""
    found = {code: partner_of(code) for code in AREA_CODES}
    return tuple(code for code, partner in found.items() if partner is None or not partner.delivers)

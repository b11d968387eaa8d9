"""What the partners on both sides of the borders deliver, and what they mean by it: ``data/partners.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo import language
from geo.areas import AREA_CODES, country_of
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = ROOT / "data" / "partners.csv"


@dataclass(frozen=True)
class Partner:
    """A partner: the codes of its areas, or what they begin with; whether it delivers housing; its terms.

    ``fictional`` says that nobody agreed to it: an example, as the demo is. ``texts`` are its name and terms,
    by the columns of the file.
    """

    codes: tuple[str, ...]
    delivers: bool
    fictional: bool
    texts: Mapping[str, str]

    @property
    def name(self) -> str:
        """How it is called, in the language of the reader."""
        return self._text("partner")

    @property
    def housing_means(self) -> str:
        """What a location is to it, in the language of the reader."""
        return self._text("housing_means")

    @property
    def outbreak_means(self) -> str:
        """What an outbreak is to it, in the language of the reader."""
        return self._text("outbreak_means")

    def _text(self, column: str) -> str:
        """Return a text in the language of the reader, in Dutch where the file has no other."""
        return self.texts.get(f"{column}_{language.current()}") or self.texts[column]

    def has(self, code: str) -> bool:
        """Return whether an area (region or district) is one of its own."""
        return country_of(code) in self.codes or code.startswith(self.codes)


@cache
def partners() -> tuple[Partner, ...]:
    """Return the partners in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Partner(
                tuple(row["codes"].split()),
                row["housing"] == "ja",
                row["fictional"] == "ja",
                row,
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

"""What the partners on both sides of the borders deliver and mean by it, as their records say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from geo import language
from geo.areas import AREA_CODES, HOME, country_of, lies_in
from geo.picture.masks import area_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


@dataclass(frozen=True)
class Partner:
    """A partner: its reference, the codes of its areas, whether it delivers housing, its terms.

    ``texts`` are its name and terms, by the columns of the record.
    """

    reference: str
    codes: tuple[str, ...]
    delivers: bool
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
        """Return a text in the language of the reader, in Dutch where the record has no other."""
        return self.texts.get(f"{column}_{language.current()}") or self.texts[column]

    def narrowest(self, area: str) -> str:
        """Return the narrowest of its codes that an area lies in, "" when it speaks for none such."""
        return max((code for code in self.codes if lies_in(area, code)), key=len, default="")


@dataclass(frozen=True)
class Agreements:
    """The partners in the order of their references, and the areas of which no data is delivered.

    ``silent`` are the codes of the areas whose partner delivers no housing, and of those over the border that
    no partner speaks for and where no location is known. ``unspoken`` are all those over the border that no
    partner speaks for; at home the records are our own. Both in the order of AREA_CODES.
    """

    partners: tuple[Partner, ...]
    silent: tuple[str, ...]
    unspoken: tuple[str, ...]

    def among(self, areas: pd.Index | tuple[str, ...]) -> tuple[Partner, ...]:
        """Return the partners that speak for one or more of these areas."""
        return tuple(one for one in self.partners if any(one.narrowest(str(code)) for code in areas))


def read_agreements(partners: pd.DataFrame, housing: pd.DataFrame) -> Agreements:
    """Return what records of partners say, beside those of housing; both are records frames.

    The partner with the narrowest code speaks for an area, of equals the first by reference.
    """
    known = tuple(
        Partner(row["reference"], tuple(row["areas"].split(", ")), row["delivers"], row)
        for row in cast("list[dict[str, Any]]", partners.to_dict("records"))
    )
    speaking = {code: _speaker(code, known) for code in AREA_CODES}
    unspoken = [code for code, one in speaking.items() if one is None and country_of(code) != HOME]
    lodged = _lodged(housing) if unspoken else ()
    silent = (
        code
        for code, one in speaking.items()
        if (not one.delivers if one else code in unspoken and code not in lodged)
    )
    return Agreements(known, tuple(silent), tuple(unspoken))


def _speaker(area: str, known: tuple[Partner, ...]) -> Partner | None:
    speaks = max(known, key=lambda one: len(one.narrowest(area)), default=None)
    return speaks if speaks and speaks.narrowest(area) else None


def _lodged(housing: pd.DataFrame) -> frozenset[str]:
    """Return the areas where a location is known."""
    return frozenset(AREA_CODES[position] for position in np.unique(area_codes(housing)) if position >= 0)

"""Where a record is that gives no coordinates and no municipality, only the name of a place or an address.

A place that is called like a municipality is in it. Anything else a geocoder may know, when one is set. Both
are told: as a warning at the row, and of a geocoder in the note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.areas import ground, known_names
from geo.errors import GeocoderError
from geo.imports.matching import degrees
from geo.language import SOURCE, mark, reading, say
from geo.plain_text import show
from geo.records import Problem
from geo.spelling import vocabulary_words
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.areas import Found, Geocoder

MOST_QUESTIONS = 500  # different addresses of one file that a geocoder is asked for

_GIVEN = ("municipality", "lat", "lon")
_MEND = mark("vul de gemeente of de coördinaten in als dit niet klopt")


def settled_names(
    text: pd.DataFrame,
    geocoder: Geocoder | None = None,
    addresses: pd.Series | None = None,
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a text frame with the municipality, or with an address the coordinates, of rows that lack both.

    ``addresses`` (text, same index) is what a geocoder is asked for instead of the place. Rows abroad are
    left alone. The input is untouched.
    """
    if "place" not in text and addresses is None:
        return text, []
    filled = {name: _column(text, name) for name in ("place", "region", "country", "note", *_GIVEN)}
    rows = _Rows(filled)
    open_rows = rows.open()
    problems = [problem for row in open_rows if (problem := rows.by_name(row))]
    if geocoder:
        asked = (addresses if addresses is not None else text["place"]).str.strip().to_numpy(object)
        left = [row for row in open_rows if not rows.cells["municipality"][row] and asked[row]]
        problems += _geocoded(rows, left, asked, geocoder)
    index = text.index
    changed = {name: pd.Series(rows.cells[name], index=index, dtype="str") for name in (*_GIVEN, "note")}
    labelled = [
        each._replace(row=index[each.row]) if isinstance(each.row, int) else each for each in problems
    ]
    return text.assign(**changed), labelled


class _Rows:
    """The columns of a text frame that say where, as arrays that are filled in; rows are positions."""

    def __init__(self, columns: dict[str, pd.Series]) -> None:
        self.cells = {name: column.to_numpy(object).copy() for name, column in columns.items()}
        self._open = np.logical_and.reduce([columns[name].str.strip().eq("") for name in _GIVEN])
        self._known, self._on = known_names(), ground()
        self._region_of = self._on.areas.municipalities["region"].to_dict()

    def open(self) -> list[int]:
        """Return the rows without municipality and coordinates that may be in the Netherlands."""
        find = vocabulary_words(COUNTRIES).find
        return [
            row
            for row in np.flatnonzero(self._open).tolist()
            if not (country := self.cells["country"][row].strip()) or find(country) == "NL"
        ]

    def by_name(self, row: int) -> Problem | None:
        """Fill in the municipality that the place is called like, if it is in the region given."""
        place = self.cells["place"][row].strip()
        code = self._known.municipalities.find(place) if not place.isdigit() else None
        doubtful = code and any(spot.area != code for spot in self._on.places.find(place))
        if not code or doubtful or not self._fits(row, code):
            return None  # a place of another municipality is settled with all that the row says
        self.cells["municipality"][row] = code
        what = say("gemeente afgeleid uit de plaats: {name}", name=self._on.names[code])
        return Problem(row, "plaats", show(place), what, say(_MEND), "waarschuwing")

    def by_address(self, row: int, asked: str, found: Found, label: str) -> Problem:
        """Fill in where a geocoder found an address: its point, or of anything larger the municipality.

        The note, which everybody reads, tells it in Dutch.
        """
        code = str(self._on.where.place(found.lon, found.lat).municipality or "")
        told = f"{show(found.name)} ({found.kind})"
        if not code or not self._fits(row, code):
            what = say(
                "{service} vindt {place}, buiten de opgegeven regio of buiten Nederland; niet gebruikt",
                service=label,
                place=told,
            )
            return Problem(row, "plaats", show(asked), what, say(_MEND), "waarschuwing")
        if found.kind == "adres":
            self.cells["lat"][row], self.cells["lon"][row] = degrees(found.lat), degrees(found.lon)
            area = ""
        else:
            self.cells["municipality"][row] = code
            area = self._on.names[code]
        with reading(SOURCE):
            noted = _by(label, area, told)
        self.cells["note"][row] = "; ".join(filter(None, (self.cells["note"][row], noted)))
        what = _by(label, area, told)
        return Problem(row, "plaats", show(asked), what, say(_MEND), "waarschuwing")

    def _fits(self, row: int, municipality: str) -> bool:
        """Whether a municipality lies in the region that the row gives, if it gives one."""
        region = self.cells["region"][row].strip()
        return not region or self._known.regions.find(region) == self._region_of[municipality]


def _by(service: str, area: str, told: str) -> str:
    """Return what a geocoder found: the point of an address, or of anything larger the municipality."""
    if area:
        return say("gemeente {name} volgens {service}: {place}", name=area, service=service, place=told)
    return say("locatie volgens {service}: {place}", service=service, place=told)


def _geocoded(rows: _Rows, left: list[int], asked: np.ndarray, geocoder: Geocoder) -> Iterator[Problem]:
    """Ask the geocoder once for each different address; a geocoder that fails is not asked again."""
    answers: dict[str, Found | None] = {}
    for row in left:
        address = asked[row]
        if address not in answers:
            if len(answers) == MOST_QUESTIONS:
                what = say("na {count} adressen is niet verder gezocht", count=MOST_QUESTIONS)
                yield Problem(None, "plaats", "", what, say("verdeel het bestand"), "waarschuwing")
                return
            try:
                answers[address] = geocoder.find(address)
            except GeocoderError as fault:
                mend = say("vul anders de gemeente in")
                yield Problem(None, "plaats", "", str(fault), mend, "waarschuwing")
                return
        if found := answers[address]:
            yield rows.by_address(row, address, found, geocoder.label)


def _column(text: pd.DataFrame, name: str) -> pd.Series:
    return text[name] if name in text else pd.Series("", index=text.index, dtype="str")

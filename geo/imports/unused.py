"""What of a file is not used, said: columns that look like something we know, rows without a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo import files
from geo.areas import known_names
from geo.imports.matching import kept
from geo.imports.one_cell import holds_points
from geo.imports.persons import personal
from geo.language import mark, plural, say
from geo.plain_text import show
from geo.records import Problem, day, degrees
from geo.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from geo.files import Matching, Sheet

LOOKED_AT = 200
"""Filled cells of a column that are looked at."""

MOST = 0.8
"""The share of them that has to look alike."""

_BETWEEN_WORDS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_PLACE_TARGETS = {"place", "municipality", "region", "country", "lat", "lon", files.POINT}


class _Look(NamedTuple):
    """What a column may look like: how that is told, the words of such headers, and what its cells pass.

    ``called`` and ``mend`` are marked.
    """

    called: str
    words: frozenset[str]
    cells: Callable[[str], bool]
    mend: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _no(_: str) -> bool:
    return False


def _is_area(cell: str) -> bool:
    known = known_names()
    return not cell.isdigit() and bool(known.municipalities.find(cell) or known.regions.find(cell))


def _is_day(cell: str) -> bool:
    return day(cell).value is not None


def _is_number(cell: str) -> bool:
    return degrees(cell).value is not None


_LOOKS = (
    _Look(
        mark("een kenmerk"),
        _words("id kenmerk nr nummer objectnummer objectid sleutel referentie zaaknummer dossiernummer"),
        _no,
        mark("geef de kolom het veld kenmerk als daarmee een record te herkennen is"),
    ),
    _Look(
        mark("een plaats"),
        _words(
            "adres address straat straatnaam street huisnummer huisnr huisletter postcode zip plaats"
            " plaatsnaam woonplaats woonplaatsnaam dorp stad city town gemeente gemeentenaam municipality"
            " provincie provincienaam regio region locatie location ligging x y lat lon latitude longitude"
            " breedtegraad lengtegraad coordinaat coordinaten coordinate coordinates xcoordinaat ycoordinaat"
            " xcoord ycoord rd rdx rdy xrd yrd wkt geom geometry geometrie coords centroide openbareruimte"
        ),
        _is_area,
        mark("geef de kolom een veld (gemeente, plaats, breedtegraad en lengtegraad) als zij de plaats zegt"),
    ),
    _Look(
        mark("een datum"),
        _words("datum date dag tijdstip"),
        _is_day,
        mark("geef de kolom een veld als zij de datum zegt"),
    ),
    _Look(mark("een getal"), frozenset(), _is_number, mark("geef de kolom een veld als zij een aantal zegt")),
)


_PLACE = next(number for number, look in enumerate(_LOOKS) if look.called == "een plaats")


def unused(sheet: Sheet, matching: Matching, *, asks_place: bool) -> list[Problem]:
    """Return a warning for each thing that columns without a field look like, and for each of persons' data.

    ``asks_place`` is false where an address is used by a geocoder, or records have no place.
    """
    problems = [*_of_persons(sheet, matching)]
    by_look: dict[int, list[str]] = {}
    for header in kept(matching):
        numbers_a_house = files.is_house_number(header, matching)
        look = _PLACE if numbers_a_house else _look_of(header, sheet.cells[header])
        if look >= 0 and (asks_place or not files.is_address(header)):
            by_look.setdefault(look, []).append(header)
    for look, headers in sorted(by_look.items()):
        what = plural(
            "lijkt {what}, maar is niet als veld gebruikt; staat in de toelichting",
            "lijken {what}, maar zijn niet als veld gebruikt; staan in de toelichting",
            len(headers),
            what=say(_LOOKS[look].called),
        )
        problems.append(_of_file(headers, what, say(_LOOKS[look].mend)))
    return problems


def _of_persons(sheet: Sheet, matching: Matching) -> Iterator[Problem]:
    for header, target in matching.items():
        if target not in (None, files.LEFT_OUT) or not (what := personal(header, sheet.cells[header])):
            continue
        if target:
            yield _of_file(
                [header],
                say("persoonsgegevens ({what}): niet opgenomen", what=say(what)),
                say("kies bij de kolommen iets anders als het toch mee moet"),
            )
        else:
            yield _of_file(
                [header],
                say("persoonsgegevens ({what}) gaan naar de toelichting", what=say(what)),
                say("neem de kolom niet op"),
            )


def _of_file(headers: list[str], what: str, mend: str) -> Problem:
    return Problem(None, show(", ".join(headers)), "", what, mend, "waarschuwing")


def _look_of(header: str, cells: pd.Series) -> int:
    """Return which of _LOOKS a column has, by its header first; -1 for none, or when nothing is in it."""
    filled = [cell.strip() for cell in cells if cell.strip()][:LOOKED_AT]
    if not filled:
        return -1
    words = {plain(word) for word in _BETWEEN_WORDS.split(header)} | {plain(header)}
    named = (number for number, look in enumerate(_LOOKS) if words & look.words)
    seems = (
        number for number, look in enumerate(_LOOKS) if sum(map(look.cells, filled)) >= MOST * len(filled)
    )
    return next(named, next(seems, _PLACE if holds_points(cells) else -1))


def without_place(precision: pd.Series, sheet: Sheet, matching: Matching) -> list[Problem]:
    """Return a warning for each of these rows that has no place at all, or one when no row can have any.

    ``precision`` is that of the good rows, by their numbers in the file.
    """
    rows = precision.index[precision.eq("geen").to_numpy()]
    hopeful = sheet.points is not None or any(
        target in _PLACE_TARGETS or (target is None and _look_of(header, sheet.cells[header]) == _PLACE)
        for header, target in matching.items()
    )
    if not hopeful and len(rows):
        what = say("geen kolom zegt waar het is: de rijen komen niet op de kaart")
        return [_of_file([], what, say("voeg een kolom gemeente toe, of breedtegraad en lengtegraad"))]
    what, mend = say("deze rij heeft geen plaats"), say("vul de gemeente in, of de coördinaten")
    return [Problem(row, "", "", what, mend, "waarschuwing") for row in rows]

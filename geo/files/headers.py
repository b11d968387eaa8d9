"""Headers of files: what each of them names in a table, and which table they are of.

A header names a *target*: a column by ``Column.name``, or one word of a column that holds a set, as
``themes=wonen`` for a column of yes and no.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.language import LANGUAGES, reading, say
from geo.records import DERIVED, TABLES, Table
from geo.spelling import Words, plain
from geo.vocabulary import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.records import Column

WRONG, MEND = "wat is er mis", "hoe te herstellen"
"""The headers of the two columns that faulty rows come back with."""

_IGNORED = frozenset(map(plain, (WRONG, MEND, *DERIVED, "grensdistrict", "precisie")))

# what regions call the columns besides the Dutch header and the English name
SYNONYMS: dict[str, tuple[str, ...]] = {
    "reference": ("id", "nummer", "nr", "referentie", "kenmerknummer"),
    "signalled_on": ("gesignaleerd", "datum signalering", "signaaldatum", "datum melding"),
    "activated_on": ("geactiveerd", "datum", "datum activering", "activeringsdatum"),
    "closed_on": ("gesloten", "afgesloten op", "datum gesloten", "sluitingsdatum", "einddatum"),
    "themes": ("thema", "theme"),
    "infections": ("besmettingen", "besmetting"),
    "integral": ("integraal", "integraal ingezet"),
    "organisations": ("organisatie", "partners", "organizations"),
    "result": ("uitkomst",),
    "report": ("rapport", "link verslag"),
    "name": ("locatienaam", "naam locatie"),
    "reporter": ("déclarant",),
    "kind": ("soort huisvesting", "type huisvesting", "type"),
    "capacity": ("aantal plaatsen", "capaciteit", "bedden"),
    "occupants": ("aantal bewoners", "bezetting"),
    "certified": ("certificaat", "keurmerk"),
    "work_region": ("werkregio arbeidsmigranten", "regio werk"),
    "organisation": ("instantie", "naam instantie", "naam organisatie", "behörde", "autorité"),
    "authority": ("type instantie", "type d'instance"),
    "area": ("district", "kreis", "werkgebied", "zone"),
    "role": ("functie", "dienst", "funktion", "fonction"),
    "languages": ("taal", "sprachen", "langues"),
    "phone": ("telefoonnummer", "tel", "telefon", "téléphone"),
    "mail": ("e-mailadres", "mailadres", "email address"),
    "valid_from": ("geldig van",),
    "valid_until": ("geldig tot",),
    "checked_on": ("gecontroleerd op", "laatst nagekeken", "laatst gecontroleerd"),
    "partner": ("leverancier", "naam partner"),
    "areas": ("gebied", "codes", "gebiedscodes"),
    "delivers": ("levert", "housing"),
    "housing_means": ("locatie", "definitie locatie"),
    "outbreak_means": ("uitbraak", "definitie uitbraak"),
    "place": ("plaatsnaam", "woonplaats", "locatie", "city", "lieu", "adres"),
    "municipality": ("gemeentenaam", "gemeentecode", "gemeentecode gm"),
    "region": ("regio", "vr", "safety region", "security region"),
    "country": ("landcode",),
    "lat": ("latitude", "breedte", "y"),
    "lon": ("longitude", "lengte", "lng", "long", "x"),
    "note": ("opmerking", "opmerkingen", "notitie", "bijzonderheden", "notes", "remarks", "explication"),
}

POINT = "point"
"""The target of a column that holds both coordinates in one cell; no column of a table is called so."""
_POINTS = Words.of(
    (word, POINT)
    for word in (
        *("coördinaten", "coordinates", "coords", "latlon", "lat lon", "lat lng", "gps", "geopoint"),
        *("wkt", "geom", "geometrie", "geometry", "centroide ll", "wkt lng lat"),
    )
)

LEFT_OUT = "left_out"
"""The target of a column that is neither read nor kept; None is that of one that is kept in the note."""

SEVERAL = ("municipality", "region", LEFT_OUT)
"""Targets that more columns may name; of a code and a name the first that is filled counts, row by row."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_HOW = frozenset(("code", "naam", "name", "gps", "coordinaat", "coordinate", "wgs84", "graden", "degrees"))
_LAST_WORDS = frozenset(("latitude", "longitude", "breedte", "lengte"))
_DEGREES = Words.of(
    (("latitude", "lat"), ("breedtegraad", "lat"), ("longitude", "lon"), ("lengtegraad", "lon"))
)
_METRES = frozenset(("rd", "rijksdriehoek", "m", "epsg28992"))
_STREETS = frozenset(("straat", "straatnaam", "street", "naamopenbareruimte", "openbareruimte"))
_HOUSE_NUMBERS = frozenset(("nr", "nummer", "no", "number"))

ADDRESS_PARTS = ("adres", "straat", "straatnaam", "huisnummer", "postcode", "address", "street")

Matching = dict[str, str | None]
"""What each header of a file names: a target, LEFT_OUT, or None for a column that is kept in the note."""


def targets(table: Table) -> dict[str, str]:
    """Return everything that a header of ``table`` can name, with how it is called on screen."""
    columns = {column.name: within(column.label) for column in table.columns}
    flags = {
        f"{column.name}={term.code}": say(
            "{column}: {word} (ja of nee)", column=within(column.label), word=term.code
        )
        for column in table.columns
        if column.kind == "codes" and column.vocabulary
        for term in column.vocabulary.terms
    }
    points = {POINT: say("coördinaten in één cel")} if table.placed else {}
    return columns | points | flags | {LEFT_OUT: say("(niet opnemen)")}


def guess(headers: Iterable[str], table: Table) -> Matching:
    """Return what each header names in ``table``: its own spelling first, a synonym, a label, then a word.

    After those come headers with brackets, and with words that say how and not what ("_code", "gps"). A
    target is named once, by the spelling that fits best whatever the order of the columns, save those of
    SEVERAL; a header that names one already named, or nothing, has None.
    """
    matching: Matching = dict.fromkeys(headers)
    bare = {header: _bare(header) for header in matching}
    for words in _spellings(table):
        for spelled in ({header: header for header in matching}, bare):
            _name(matching, words, spelled)
    if table.placed:
        _name(matching, _DEGREES, {header: _degrees(header) for header in matching})
    return matching | {header: None for header in matching if is_house_number(header, matching)}


def is_house_number(header: str, beside: Iterable[str]) -> bool:
    """Whether a header such as "nr" numbers a house, since a street stands beside it."""
    return plain(header) in _HOUSE_NUMBERS and any(plain(other) in _STREETS for other in beside)


def _degrees(header: str) -> str:
    """Return the last word of a header when it names degrees, as in "locatie-Latitude" of ODK."""
    last = _BETWEEN_WORDS.split(_bare(header))[-1]
    return last if _DEGREES.find(last) else ""


def _name(matching: Matching, words: Words, spelled: Mapping[str, str]) -> None:
    """Give headers that name nothing yet what ``words`` find in them, the best spelling first."""
    order = {spelling: number for number, spelling in enumerate(words.codes)}
    found = [
        (order[plain(text)], header, target)
        for header, text in spelled.items()
        if not matching[header] and not ignored(header) and (target := words.find(text))
    ]
    taken = set(matching.values())
    for _, header, target in sorted(found, key=lambda each: each[0]):
        if target not in taken or target in SEVERAL:
            matching[header] = target
            taken.add(target)


def _bare(header: str) -> str:
    """Return the words of a header that say what it is: none when it says metres, which are no degrees."""
    parts = [plain(part) for part in _BETWEEN_WORDS.split(header)]
    if _METRES & set(parts):
        return ""
    outside = _BRACKETS.sub(" ", header)
    return " ".join(part for part in _BETWEEN_WORDS.split(outside) if part and plain(part) not in _HOW)


def guess_table(headers: Sequence[str], name: str = "") -> Table:
    """Return the table that most headers fit; when both fit as well, the one that the file is named after."""

    def fit(table: Table) -> tuple[int, int, bool]:
        named = set(guess(headers, table).values()) - {None}
        required = sum(column.required and column.name in named for column in table.columns)
        return required, len(named), plain(table.header)[:6] in plain(name)

    return max(TABLES.values(), key=fit)


def ignored(header: str) -> bool:
    """Whether a column is neither read nor kept: it was derived by us, or says what was wrong before."""
    return plain(header) in _IGNORED


def is_address(header: str) -> bool:
    """Whether a column is part of an address, which a geocoder may be asked for."""
    return plain(header) in ADDRESS_PARTS


def known(cells: Iterable[str], table: Table | None = None) -> int:
    """Return how many cells are headers, of ``table`` or of any: a header row has most of them."""
    words = _every_spelling(table.name if table else "")
    return sum(len(cell) <= 80 and plain(cell) in words for cell in cells)


def complete(cells: Sequence[str], table: Table | None = None) -> bool:
    """Return whether headers name every required column of ``table``, or of any."""

    def has_all(each: Table) -> bool:
        named = set(guess(cells, each).values())
        return all(column.name in named for column in each.columns if column.required)

    return any(map(has_all, [table] if table else TABLES.values()))


def exact(table_headers: Iterable[str]) -> set[str]:
    """Return the headers of a file and of the tables, as they stand in a header row that is repeated."""
    columns = [column for table in TABLES.values() for column in table.columns]
    ours = {word for column in columns for word in (column.header, column.name)}
    return {
        variant for word in (*table_headers, *ours) for variant in (word, word.capitalize(), word.upper())
    }


def called(matching: Mapping[str, str | None], table: Table) -> dict[str, str]:
    """Return the header in the file of each Dutch header of ``table``, for who shows where a problem is."""
    own = {column.name: column.header for column in table.columns}
    return {own[target]: header for header, target in matching.items() if target in own}


@cache
def _spellings(table: Table) -> tuple[Words, ...]:
    """Return the words for a table in the order in which they count."""
    own = Words.of((word, column.name) for column in table.columns for word in (column.header, column.name))
    labels = Words.of(_labels(table))
    loose = Words.of(
        (word, column.name) for column in table.columns for word in SYNONYMS.get(column.name, ())
    )
    points = (_POINTS,) if table.placed else ()
    return own, loose, labels, *points, Words.of(_flags(table))


def _labels(table: Table) -> Iterator[tuple[str, str]]:
    """Yield what the columns are called on screen, in each language."""
    for language in LANGUAGES:
        with reading(language):
            labels = [(column.label, column.name) for column in table.columns]
        yield from labels


def _flags(table: Table) -> Iterator[tuple[str, str]]:
    for column in table.columns:
        if column.kind == "codes" and column.vocabulary:
            yield from _flags_of(column)


def _flags_of(column: Column) -> Iterator[tuple[str, str]]:
    for term in column.vocabulary.terms if column.vocabulary else ():
        for word in (term.code, *map(term.label_in, LANGUAGES)):
            target = f"{column.name}={term.code}"
            yield from ((word, target), (f"{column.header} {word}", target))


@cache
def _every_spelling(table: str) -> frozenset[str]:
    wanted = [TABLES[table]] if table else list(TABLES.values())
    found = (set(words.codes) for each in wanted for words in _spellings(each))
    return frozenset(set().union(*found) | _IGNORED)

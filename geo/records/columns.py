"""One column of text to typed values with their faults.

A column is parsed by its distinct texts, so a long file costs little more than the different cells in it.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from geo.areas import AREA_CODES, NESTED_CODES, REGION_CODES, euregios
from geo.language import mark, say
from geo.records.cells import Cell, Fault, Parser, day, degrees, of_visible, text, whole_number, yes_no
from geo.spelling import Words, told, vocabulary_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.areas import MunicipalityWords, Names
    from geo.records.table import Column

SHOWN = 40  # signs of an unknown word among several that are told
OFFERS = 200  # distinct unknown words in a column that get a suggestion; looking for one takes milliseconds
SEVERAL_AREAS = ", "
"""Between the codes of a cell with several areas."""
_BETWEEN_CODES = re.compile(r"[,;/|+&\n]")
_AND = re.compile(r"\b(?:en|of|und|oder|et|ou|and|or)\b", re.IGNORECASE)
_INSIDE_CODES = re.compile(r"[\s\-–.]+")


class Parsed(NamedTuple):
    """A typed column; which rows are empty; the distinct faults; each row's fault number (-1: none)."""

    values: pd.Series
    empty: np.ndarray
    faults: list[Fault]
    fault_of: np.ndarray


def word(words: Words, kinds: str, choices: str = "") -> Parser:
    """Return the parser of one word to its code; ``kinds`` names what was expected."""
    tried = count()

    def parse(raw: str) -> Cell:
        code = words.find(raw)
        return Cell(code) if code else Cell(None, _unknown(raw, words, kinds, choices, tried))

    return parse


def municipality(words: MunicipalityWords, parse: Parser) -> Parser:
    """Return ``parse`` for municipalities of 2020, and what those of another year were or became then."""

    def parse_any_year(raw: str) -> Cell:
        cell = parse(raw)
        other = words.of_another_year(raw) if cell.value is None else None
        if other is None:
            return cell
        if other.whole:
            what = say(
                "{name} hoort sinds {year} bij {other}; zo opgenomen",
                name=other.name,
                year=other.year,
                other=other.then,
            )
            return Cell(other.codes[0], Fault(what, say("vul {name} in", name=other.then), "waarschuwing"))
        what = (
            say("bestaat sinds {year}", year=other.year)
            if other.is_later
            else say("bestond tot {year}", year=other.year)
        )
        return Cell(None, Fault(what, say("in 2020: {names}; vul in welke het is", names=other.then)))

    return parse_any_year


def _unknown(raw: str, words: Words, kinds: str, choices: str, tried: count[int]) -> Fault:
    """Name an unknown word and offer the nearest known one, as long as that does not take too long."""
    nearest = words.nearest(raw) if next(tried) < OFFERS else ""
    offers = (say("bedoelde u {value}?", value=told(nearest)) if nearest else "", choices)
    several_fit = words.names(raw)
    what = (
        say("past bij meer dan één {kind}", kind=kinds)
        if several_fit
        else say("niet herkend als {kind}", kind=kinds)
    )
    return Fault(what, " ".join(filter(None, offers)))


def several(words: Words, bits: dict[str, int], kinds: str, choices: str) -> Parser:
    """Return the parser of "wonen, werken", "wonen/vervoer" or "wonen en werken" to a bit mask."""
    tried = count()

    def parse(raw: str) -> Cell:
        mask = 0
        for part in _parts(raw):
            # a word may have spaces or hyphens of its own, so these divide only what is no word
            codes = [words.find(part)]
            if codes == [None]:
                codes = [words.find(piece) for piece in _INSIDE_CODES.split(part)]
            if None in codes:
                fault = _unknown(part, words, kinds, choices, tried)
                return Cell(None, fault._replace(what=f"{part[:SHOWN]!r} {fault.what}"))
            mask |= sum(bits[code] for code in set(codes) if code)
        return Cell(mask) if mask else Cell(None, Fault(say("noemt geen {kind}", kind=kinds), choices))

    return parse


def nested_areas(words: Words, kinds: str, choices: str) -> Parser:
    """Return the parser of "Noordrijn-Westfalen, BE10000" to the codes, in their order: "DE05, BE10000"."""
    tried = count()

    def parse(raw: str) -> Cell:
        found: set[str] = set()
        for part in filter(None, map(str.strip, _BETWEEN_CODES.split(raw))):
            # a name may hold an "en" and spaces, so these divide only what is no name
            codes = next(
                (
                    codes
                    for pieces in ([part], _AND.split(part), part.split())
                    if None not in (codes := [words.find(piece.strip()) for piece in pieces])
                ),
                None,
            )
            if codes is None:
                fault = _unknown(part, words, kinds, choices, tried)
                return Cell(None, fault._replace(what=f"{part[:SHOWN]!r} {fault.what}"))
            found |= {code for code in codes if code}
        return Cell(SEVERAL_AREAS.join(code for code in NESTED_CODES if code in found))

    return parse


def _parts(raw: str) -> Iterator[str]:
    """Yield what stands between signs and between ands; an "en" by itself may be English, and is no and."""
    for part in map(str.strip, _BETWEEN_CODES.split(raw)):
        if _AND.fullmatch(part):
            yield part
        else:
            yield from filter(None, map(str.strip, _AND.split(part)))


def parser(column: Column, names: Names) -> Parser:
    """Return the parser of one cell of ``column``."""
    if column.kind in ("text", "reference"):
        return text(column.longest, one_line=column.kind == "reference")
    fixed: dict[str, Parser] = {"day": day, "yes_no": yes_no, "count": whole_number, "degrees": degrees}
    return of_visible(fixed[column.kind] if column.kind in fixed else _word_parser(column, names))


def _word_parser(column: Column, names: Names) -> Parser:
    """Return the parser of a column of known words: areas by name or code, or terms of a vocabulary."""
    if column.kind in _NAMED:
        which, what, how = _NAMED[column.kind]
        parse = nested_areas if column.kind == "nested_areas" else word
        named = parse(getattr(names, which), say(what), say(how))
        return municipality(names.municipalities, named) if column.kind == "municipality" else named
    if column.vocabulary is None:  # pragma: no cover - the tables are ours, and a test goes through them
        raise AssertionError(column.name)
    codes = column.vocabulary.codes
    words, kinds = vocabulary_words(column.vocabulary), say(column.vocabulary.name)
    choices = say("Mogelijk: {words}.", words=", ".join(codes))
    if column.kind == "code":
        return word(words, kinds, choices)
    bits = {code: 1 << position for position, code in enumerate(codes)}
    return several(words, bits, kinds, choices)


_NAMED = {
    "region": (
        "regions",
        mark("veiligheidsregio"),
        mark("Gebruik de naam of de code (VR01 tot en met VR25)."),
    ),
    "area": (
        "areas",
        mark("veiligheidsregio of grensdistrict"),
        mark("Gebruik naam of code van een veiligheidsregio (VR23) of grensdistrict (DE05154)."),
    ),
    "contact_area": (
        "contact_areas",
        mark("veiligheidsregio, grensdistrict of Euregio"),
        mark(
            "Gebruik naam of code van een veiligheidsregio (VR23), grensdistrict (DE05154) of Euregio (EMR)."
        ),
    ),
    "nested_areas": (
        "nested_areas",
        mark("gebied, deelstaat of land"),
        mark(
            "Gebruik naam of code van gebieden (VR23, DE05154), Duitse deelstaten (DE05) of landen (NL), met"
            " komma's ertussen."
        ),
    ),
    "municipality": (
        "municipalities",
        mark("gemeente"),
        mark("Gebruik naam of code van een gemeente van 2020; buitenland hoort bij 'plaats' en 'land'."),
    ),
}
"""By kind: which words of ``Names``, what one of them is, and how to write it; the texts are marked."""


def codes_of(column: Column) -> tuple[str, ...]:
    """Return the closed set of codes that a column may hold, one or more, in order; () for a kind without."""
    if column.kind in _AREAS:
        return _AREAS[column.kind]()
    if column.kind == "nested_areas":
        return NESTED_CODES
    return column.vocabulary.codes if column.vocabulary else ()


_AREAS: dict[str, Callable[[], tuple[str, ...]]] = {
    "region": lambda: tuple(REGION_CODES),
    "area": lambda: tuple(AREA_CODES),
    "contact_area": lambda: (*AREA_CODES, *euregios()),
}


def dtype(column: Column) -> object:
    """Return the dtype of a column in a records frame; counts and yes/no are nullable where not required."""
    if column.kind == "code" or column.kind in _AREAS:
        return pd.CategoricalDtype(list(codes_of(column)))
    must, may = _DTYPES.get(column.kind, ("str", "str"))
    return must if column.required else may


_DTYPES = {
    "day": ("datetime64[s]", "datetime64[s]"),
    "yes_no": ("bool", "boolean"),
    "codes": ("uint8", "uint8"),
    "count": ("int64", "Int64"),
    "degrees": ("float64", "float64"),
}
# what stands in a column whose dtype knows no "missing"
_BLANKS: dict[object, object] = {"bool": False, "uint8": 0, "int64": 0, "str": "", "float64": np.nan}


def parse_column(texts: pd.Series, column: Column, names: Names) -> Parsed:
    """Return a column of text (dtype str, same index) as typed values with their faults.

    An empty or faulty cell gives the empty value of its dtype: NaT, NaN, NA, "", 0 or False.
    """
    number_of, distinct = pd.factorize(texts)
    parse = parser(column, names)
    cells = [parse(raw.strip()) if raw.strip() else Cell(None) for raw in distinct.to_numpy(object).tolist()]
    kind = dtype(column)
    blank = _BLANKS.get(kind) if isinstance(kind, str) else None
    values = pd.Series([blank if cell.value is None else cell.value for cell in cells], dtype=kind)  # type: ignore[call-overload]
    typed = values.take(number_of)
    typed.index = texts.index
    empty = np.array([cell.value in (None, "") for cell in cells], bool)
    faulty = np.array([cell.fault is not None for cell in cells], bool)
    numbers = np.where(faulty, np.cumsum(faulty) - 1, -1)
    faults = [cell.fault for cell in cells if cell.fault]
    return Parsed(typed, empty[number_of], faults, numbers[number_of])

"""The parts of a file that holds several tables, its worksheets or layers: which is read, which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.errors import RecordsError
from geo.files import headers
from geo.language import say
from geo.plain_text import quote, show
from geo.records import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.records import Table

SHEET, LAYER = "werkblad", "laag"
"""What a part is."""

LEAST_KNOWN = 3  # headers that make a part look like a table of ours


class Part(NamedTuple):
    """One part: its name, and how well it fits; of two parts the larger ``fit`` is meant.

    ``fit`` is whether every required column is there, how many headers are known, and how many rows it has.
    """

    name: str
    fit: tuple[bool, int, int]


def part_of(name: str, titles: Sequence[str], rows: int, table: Table | None) -> Part:
    """Return a part with these headers and so many rows, as it fits ``table`` or any; without rows none."""
    whole = rows > 0 and headers.complete(titles, table)
    return Part(name, (whole, headers.known(titles, table) if rows else 0, rows))


def chosen(parts: Sequence[Part], wanted: str, kind: str) -> int:
    """Return which part is read: the one called ``wanted``, else the one that fits best, the first of equals.

    ``kind`` is SHEET or LAYER. RecordsError when there is none of that name.
    """
    if not wanted:
        return max(range(len(parts)), key=lambda at: parts[at].fit)
    names = [part.name for part in parts]
    same = [at for at, name in enumerate(names) if name == wanted]
    alike = [at for at, name in enumerate(names) if name.casefold() == wanted.casefold()]
    if not same and len(alike) != 1:
        there = quote(names)
        raise RecordsError(
            say("het bestand heeft geen laag '{name}'; wel: {names}.", name=show(wanted), names=there)
            if kind == LAYER
            else say(
                "het bestand heeft geen werkblad '{name}'; wel: {names}.", name=show(wanted), names=there
            )
        )
    return (same or alike)[0]


def unread(parts: Sequence[Part], at: int, kind: str) -> list[Problem]:
    """Return a warning for each other part that looks like a table of ours."""
    best = parts[at].fit[1]
    return [
        Problem(None, "", "", *_unread(show(part.name), kind), "waarschuwing")
        for number, part in enumerate(parts)
        if number != at and part.fit[1] * 2 > best and part.fit[1] >= LEAST_KNOWN
    ]


def _unread(name: str, kind: str) -> tuple[str, str]:
    """Return that a part is not read, and what to do when it is meant as well."""
    if kind == LAYER:
        return say("laag '{name}' is niet gelezen", name=name), say(
            "staan daar ook records in, bied het bestand dan nog eens aan en kies die laag"
        )
    return say("werkblad '{name}' is niet gelezen", name=name), say(
        "staan daar ook records in, bied het bestand dan nog eens aan en kies dat werkblad"
    )

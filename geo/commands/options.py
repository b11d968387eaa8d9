"""What the commands share: a row of the command line, the parser, the filters, how answers are printed."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.access import ALL, EVERYTHING, OF_REGION, OF_ZONE, Viewer, allowed, snapshot_for
from geo.areas import zone_areas
from geo.language import LANGUAGES, SOURCE, mark, say
from geo.picture import QUERY, Selection, from_query, read_values, zone_day
from geo.plain_text import quote
from geo.vocabulary import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.store import Absent, Snapshot

WELL, WRONG = 0, 1
INVENTED = mark(
    "Er is nog geen database: dit antwoord komt uit de fictieve demogegevens, en er is niets bewaard."
)
FICTIONAL = mark("Let op: dit zijn fictieve demogegevens.")
REMOVAL = mark("`python -m geo demo --remove` verwijdert de fictieve; ze blijven in de geschiedenis.")


class Parser(argparse.ArgumentParser):
    """A parser that takes ``-0,5`` and ``-1e2`` for numbers, not for options."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 what argparse takes
        super().__init__(**options)
        self._negative_number_matcher = re.compile(r"-[.,]?[0-9].*")


def add_language(parser: Parser, **more: Any) -> None:  # noqa: ANN401 what argparse takes
    """Add the option for the language of what is printed."""
    parser.add_argument(
        "--taal", choices=list(LANGUAGES), help=say("taal van het antwoord; zonder keuze nl"), **more
    )


def language_in(arguments: Sequence[str] | None) -> str:
    """Return the language that is asked for, to be read before a parser says anything.

    What is no language of ours gives Dutch, in which the parser then tells.
    """
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    first.add_argument("--taal", nargs="?")
    asked = first.parse_known_args(arguments)[0].taal
    return asked if asked in LANGUAGES else SOURCE


@dataclass(frozen=True)
class Command:
    """One command: its name and purpose, its arguments, the function that does it and returns the status.

    ``absent`` says what it does when there never was a database: see ``geo.store.current``.
    """

    name: str
    help: str
    run: Callable[[argparse.Namespace, Parser], int]
    prepare: Callable[[Parser], None] = lambda _: None
    answers_json: bool = True
    absent: Callable[[argparse.Namespace], Absent] = lambda _: "refuse"


def add_filters(parser: Parser, *, zone: bool = True) -> None:
    """Add an option for each filter, with the name and the values it has in a link, and for whom it is.

    Without ``zone`` the command has an option of that name itself.
    """
    group = parser.add_argument_group("filters", say("herhaal een filter, of zet komma's, voor meer waarden"))
    for row in QUERY:
        group.add_argument(
            f"--{row.name}",
            action="append",
            default=[],
            metavar=say("WAARDE"),
            help=say("{label}: {allowed}", label=row.label, allowed=row.allowed),
        )

    whom = parser.add_argument_group("audience", say("voor wie het antwoord is"))
    whom.add_argument(
        "--audience",
        choices=list(AUDIENCES.codes),
        default=ALL,
        help=say("het publiek; zonder keuze landelijk: alles. regio vraagt om --regio, partner om --zone"),
    )
    if zone:
        whom.add_argument(
            "--zone",
            default="",
            metavar="CODE",
            help=say(
                "alleen wat in een zone aan de grens ligt: een paar als VR23-DE05154, of een Euregio als EMR"
            ),
        )


def ask(given: argparse.Namespace, parser: Parser) -> tuple[Snapshot, Selection]:
    """Return what the audience of a command may see, and what is selected of it.

    A filter that is not for this audience is left out, which is told on the error channel. AccessError when
    there is no such region or zone, StoreError when the records cannot be read.
    """
    chosen = selection(given, parser)
    viewer = _viewer(given, parser, chosen)
    chosen, notices = allowed(chosen, viewer)
    for notice in notices:
        print(f"{parser.prog}: {notice}", file=sys.stderr)
    return snapshot_for(viewer), chosen


def in_zone(given: argparse.Namespace, parser: Parser, now: Snapshot, chosen: Selection) -> Selection:
    """Return a selection of just the zone that is asked for, if one is."""
    if not (code := _zone(given)):
        return chosen
    areas = zone_areas(code, zone_day(now, chosen))
    left = tuple(area for area in areas if not chosen.regions or area in chosen.regions)
    if not areas:
        parser.error(
            say(
                "--zone: {zone} is onbekend; kies een paar als VR23-DE05154, of een Euregio als EMR.",
                zone=quote([code]),
            )
        )
    if not left:
        parser.error(say("--regio ligt buiten --zone."))
    return replace(chosen, regions=left)


def _viewer(given: argparse.Namespace, parser: Parser, chosen: Selection) -> Viewer:
    """Return for whom a command answers; the region of *regio* is the one that is filtered by."""
    if given.audience == OF_REGION:
        if len(chosen.regions) != 1:
            parser.error(say("--audience regio vraagt om één eigen regio: --regio VR23."))
        return Viewer(OF_REGION, *chosen.regions)
    if given.audience == OF_ZONE:
        if not (code := _zone(given)):
            parser.error(say("--audience partner vraagt om een zone: --zone VR23-DE05154."))
        return Viewer(OF_ZONE, code)
    return EVERYTHING if given.audience == ALL else Viewer(given.audience)


def _zone(given: argparse.Namespace) -> str:
    return str(given.zone).strip().upper()


def selection(given: argparse.Namespace, parser: Parser) -> Selection:
    """Return the selection of the filters given; unlike in a link, a value that is not known is an error."""
    query: dict[str, list[str]] = {row.name: getattr(given, row.name) for row in QUERY}
    for row in QUERY:
        values, unknown = read_values(row, query[row.name])
        unknown += [text for text in query[row.name] if not text.strip()]
        if unknown:
            parser.error(
                say(
                    "--{option}: {values} is onbekend; kies {allowed}.",
                    option=row.name,
                    values=quote(unknown),
                    allowed=row.allowed,
                )
            )
        if row.kind != "codes" and len(values) > 1:
            parser.error(
                say(
                    "--{option}: {values} is te veel; kies één waarde.",
                    option=row.name,
                    values=quote(list(values)),
                )
            )
    chosen, notices = from_query(query)
    if notices:  # every value is good by itself
        parser.error(say("--van ligt na --tot."))
    return chosen


def fictional(now: Snapshot) -> str:
    """Return what to say of fictional records: that all are, or how many; "" when none is."""
    if now.mixed:
        return say("Let op: {said}.", said=now.share)
    return say(FICTIONAL) if now.demo else ""


def print_fictional(now: Snapshot) -> None:
    """Print what is fictional in an answer, if anything is."""
    if said := fictional(now):
        print(said)


def warn_of_demo(command: str, now: Snapshot) -> None:
    """Say that real records stand beside fictional ones: on the error channel, where no program reads it."""
    if now.mixed:
        print(f"python -m geo {command}: {fictional(now)} {say(REMOVAL)}", file=sys.stderr)


def print_json(answer: dict[str, Any]) -> None:
    """Print an answer as one line of JSON."""
    print(json.dumps(answer, ensure_ascii=False))


def json_number(value: Any) -> float | int | None:  # noqa: ANN401 a number, NA or NaN
    """Return a number as JSON has it: null for a missing one, without a fraction where there is none."""
    if pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def print_table(rows: list[tuple[str, str]]) -> None:
    """Print pairs below each other; numbers to the right, so that they can be compared."""
    left = max(len(name) for name, _ in rows)
    right = max(len(value) for _, value in rows)
    for name, value in rows:
        print(f"{name:<{left}}  {value:>{right}}" if value.isdigit() else f"{name:<{left}}  {value}")


def print_columns(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a table: the first and the last column to the left, what is in between to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    for row in (header, *rows):
        first, *middle, last = zip(row, widths, strict=True)
        cells = [f"{first[0]:<{first[1]}}", *(f"{text:>{width}}" for text, width in middle), last[0]]
        print("  ".join(cells).rstrip())

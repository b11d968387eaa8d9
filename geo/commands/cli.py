"""The command line: ``python -m geo COMMAND``; each command is a row of COMMANDS.

Exit status 0 is well, 1 is a finding or a fault (one line on stderr), 2 is a command that was typed wrong.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import dutch, vocabulary
from geo.access import WITHHELD, Needs, require, viewer_of
from geo.areas import load_borders, load_boundaries, load_locator
from geo.commands.access import ACCESS
from geo.commands.backups import BACKUP, RESTORE
from geo.commands.bordering import BORDER
from geo.commands.checking import CHECK
from geo.commands.comparing import COMPARE
from geo.commands.demo import DEMO
from geo.commands.drawing import DRAW
from geo.commands.erasing import ERASE, RETAIN
from geo.commands.exporting import EXPORT
from geo.commands.history import HISTORY
from geo.commands.importing import IMPORT
from geo.commands.options import (
    INVENTED,
    WELL,
    WRONG,
    Command,
    Parser,
    add_filters,
    add_language,
    ask,
    fictional,
    in_zone,
    language_in,
    print_json,
    print_table,
)
from geo.commands.packing import PACK
from geo.commands.reporting import REPORT
from geo.commands.reports import REPORTS
from geo.commands.undoing import UNDO
from geo.commands.workers import WORKERS
from geo.errors import PictureError
from geo.language import mark, reading, say
from geo.picture import COUNTS, RESULTS_OR_NONE, UNKNOWN, Counts, counts, region_vocabulary, take_tally
from geo.plain_text import quote
from geo.records import ACTIVATIONS
from geo.store import when_absent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.areas import Place
    from geo.vocabulary import Vocabulary


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; SystemExit with status 2 when it was typed wrong."""
    with reading(language_in(arguments)):
        return _run(arguments)


def _run(arguments: Sequence[str] | None) -> int:
    parser = Parser(prog="python -m geo", description=say("Het operationeel beeld op de opdrachtregel."))
    add_language(parser)
    subparsers = parser.add_subparsers(dest="command", required=True, metavar=say("OPDRACHT"))
    for command in COMMANDS:
        sub = subparsers.add_parser(command.name, help=say(command.help), description=say(command.help))
        command.prepare(sub)
        if command.answers_json:
            sub.add_argument("--json", action="store_true", help=say("antwoord als JSON"))
        add_language(sub, default=argparse.SUPPRESS)  # said before the command it stands
        sub.set_defaults(run=command.run, absent=command.absent, parser=sub)
    given = parser.parse_args(arguments)
    with when_absent(given.absent(given)) as start:
        try:
            status: int = given.run(given, given.parser)
        except PictureError as error:
            print(f"python -m geo {given.command}: {' '.join(error.with_notes().split())}", file=sys.stderr)
            status = WRONG
    if start.invented:
        print(f"python -m geo {given.command}: {say(INVENTED)}", file=sys.stderr)
    return status


# counts

_WORDS: dict[str, Callable[[], Vocabulary]] = {
    "region": region_vocabulary,
    "type": lambda: vocabulary.TYPES,
    "thema": lambda: vocabulary.THEMES,
    "sector": lambda: vocabulary.SECTORS,
    "land": lambda: vocabulary.COUNTRIES,
    "bron": lambda: vocabulary.SOURCES,
    "resultaat": lambda: RESULTS_OR_NONE,
}


def _prepare_counts(parser: Parser) -> None:
    parser.add_argument(
        "--by", choices=list(COUNTS), metavar=say("WAT"), help=say("per {kinds}", kinds=", ".join(COUNTS))
    )
    add_filters(parser)


def _counts(given: argparse.Namespace, parser: Parser) -> int:
    now, chosen = ask(given, parser)
    chosen = in_zone(given, parser, now, chosen)
    viewer, withheld = viewer_of(now.reduction.viewer), now.reduction.withheld.get(ACTIVATIONS.name, ())
    if column := _COUNTED.get(given.by):
        require(viewer, f"--by {given.by}", Needs(((ACTIVATIONS.name, column),)))
    found = counts(take_tally(now.activations, now.homes, chosen), given.by)
    told = {code: None if code in withheld else count for code, count in found.counts.items()}
    note = " ".join(filter(None, (found.note, say(_WITHOUT) if withheld else "")))
    if given.json:
        print_json({"total": found.total, "by": found.by, "counts": told} | ({"note": note} if note else {}))
        return WELL
    rows = [
        (_label(found, code), say(WITHHELD) if count is None else str(count)) for code, count in told.items()
    ]
    print_table([*rows, (say("Totaal"), str(found.total))])
    for line in filter(None, (note, fictional(now))):
        print(line)
    return WELL


_COUNTED = {
    "type": "type",
    "thema": "themes",
    "sector": "sector",
    "maand": "activated_on",
    "bron": "source",
    "resultaat": "result",
}
"""By what counts can be made which column tells it; by area there is none that an audience may not have."""
_WITHOUT = mark("Het totaal is zonder de regio's die voor dit publiek zijn afgeschermd.")


def _label(found: Counts, code: str) -> str:
    words = _WORDS.get(found.by or "")
    if code == UNKNOWN:
        return say("Onbekend")
    label = words().label(code) if words else code
    return f"{code} {label}" if found.by == "region" else label


# locate


def _degrees(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise argparse.ArgumentTypeError(say("{typed} is geen getal", typed=quote([text]))) from None


def _prepare_locate(parser: Parser) -> None:
    parser.add_argument(
        "lon", type=_degrees, metavar="LON", help=say("lengtegraad, in Nederland 3,3 tot 7,3")
    )
    parser.add_argument(
        "lat", type=_degrees, metavar="LAT", help=say("breedtegraad, in Nederland 50,7 tot 53,6")
    )


def _locate(given: argparse.Namespace, _: Parser) -> int:
    place = load_locator().place(given.lon, given.lat)
    if place.problem:
        print(f"python -m geo locate: {say(LOCATE_PROBLEMS[place.problem])}", file=sys.stderr)
    if given.json:
        print_json(_answer(place) | _nearest(given.lon, given.lat, place))
    elif place.country:
        print_table([*_place(place), *_border(_nearest(given.lon, given.lat, place))])
    return WELL if place.country else WRONG


IN_WATER = mark("in het water, dichtstbijzijnde gemeente")


def _answer(place: Place) -> dict[str, str | None]:
    """Return the keys of the answer: always the same five, and what more there is to say of this point."""
    five = {name: getattr(place, name) for name in ("country", "region", "municipality", "district", "name")}
    more = {
        "foreign_municipality": place.foreign_municipality,
        "note": say(IN_WATER) if place.water else None,
    }
    return five | {name: value for name, value in more.items() if value}


def _nearest(lon: float, lat: float, place: Place) -> dict[str, Any]:
    """Return the nearest border of a point in one of the three countries, and how many km that is."""
    if not place.country:
        return {"border": None, "border_km": None}
    found = load_borders().nearest(np.array([lon]), np.array([lat])).iloc[0]
    return {"border": str(found["border"]), "border_km": round(float(found["metres"]) / 1000, 3)}


def _border(nearest: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield (
        say("Grens"),
        say("{border} op {km} km", border=nearest["border"], km=dutch.number(nearest["border_km"], 1)),
    )


LOCATE_PROBLEMS = {
    "geen coördinaten": mark("er zijn geen coördinaten."),
    "verwisseld": mark("lengte- en breedtegraad lijken verwisseld; de volgorde is LON LAT."),
    "rd": mark("dit lijken coördinaten van de Rijksdriehoek (meters); geef graden (WGS84)."),
    "nul": mark("0, 0 is geen locatie in Nederland, Duitsland of België."),
    "buiten gebied": mark("het punt ligt buiten Nederland en buiten de Duitse en Belgische grensdistricten."),
    "buiten bereik": mark("dit zijn geen graden; LON ligt tussen -180 en 180, LAT tussen -90 en 90."),
}
"""What to say of each problem of ``geo.areas.locator``."""


def _place(place: Place) -> Iterator[tuple[str, str]]:
    yield say("Land"), f"{vocabulary.COUNTRIES.label(place.country or '')} ({place.country})"
    kind = say("Veiligheidsregio") if place.region else say("Grensdistrict")
    yield kind, f"{place.name} ({place.region or place.district})"
    if place.municipality:
        name = load_boundaries().municipalities["name"][place.municipality]
        yield say("Gemeente"), f"{name} ({place.municipality})"
    if place.foreign_municipality:
        yield say("Gemeente"), place.foreign_municipality
    if place.water:
        yield say("Ligging"), say(IN_WATER)


COMMANDS = (
    Command(
        "counts",
        mark("Tel de activeringen van een selectie."),
        _counts,
        _prepare_counts,
        absent=lambda _: "demo",
    ),
    COMPARE,
    BORDER,
    Command("locate", mark("Zeg in welk gebied een punt ligt."), _locate, _prepare_locate),
    IMPORT,
    EXPORT,
    DRAW,
    REPORT,
    PACK,
    HISTORY,
    UNDO,
    ERASE,
    RETAIN,
    CHECK,
    DEMO,
    BACKUP,
    RESTORE,
    REPORTS,
    WORKERS,
    ACCESS,
)
"""Every command, in the order of the help."""

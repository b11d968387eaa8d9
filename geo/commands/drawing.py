"""``python -m geo draw OUT``: the map or a chart of a selection as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.commands.options import WELL, Command, Parser, add_filters, ask, in_zone, print_fictional, print_json
from geo.commands.out_file import add_out, require_free, write_file
from geo.commands.person import note
from geo.drawings import MEDIA_TYPES, SIZES, SUBJECTS, Wish, draw
from geo.exports import ending_of
from geo.language import mark, say
from geo.picture import DENOMINATORS, MEASURE_WORDS, USUAL_WEEKS, WEEKS
from geo.vocabulary import within

if TYPE_CHECKING:
    import argparse


def _prepare(parser: Parser) -> None:
    add_out(parser, MEDIA_TYPES)
    parser.add_argument("--what", choices=list(SUBJECTS), default="map", help=say("welke tekening"))
    parser.add_argument("--size", choices=list(SIZES), default="a4", help=say("het blad"))
    parser.add_argument(
        "--maat", choices=list(MEASURE_WORDS), default="aantal", help=say("wat de kaart per regio toont")
    )
    parser.add_argument(
        "--per",
        choices=[one.code for one in DENOMINATORS],
        default=DENOMINATORS[0].code,
        help=say("waardoor rangorde en trechter delen"),
    )
    parser.add_argument(
        "--weken",
        type=int,
        choices=list(WEEKS),
        default=USUAL_WEEKS,
        help=say("hoeveel laatste weken blind-spots toont zonder --van"),
    )
    add_filters(parser)


def _draw(given: argparse.Namespace, parser: Parser) -> int:
    file_format = ending_of(given.out.name, MEDIA_TYPES)
    require_free(given.out, force=given.force)
    now, chosen = ask(given, parser)
    chosen = in_zone(given, parser, now, chosen)
    wish = Wish(
        given.what,
        given.size,
        file_format,
        MEASURE_WORDS[given.maat].code,
        given.per,
        given.weken,
        given.zone.strip().upper(),
    )
    made = draw(now, chosen, wish)
    note(given, "export", "picture", now, chosen)
    write_file(given.out, made.content)
    if given.json:
        about = {"file": str(given.out), "what": given.what, "size": given.size, "format": file_format}
        print_json({**about, "version": now.version, "fictional": now.demo})
        return WELL
    print(f"{given.out}: {within(SUBJECTS[given.what].label)}, {SIZES[given.size]}.")
    print_fictional(now)
    return WELL


DRAW = Command(
    "draw", mark("Teken de kaart of een grafiek van een selectie."), _draw, _prepare, absent=lambda _: "demo"
)

"""``python -m geo pack OUT.zip``: the picture of a selection to take home, for one audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.access import viewer_of
from geo.commands.options import WELL, Command, Parser, add_filters, ask, in_zone, print_fictional, print_json
from geo.commands.out_file import add_out, require_free, write_file
from geo.exports import ending_of
from geo.language import mark, say
from geo.pack import pack
from geo.picture import MEASURE_WORDS

if TYPE_CHECKING:
    import argparse

_ENDINGS = ("zip",)


def _prepare(parser: Parser) -> None:
    add_out(parser, _ENDINGS)
    parser.add_argument(
        "--maat", choices=list(MEASURE_WORDS), default="aantal", help=say("wat de kaart per regio toont")
    )
    add_filters(parser)


def _pack(given: argparse.Namespace, parser: Parser) -> int:
    ending_of(given.out.name, _ENDINGS)
    require_free(given.out, force=given.force)
    now, chosen = ask(given, parser)
    in_zone(given, parser, now, chosen)  # refuses a zone that there is not
    made = pack(now, chosen, zone=given.zone.strip().upper(), shown=MEASURE_WORDS[given.maat].code)
    write_file(given.out, made.content)
    viewer = viewer_of(now.reduction.viewer)
    if given.json:
        about = {"file": str(given.out), "bytes": len(made.content), "audience": viewer.audience}
        print_json({**about, "version": now.version, "fictional": now.demo})
        return WELL
    print(say("{file}: pakket voor {viewer}.", file=given.out, viewer=viewer.label))
    print_fictional(now)
    return WELL


PACK = Command(
    "pack",
    mark("Maak een pakket (ZIP) om mee te nemen: kaart, tabellen en een kaart die zonder netwerk opent."),
    _pack,
    _prepare,
    absent=lambda _: "demo",
)

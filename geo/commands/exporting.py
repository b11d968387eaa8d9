"""``python -m geo export OUT``: the selected records or figures to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.commands.options import WELL, Command, Parser, add_filters, ask, in_zone, print_fictional, print_json
from geo.commands.out_file import add_out, require_free, write_file
from geo.commands.person import note
from geo.dutch import counted
from geo.exports import CONTENTS, FORMATS, export, format_of
from geo.language import mark, say

if TYPE_CHECKING:
    import argparse


def _prepare(parser: Parser) -> None:
    add_out(parser, FORMATS)
    parser.add_argument("--what", choices=list(CONTENTS), default="activations", help=say("welke tabel"))
    add_filters(parser)


def _export(given: argparse.Namespace, parser: Parser) -> int:
    file_format = format_of(given.out.name)
    require_free(given.out, force=given.force)
    now, chosen = ask(given, parser)
    chosen = in_zone(given, parser, now, chosen)
    made = export(now, chosen, given.what, file_format)
    note(given, "export", given.what, now, chosen)
    write_file(given.out, made.content)
    about = made.colophon
    if given.json:
        print_json({"file": str(given.out), "what": given.what, "format": file_format, **about.members()})
        return WELL
    print(f"{given.out}: {say(about.name)}, {counted(about.rows, 'rij', 'rijen')}.")
    print(say("Optelling: {sum}.", sum=about.reconciliation))
    if about.withheld:
        print(say("Afgeschermd: {what}.", what=about.withheld))
    print_fictional(now)
    return WELL


EXPORT = Command(
    "export", mark("Bewaar een selectie als bestand."), _export, _prepare, absent=lambda _: "demo"
)

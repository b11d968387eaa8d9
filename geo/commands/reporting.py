"""``python -m geo report OUT``: the *verantwoording* of a period, as PDF or DOCX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.account import REPORTS, report
from geo.commands.options import WELL, Command, Parser, add_filters, ask, in_zone, print_fictional, print_json
from geo.commands.out_file import add_out, require_free, write_file
from geo.commands.person import note
from geo.exports import ending_of
from geo.language import mark, say

if TYPE_CHECKING:
    import argparse


def _prepare(parser: Parser) -> None:
    add_out(parser, REPORTS)
    add_filters(parser)


def _report(given: argparse.Namespace, parser: Parser) -> int:
    file_format = ending_of(given.out.name, REPORTS)
    require_free(given.out, force=given.force)
    now, chosen = ask(given, parser)
    chosen = in_zone(given, parser, now, chosen)
    made = report(now, chosen, file_format)
    note(given, "export", "report", now, chosen)
    write_file(given.out, made.content)
    if given.json:
        about = {"file": str(given.out), "format": file_format, "bytes": len(made.content)}
        print_json({**about, "version": now.version, "fictional": now.demo})
        return WELL
    print(say("{file}: verantwoording.", file=given.out))
    print_fictional(now)
    return WELL


REPORT = Command(
    "report",
    mark("Maak de verantwoording van een periode (--van, --tot), met cijfers, kaart en lijst."),
    _report,
    _prepare,
    absent=lambda _: "demo",
)

"""``python -m geo workers FILE``: the number of workers by sector and region, for the sector rates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.history import tame
from geo.commands.in_file import read_given
from geo.commands.options import WELL, Command, Parser, print_json
from geo.commands.person import add_who, desk
from geo.dutch import counted, number
from geo.imports import check_workers, read_file, told_problem
from geo.language import mark, say

if TYPE_CHECKING:
    import argparse


_KEPT = mark("{rows}, {workers} werkenden. Bewaard.")
_CHECKED = mark("{rows}, {workers} werkenden. Niets bewaard.")


def _prepare(parser: Parser) -> None:
    parser.add_argument(
        "file", type=Path, metavar=say("BESTAND"), help=say("kolommen: sector, regio, werkenden, jaar, bron")
    )
    parser.add_argument("--dry-run", action="store_true", help=say("controleer alleen, bewaar niets"))
    add_who(parser)


def _workers(given: argparse.Namespace, _: Parser) -> int:
    checked = check_workers(read_file(read_given(given.file), given.file.name))
    table = checked.required()
    if not given.dry_run:
        desk(given).keep_workers(table)
    total = int(table["workers"].sum())
    if given.json:
        warnings = [problem._asdict() for problem in checked.problems]
        print_json({"rows": len(table), "workers": total, "kept": not given.dry_run, "problems": warnings})
        return WELL
    for problem in checked.problems:
        print(tame(told_problem(problem)))
    told = _CHECKED if given.dry_run else _KEPT
    print(say(told, rows=counted(len(table), "rij", "rijen"), workers=number(total)))
    return WELL


WORKERS = Command(
    "workers", mark("Bewaar het aantal werkenden per sector en regio, als noemer."), _workers, _prepare
)

"""``python -m geo reports``: how the reports of the records are kept; and away with what belongs to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.commands.options import WELL, WRONG, Command, Parser, print_json, print_table
from geo.commands.person import desk
from geo.language import mark, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from pathlib import Path

    from geo.store import Named, Shelved


_MISSING = mark("Ontbreekt: {report}; sla de activering opnieuw op met hetzelfde bestand erbij.")
_DAMAGED = mark("Beschadigd: {report}; sla de activering opnieuw op met hetzelfde bestand erbij.")


def _prepare(parser: Parser) -> None:
    parser.add_argument(
        "--remove-orphans",
        action="store_true",
        help=say(
            "verwijder bestanden die bij geen versie van een activering horen en ouder zijn dan een dag"
        ),
    )


def _reports(given: argparse.Namespace, _: Parser) -> int:
    here = desk(given)
    removed = here.remove_orphans() if given.remove_orphans else []
    found = here.shelved()
    if given.json:
        print_json(
            {
                "whole": len(found.whole),
                "missing": _told(found.missing),
                "damaged": _told(found.damaged),
                "orphans": _names(found.orphans),
                "removed": _names(removed),
            }
        )
    else:
        _print(found, removed)
    return WRONG if found.missing or found.damaged else WELL


def _print(found: Shelved, removed: list[Path]) -> None:
    counts = {
        mark("Heel"): found.whole,
        mark("Ontbreekt"): found.missing,
        mark("Beschadigd"): found.damaged,
        mark("Zonder record"): found.orphans,
        mark("Verwijderd"): removed,
    }
    print_table([(say(name), str(len(those))) for name, those in counts.items()])
    for what, those in ((_MISSING, found.missing), (_DAMAGED, found.damaged)):
        for each in those:
            print(say(what, report=each))
    for name in _names(found.orphans):
        print(say("Zonder record: {name}; --remove-orphans ruimt het op.", name=name))


def _told(those: Iterable[Named]) -> list[dict[str, str]]:
    return [
        {"reference": each.reference, "name": each.report.name, "file": each.report.file} for each in those
    ]


def _names(paths: Iterable[Path]) -> list[str]:
    return [path.name for path in paths]


REPORTS = Command(
    "reports",
    mark("Zeg hoe de verslagen bewaard zijn, en ruim op wat bij geen activering hoort."),
    _reports,
    _prepare,
)

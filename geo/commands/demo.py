"""``python -m geo demo``: the fictional records, into an empty database and out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.commands.options import WELL, Command, Parser
from geo.commands.person import add_who, desk
from geo.errors import StoreError
from geo.language import mark, say
from geo.records import TABLES
from geo.store import REMOVED, Intent

if TYPE_CHECKING:
    import argparse

    from geo.store import Written


def _prepare(parser: Parser) -> None:
    parser.add_argument(
        "--remove",
        action="store_true",
        help=say("trek alle fictieve activeringen en locaties in, als één wijziging"),
    )
    add_who(parser)
    parser.add_argument(
        "--why", default=say(REMOVED), metavar=say("TEKST"), help=say("waarom, voor de geschiedenis")
    )


def _demo(given: argparse.Namespace, _: Parser) -> int:
    here = desk(given)
    if given.remove:
        written = here.remove_demo(Intent(here.actor.name, "withdraw", given.why))
        print(_removed(written))
        return WELL
    here.fill_demo()
    now = here.snapshot()
    if not now.demo:
        raise StoreError(say("De database bevat al andere gegevens; de demogegevens zijn niet toegevoegd."))
    told = dutch.listed([f"{len(now.frame(table))} {table.noun.many}" for table in TABLES.values()])
    print(say("De database bevat de fictieve demogegevens: {listed}.", listed=told))
    return WELL


def _removed(written: Written) -> str:
    if written.change is None:
        return say("Er staan geen fictieve activeringen of locaties in de database.")
    return say(
        "Verwijderd: {count} fictieve activeringen en locaties, als wijziging {change}.",
        count=written.changed,
        change=written.change.id,
    )


DEMO = Command(
    "demo",
    mark("Vul een lege database met de fictieve demogegevens, of verwijder die."),
    _demo,
    _prepare,
    answers_json=False,
    absent=lambda given: "refuse" if given.remove else "make",
)

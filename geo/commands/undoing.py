"""``python -m geo undo CHANGE --why TEXT``: a change taken back, as a new version of each record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.commands.history import tame
from geo.commands.options import WELL, Command, Parser, print_json, print_table, warn_of_demo
from geo.commands.person import add_who, desk
from geo.errors import StoreError
from geo.language import mark, say
from geo.records import OUTCOME_WORDS, TABLES, done
from geo.store import Intent
from geo.vocabulary import within

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.store import Undoing, Undone

SHOWN = 20  # references named of those that are left alone; JSON has them all


def _prepare(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "change",
        type=int,
        metavar=say("WIJZIGING"),
        help=say("nummer van de wijziging; `history` noemt de laatste"),
    )
    add("--why", required=True, metavar=say("TEKST"), help=say("waarom, voor de geschiedenis"))
    add_who(parser)
    add("--dry-run", action="store_true", help=say("zeg alleen wat er zou gebeuren, sla niets op"))


def _undo(given: argparse.Namespace, _: Parser) -> int:
    here = desk(given)
    undoing = here.undoing(given.change)
    if undoing.nothing:
        raise StoreError(undoing.nothing)
    undone = None
    if not given.dry_run:
        undone = here.undo(given.change, Intent(here.actor.name, why=given.why), undoing)
        warn_of_demo("undo", here.snapshot())
    if given.json:
        print_json(_members(undoing, undone))
    else:
        _print(undoing, undone)
    return WELL


def _members(undoing: Undoing, undone: Undone | None) -> dict[str, Any]:
    records = {
        name: {
            outcome: found["reference"].tolist()
            for outcome, found in frame.groupby("outcome", observed=False)
        }
        for name, frame in undoing.frames.items()
    }
    return {
        "undoes": undoing.change.id,
        "counts": undoing.counts,
        "records": records,
        "written": undone is not None,
        "change": undone.change.id if undone else None,
    }


def _print(undoing: Undoing, undone: Undone | None) -> None:
    change = undoing.change
    print(
        say(
            "Wijziging {change}, {who}: {what}",
            change=change.id,
            who=tame(change.who),
            what=done(change.action, change.undoes),
        )
    )
    print_table([(say(OUTCOME_WORDS[outcome]), str(count)) for outcome, count in undoing.counts.items()])
    for line in _left(undoing):
        print(line)
    print(
        say(
            "Teruggedraaid als wijziging {change}, door {who}.",
            change=undone.change.id,
            who=tame(undone.change.who),
        )
        if undone
        else say("Niets opgeslagen (--dry-run).")
    )


def _left(undoing: Undoing) -> Iterator[str]:
    """Return the records that are left alone, some of each table by name."""
    for name, frame in undoing.frames.items():
        left = frame[frame["outcome"] == "left"]
        if len(left):
            some = left.head(SHOWN)
            pairs = zip(some["reference"].tolist(), some["by"].tolist(), strict=True)
            named = (
                say("{reference} (wijziging {change})", reference=tame(reference), change=by)
                for reference, by in pairs
            )
            told = {"table": within(TABLES[name].label), "records": ", ".join(named)}
            if len(left) > SHOWN:
                yield say("Blijft zo in {table}: {records} en nog {more}", more=len(left) - SHOWN, **told)
            else:
                yield say("Blijft zo in {table}: {records}", **told)


UNDO = Command("undo", mark("Draai een wijziging terug, bijvoorbeeld een hele import."), _undo, _prepare)

"""``python -m geo erase`` and ``retain``: records emptied for good, one by one or by the term of keeping."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.commands.history import tame
from geo.commands.options import WELL, Command, Parser, print_json
from geo.commands.person import add_who, desk
from geo.dutch import counted
from geo.errors import StoreError
from geo.language import mark, say
from geo.records import ACTIVATIONS, TABLES
from geo.settings import settings
from geo.store import Intent

if TYPE_CHECKING:
    import argparse

    from geo.store import Erased

_BACKUPS = mark(
    "Reservekopieën van hiervoor bevatten de gegevens nog, en zetten ze terug; gooi die weg of bewaar ze "
    "apart."
)
SHOWN = 20  # references named; JSON has them all


def _prepare_erase(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "table",
        choices=list(TABLES),
        metavar=say("TABEL"),
        help=say("een van {tables}", tables=", ".join(TABLES)),
    )
    add("references", nargs="+", metavar=say("KENMERK"), help=say("kenmerk van het record"))
    add("--why", required=True, metavar=say("TEKST"), help=say("waarom, voor de geschiedenis"))
    add_who(parser)


def _erase(given: argparse.Namespace, _: Parser) -> int:
    here = desk(given)
    intent = Intent(here.actor.name, why=given.why)
    erased = here.erase(TABLES[given.table], given.references, intent)
    _tell(erased, as_json=given.json)
    return WELL


def _prepare_retain(parser: Parser) -> None:
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--dry-run", action="store_true", help=say("zeg alleen wat er geleegd zou worden"))
    how.add_argument("--apply", action="store_true", help=say("leeg ze"))
    add_who(parser)


def _retain(given: argparse.Namespace, _: Parser) -> int:
    days = settings().retention_days
    if not days:
        raise StoreError(
            say("RETENTION_DAYS is 0: alles wordt bewaard. Zet daarin na hoeveel dagen niet meer.")
        )
    here = desk(given)
    before = date.today() - timedelta(days=days)
    due = here.due(before)
    if given.apply and due:
        why = say("bewaartermijn van {days} dagen na sluiting", days=days)
        _tell(here.erase(ACTIVATIONS, due, Intent(here.actor.name, why=why)), as_json=given.json)
    elif given.json:
        print_json({"closed_before": before.isoformat(), "due": due, "change": None})
    else:
        print(
            say(
                "Gesloten voor {day} en niet geleegd: {activations}.",
                day=before.isoformat(),
                activations=counted(len(due), "activering", "activeringen"),
            )
        )
        if due:
            print(_some(due))
    return WELL


def _tell(erased: Erased, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "erased": list(erased.references),
                "reports": erased.reports,
                "change": erased.change.id if erased.change else None,
            }
        )
    elif not erased.change:
        print(say("Dit was al geleegd; er is niets veranderd."))
    else:
        print(
            say(
                "Geleegd als wijziging {change}, door {who}: {references}.",
                change=erased.change.id,
                who=tame(erased.change.who),
                references=_some(erased.references),
            )
        )
        print(say("Verwijderde verslagen: {count}.", count=erased.reports))
        print(say(_BACKUPS))


def _some(references: tuple[str, ...] | list[str]) -> str:
    named = ", ".join(map(tame, references[:SHOWN]))
    more = len(references) - SHOWN
    return say("{shown} en nog {count}", shown=named, count=more) if more > 0 else named


ERASE = Command(
    "erase",
    mark("Leeg records voorgoed: teksten, plaats en verslagen verdwijnen, wat ze tellen blijft."),
    _erase,
    _prepare_erase,
)
RETAIN = Command(
    "retain",
    mark("Leeg activeringen die langer gesloten zijn dan RETENTION_DAYS."),
    _retain,
    _prepare_retain,
)

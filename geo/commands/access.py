"""``python -m geo access list|give|withdraw``: who may log in, and as what; and who did what."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from geo.commands.history import tame
from geo.commands.options import WELL, Command, Parser, print_json, print_table
from geo.commands.person import add_who, desk
from geo.errors import SettingError
from geo.files import content_of_text, to_csv
from geo.language import mark, say
from geo.settings import settings
from geo.vocabulary import ROLES

if TYPE_CHECKING:
    import argparse

    from geo.access import Desk
    from geo.store import Grant


def _prepare(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "what",
        choices=("list", "give", "withdraw", "log"),
        metavar=say("WAT"),
        help="list, give, withdraw, log",
    )
    add(
        "subject",
        nargs="?",
        default="",
        metavar=say("ACCOUNT"),
        help=say("hoe de inlogdienst iemand noemt (sub)"),
    )
    add("--issuer", default="", metavar=say("ADRES"), help=say("de inlogdienst; zonder keuze OIDC_ISSUER"))
    add("--name", default="", metavar=say("NAAM"), help=say("hoe iemand in de geschiedenis heet"))
    add("--role", choices=ROLES.codes, default="lezer", help=", ".join(ROLES.codes))
    add(
        "--area",
        default="",
        metavar=say("GEBIED"),
        help=say("de regio, van een partner de zone, van een lezer van alles NL"),
    )
    add_who(parser)
    add("--csv", type=Path, metavar=say("BESTAND"), help=say("schrijf de lijst als CSV"))


def _access(given: argparse.Namespace, parser: Parser) -> int:
    here = desk(given)
    if given.what in ("list", "log"):
        return _list(given, here)
    if not given.subject:
        parser.error(say("noem het account"))
    issuer = given.issuer or settings().oidc_issuer
    if not issuer:
        raise SettingError(say("Zet OIDC_ISSUER, of geef --issuer: een account is van een inlogdienst."))
    if given.what == "withdraw":
        changed = here.grants.withdraw(issuer, given.subject, here.actor.name)
    else:
        name = given.name or given.subject
        role = {"role": given.role, "area": given.area}
        changed = here.grants.give(issuer, given.subject, name, **role, by=here.actor.name)
    if given.json:
        print_json(_members(changed))
    elif changed.withdrawn:
        print(say("{name} heeft geen toegang meer.", name=tame(changed.name)))
    else:
        print(say("{name} heeft toegang als {role}.", name=tame(changed.name), role=_role(changed)))
    return WELL


def _list(given: argparse.Namespace, here: Desk) -> int:
    found = here.grants.standing() if given.what == "list" else here.audit.read()
    rows = [{**asdict(one), "at": one.at.isoformat(timespec="seconds")} for one in found]
    if given.csv:
        frame = pd.DataFrame(rows).fillna("").astype("str")
        given.csv.write_bytes(to_csv(content_of_text(frame, given.what)))
        print(given.csv, file=sys.stderr)
    elif given.json:
        print_json({given.what: rows})
    elif given.what == "list":
        print_table(
            [(tame(one.name), f"{_role(one)}, {tame(one.subject)}") for one in here.grants.standing()]
        )
    else:
        print_table(
            [
                (row["at"], tame(f"{row['who']}: {row['what']} {row['selection']} ({row['result']})"))
                for row in rows
            ]
        )
    return WELL


def _members(grant: Grant) -> dict[str, object]:
    return {**asdict(grant), "at": grant.at.isoformat(timespec="seconds")}


def _role(grant: Grant) -> str:
    return f"{grant.role} {grant.area}".strip()


ACCESS = Command("access", mark("Zeg wie mag inloggen en als wat, en wie wat deed."), _access, _prepare)

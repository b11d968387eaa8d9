"""Who is at the command line: the account it acts as, named for the history and for the log of access."""

from __future__ import annotations

import getpass
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.access import LOCAL, desk_of, note_taken
from geo.language import say

if TYPE_CHECKING:
    import argparse

    from geo.access import Actor, Desk
    from geo.commands.options import Parser
    from geo.picture import Selection
    from geo.store import Snapshot

ACCOUNT = "opdrachtregel"
"""What stands for an account beside what was done here: who has the machine does not log in."""


def add_who(parser: Parser) -> None:
    """Add the option for the name that stands beside what is done."""
    parser.add_argument(
        "--who", default=None, metavar=say("NAAM"), help=say("wie dit doet, voor de geschiedenis")
    )


def user() -> str:
    """Return the name that the machine knows its user by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number that has no name
        return say("opdrachtregel")


def at_machine(given: argparse.Namespace) -> Actor:
    """Return who has the machine, who may do everything: the name is that of ``--who``, else ``user``."""
    return replace(LOCAL, subject=ACCOUNT, name=getattr(given, "who", None) or user())


def desk(given: argparse.Namespace) -> Desk:
    """Return the store as who has the machine may use it; StoreError when it cannot be opened."""
    return desk_of(at_machine(given))


def note(given: argparse.Namespace, event: str, what: str, now: Snapshot, chosen: Selection) -> None:
    """Note what is taken along, before it is: StoreError, and no file, when that cannot be noted."""
    note_taken(at_machine(given), event, what, now, chosen)

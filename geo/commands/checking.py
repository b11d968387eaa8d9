"""``python -m geo check``: whether what the database and the reports hold can be true.

It keeps the store itself: it is asked of a database whose records nobody may be able to read.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from geo.commands.options import WELL, WRONG, Command, Parser, print_json
from geo.language import mark, say
from geo.store import check_store, current_store

if TYPE_CHECKING:
    import argparse


def _check(given: argparse.Namespace, _: Parser) -> int:
    findings = check_store(current_store())
    if given.json:
        print_json({"ok": not findings, "findings": [asdict(finding) for finding in findings]})
    else:
        print("\n".join(map(str, findings)) or say("In orde: er is niets gevonden."))
    return WRONG if findings else WELL


CHECK = Command(
    "check", mark("Controleer of wat de database en de verslagen bevatten waar kan zijn."), _check
)

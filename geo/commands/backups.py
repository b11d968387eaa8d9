"""``python -m geo backup FILE`` and ``restore FILE``: the whole store, with its history, out and in again.

They keep the store itself: what they copy is more than any account sees, who has access included.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.options import WELL, Command, Parser, print_json
from geo.commands.person import at_machine
from geo.errors import StoreError
from geo.language import mark, say
from geo.settings import settings
from geo.store import back_up, current_store, open_store, restore

if TYPE_CHECKING:
    import argparse

    from geo.store import Copied, Store


_MADE = mark(
    "Reservekopie gemaakt: {file}, versie {version}, {rows} versies van records, {reports} verslagen."
)
_PUT_BACK = mark("Teruggezet: {file}, versie {version}, {rows} versies van records, {reports} verslagen.")


def _prepare_backup(parser: Parser) -> None:
    parser.add_argument("file", type=Path, metavar=say("BESTAND"), help=say("bestand dat nog niet bestaat"))


def _backup(given: argparse.Namespace, _: Parser) -> int:
    store = current_store()
    _report(given, _MADE, _noted(store, given, "reservekopie", back_up(store, given.file)))
    return WELL


def _prepare_restore(parser: Parser) -> None:
    parser.add_argument("file", type=Path, metavar=say("BESTAND"), help=say("een reservekopie"))
    parser.add_argument(
        "--force", action="store_true", help=say("ook als de database iets bevat: dat maakt dan plaats")
    )


def _restore(given: argparse.Namespace, _: Parser) -> int:
    # a database that was empty must not be filled with the demo, which the backup would then have to replace
    store = open_store(replace(settings(), demo_allowed=False), anew=True)
    try:
        held = store.version()
        if held and not given.force:
            raise StoreError(
                say(
                    "De database is niet leeg ({count} wijzigingen); zeg --force als wat erin staat, met zijn"
                    " geschiedenis, mag verdwijnen.",
                    count=held,
                )
            )
        copied = restore(store, given.file, at_machine(given).name, replace=given.force)
        _report(given, _PUT_BACK, _noted(store, given, "teruggezet", copied))
        store.mark()
    finally:
        store.close()
    return WELL


def _noted(store: Store, given: argparse.Namespace, event: str, copied: Copied) -> Copied:
    """Note what was copied; where nothing can be written a backup is worth all the more: then it is told."""
    here = at_machine(given)
    try:
        store.audit.note(event, here.name, here.subject, selection=given.file.name, records=copied.rows)
    except StoreError as fault:
        warning = say("dit staat niet in het logboek van toegang: {fault}", fault=fault)
        return replace(copied, warnings=(*copied.warnings, warning))
    return copied


def _report(given: argparse.Namespace, done: str, copied: Copied) -> None:
    if given.json:
        print_json({"file": str(given.file), **asdict(copied)})
        return
    counts = {"version": copied.version, "rows": copied.rows, "reports": copied.reports}
    print(say(done, file=given.file, **counts))
    for warning in copied.warnings:
        print(say("Let op: {what}", what=" ".join(warning.split())), file=sys.stderr)


BACKUP = Command(
    "backup",
    mark("Maak een reservekopie van de database, met de geschiedenis en de verslagen, in één bestand."),
    _backup,
    _prepare_backup,
)
RESTORE = Command(
    "restore", mark("Zet een reservekopie terug, nadat ze is gecontroleerd."), _restore, _prepare_restore
)

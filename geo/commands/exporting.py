"""``python -m geo export OUT``: the selected records or figures to a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo import store
from geo.commands.options import WELL, Command, Parser, add_filters, fictional, print_json, selection
from geo.dutch import counted
from geo.errors import ExportError
from geo.exports import CONTENTS, FORMATS, export, format_of

if TYPE_CHECKING:
    import argparse


def _prepare(parser: Parser) -> None:
    parser.add_argument(
        "out", type=Path, metavar="UIT", help=f"bestand; de uitgang is het formaat: {', '.join(FORMATS)}"
    )
    parser.add_argument("--what", choices=list(CONTENTS), default="activations", help="welke tabel")
    parser.add_argument("--force", action="store_true", help="vervang een bestand dat er al is")
    add_filters(parser)


def _export(given: argparse.Namespace, parser: Parser) -> int:
    file_format = format_of(given.out.name)
    chosen = selection(given, parser)
    _require_free(given.out, force=given.force)
    now = store.current_snapshot()
    made = export(now, chosen, given.what, file_format)
    _write(given.out, made.content)
    about = made.colophon
    if given.json:
        print_json({"file": str(given.out), "what": given.what, "format": file_format, **about.members()})
        return WELL
    print(f"{given.out}: {about.name}, {counted(about.rows, 'rij', 'rijen')}.")
    print(f"Optelling: {about.reconciliation}.")
    if said := fictional(now):
        print(said)
    return WELL


def _require_free(file: Path, *, force: bool) -> None:
    if file.is_dir():
        raise ExportError(f"{file} is een map; geef de naam van een bestand.")
    if not file.absolute().parent.is_dir():
        raise ExportError(f"Map {file.absolute().parent} bestaat niet.")
    if file.exists() and not force:
        raise ExportError(f"{file} bestaat al; kies een andere naam, of zeg --force om het te vervangen.")


def _write(file: Path, content: bytes) -> None:
    """Write a file that has its name only when it is complete."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        try:
            part.write_bytes(content)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise ExportError(f"{file} kan niet geschreven worden: {fault.strerror}.") from fault


EXPORT = Command("export", "Bewaar een selectie als bestand.", _export, _prepare, absent=lambda _: "demo")

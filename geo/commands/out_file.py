"""The file that a command writes: only where none is, unless forced, and whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import ExportError
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.commands.options import Parser


def add_out(parser: Parser, endings: Iterable[str]) -> None:
    """Add the file to write, and the option to replace one that is there."""
    known = ", ".join(endings)
    parser.add_argument(
        "out",
        type=Path,
        metavar=say("UIT"),
        help=say("bestand; de uitgang is het formaat: {formats}", formats=known),
    )
    parser.add_argument("--force", action="store_true", help=say("vervang een bestand dat er al is"))


def require_free(file: Path, *, force: bool) -> None:
    """Raise ExportError when a file cannot be made there, or one is there that is not to be replaced."""
    if file.is_dir():
        raise ExportError(say("{file} is een map; geef de naam van een bestand.", file=file))
    if not file.absolute().parent.is_dir():
        raise ExportError(say("Map {folder} bestaat niet.", folder=file.absolute().parent))
    if file.exists() and not force:
        raise ExportError(
            say("{file} bestaat al; kies een andere naam, of zeg --force om het te vervangen.", file=file)
        )


def write_file(file: Path, content: bytes) -> None:
    """Write a file that has its name only when it is complete."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        try:
            part.write_bytes(content)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise ExportError(
            say("{file} kan niet geschreven worden: {fault}.", file=file, fault=fault.strerror)
        ) from fault

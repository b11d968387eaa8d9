"""The secret that guests' links are signed with: SECRET_KEY, else one made once beside the records."""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from geo.errors import AccessError
from geo.language import say
from geo.settings import LEAST_SECRET, settings

if TYPE_CHECKING:
    from pathlib import Path

FILE = "secret-key"
_log = logging.getLogger(__name__)


def secret_key() -> str:
    """Return the secret; AccessError when the file that it stands in cannot be made, read or believed."""
    return settings().secret_key or _kept(settings().data_dir / FILE)


def _kept(path: Path) -> str:
    """Return the secret in a file, which is made when it is not there; the same one in every process."""
    try:
        with suppress(FileNotFoundError):
            return _read(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if _make(path):
            _log.warning("SECRET_KEY is niet gezet: links voor gasten worden getekend met %s.", path)
        return _read(path)
    except OSError as fault:
        raise AccessError(
            say("Links voor gasten werken nu niet: {fault}.", fault=fault.strerror or type(fault).__name__)
        ) from fault


def _make(path: Path) -> bool:
    """Make the file, which only we may read, unless another process is first; return whether we did.

    It gets its name when it is whole: whoever finds it finds all of it.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        os.link(part, path)
    except FileExistsError:
        return False
    finally:
        part.unlink(missing_ok=True)
    return True


def _read(path: Path) -> str:
    text = path.read_text(encoding="ascii", errors="replace").strip()
    if len(text) < LEAST_SECRET:
        raise AccessError(
            say(
                "Links voor gasten werken nu niet: {file} is beschadigd. Zet een eigen SECRET_KEY, of gooi "
                "dit bestand weg; links die al gemaakt zijn, werken dan niet meer.",
                file=path.name,
            )
        )
    return text

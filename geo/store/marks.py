"""The mark in DATA_DIR that a database was filled: one that is gone is never taken for a first start."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import StoreError
from geo.language import say
from geo.store.database import sqlite_file

if TYPE_CHECKING:
    import sqlalchemy as sa

_log = logging.getLogger(__name__)


def mark(url: sa.URL, data_dir: Path) -> Path:
    """Return the file that marks the database of ``url`` as filled.

    A SQLite file in DATA_DIR keeps its mark when the folder moves; of any other database the address counts,
    without the user and the password.
    """
    file = sqlite_file(url)
    if file is not None and file.absolute().parent == data_dir.absolute():
        return data_dir / f"{file.name}.in-gebruik"
    address = str(file.absolute()) if file else url.set(username=None, password=None).render_as_string()
    digest = hashlib.sha256(address.encode()).hexdigest()[:8]
    return data_dir / f"{name(url)}-{digest}.in-gebruik"


def leave(url: sa.URL, data_dir: Path) -> None:
    """Mark the database as filled; where DATA_DIR cannot be written, say so in the log and go on."""
    file = mark(url, data_dir)
    try:
        if not file.exists():
            data_dir.mkdir(parents=True, exist_ok=True)
            file.write_text(
                say(
                    "De database {name} is hier in gebruik. Is zij weg, dan begint het programma niet uit "
                    "zichzelf opnieuw.\nVerwijder dit bestand alleen om met een lege database, of met de "
                    "demogegevens, opnieuw te beginnen.\n",
                    name=name(url),
                ),
                encoding="utf-8",
            )
    except OSError as fault:
        _log.warning("%s kan niet gemaakt worden: %s", file.name, fault.strerror)


def name(url: sa.URL) -> str:
    """Return what to call a database where anybody may read it: without its folder or its server."""
    return Path(str(url.database)).name


def require_never_used(url: sa.URL, data_dir: Path, *, marked: bool) -> None:
    """Raise StoreError, which says what to do, where a database was that is not there: gone or empty."""
    if marked:
        raise StoreError(
            say(
                "De database {name} was hier in gebruik, en is nu weg of leeg. Zet haar terug, of zet "
                "een reservekopie terug (`python -m geo restore`). Wilt u opnieuw beginnen, verwijder "
                "dan {mark} uit DATA_DIR.",
                name=name(url),
                mark=mark(url, data_dir).name,
            )
        )
    file = sqlite_file(url)
    if file is not None and file.is_file() and not file.stat().st_size:
        raise StoreError(
            say(
                "De database {name} is een leeg bestand (0 bytes). Zet een reservekopie terug (`python "
                "-m geo restore`), of verwijder het bestand om opnieuw te beginnen.",
                name=name(url),
            )
        )

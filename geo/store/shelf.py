"""The folder of reports: each file under the SHA-256 of its content, whole or not at all, within a quota."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import StoreError
from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "reports"
DAY_SECONDS = 24 * 60 * 60
DAY_BYTES = 1024 * 1024 * 1024
"""What may be kept within 24 hours: a hundred of the largest reports, far more than any busy day."""
FREE_BYTES = 256 * 1024 * 1024
"""What a report leaves free on the disk: the database, on the same disk, needs room to go on."""

_NAME = re.compile(r"(?P<digest>[0-9a-f]{64})\.(?:pdf|docx)")
_UNFINISHED = ".new-"
_MEGABYTE = 1024 * 1024


def put(data_dir: Path, name: str, content: bytes) -> None:
    """Keep ``content`` as ``name``, its digest and kind; a file that is there and whole is left alone.

    A damaged one is replaced. StoreError when there is no room for it, or it cannot be written.
    """
    folder = data_dir / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not is_whole(folder / name):
            _require_room(folder, len(content))
            _write(folder / name, content)
    except OSError as fault:
        raise _not_kept(fault) from fault


def remove(path: Path) -> None:
    """Remove the file of a report, under the lock of writers; StoreError when that cannot be done."""
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise StoreError(
            say("{file} kan niet worden verwijderd: {fault}.", file=path.name, fault=fault.strerror)
        ) from fault


def put_back(data_dir: Path, name: str, content: bytes, kept_at: float) -> None:
    """Keep a report out of a backup, with the moment it was first kept; the quota of a day is not for these.

    StoreError when it cannot be written.
    """
    folder = data_dir / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not is_whole(folder / name):
            _write(folder / name, content)
            os.utime(folder / name, (kept_at, kept_at))
    except OSError as fault:
        raise _not_kept(fault) from fault


def files(data_dir: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield what we put in the folder with its size and time, in no order; what others put there is left out.

    What a writer that was killed left behind is ours too. A file that goes meanwhile is passed over.
    """
    folder = data_dir / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if is_name(path.name) or path.name.startswith(_UNFINISHED):
            with contextlib.suppress(FileNotFoundError):
                yield path, path.stat()


def is_name(name: str) -> bool:
    """Whether a report can be kept under this name: a digest, and the ending of its kind."""
    return _NAME.fullmatch(name) is not None


def is_whole(path: Path) -> bool:
    """Whether a file is there and still has the content that its name says."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == path.stem
    except OSError:
        return False


def _require_room(folder: Path, size: int) -> None:
    """Raise StoreError when a report of ``size`` bytes would break the quota of a day, or fill the disk."""
    since = time.time() - DAY_SECONDS
    kept = sum(status.st_size for _, status in files(folder.parent) if status.st_mtime > since)
    if kept + size > DAY_BYTES:
        raise StoreError(
            say(
                "Er is de laatste 24 uur al {size} MB aan verslagen bewaard; meer kan niet op een dag. "
                "Probeer het morgen, of bewaar het verslag elders en geef hier de link.",
                size=DAY_BYTES // _MEGABYTE,
            )
        )
    free = shutil.disk_usage(folder).free
    if free - size < FREE_BYTES:
        raise StoreError(
            say(
                "Op de schijf van de verslagen is nog {free} MB vrij; {least} MB moet vrij blijven. Laat "
                "de beheerder ruimte maken, of geef een link in plaats van het bestand.",
                free=free // _MEGABYTE,
                least=FREE_BYTES // _MEGABYTE,
            )
        )


def _write(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also when the machine stops halfway."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last; a file system that cannot do that for a folder does it on its own."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _not_kept(fault: OSError) -> StoreError:
    return StoreError(
        say("Het verslag kon niet worden bewaard: {fault}. Probeer het later opnieuw.", fault=fault.strerror)
    )

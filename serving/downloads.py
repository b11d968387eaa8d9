"""Files that are made at a click stay until the browser has come for them, however many others click.

Streamlit takes such a file for nobody's: it is marked at the next run of anybody's page, and deleted at the
one after. With fifty people that is a fifth of a second, and the browser that comes for it finds nothing.
"""

from __future__ import annotations

import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT_SECONDS = 120
"""Longer than the slowest browser needs to begin; a file of megabytes is not long in memory for it."""


class Files(Protocol):
    """Where Streamlit keeps files for browsers: its own manager has these."""

    def execute_deferred(self, file_id: str) -> str:
        """Make a file that was asked for and return its address."""

    def _get_inactive_file_ids(self) -> set[str]:
        """Return the files that may be deleted."""


def keep_downloads(files: Files, clock: Callable[[], float] = time.monotonic) -> None:
    """Let ``files`` delete nothing that was made less than ``KEPT_SECONDS`` ago."""
    make, find_inactive = files.execute_deferred, files._get_inactive_file_ids
    made: dict[str, float] = {}

    def execute_deferred(file_id: str) -> str:
        address = make(file_id)
        made[PurePosixPath(urlsplit(address).path).stem] = clock()
        return address

    def get_inactive_file_ids() -> set[str]:
        for file_id in [one for one, at in list(made.items()) if clock() - at > KEPT_SECONDS]:
            made.pop(file_id, None)
        return find_inactive() - made.keys()

    files.execute_deferred = execute_deferred  # type: ignore[method-assign]
    files._get_inactive_file_ids = get_inactive_file_ids  # type: ignore[method-assign]

"""The file of records that a command reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files import MOST_BYTES, require_size
from geo.language import say

if TYPE_CHECKING:
    from pathlib import Path


def read_given(file: Path) -> bytes:
    """Return what a file holds; RecordsError when it cannot be read, or is larger than a file may be."""
    try:
        require_size(file.stat().st_size, MOST_BYTES)
        return file.read_bytes()
    except OSError as fault:
        raise RecordsError(
            say("{file} kan niet gelezen worden: {fault}.", file=file, fault=fault.strerror)
        ) from fault
    except RecordsError as fault:
        raise RecordsError(f"{file.name}: {fault}") from None

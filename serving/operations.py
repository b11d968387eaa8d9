"""What a server does for who runs it: look at the data, write its log, keep downloads, stop in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serving.downloads import keep_downloads
from serving.draining import drain
from serving.logs import write_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from serving.downloads import Files
    from serving.routes import Readiness


def operated(
    readiness: Readiness, log_format: str, drain_seconds: float, files: Callable[[], Files]
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Return what runs once every logger and, by ``files``, Streamlit's keeper of files is there."""
    drain(drain_seconds, readiness.stop)

    def begin(app: object) -> AbstractAsyncContextManager[None]:
        if log_format == "json":
            write_json()
        keep_downloads(files())
        return readiness.warm_up(app)

    return begin

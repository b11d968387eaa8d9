"""Streamlit's own scripts and styles, compressed: a first visit is 6 MB without, less than 2 MB with."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_HEADERS = {
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
    "Cache-Control": "public, immutable, max-age=31536000",  # the name of each file holds a digest of it
}
_MOST_FILES = 512


@lru_cache(maxsize=_MOST_FILES)
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


class PackedStatic:
    """ASGI middleware: answers for the scripts and styles under ``prefix`` in ``folder``, each packed once.

    Everything else, and every browser that does not take gzip, is left to the app.
    """

    def __init__(self, app: ASGIApp, *, folder: Path, prefix: str = "/static/") -> None:
        self._app = app
        self._folder = folder.resolve()
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the packed files, or pass the request on."""
        found = self._file(scope)
        if found is None:
            await self._app(scope, receive, send)
            return
        content = await run_in_threadpool(_packed, found)
        response = Response(content, media_type=_MEDIA_TYPES[found.suffix], headers=_HEADERS)
        await response(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._prefix):
            return None
        if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return None
        wanted = (self._folder / scope["path"].removeprefix("/")).resolve()
        inside = wanted.is_relative_to(self._folder) and wanted.suffix in _MEDIA_TYPES
        return wanted if inside and wanted.is_file() else None

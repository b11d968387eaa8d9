"""Scripts and styles of Streamlit and of the map's frame, packed: a first visit is 6 MB without."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

_MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_HEADERS = {
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
    "Cache-Control": "public, immutable, max-age=31536000",  # the name of each file holds a digest of it
}
_MOST_FILES = 512

FRAME = "/component/streamlit_folium.st_folium/"
"""Under which address Streamlit serves the frame of the map."""


def packed(streamlit: Path, frame: Path) -> dict[str, Path]:
    """Return the folder of scripts and styles by prefix of their addresses, for what these two packages hold.

    ``streamlit`` is Streamlit's folder of files for the browser, ``frame`` that of streamlit-folium.
    """
    return {"/static/": streamlit / "static", f"{FRAME}static/": frame / "static"}


@lru_cache(maxsize=_MOST_FILES)
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


class PackedStatic:
    """ASGI middleware: answers for scripts and styles by the ``folders`` of their prefixes, each packed once.

    Each name holds a digest of its content. Everything else, and every browser that does not take gzip, is
    left to the app; but a file that is not there is answered 404, where Streamlit would answer its page.
    """

    def __init__(self, app: ASGIApp, *, folders: Mapping[str, Path]) -> None:
        self._app = app
        self._folders = {prefix: folder.resolve() for prefix, folder in folders.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the packed files, or pass the request on."""
        found = self._file(scope)
        if found is None:
            await self._app(scope, receive, send)
        elif not found.is_file():
            await Response(status_code=404)(scope, receive, send)
        elif found.suffix in _MEDIA_TYPES and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            content = await run_in_threadpool(_packed, found)
            response = Response(content, media_type=_MEDIA_TYPES[found.suffix], headers=_HEADERS)
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        """Return which file is asked for, there or not; None when it is in none of the folders."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        prefix = next((prefix for prefix in self._folders if scope["path"].startswith(prefix)), None)
        if prefix is None:
            return None
        folder = self._folders[prefix]
        wanted = (folder / scope["path"].removeprefix(prefix)).resolve()
        return wanted if wanted.is_relative_to(folder) else None

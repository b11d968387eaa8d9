"""The font of icons in place of Streamlit's own, which is thirty times as large (``data/build_icons.py``)."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

FONT = Path(__file__).with_name("icons.woff2")

_ADDRESS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[\w-]+\.woff2")


class OwnIcons:
    """ASGI middleware: answers with ours where Streamlit has its font of icons.

    The address is Streamlit's and stays when our font changes, so a browser asks each time whether what it
    keeps is still the same.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._font = FONT.read_bytes()
        self._headers = {
            "ETag": f'"{hashlib.sha256(self._font).hexdigest()[:16]}"',
            "Cache-Control": "no-cache",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the font, or that it is the same; pass any other request on."""
        asked = scope["type"] == "http" and scope["method"] == "GET" and _ADDRESS.fullmatch(scope["path"])
        if not asked:
            await self._app(scope, receive, send)
        elif Headers(scope=scope).get("if-none-match") == self._headers["ETag"]:
            await Response(status_code=304, headers=self._headers)(scope, receive, send)
        else:
            await Response(self._font, media_type="font/woff2", headers=self._headers)(scope, receive, send)

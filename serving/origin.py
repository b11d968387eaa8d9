"""Requests that another website makes in a visitor's browser are refused before Streamlit sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketClose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send


class SameOrigin:
    """ASGI middleware: an Origin header has to name the host that was asked, or one of ``also``.

    Streamlit checks this too, but for each foreign origin it first asks a web service on the internet for
    the address of this machine, for up to five seconds in which nobody else is served.
    """

    def __init__(self, app: ASGIApp, *, also: Iterable[str] = ()) -> None:
        self._app = app
        self._also = {urlsplit(origin).netloc or origin for origin in also}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 when its origin is another site."""
        if scope["type"] == "lifespan" or self._allows(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008, reason="foreign origin")(scope, receive, send)
        else:
            await PlainTextResponse("Forbidden", status_code=403)(scope, receive, send)

    def _allows(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc in {headers.get("host"), *self._also}

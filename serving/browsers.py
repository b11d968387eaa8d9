"""A token by which a browser is known again where nobody logs in: what it typed is shown to no other one."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request

from geo.settings import BROWSER_COOKIES, kept_in

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class KnownBrowsers:
    """ASGI middleware: who opens a page without a token gets one, until the browser closes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and give a token along with the answer."""
        if scope["type"] != "http" or not _asks_for_a_page(request := Request(scope)):
            await self._app(scope, receive, send)
            return
        secure = request.url.scheme == "https"
        flags = "; Path=/; HttpOnly; SameSite=Lax" + ("; Secure" if secure else "")
        cookie = f"{BROWSER_COOKIES[not secure]}={secrets.token_urlsafe(32)}{flags}"

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, told)


def _asks_for_a_page(request: Request) -> bool:
    is_known = kept_in(request.cookies, BROWSER_COOKIES)
    return not is_known and "text/html" in request.headers.get("accept", "")

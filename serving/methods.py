"""Which methods a path takes: every other one is refused before anything looks at the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_LOOKING = ("GET", "HEAD")
_METHODS = {
    "/_stcore/upload_file/": ("PUT", "DELETE", "OPTIONS"),
    "/_stcore/": (*_LOOKING, "OPTIONS"),
    "/auth/": (*_LOOKING, "POST"),  # to log in and out
    "/oauth2callback": (*_LOOKING, "POST"),  # some providers answer by a form
}
"""By the beginning of a path, the longest first; all others are only looked at."""


class OwnMethods:
    """ASGI middleware: a method that the path does not take, TRACE among them, is answered 405."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        allowed = methods_of(scope["path"]) if scope["type"] == "http" else ()
        if not allowed or scope["method"] in allowed:
            await self._app(scope, receive, send)
            return
        headers = {"Allow": ", ".join(allowed), "Connection": "close"}
        await PlainTextResponse("Method Not Allowed", 405, headers)(scope, receive, send)


def methods_of(path: str) -> tuple[str, ...]:
    """Return the methods that a path takes."""
    return next((methods for start, methods in _METHODS.items() if path.startswith(start)), _LOOKING)

"""Answers go out as fast as they are read: who reads slowly does not make the server hold a copy for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PIECE = 64 * 1024  # bytes; past as many that wait, uvicorn makes the next one wait too


class Paced:
    """ASGI middleware: sends a large body in pieces, the next when the last has left."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer in pieces."""

        async def send_in_pieces(message: Message) -> None:
            body = message.get("body", b"") if message["type"] == "http.response.body" else b""
            if len(body) <= PIECE:
                await send(message)
                return
            for start in range(0, len(body), PIECE):
                more = message.get("more_body", False) or start + PIECE < len(body)
                await send({**message, "body": body[start : start + PIECE], "more_body": more})

        await self._app(scope, receive, send_in_pieces)

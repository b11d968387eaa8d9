"""Request bodies: how long each is stands fast, and it comes in time."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from geo.language import mark
from serving.refused import refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from serving.limits import Limits


class OneLength:
    """ASGI middleware: a body with two lengths is refused, as a proxy may go by the other one than we do.

    What we took for the end of the body would then be the start of another visitor's request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400."""
        headers = Headers(scope=scope) if scope["type"] == "http" else {}
        if "content-length" in headers and "transfer-encoding" in headers:
            await refuse(scope, receive, send, 400, mark("Dit verzoek noemt twee lengtes."))
        else:
            await self._app(scope, receive, send)


class _LateError(Exception):
    """A body did not come in time."""


class BodyInTime:
    """ASGI middleware: who sends a body slower than ``limits`` allows is answered 408."""

    def __init__(self, app: ASGIApp, *, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a clock that runs while its body is waited for."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        left, complete, started = self._limits.body_seconds, False, False

        async def receive_in_time() -> Message:
            nonlocal left, complete
            if complete:  # what is waited for now is that the visitor leaves
                return await receive()
            begin = time.monotonic()
            try:
                async with asyncio.timeout(max(left, 0)):
                    message = await receive()
            except TimeoutError:
                raise _LateError from None
            left -= time.monotonic() - begin
            left += len(message.get("body", b"")) / self._limits.body_bytes_a_second
            complete = not message.get("more_body", False)
            return message

        async def send_noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive_in_time, send_noted)
        except _LateError:
            if started:
                raise
            await refuse(
                scope, receive, send, 408, mark("Het bestand kwam te langzaam binnen; probeer het opnieuw.")
            )

"""The answer to a request that is not let in: a status, one sentence, and the connection closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketClose

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str) -> None:
    """Answer ``status`` and ``why``, in Dutch; a websocket, which takes no status, is answered 403.

    What is left of the body is not read: the connection closes instead.
    """
    if scope["type"] == "websocket":
        await WebSocketClose(code=1008, reason=why)(scope, receive, send)
    else:
        await PlainTextResponse(why, status, {"Connection": "close"})(scope, receive, send)

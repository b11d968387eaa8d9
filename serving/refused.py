"""The answer to a request that is not let in: a status, one sentence, and the connection closes.

No page has asked yet what its visitor chose: the browser says which languages its reader knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketClose

from geo.language import nearest, reading, say

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


def known_to(scope: Scope) -> str:
    """Return the language to answer a request in: the first of its browser that we have."""
    return nearest(Headers(scope=scope).get("accept-language", "").split(","))


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str) -> None:
    """Answer ``status`` and ``why``, a marked text; a websocket, which takes no status, is answered 403.

    What is left of the body is not read: the connection closes instead.
    """
    with reading(known_to(scope)):
        why = say(why)
    if scope["type"] == "websocket":
        await WebSocketClose(code=1008, reason=why)(scope, receive, send)
    else:
        await PlainTextResponse(why, status, {"Connection": "close"})(scope, receive, send)

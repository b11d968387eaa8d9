"""Stopping: ``/readyz`` says so first, then sessions are told to go, and what was asked is finished."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

GRACEFUL_SECONDS = 30
"""How long a download that runs may still take; after that the process ends."""


def drain(seconds: float, tell: Callable[[], None]) -> None:
    """Let every server of this process stop in this order, at SIGTERM.

    ``tell`` is called at once; for ``seconds`` all is still served, so that who asks ``/readyz`` sends nobody
    here any more. Then nothing new is let in, and open pages are told that the service restarts (1012): their
    browsers connect again, to another replica where there is one.
    """
    stop = uvicorn.Server.shutdown

    async def drained(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        tell()
        await asyncio.sleep(seconds)
        server.config.timeout_graceful_shutdown = GRACEFUL_SECONDS
        await stop(server, sockets)

    uvicorn.Server.shutdown = drained  # type: ignore[method-assign, assignment]

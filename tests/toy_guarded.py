"""A small application behind our guards, in a thread of this process, and raw connections to it."""

from __future__ import annotations

import logging
import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import uvicorn

from serving.connections import guard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from serving.limits import Limits

HELLO = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nX-a:"


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer "hallo" to anything; a websocket is taken, and answered how long each message was."""
    if scope["type"] == "websocket":
        await _lengths(receive, send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"hallo"})


async def _lengths(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": str(len(message["bytes"]))})


@contextmanager
def guarded(app: ASGIApp, limits: Limits, proxies: Iterable[str] = ()) -> Iterator[int]:
    """Serve ``app`` with our limits at the door; gives the port."""
    config = uvicorn.Config(app, ws="websockets-sansio", lifespan="off", log_config=None, access_log=False)
    config.load()
    guard(config, limits, proxies)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until(lambda: server.started)
        try:
            yield port
        finally:
            server.should_exit = server.force_exit = True
            thread.join(10)
            logging.getLogger("uvicorn.error").setLevel(logging.NOTSET)


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds; an AssertionError when it does not in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@contextmanager
def connected(port: int, count: int = 1, sends: bytes = b"") -> Iterator[list[socket.socket]]:
    """Open raw connections, one after the other, each of which sends ``sends``."""
    with ExitStack() as stack:
        opened = []
        for _ in range(count):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            connection.sendall(sends)
            opened.append(connection)
        yield opened


def answer(connection: socket.socket) -> bytes:
    """Return what comes before the connection closes or rests; b"" when it was closed without an answer."""
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


def everything(connection: socket.socket) -> bytes:
    """Return all that comes before the connection closes, in however many pieces."""
    return b"".join(iter(lambda: answer(connection), b""))

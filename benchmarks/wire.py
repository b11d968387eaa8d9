"""Bytes as they are on the wire: a relay between browser and server that counts what the server sends.

A browser tells of websocket messages after it has decompressed them; what a slow line carries is less.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65_536


@dataclass
class Wire:
    """A running relay: its address, and how many bytes the server has sent through it so far."""

    port: int = 0
    received: int = 0

    @property
    def url(self) -> str:
        """The address to open instead of the server's own."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def relay(port: int) -> Iterator[Wire]:
    """Relay to the server on ``port`` of this machine until the end of the block."""
    wire, loop, ready = Wire(), asyncio.new_event_loop(), threading.Event()

    async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter, *, count: bool) -> None:
        try:
            while chunk := await source.read(CHUNK):
                wire.received += len(chunk) if count else 0
                target.write(chunk)
                await target.drain()
        except ConnectionError:
            pass  # either side may hang up at any moment
        finally:
            target.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream, downstream = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(reader, downstream, count=False), pump(upstream, writer, count=True))

    async def listen() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        wire.port = server.sockets[0].getsockname()[1]
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(listen())
        loop.run_forever()

    thread = threading.Thread(target=run, name="relay", daemon=True)
    thread.start()
    ready.wait()
    try:
        yield wire
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()

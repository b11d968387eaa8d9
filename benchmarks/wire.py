"""Bytes as they are on the wire: a relay between browser and server that counts what the server sends.

A browser tells of websocket messages after it has decompressed them; what a slow line carries is less.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65_536


@dataclass
class Wire:
    """A running relay: where it listens, and how many bytes the server has sent through it so far."""

    listener: socket.socket
    received: int = 0
    open: list[socket.socket] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address to open instead of the server's own."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self, port: int) -> None:
        """Connect each caller to the server on ``port``, until the listener is closed."""
        with suppress(OSError):
            while True:
                caller, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", port))
                self.open += [caller, server]
                for source, target, count in ((caller, server, False), (server, caller, True)):
                    threading.Thread(target=self._pump, args=(source, target, count), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, count: bool) -> None:
        with suppress(OSError):  # either side may hang up at any moment
            while chunk := source.recv(CHUNK):
                self.received += len(chunk) if count else 0
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def relay(port: int) -> Iterator[Wire]:
    """Relay to the server on ``port`` of this machine until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        wire = Wire(listener)
        threading.Thread(target=wire.serve, args=(port,), daemon=True).start()
        try:
            yield wire
        finally:
            listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for callers
            for each in wire.open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
                each.close()

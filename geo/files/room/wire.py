"""Messages between a child and who waits for it: a kind, a length and bytes, over a socket."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

TASK = b"n"  # the language of the visitor, a space, and the name of the function; after its parts
PART = b"p"  # bytes of a question or an answer
DONE = b"d"  # there are no more parts
FAULT = b"f"  # the message of a RecordsError
TOLD = b"t"  # how far the work is: a fraction, a space, and what is done
BROKEN = b"b"  # where an error came from that nobody foresaw, for the log
ASKED = b"a"  # a question to who waits, answered by one PART

HEAD = struct.Struct("!cQ")

Bytes = bytes | bytearray | memoryview


class Ended(Exception):  # noqa: N818 - no fault by itself: what it means depends on who reads
    """The other side is gone."""


def send(line: socket.socket, kind: bytes, content: Bytes, pause: Callable[[], None] = lambda: None) -> None:
    """Send one message; ``pause`` is called whenever the other side does not take it for a while."""
    for piece in (HEAD.pack(kind, len(content)), content):
        left = memoryview(piece)
        while left:
            pause()
            try:
                left = left[line.send(left) :]
            except TimeoutError:
                continue
            except OSError:
                raise Ended from None


def receive(
    line: socket.socket, most: int, pause: Callable[[], None] = lambda: None
) -> tuple[bytes, memoryview]:
    """Return the next message; Ended when there is none, OverflowError for more than ``most`` bytes."""
    kind, count = HEAD.unpack(_exactly(line, HEAD.size, pause))
    if count > most:
        raise OverflowError
    return kind, _exactly(line, count, pause)


def _exactly(line: socket.socket, count: int, pause: Callable[[], None]) -> memoryview:
    whole = memoryview(bytearray(count))
    at = 0
    while at < count:
        pause()
        try:
            got = line.recv_into(whole[at:])
        except TimeoutError:
            continue
        except OSError:
            raise Ended from None
        if not got:
            raise Ended
        at += got
    return whole.toreadonly()

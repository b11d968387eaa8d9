"""What a child in the room may be made to do: work for ``tests/test_room.py`` that behaves badly."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files.room import wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.files import Desk

Parts = "Sequence[memoryview]"


def echo(parts: Parts, _: Desk) -> Sequence[memoryview]:
    return parts


def refuse(_: Parts, __: Desk) -> Sequence[bytes]:
    raise RecordsError("de rij is leeg.")


def ask(parts: Parts, desk: Desk) -> list[bytes]:
    return [desk.ask(bytes(part)) for part in parts]


def tell(_: Parts, desk: Desk) -> list[bytes]:
    desk.tell(0.5, "Rijen <b>lezen</b> [x](y)")
    time.sleep(0.5)
    return []


def sleep(_: Parts, __: Desk) -> list[bytes]:
    """Tell who this is, and do nothing for long."""
    time.sleep(60)
    return []


def use_memory(_: Parts, __: Desk) -> list[bytes]:
    return [bytes(10**9) for _ in range(3)]


def use_time(_: Parts, __: Desk) -> list[bytes]:
    # the limit itself takes a minute: a second shows that it is what ends the work
    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    while True:
        pass


def crash(_: Parts, __: Desk) -> list[bytes]:
    ctypes.string_at(0)
    return []


def be_killed(_: Parts, __: Desk) -> list[bytes]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def fail(_: Parts, __: Desk) -> list[bytes]:
    raise ZeroDivisionError("a value of the file")


def write_file(parts: Parts, _: Desk) -> list[bytes]:
    try:
        Path(bytes(parts[0]).decode()).write_bytes(b"x")
    except OSError as fault:
        return [type(fault).__name__.encode()]
    return [b"written"]


def limits(_: Parts, __: Desk) -> list[bytes]:
    names = ("RLIMIT_CPU", "RLIMIT_CORE", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_STACK")
    return [str(resource.getrlimit(getattr(resource, name))[1]).encode() for name in names]


def environment(_: Parts, __: Desk) -> list[bytes]:
    return ["\n".join(os.environ).encode()]


def say_much(_: Parts, desk: Desk) -> list[bytes]:
    """Claim an answer larger than any."""
    line: socket.socket = desk._line
    line.sendall(wire.HEAD.pack(wire.PART, 1 << 40))
    return []


def say_nonsense(_: Parts, desk: Desk) -> list[bytes]:
    desk._line.sendall(b"?" * 9)
    return []

"""What a child does: keep within the limits, do the work it was asked for, answer, and end."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files.room import limits, wire
from geo.language import read_in

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable
    from typing import NoReturn

    from geo.files.room.wire import Bytes

    Work = Callable[[list[memoryview], "Desk"], Iterable[Bytes]]

# how a child ends that could not answer; a signal says the rest
WELL, BROKEN, NO_MEMORY, LEFT = 0, 70, 71, 72

MOST_QUESTION = 2_000_000_000  # bytes: the server's own, which it may make as large as it likes
LONGEST_TOLD = 100  # characters


class Desk:
    """Where the work in a child tells how far it is, and asks what only the server can find out."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def tell(self, fraction: float, step: str) -> None:
        """Tell how far the work is, from 0 to 1, and what is done."""
        wire.send(self._line, wire.TOLD, f"{fraction:.4f} {step[:LONGEST_TOLD]}".encode())

    def ask(self, question: bytes) -> bytes:
        """Return what the server answers to a question."""
        wire.send(self._line, wire.ASKED, question)
        return bytes(wire.receive(self._line, MOST_QUESTION)[1])


def serve(line: socket.socket) -> NoReturn:
    """Do what is asked over ``line`` within the limits, and end this process."""
    ending = BROKEN
    try:
        limits.keep()
        _answer(line)
        ending = WELL
    except MemoryError:
        ending = NO_MEMORY
    except wire.Ended:
        ending = LEFT
    finally:
        try:
            _tell_broken(line, ending)
        finally:
            os._exit(ending)  # never back into the work of the doorman


def _answer(line: socket.socket) -> None:
    parts = []
    kind, content = wire.receive(line, MOST_QUESTION)
    while kind == wire.PART:
        parts.append(content)
        kind, content = wire.receive(line, MOST_QUESTION)
    language, _, task = bytes(content).decode().partition(" ")
    read_in(language)
    try:
        answer = _named(task)(parts, Desk(line))
        for part in answer:
            wire.send(line, wire.PART, part)
        wire.send(line, wire.DONE, b"")
    except RecordsError as fault:
        wire.send(line, wire.FAULT, str(fault).encode("utf-8", "replace"))


def _named(task: str) -> Work:
    """Return a function by "module:name"; the name comes from our own server."""
    module, _, name = task.partition(":")
    work: Work = getattr(importlib.import_module(module), name)
    return work


def _tell_broken(line: socket.socket, ending: int) -> None:
    """Tell where an error came from that nobody foresaw; not what it says, which may quote the file."""
    kind, _, trace = sys.exc_info()
    if ending == BROKEN and kind:
        places = [f"{Path(place.filename).name}:{place.lineno}" for place in traceback.extract_tb(trace)]
        wire.send(line, wire.BROKEN, f"{kind.__name__}, {' < '.join(reversed(places))}".encode())

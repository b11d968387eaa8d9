"""The server's side: waits for a turn, sends the work to a child, and has it killed when it leaves."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from geo.errors import RecordsError, RoomError
from geo.files.room import child, endings, limits, wire
from geo.files.room.helper import HELPER, Helper
from geo.files.room.turns import Turns
from geo.language import current, say

Progress = Callable[[float, str], None]
"""Told how far a stage is, from 0 to 1, and what it does; it may raise, to leave."""

Answer = Callable[[bytes], bytes]

AT_ONCE = 2  # children
TICK_S = 0.2  # how often whoever waits is told, and so can leave
MOST_WALL_S = 5 * limits.MOST_CPU_S  # the time a child may take on a busy machine, or asleep
MOST_MESSAGES = 100_000
LONGEST_TEXT = 2_000  # characters of a message to a visitor
LONGEST_ENDING = 1_000  # bytes
ENDING_S = 10  # until the doorman has said how a child ended

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Room:
    """A helper of its own with its turns: work in one room does not wait for that in another."""

    helper: Helper = field(default_factory=Helper)
    turns: Turns = field(default_factory=lambda: Turns(AT_ONCE))


_FILES = Room(HELPER)


def run_in_room(
    task: str,
    parts: Sequence[wire.Bytes],
    tell: Progress,
    answer: Answer | None = None,
    *,
    room: Room = _FILES,
) -> list[memoryview]:
    """Return what the function ``task`` ("module:name") makes of ``parts``, in a child of a room.

    The function takes the parts and a ``Desk`` and returns parts. ``tell`` is called every moment while
    waiting, and leaving through it (any exception) kills the child; ``answer`` answers what the function
    asks. RecordsError is what the function says of the file; RoomError, which is one too, that it could not
    do its work within the limits.
    """
    with room.turns.turn(lambda before: tell(0.0, endings.waiting(before)), TICK_S):
        for _ in range(2):
            with _Visit(room.helper, (task, parts), tell, answer) as visit:
                outcome = visit.outcome()
            if outcome is not None:
                return outcome
    raise RoomError(endings.told(endings.NO_ROOM))


class _Visit:
    """One piece of work: the line to its child, and the leash on which the doorman holds it."""

    def __init__(
        self,
        helper: Helper,
        work: tuple[str, Sequence[wire.Bytes]],
        tell: Progress,
        answer: Answer | None,
    ) -> None:
        (self._task, self._parts), self._tell, self._answer = work, tell, answer
        self._told, self._next = (0.0, say("Beginnen")), 0.0
        self._line, its_line = socket.socketpair()
        self._leash, its_leash = socket.socketpair()
        self._until = time.monotonic() + MOST_WALL_S
        self._line.settimeout(TICK_S)
        self._leash.settimeout(ENDING_S)
        with its_line, its_leash:
            helper.admit(self._task.partition(":")[0], its_line, its_leash)

    def __enter__(self) -> _Visit:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go: the doorman kills the child, if it is still there."""
        self._line.close()
        self._leash.close()

    def outcome(self) -> list[memoryview] | None:
        """Return the answer, None when the doorman had gone; errors as ``run_in_room`` says."""
        try:
            self._ask()
            answer = self._read()
        except wire.Ended:
            answer = None
        except OverflowError:
            raise RoomError(endings.told(endings.TOO_LARGE)) from None
        ending = self._ending()
        if isinstance(answer, str):
            raise RecordsError(answer)
        if ending is None or answer is not None:
            return answer
        raise RoomError(endings.said(ending))

    def _ask(self) -> None:
        for part in self._parts:
            wire.send(self._line, wire.PART, part, self._pause)
        wire.send(self._line, wire.TASK, f"{current()} {self._task}".encode(), self._pause)

    def _read(self) -> list[memoryview] | str:
        """Return the parts of the answer, or what is said of the file instead; the rest is dealt with."""
        parts: list[memoryview] = []
        left = limits.MOST_ANSWER
        for _ in range(MOST_MESSAGES):
            kind, content = wire.receive(self._line, left, self._pause)
            left -= len(content)
            if kind == wire.DONE:
                return parts
            if kind == wire.PART:
                parts.append(content)
            elif kind == wire.FAULT:
                return _text(content, LONGEST_TEXT)
            elif kind == wire.TOLD:
                self._told = _progress(_text(content, child.LONGEST_TOLD))
            elif kind == wire.BROKEN:
                _log.error("%s: %r", self._task, _text(content, LONGEST_TEXT))
            elif kind == wire.ASKED and self._answer:
                self._reply(self._answer, bytes(content))
        raise OverflowError

    def _reply(self, answer: Answer, question: bytes) -> None:
        """Answer a question; the time that takes is not the child's."""
        began = time.monotonic()
        reply = answer(question)
        self._until += time.monotonic() - began
        wire.send(self._line, wire.PART, reply, self._pause)

    def _pause(self) -> None:
        """Tell every moment how far it is, which is where a visitor leaves; and keep to the time."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + TICK_S
        self._tell(*self._told)
        if now > self._until:
            raise RoomError(endings.told(endings.TOO_LONG))

    def _ending(self) -> int | None:
        """Return how the child ended: its code, or minus a signal; None when the doorman cannot say."""
        self._line.close()
        try:
            told = json.loads(self._leash.recv(LONGEST_ENDING) or b"null")
        except OSError:
            told = None
        if told is None:
            return None
        _log.info(
            "%s: einde %d, %.1f s rekentijd, %.0f MB",
            self._task,
            told["code"],
            told["cpu_s"],
            told["peak"] / 1e6,
        )
        return int(told["code"])


def _text(content: memoryview, most: int) -> str:
    """Return the start of a text, without what would do something to a terminal."""
    text = bytes(content[: 4 * most]).decode("utf-8", "replace")[:most]
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _progress(told: str) -> tuple[float, str]:
    """Return a fraction from 0 to 1 and a step of plain words, whatever a child made of it."""
    number, _, step = told.partition(" ")
    try:
        fraction = float(number)
    except ValueError:
        fraction = 0.0
    words = "".join(sign for sign in step if sign.isalnum() or sign in " ,:'")
    return (fraction if 0 <= fraction <= 1 else 0.0), words

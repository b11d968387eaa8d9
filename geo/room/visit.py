"""The server's side: waits for a turn, sends the work to a child, and has it killed when it leaves."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import RecordsError, RoomError
from geo.room import child, limits, wire
from geo.room.turns import Turns

Progress = Callable[[float, str], None]
"""Told how far a stage is, from 0 to 1, and in Dutch what it does; it may raise, to leave."""

Answer = Callable[[bytes], bytes]

AT_ONCE = 2  # children
TICK_S = 0.2  # how often whoever waits is told, and so can leave
MOST_WALL_S = 5 * limits.MOST_CPU_S  # the time a child may take on a busy machine, or asleep
MOST_ANSWER = 500_000_000  # bytes
MOST_MESSAGES = 100_000
LONGEST_TEXT = 2_000  # characters of a message to a visitor
LONGEST_ENDING = 1_000  # bytes
ENDING_S = 10  # until the doorman has said how a child ended

# what a doorman needs of our environment; above all not the address and the password of the database
_ENVIRONMENT = (
    *("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL"),
    *("PYTHONPATH", "LD_LIBRARY_PATH", "PROJ_DATA", "GDAL_DATA"),
)
_SINGLE = {
    # one thread, so that forking is safe, and no memory set aside for more
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",  # macOS
}

_log = logging.getLogger(__name__)
_turns = Turns(AT_ONCE)


@dataclass
class _Doorman:
    """The helper of this process, started when it is first needed and again when it has gone."""

    process: subprocess.Popen[bytes] | None = None
    control: socket.socket | None = None
    modules: tuple[str, ...] = ()
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ready(self, module: str) -> socket.socket:
        """Return where to ask for a child; RoomError when there can be no helper. The lock is held."""
        if self.control is None or self.process is None or self.process.poll() is not None:
            self._start(tuple(dict.fromkeys((*self.modules, module))))
        return self.control  # type: ignore[return-value]

    def admit(self, module: str, *ends: socket.socket) -> None:
        """Hand the child's ends of its line and its leash over."""
        with self.lock:
            for _ in range(2):
                try:
                    socket.send_fds(self.ready(module), [b"."], [end.fileno() for end in ends])
                except OSError:  # it had gone, after a long rest
                    self._dismiss()
                else:
                    return
        raise RoomError(_NO_ROOM)

    def dismiss(self) -> None:
        """Let the helper go; the next file gets a new one."""
        with self.lock:
            self._dismiss()

    def _dismiss(self) -> None:
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            self.process.wait()
        self.process = self.control = None

    def _start(self, modules: tuple[str, ...]) -> None:
        self._dismiss()
        ours, its = socket.socketpair()
        with its:
            try:
                self.process = subprocess.Popen(  # noqa: S603 - our own Python and module
                    [sys.executable, "-m", "geo.room.doorman", *modules],
                    stdin=its.fileno(),
                    stdout=subprocess.DEVNULL,
                    cwd=Path(__file__).resolve().parents[2],
                    env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _SINGLE,
                    start_new_session=True,  # a Ctrl-C is for the server; the helper ends with it
                )
            except OSError as fault:
                raise RoomError(f"{_NO_ROOM} ({fault.strerror})") from None
        self.control, self.modules = ours, modules


_doorman = _Doorman()


def warm(module: str) -> None:
    """Start the helper, if it is not there, so that it is ready when a file comes; does not wait for it."""
    with _doorman.lock, suppress(RoomError):
        _doorman.ready(module)


def run(
    task: str, parts: Sequence[wire.Bytes], tell: Progress, answer: Answer | None = None
) -> list[memoryview]:
    """Return what the function ``task`` ("module:name") makes of ``parts``, in a child with limits.

    The function takes the parts and a ``Desk`` and returns parts. ``tell`` is called every moment while
    waiting, and leaving through it (any exception) kills the child; ``answer`` answers what the function
    asks. RecordsError is what the function says of the file; RoomError, which is one too, that it could not
    do its work within the limits.
    """
    with _turns.turn(lambda before: tell(0.0, _waiting(before)), TICK_S):
        for _ in range(2):
            with _Visit(task, parts, tell, answer) as visit:
                outcome = visit.outcome()
            if outcome is not None:
                return outcome
    raise RoomError(_NO_ROOM)


class _Visit:
    """One piece of work: the line to its child, and the leash on which the doorman holds it."""

    def __init__(self, task: str, parts: Sequence[wire.Bytes], tell: Progress, answer: Answer | None) -> None:
        self._task, self._parts, self._tell, self._answer = task, parts, tell, answer
        self._told, self._next = (0.0, "Beginnen"), 0.0
        self._line, its_line = socket.socketpair()
        self._leash, its_leash = socket.socketpair()
        self._until = time.monotonic() + MOST_WALL_S
        self._line.settimeout(TICK_S)
        self._leash.settimeout(ENDING_S)
        with its_line, its_leash:
            _doorman.admit(task.partition(":")[0], its_line, its_leash)

    def __enter__(self) -> _Visit:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go: the doorman kills the child, if it is still there."""
        self._line.close()
        self._leash.close()

    def outcome(self) -> list[memoryview] | None:
        """Return the answer, None when the doorman had gone; RecordsError and RoomError as ``run`` says."""
        try:
            self._ask()
            answer = self._read()
        except wire.Ended:
            answer = None
        except OverflowError:
            raise RoomError(_TOO_LARGE) from None
        ending = self._ending()
        if isinstance(answer, str):
            raise RecordsError(answer)
        if ending is None or answer is not None:
            return answer
        raise RoomError(_ENDINGS.get(ending, _CRASHED))

    def _ask(self) -> None:
        for part in self._parts:
            wire.send(self._line, wire.PART, part, self._pause)
        wire.send(self._line, wire.TASK, self._task.encode(), self._pause)

    def _read(self) -> list[memoryview] | str:
        """Return the parts of the answer, or what is said of the file instead; the rest is dealt with."""
        parts: list[memoryview] = []
        left = MOST_ANSWER
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
            raise RoomError(_TOO_LONG)

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


def _waiting(before: int) -> str:
    return f"In de wachtrij: {before} {'bestand' if before == 1 else 'bestanden'} voor u"


def _text(content: memoryview, most: int) -> str:
    return bytes(content[: 4 * most]).decode("utf-8", "replace")[:most]


def _progress(told: str) -> tuple[float, str]:
    """Return a fraction from 0 to 1 and a step of plain words, whatever a child made of it."""
    number, _, step = told.partition(" ")
    try:
        fraction = float(number)
    except ValueError:
        fraction = 0.0
    words = "".join(sign for sign in step if sign.isalnum() or sign in " ,:")
    return (fraction if 0 <= fraction <= 1 else 0.0), words


_OUTSIDE = "het bestand kon niet binnen de grenzen worden gelezen"
_TOO_LONG = (
    f"{_OUTSIDE}: het kost meer dan {limits.MOST_CPU_S} seconden rekentijd. Bewaar alleen de tabel, zonder"
    " opmaak en zonder lege rijen en kolommen, of verdeel het bestand."
)
_NO_MEMORY = (
    f"{_OUTSIDE}: het kost meer dan {limits.MOST_MEMORY // 10**9} GB geheugen. Bewaar alleen de tabel, zonder"
    " opmaak en zonder lege rijen en kolommen, of verdeel het bestand."
)
_TOO_LARGE = (
    f"{_OUTSIDE}: uitgepakt is het meer dan {MOST_ANSWER // 10**6} MB. Laat kolommen met lange teksten weg,"
    " of verdeel het bestand."
)
_CRASHED = (
    f"{_OUTSIDE}: het lezen liep erop vast, zoals bij een bestand dat beschadigd is. Open het in het"
    " programma waarmee het gemaakt is en bewaar het opnieuw."
)
_KILLED = (
    f"{_OUTSIDE}: de server heeft het lezen afgebroken, meestal omdat hij te weinig geheugen heeft. Probeer"
    " het later nog eens; verdeel het bestand als het weer gebeurt."
)
_BROKEN = (
    f"{_OUTSIDE}: het bevat iets waar het programma niet op is voorbereid. Bewaar het opnieuw, als CSV"
    " bijvoorbeeld, of vraag de beheerder in het logboek te kijken."
)
_NO_ROOM = (
    "er kan nu geen bestand worden gelezen: het hulpproces dat dat doet, start niet. Probeer het later nog"
    " eens, of vraag de beheerder in het logboek te kijken."
)
# what each ending of a child means; any other signal is a crash
_ENDINGS = {
    child.BROKEN: _BROKEN,
    child.NO_MEMORY: _NO_MEMORY,
    -signal.SIGXCPU: _TOO_LONG,
    -signal.SIGKILL: _KILLED,
}

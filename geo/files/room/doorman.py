"""The helper that makes a child for each piece of work: ``python -m geo.files.room.doorman MODULE …``.

It imports the modules once, so that a child starts in milliseconds, and forks while it has a single thread: a
server with threads cannot fork in safety. It kills a child whose leash is let go, and tells on the leash how
each one ended. It ends with the server, or when nothing was asked for some minutes.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
from contextlib import suppress
from typing import NamedTuple, cast

from geo.files.room import child
from geo.language import LANGUAGES, catalogue

IDLE_S = 600
MOST_ASKED = 16  # bytes of what comes with the two sockets


class Job(NamedTuple):
    """One child: its number, and the leash on which the server hears of it."""

    pid: int
    leash: socket.socket


class Doorman:
    """Waits for work on ``control``, for children that end, and for leashes that are let go."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._jobs: dict[int, Job] = {}
        self._events = selectors.PollSelector()  # the one that is nothing to a child
        self._events.register(control, selectors.EVENT_READ)
        self._woken, wake = socket.socketpair()
        for end in (self._woken, wake):
            end.setblocking(False)
        self._events.register(self._woken, selectors.EVENT_READ)
        self._wake = wake
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno())

    def work(self) -> None:
        """Serve until the server is gone, or has asked nothing for long."""
        while ready := self._ready():
            for source in ready:
                if source is self._control:
                    if not self._admit():
                        return
                elif source is self._woken:
                    self._woken.recv(4096)
                    self._reap()
                else:
                    self._let_go(source)

    def close(self) -> None:
        """Kill every child that is left."""
        for job in self._jobs.values():
            os.kill(job.pid, signal.SIGKILL)

    def _ready(self) -> list[socket.socket]:
        while True:
            events = self._events.select(IDLE_S)
            if events or not self._jobs:
                return [cast("socket.socket", key.fileobj) for key, _ in events]

    def _admit(self) -> bool:
        """Make a child for the work that came in; False when the server is gone."""
        asked, descriptors, _, _ = socket.recv_fds(self._control, MOST_ASKED, 2)
        if not asked:
            return False
        line, leash = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        pid = os.fork()
        if not pid:
            self._become_child(line, leash)
        line.close()
        self._jobs[pid] = Job(pid, leash)
        self._events.register(leash, selectors.EVENT_READ)
        return True

    def _become_child(self, line: socket.socket, leash: socket.socket) -> None:
        """Let go of everything of the doorman, and of all other children; does not return."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in (
            self._control,
            self._woken,
            self._wake,
            leash,
            *(job.leash for job in self._jobs.values()),
        ):
            end.close()
        child.serve(line)

    def _let_go(self, leash: socket.socket) -> None:
        """Kill the child whose visitor left; one that was reaped just before has no number and no leash."""
        for job in self._jobs.values():
            if job.leash is leash:
                self._events.unregister(leash)
                os.kill(job.pid, signal.SIGKILL)

    def _reap(self) -> None:
        for job in list(self._jobs.values()):
            pid, status, used = os.wait4(job.pid, os.WNOHANG)
            if pid:
                del self._jobs[pid]
                if job.leash in {key.fileobj for key in self._events.get_map().values()}:
                    self._events.unregister(job.leash)
                _tell(job.leash, status, used.ru_utime + used.ru_stime, used.ru_maxrss)
                job.leash.close()


def _tell(leash: socket.socket, status: int, cpu_s: float, peak: int) -> None:
    """Tell how a child ended; nobody listens when it was killed because its visitor left."""
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there
    how = {"code": os.waitstatus_to_exitcode(status), "cpu_s": cpu_s, "peak": peak * unit}
    with suppress(OSError):
        leash.sendall(json.dumps(how).encode())


def main(modules: list[str]) -> None:
    """Import the modules, let each prepare what its work needs, and serve on the socket that is stdin."""
    control = socket.socket(fileno=os.dup(0))
    for name in modules:
        module = importlib.import_module(name)
        getattr(module, "prepare", lambda: None)()
    for language in LANGUAGES:
        catalogue(language)  # kept, so that no child reads it anew
    gc.collect()
    gc.freeze()  # a collection in a child would touch, and so copy, all that it shares with the doorman
    doorman = Doorman(control)
    try:
        doorman.work()
    finally:
        doorman.close()


if __name__ == "__main__":
    main(sys.argv[1:])

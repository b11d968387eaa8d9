"""The helper process, seen from the server: started when it is needed, and again when it has gone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import RoomError
from geo.files.room import endings

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


@dataclass
class Helper:
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
        raise RoomError(endings.told(endings.NO_ROOM))

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
                    [sys.executable, "-m", "geo.files.room.doorman", *modules],
                    stdin=its.fileno(),
                    stdout=subprocess.DEVNULL,
                    cwd=Path(__file__).resolve().parents[3],
                    env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _SINGLE,
                    start_new_session=True,  # a Ctrl-C is for the server; the helper ends with it
                )
            except OSError as fault:
                ours.close()
                raise RoomError(f"{endings.told(endings.NO_ROOM)} ({fault.strerror})") from None
        self.control, self.modules = ours, modules


HELPER = Helper()


def start_helper(module: str, helper: Helper = HELPER) -> None:
    """Start a helper, if it is not there, so that it is ready when work comes; does not wait for it."""
    with helper.lock, suppress(RoomError):
        helper.ready(module)

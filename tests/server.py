"""A real server of the dashboard, as `make run` starts it, for tests and benchmarks."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.settings import ROOT, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.client import HTTPMessage


READY_SECONDS = 90


@dataclass(frozen=True)
class Answer:
    """What the server answered; the body as it came, not decompressed."""

    status: int
    headers: HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A running server: its port, its process, the file its output goes to and its own DATA_DIR."""

    port: int
    pid: int
    log: Path
    data_dir: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for ``path`` exactly as it is written: nothing normalised, decompressed or followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    folder: Path,
    environment: Mapping[str, str] | None = None,
    *,
    script: str = "app.py",
    root: Path = ROOT,
    wait_for: str = "/readyz",
) -> Iterator[Server]:
    """Start a server with its own data in ``folder``, wait until it is ready, and stop it at the end.

    Parameters
    ----------
    folder
        Where its DATA_DIR and its log come; no setting of the caller's environment reaches the server.
    environment
        Settings of this server, on top of an own DATA_DIR.
    script
        What to serve: the dashboard, or another script for comparison.
    root
        Where the program stands.
    wait_for
        The path that answers 200 once the server is ready; else RuntimeError tells the end of the log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), folder / "server.log"
    ours = {setting.name for setting in SETTINGS}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    command = [sys.executable, "-m", "streamlit", "run", script]
    options = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command + options,
            cwd=root,
            env=clean | {"DATA_DIR": str(folder / "data")} | dict(environment or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(port, process.pid, log, folder / "data")
    try:
        _wait(server, process, wait_for)
        yield server
    finally:
        _stop(process)


def _wait(server: Server, process: subprocess.Popen[bytes], path: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if server.get(path).status == 200:
                return
        except (OSError, HTTPException):
            pass  # it does not listen yet
        time.sleep(0.1)
    tail = server.log.read_text(encoding="utf-8", errors="replace")[-4000:]
    raise RuntimeError(
        f"the server did not answer 200 on {path} within {READY_SECONDS} s; its log ends:\n{tail}"
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:  # open sessions keep it; nothing in a test needs a soft landing
        process.kill()
        process.wait(timeout=10)

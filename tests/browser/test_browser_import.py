"""A file that takes long, in a real browser: the server goes on answering, and reads for nobody who left."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.toy_hostile import book, numbered
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.server import Server

pytestmark = pytest.mark.browser

LONG = book(numbered(20_000, b"<c><v>1</v></c>" * 60))  # within all limits, and many seconds of work
MOST_S = 3  # for an answer, on a busy machine


def children(pid: int) -> list[int]:
    """Return the processes below one, at any depth."""
    own = [
        int(child)
        for thread in Path(f"/proc/{pid}/task").iterdir()
        for child in (thread / "children").read_text().split()
    ]
    return own + [below for child in own for below in children(child)]


def readers(server: Server) -> list[int]:
    """Return the children of the server's helper: each reads a file."""
    helpers = children(server.pid)[:1]
    return [reader for helper in helpers for reader in children(helper)]


def offer(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/gegevens")
    file = {"name": "lang.xlsx", "mimeType": "application/octet-stream", "buffer": LONG}
    page.locator('input[type="file"]').set_input_files(files=[file], timeout=60_000)  # type: ignore[list-item]


def test_the_server_answers_while_files_are_read_and_nobody_reads_for_who_left(
    start_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    server = start_server()
    pages = [open_page() for _ in range(3)]
    for page in pages:
        offer(page, server)
    eventually(lambda: len(readers(server)) == 2)
    pages[2].get_by_text("In de wachtrij: 1 bestand voor u").wait_for()
    for path in ("/healthz", "/readyz"):
        began = time.monotonic()
        assert server.get(path).status == 200
        assert time.monotonic() - began < MOST_S
    reading = readers(server)
    pages[0].close()
    eventually(lambda: len(set(reading) & set(readers(server))) == 1)
    pages[2].get_by_text("Lezen: ").wait_for()
    for page in pages[1:]:
        page.close()
    eventually(lambda: not readers(server))

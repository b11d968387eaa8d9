"""A real browser for tests and benchmarks: find Chromium, start it, and watch what a page does."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        ViewportSize,
        WebSocket,
    )

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to the path of "
    "a Chromium or Chrome"
)

# quiet and offline: nothing of its own over the network, and every name that is not this machine is unknown
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)

DESKTOP: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

# what tests/runs.js reads: Streamlit's numbers of the messages that ask for a run, begin one and end one
_SENT, _RECEIVED = BackMsg.DESCRIPTOR.fields_by_name, ForwardMsg.DESCRIPTOR.fields_by_name
_FIELDS = {
    "rerun_script": _SENT["rerun_script"].number,
    "metadata": _RECEIVED["metadata"].number,
    "new_session": _RECEIVED["new_session"].number,
    "script_finished": _RECEIVED["script_finished"].number,
    "overtaken": ForwardMsg.FINISHED_EARLY_FOR_RERUN,
}
_RUNS = Path(__file__).with_name("runs.js").read_text(encoding="utf-8").rstrip().rstrip(";")

# how long anything may take before a test gives up: a busy machine is no failure
MILLISECONDS = 60_000

MAP_FRAME = 'iframe[src*="streamlit_folium"]'


def chromium() -> str | None:
    """Return the path of the Chromium to use, or None: CHROMIUM when it is set, else the first on PATH."""
    wanted = os.environ.get("CHROMIUM")
    if wanted:
        return shutil.which(wanted)
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the system's Chromium without a window; RuntimeError when there is none."""
    path = chromium()
    if path is None:
        raise RuntimeError(MISSING)
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class Shared:
    """One Chromium for many tests: started when first asked for, and again after it was closed."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._browser: Browser | None = None
        self._profile: BrowserContext | None = None

    def get(self) -> Browser:
        """Return the browser; RuntimeError when there is none on this machine."""
        if self._browser is None:
            self._browser = self._open.enter_context(launched())
        return self._browser

    @contextmanager
    def lent(self) -> Iterator[BrowserContext]:
        """Lend the one profile that keeps its cache; it comes back without cookies and storage.

        An empty page stays in it: a new window costs Chromium half a second more than a page in one.
        """
        browser = self.get()
        if self._profile is None:
            self._profile = new_context(browser)
            self._profile.new_page()
        yield self._profile
        for page in self._profile.pages[1:]:
            page.evaluate("() => { if (location.protocol.startsWith('http')) localStorage.clear(); }")
            page.close()
        self._profile.clear_cookies()

    def close(self) -> None:
        """Close the browser, when it is open."""
        self._browser = self._profile = None
        self._open.close()


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """Open a fresh profile as a Dutch user has it; ``options`` are Playwright's (viewport, color_scheme…)."""
    defaults = {"viewport": DESKTOP, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
    context = browser.new_context(**(defaults | options))
    context.set_default_timeout(MILLISECONDS)
    context.add_init_script(f"({_RUNS})({json.dumps(_FIELDS)})")
    return context


@dataclass
class Watch:
    """What the pages of one browser context did: requests, errors and bytes over the websocket."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    frames_in: list[int] = field(default_factory=list)
    frames_out: list[int] = field(default_factory=list)

    @contextmanager
    def watching(self, context: BrowserContext) -> Iterator[None]:
        """Watch every page of ``context``, those opened later included."""
        handlers: dict[Any, Callable[[Any], Any]] = {
            "request": lambda request: self.requests.append(request.url),
            "console": self._on_console,
            "weberror": lambda error: self.errors.append(str(error.error)),
            "page": lambda page: page.on("websocket", self._on_websocket),
        }
        for event, handler in handlers.items():
            context.on(event, handler)
        yield
        for event, handler in handlers.items():
            context.remove_listener(event, handler)

    @property
    def outside(self) -> list[str]:
        """What asked for another machine: the addresses, and what our policy stopped before it was asked."""
        refused = [error for error in self.errors if "Content Security Policy" in error]
        return [url for url in self.requests if not is_local(url)] + refused

    @property
    def received(self) -> int:
        """Bytes received over websockets so far."""
        return sum(self.frames_in)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _on_websocket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)
        socket.on("framereceived", lambda payload: self.frames_in.append(len(payload)))
        socket.on("framesent", lambda payload: self.frames_out.append(len(payload)))


def is_local(url: str) -> bool:
    """Whether fetching ``url`` stays on this machine: inline content, or a loopback host."""
    parts = urlsplit(url)
    if parts.scheme in {"data", "blob", "about"}:
        return True
    host = parts.hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def runs_asked(page: Page) -> int:
    """Return how many runs the page asked for since it was loaded."""
    return int((page.locator("html").get_attribute("data-run") or "0").rpartition("-")[2])


@contextmanager
def awaited_run(page: Page, milliseconds: float = MILLISECONDS) -> Iterator[None]:
    """Wait for the run that is caused inside, and its picture: ``with awaited_run(page): button.click()``."""
    before = page.locator("html").get_attribute("data-run")
    yield
    after = page.locator(f'html[data-idle]:not([data-run="{before}"])')
    after.wait_for(state="attached", timeout=milliseconds)


def wait_until_idle(page: Page, milliseconds: float = MILLISECONDS) -> None:
    """Wait until every run that the page asked for has ended; for one that you cause, ``awaited_run``."""
    page.locator("html[data-idle]").wait_for(state="attached", timeout=milliseconds)


def picture(page: Page) -> Locator:
    """The map on the page, once it shows something."""
    found = page.frame_locator(MAP_FRAME).locator("#map_div[data-shown]")
    expect(found).to_be_attached()
    return found


def figure(page: Page, code: str) -> str:
    """Return a figure of the blocks, by its code."""
    return page.locator(f'[data-figure="{code}"]').inner_text()


def total(page: Page) -> str:
    """Return the number of activations in the blocks."""
    return figure(page, "total")

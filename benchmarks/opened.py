"""A page in a browser that is ready to be timed: clicks, and when what they lead to stands on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser import MAP_FRAME, awaited_run, new_context, wait_until_idle
from tests.server import running

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.server import Server

# clicks that each lead to a selection this session has not had: Streamlit sends what it sent before for free
CHANGES = (
    ("Type", "Repressief"),
    ("Thema", "Wonen"),
    ("Type", "Repressief"),
    ("Thema", "Werken"),
    ("Type", "Repressief"),
    ("Thema", "Wonen"),
    ("Type", "Repressief"),
)

# one clock for the page and its frames: the moment of the last click or key; of the last new picture, which
# is whatever says data-shown (the map's container in its frame, one element on the empty page); and when the
# page last came to stand (tests/runs.js)
_CLOCK = """() => {
const now = () => performance.timeOrigin + performance.now();
let shown = document.querySelector("[data-shown]")?.dataset.shown;
["click", "keydown"].forEach((act) => addEventListener(act, () => { top.clicked = now(); }, true));
new MutationObserver(() => {
  const picture = document.querySelector("[data-shown]");
  if (!picture || picture.dataset.shown === shown) return;
  shown = picture.dataset.shown;
  top.drawn = now();
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-shown"] });
new MutationObserver(() => { if ("idle" in document.documentElement.dataset) top.idle = now(); })
  .observe(document.documentElement, { attributeFilter: ["data-idle"] });
}"""
_TAKEN = """async () => {
  const deadline = performance.now() + 60000;
  while (!(window.drawn > window.clicked) && performance.now() < deadline)
    await new Promise((resume) => setTimeout(resume, 20));
  return window.drawn - window.clicked;
}"""
# the map now, to be told from the one that comes: another picture in its frame, or another frame
_BEFORE = """() => {
  const map = () => document.querySelector("iframe")?.contentDocument?.querySelector("[data-shown]");
  const before = map(), shown = before?.dataset.shown;
  window.anew = () => "idle" in document.documentElement.dataset
    && (map() ? map() !== before || map().dataset.shown !== shown : false);
}"""
_ANEW = """async () => {
  const deadline = performance.now() + 60000;
  while (!window.anew() && performance.now() < deadline) await new Promise(requestAnimationFrame);
  const taken = window.anew() ? performance.timeOrigin + performance.now() - window.clicked : NaN;
  window.anew = null;  // or the map of before, and its frame, would never go
  return taken;
}"""
_FIRST = """() => new Promise((resolve, reject) => {
  const map = () => document.querySelector("iframe")?.contentDocument?.querySelector("[data-shown]");
  const look = () => (map() ? setTimeout(() => resolve(performance.now())) : requestAnimationFrame(look));
  setTimeout(() => reject(new Error("no map within 60 s")), 60000);
  look();
})"""


@dataclass(frozen=True)
class Opened:
    """A page that is ready to be timed."""

    page: Page

    def click(self, label: str, value: str) -> None:
        """Click a filter value, and wait until the page has come to rest."""
        with awaited_run(self.page):
            self.page.get_by_role("toolbar", name=label).get_by_role("button", name=value).click()
        self.rest()

    def change(self, label: str, value: str) -> float:
        """Click a filter value and return the seconds until the new picture stands."""
        button = self.page.get_by_role("toolbar", name=label).get_by_role("button", name=value)
        return self.redraw(button.click)

    def redraw(self, act: Callable[[], None]) -> float:
        """Return the seconds from the click or key in ``act`` until the new picture stands."""
        act()
        taken = float(self.page.evaluate(_TAKEN)) / 1000
        if not taken > 0:  # also when there never was one
            raise RuntimeError("no new picture within 60 s of a click or key")
        wait_until_idle(self.page)
        self.rest()
        return taken

    def finish(self, act: Callable[[], None]) -> float:
        """Return the seconds from the click in ``act`` until the run has ended and stands on the screen."""
        with awaited_run(self.page):
            act()
        taken = float(self.page.evaluate("() => window.idle - window.clicked")) / 1000
        self.rest()
        return taken

    def stand(self, act: Callable[[], None]) -> float:
        """Return the seconds from the click in ``act`` until the run has ended and a new map is drawn too."""
        self.page.evaluate(_BEFORE)
        with awaited_run(self.page):
            act()
        taken = float(self.page.evaluate(_ANEW)) / 1000
        if not taken > 0:
            raise RuntimeError("no new map within 60 s of a click")
        self.rest()
        return taken

    def rest(self) -> None:
        """Wait a moment: the next click finds a page at rest, ours and the empty one alike."""
        self.page.wait_for_timeout(150)


def opened(browser: Browser, url: str, drawn: Callable[[Page], None] | None = None) -> Opened:
    """Open ``url`` in a fresh profile and wait until it stands, and until ``drawn``."""
    page = new_context(browser).new_page()
    page.goto(url)
    if drawn:
        drawn(page)
    wait_until_idle(page)
    for frame in page.frames:
        frame.evaluate(_CLOCK)
    return Opened(page)


def map_drawn(page: Page) -> None:
    """Wait until the map shows its first picture."""
    page.frame_locator(MAP_FRAME).locator(".leaflet-container[data-shown]").wait_for(timeout=60_000)


def empty_drawn(page: Page) -> None:
    """Wait until the empty page is there."""
    page.locator("#shown").wait_for(state="attached", timeout=60_000)


def first_map(page: Page) -> float:
    """Return the seconds from the start of loading a page until its map's first picture is on the screen.

    By the browser's own clock, as the first paint is: who asks from outside is told up to half a second late.
    """
    return float(page.evaluate(_FIRST)) / 1000


def empty_page(folder: Path) -> AbstractContextManager[Server]:
    """Start a server of the empty page, what everything is measured beside."""
    return _as_it_comes(folder, "empty_page")


def bare_form(folder: Path) -> AbstractContextManager[Server]:
    """Start a server of the form's fields as Streamlit has them."""
    return _as_it_comes(folder, "bare_form")


def _as_it_comes(folder: Path, script: str) -> AbstractContextManager[Server]:
    """Start a server of a script beside this one, with a collection of rubbish after each run.

    So Streamlit comes: what our settings save is ours.
    """
    asis = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true"}
    return running(folder, asis, script=f"benchmarks/{script}.py", wait_for="/_stcore/health")

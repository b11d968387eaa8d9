"""Every page, light and dark, for who cannot look: no harm, no English, and nothing our policy refuses."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from serving.pages import page_names
from tests.browser import MAP_FRAME, PHONE, wait_until_idle
from tests.toy_pages import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

    from tests.browser import Watch
    from tests.server import Server

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# each frame is looked at by itself: nobody waits for what axe says in another
HARMFUL = """() => axe.run({resultTypes: ["violations"], iframes: false}).then(found => found.violations
  .filter(one => ["serious", "critical"].includes(one.impact))
  .map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))"""
NAMES = """() => {
  const ours = [...document.querySelectorAll("[aria-label], [title], [placeholder]")]
    .flatMap(node => ["aria-label", "title", "placeholder"].map(name => node.getAttribute(name)));
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    // an icon is a word of its font; nobody hears or sees it
    const isIcon = getComputedStyle(around).fontFamily.includes("Material");
    if (!isIcon && !around.closest("script, style, noscript")) texts.push(walker.currentNode.data);
  }
  return [...texts, ...ours].filter(Boolean).join("\\n");
}"""
ENGLISH = re.compile(
    r"\b(the|your|click|please|help for|show|hide|columns|download as|upload|close|clear|search|choose|"
    r"select|loading|running|fullscreen|empty|press|drag|browse|remove|view|sidebar|skip|heading|previous|next|"
    r"expand|collapse|zoom (in|out)|marker|layers)\b",
    re.IGNORECASE,
)
ADDRESSES = (
    "",
    *page_names(Path(MAIN)),
    "?thema=wonen&type=repressief&regio=VR23",
    "regio?regio=VR23&v=1",
)
OFTEN = ("", "grensstreek", "registreren")  # a picture, a strip and a form: what most others are made of
RARE = tuple(address for address in ADDRESSES if address not in OFTEN)


def frames(page: Page, server: Server, address: str) -> list[Frame]:
    """Open a page and return its frames once there is something in each of them."""
    page.goto(f"{server.url}/{address}")
    wait_until_idle(page)
    if page.locator(MAP_FRAME).count():
        page.frame_locator(MAP_FRAME).locator("#map_div[data-shown]").wait_for()
    return page.frames


def harm(frame: Frame) -> list[Any]:
    frame.evaluate(AXE)
    found: list[Any] = frame.evaluate(HARMFUL)
    return found


@pytest.mark.parametrize(
    ("options", "addresses"),
    [
        pytest.param({"color_scheme": "light"}, OFTEN, id="light"),
        pytest.param({"color_scheme": "light"}, RARE, id="light, the others", marks=pytest.mark.slow),
        pytest.param({"color_scheme": "dark"}, ADDRESSES, id="dark", marks=pytest.mark.slow),
        pytest.param({"viewport": PHONE}, ADDRESSES, id="phone", marks=pytest.mark.slow),
    ],
)
def test_no_page_does_harm_speaks_english_or_asks_for_what_its_policy_refuses(
    open_page: Callable[..., Page],
    server: Server,
    watch: Watch,
    options: dict[str, Any],
    addresses: tuple[str, ...],
) -> None:
    page = open_page(**options)
    harmful: list[tuple[str, int, Any]] = []
    english: list[tuple[str, str]] = []
    for address in addresses:
        for number, frame in enumerate(frames(page, server, address)):
            harmful += [(address, number, one) for one in harm(frame)]
            english += [(address, match[0]) for match in ENGLISH.finditer(frame.evaluate(NAMES))]
    assert not harmful
    assert not english
    assert not watch.outside  # a policy that stops something counts as well

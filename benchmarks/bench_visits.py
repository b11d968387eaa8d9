"""What a visit costs beside an empty Streamlit page: the server's work for a click, pages, the first visit.

A click is always one that nobody has made before, so that nothing kept from an earlier one answers it.
"""

from __future__ import annotations

import statistics
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.opened import CHANGES, bare_form, empty_drawn, empty_page, first_map, map_drawn, opened
from benchmarks.table import Row, seconds, size
from benchmarks.wire import relay
from tests.browser import launched, new_context, wait_until_idle
from tests.server import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.server import Server

ROUNDS = 3
VISITS = 7  # a browser that has just been started differs more from one time to the next
MOST_WORK = 0.080  # seconds of CPU
MOST_BYTES = 1_200_000
EMPTY = "empty page"

# where filters act, and how one comes there; {} becomes a day before all data, another in each round
PAGES = {
    "Landelijk beeld": "/?v=1&van=2020-01-{:02}",
    "Vergelijken": "/vergelijken?v=1&van=2020-01-{:02}",
    "Regio": "/regio?v=1&regio=VR23&van=2020-01-{:02}",
    "Grensstreek": "/grensstreek?v=1&van=2020-01-{:02}",
    "Sectoren": "/sectoren?v=1&van=2020-01-{:02}",
    "Nog niet bezocht": "/nog-niet-bezocht?v=1&van=2020-01-{:02}",
    "Gegevens": "/gegevens?v=1&van=2020-01-{:02}",
    "Geschiedenis": "/geschiedenis?v=1&sinds=week&van=2020-01-{:02}",
}
PARTS = {"Gegevens": "Exporteren"}  # the part of the page that has filters
MENU = (
    *("Vergelijken", "Regio", "Grensstreek", "Sectoren", "Nog niet bezocht"),
    *("Registreren", "Gegevens", "Geschiedenis", "Uitleg en bronnen"),
)
HOME, FORM = "Landelijk beeld", "Registreren"
_MENU, _SIDEBAR = ".st-key-menu", '[data-testid="stSidebarNav"]'  # our menu, and the one that Streamlit has
LANGUAGE, BACK, LANGUAGE_MOST = "switch of language", "back to the map", 1.0
OTHERS = ("de", "fr", "en", "nl")  # the last is the language that the menu is clicked in
FROM = ("Vergelijken", "Grensstreek", "Registreren", "Uitleg en bronnen")  # other pages, of all sizes


def rows() -> list[Row]:
    """Measure everything beside an empty page in the same browser."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        ours = stack.enter_context(running(Path(folder, "ours")))
        empty = stack.enter_context(empty_page(Path(folder, "empty")))
        bare = stack.enter_context(bare_form(Path(folder, "bare")))
        with launched() as browser:
            table = [
                *work(browser, ours, empty),
                *switches(browser, ours, empty),
                beside_bare(browser, ours, bare),
            ]
        return [*table, *first_visit(ours, empty)]


# the server's work


def work(browser: Browser, ours: Server, empty: Server) -> list[Row]:
    """Weigh the server's CPU time for a filter change on each page that has filters."""
    nothing = _work(browser, empty, "", EMPTY)
    found = {name: _work(browser, ours, path, name) for name, path in PAGES.items()}
    return [
        Row(
            f"server CPU of a filter change, {name}",
            f"at most {seconds(MOST_WORK)}",
            seconds(taken),
            f"{seconds(nothing)} ({EMPTY})",
            f"{taken / nothing:.1f} ×",
            taken <= MOST_WORK,
        )
        for name, taken in found.items()
    ]


def _work(browser: Browser, server: Server, path: str, name: str) -> float:
    """Return the seconds of CPU that a click takes, the average of all rounds but the first."""
    taken = []
    for number in range(1 + ROUNDS):
        page = opened(browser, server.url + path.format(number + 1))
        if name in PARTS:
            page.finish(page.page.get_by_role("radio", name=PARTS[name]).click)
        before = _cpu(server)
        for change in CHANGES:
            page.click(*change)
        taken.append((_cpu(server) - before) / len(CHANGES))
        page.page.context.close()
    return statistics.mean(taken[1:])


def _cpu(server: Server) -> float:
    process = psutil.Process(server.pid)
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    return sum(one.user + one.system for one in times)


# from page to page


def switches(browser: Browser, ours: Server, empty: Server) -> list[Row]:
    """Time the way to each page by the menu, and back to the map, beside a rerun of the empty page.

    Another language is the same page drawn anew, so it is held to the ways back to that page, both until the
    map is drawn: after a change of page its frame is loaded when the run has ended, after one of language the
    frame is there and draws before.
    """
    page, peer = opened(browser, ours.url, map_drawn), opened(browser, empty.url, empty_drawn)
    times: dict[str, list[float]] = defaultdict(list)
    menu = partial(_to, page.page, _MENU)
    for number in range(1 + ROUNDS):
        if number == 1:  # the first round loads what a page needs for the first time
            times.clear()
        for code in OTHERS:
            times[LANGUAGE].append(page.stand(page.page.locator(f'.languages [lang="{code}"]').click))
        for name in FROM:
            page.finish(menu(name))
            times[BACK].append(page.stand(menu(HOME)))
        for name in MENU:
            for target in (name, HOME):
                times[target].append(page.finish(menu(target)))
                times[EMPTY].append(peer.finish(lambda: _click(peer.page, *CHANGES[0])))
    page.page.context.close()
    peer.page.context.close()
    medians = {name: statistics.median(found) for name, found in times.items()}
    rerun, language, back = medians.pop(EMPTY), medians.pop(LANGUAGE), medians.pop(BACK)
    return [
        Row(
            LANGUAGE,
            f"at most {LANGUAGE_MOST:g} ×",
            seconds(language),
            f"{seconds(back)} (page switch to {HOME}, its map too)",
            f"{language / back:.2f} ×",
            language <= LANGUAGE_MOST * back,
        ),
        *_page_switches(medians, rerun),
    ]


def _page_switches(medians: dict[str, float], rerun: float) -> list[Row]:
    return [
        Row(
            f"page switch to {name}",
            "at most 3 ×",
            seconds(taken),
            f"{seconds(rerun)} ({EMPTY})",
            f"{taken / rerun:.1f} ×",
            taken <= 3 * rerun,
        )
        for name, taken in medians.items()
    ]


def beside_bare(browser: Browser, ours: Server, bare: Server) -> Row:
    """Time the way to the form beside that to its fields in Streamlit alone, turn by turn."""
    page, peer = opened(browser, ours.url, map_drawn), opened(browser, bare.url)
    menus = (page, partial(_to, page.page, _MENU)), (peer, partial(_to, peer.page, _SIDEBAR))
    times: tuple[list[float], list[float]] = [], []
    for number in range(1 + VISITS):
        for (one, menu), found in zip(menus, times, strict=True):
            taken = one.finish(menu(FORM))
            one.finish(menu(HOME))
            if number:  # the first round loads what a page needs for the first time
                found.append(taken)
    page.page.context.close()
    peer.page.context.close()
    taken, theirs = map(statistics.median, times)
    what = f"page switch to {FORM}, beside its fields alone"
    return Row(
        what, "none set", seconds(taken), f"{seconds(theirs)} (Streamlit)", f"{taken / theirs:.1f} ×", True
    )


def _to(page: Page, menu: str, name: str) -> Callable[[], None]:
    return lambda: page.locator(menu).get_by_role("link", name=name).click()


def _click(page: Page, label: str, value: str) -> None:
    page.get_by_role("toolbar", name=label).get_by_role("button", name=value).click()


# the first visit


def first_visit(ours: Server, empty: Server) -> list[Row]:
    """Time the first map in a browser that has just been started, and weigh all that came over the wire."""
    maps, paints, weights = [], [], []
    for _ in range(VISITS):
        with launched() as browser:
            maps.append(_first_map(browser, ours))
        with launched() as browser:
            paints.append(_first_paint(browser, empty))
        with launched() as browser:
            weights.append(_weight(browser, ours))
    drawn, painted, weight = statistics.median(maps), statistics.median(paints), max(weights)
    return [
        Row(
            "first map, cold browser",
            "at most 1.7 ×",
            seconds(drawn),
            f"{seconds(painted)} (first paint, {EMPTY})",
            f"{drawn / painted:.2f} ×",
            drawn <= 1.7 * painted,
        ),
        Row(
            "bytes on the wire of a first visit",
            f"at most {size(MOST_BYTES)}",
            size(weight),
            "–",
            "–",
            weight <= MOST_BYTES,
        ),
    ]


def _first_map(browser: Browser, server: Server) -> float:
    """Return the seconds from the start of loading until the map's first picture is on the screen."""
    page = new_context(browser).new_page()
    page.goto(server.url, wait_until="commit")
    return first_map(page)


def _first_paint(browser: Browser, server: Server) -> float:
    """Return the seconds from the start of loading until anything is on the screen."""
    page = new_context(browser).new_page()
    page.goto(server.url, wait_until="commit")
    empty_drawn(page)
    found = page.wait_for_function(
        "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    )
    return float(found.json_value()) / 1000


def _weight(browser: Browser, server: Server) -> int:
    """Return the bytes that the server sends until the first page stands, as they are on the wire."""
    with relay(server.port) as wire:
        page = new_context(browser).new_page()
        page.goto(wire.url)
        map_drawn(page)
        wait_until_idle(page)
        page.wait_for_timeout(1000)  # what the page asks for once it has nothing to do counts as well
        return wire.received

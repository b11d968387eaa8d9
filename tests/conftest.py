"""What all tests share: the versions in the report, a real server, a real browser that may not go outside."""

from __future__ import annotations

import gc
import os
import re
import time
from contextlib import ExitStack
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner

from geo.store import demo
from pages.parts import account
from tests import browser as chromium
from tests.browser import Watch
from tests.server import Server, running
from tests.toy_pages import forget_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, BrowserContext, Page

    OpenPage = Callable[[AbstractContextManager[BrowserContext]], Page]

LIBRARIES = (
    "streamlit",
    "streamlit-folium",
    "folium",
    "geopandas",
    "shapely",
    "pandas",
    "numpy",
    "sqlalchemy",
)
# fixtures that start a dashboard for some tests alone, which makes these slow
OWN_SERVERS = {"start_server", "behind", "guarded", "failing"}
# what a test needs, by the fixtures that it takes
NEEDS = {
    "server": {"server", "writable", *OWN_SERVERS},
    "browser": {"shared_browser"},
    "whole": {"tmp_path"},
}
# the modules whose tests run on PostgreSQL each time, since they are about the engine itself; what stands on
# these runs on SQLite, and on PostgreSQL among the slow tests
OF_THE_ENGINE = {
    *("test_store", "test_store_start", "test_store_backup", "test_drafts"),
    *("test_faults", "test_hanging", "test_hearing"),
}
SCREENSHOTS = Path(__file__).resolve().parent.parent / "test-results"

# a busy machine is no failure; in CI the same examples each time, elsewhere new ones
settings.register_profile(
    "ours",
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("ours")

TURNS = 7
_BEGUN = time.monotonic()
_FAILED = pytest.StashKey[bool]()
_BROWSER = pytest.StashKey[chromium.Shared]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seconds", type=float, help="skip the tests that have not begun after so long")
    parser.addoption("--turn", type=int, default=0, help="begin another seventh of the tests further")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_BROWSER] = chromium.Shared()
    # half of what it takes to make a store: read once for all the stores of a worker
    demo.demo_records = cache(demo.demo_records)
    # a third of what it takes to run a page: AppTest looks through every installed package each time
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
    # AppTest has no browser, and gives a mock for what that would send along
    account.browser = str


def pytest_collection_finish() -> None:
    # what was imported stays: looking through it for rubbish again and again is a twentieth of the work
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_BROWSER].close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs more than the code; put what needs a server or browser first: others fill up its waits.

    So one worker starts them, and seldom a second. At another turn others come first, so that each has its
    turn where there is no time for all.
    """
    for item in items:
        if item.get_closest_marker("postgres") and item.path.stem not in OF_THE_ENGINE:
            item.add_marker("slow")
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & OWN_SERVERS:
            item.add_marker("slow")
        for marker, needed in NEEDS.items():
            if fixtures & needed:
                item.add_marker(marker)
    items.sort(key=lambda item: [item.get_closest_marker(marker) is None for marker in ("browser", "server")])
    first = len(items) * (config.option.turn % TURNS) // TURNS
    items[:] = [*items[first:], *items[:first]]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what comes too late; close the browser before other tests, as Playwright keeps an event loop."""
    seconds = item.config.option.seconds
    if seconds is not None and time.monotonic() - _BEGUN > seconds:
        pytest.skip(f"not begun within {seconds:.0f} s")
    if item.get_closest_marker("browser") is None:
        item.config.stash[_BROWSER].close()


def pytest_report_header() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{versions}; chromium: {chromium.chromium() or 'none'}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep whether the test itself failed, so that its page is kept as a picture before it closes."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard with the demo data; shared, so tests only look. To change things use ``start_server``."""
    with running(tmp_path_factory.mktemp("server")) as shared:
        yield shared


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the pages of this module run on a SQLite store of their own with the demo records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("data")))
        patch.delenv("DATABASE_URL", raising=False)
        forget_store()
        yield
    forget_store()


@pytest.fixture
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start a server of one's own with ``start_server(NAME="value", …)``; it stops after the test."""
    with ExitStack() as stack:

        def start(folder: Path | None = None, wait_for: str = "/readyz", **environment: str) -> Server:
            folder = folder or tmp_path_factory.mktemp("own")
            return stack.enter_context(running(folder, environment, wait_for=wait_for))

        yield start


@pytest.fixture(scope="session")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard of the demo data for tests that change a record, each one of its own."""
    with running(tmp_path_factory.mktemp("writable")) as shared:
        yield shared


@pytest.fixture
def shared_browser(pytestconfig: pytest.Config) -> chromium.Shared:
    """The system's Chromium; without it the test is skipped, or fails when REQUIRE_BROWSER is set."""
    if chromium.chromium() is None:
        refuse = pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip
        refuse(chromium.MISSING)
    return pytestconfig.stash[_BROWSER]


@pytest.fixture
def browser(shared_browser: chromium.Shared) -> Browser:
    """The system's Chromium, started."""
    return shared_browser.get()


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test did: ``requests``, ``errors``, bytes over the websocket."""
    return Watch()


@pytest.fixture
def open_in(watch: Watch, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open a page in a profile that is given as a context manager; for ``page`` and ``open_page``.

    The test fails when one of them asked for anything outside this machine; the pages of a failed test
    are kept as pictures in test-results/.
    """
    pages: list[Page] = []
    with ExitStack() as stack:

        def open_one(profile: AbstractContextManager[BrowserContext]) -> Page:
            context = stack.enter_context(profile)
            stack.enter_context(watch.watching(context))
            pages.append(context.new_page())
            return pages[-1]

        yield open_one
        if request.node.stash.get(_FAILED, False):
            _keep_pictures(request.node.name, pages)
    assert not watch.outside, f"the page left this machine: {watch.outside}"


@pytest.fixture
def open_page(browser: Browser, open_in: OpenPage) -> Callable[..., Page]:
    """Open pages, each with a profile of its own: ``open_page(viewport=PHONE, color_scheme="dark")``."""
    return lambda **options: open_in(chromium.new_context(browser, **options))


@pytest.fixture
def page(shared_browser: chromium.Shared, open_in: OpenPage) -> Page:
    """A page of 1400 by 900 in the profile that tests share, whose cache is warm; else empty."""
    return open_in(shared_browser.lent())


def _keep_pictures(test_name: str, pages: list[Page]) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    stem = re.sub(r"[^\w.-]+", "_", test_name)
    for number, page in enumerate(pages):
        if not page.is_closed():
            page.screenshot(path=SCREENSHOTS / f"{stem}-{number}.png")

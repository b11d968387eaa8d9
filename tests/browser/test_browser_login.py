"""Logged in, in a real browser: out everywhere, a role that is withdrawn, and files for who is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests
from playwright.sync_api import expect

from geo.settings import SESSION_COOKIES, Settings
from geo.store import open_store
from serving.limits import Limits
from tests.browser import awaited_run, wait_until_idle
from tests.server import running
from tests.toy_provider import CLIENT, SECRET, ToyProvider, toy_provider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from geo.store import Store
    from tests.server import Server

pytestmark = pytest.mark.browser

OUT = "U bent niet (meer) ingelogd, of uw toegang is ingetrokken."
UPLOAD = "/_stcore/upload_file/a/b"


@pytest.fixture(scope="module")
def provider() -> Iterator[ToyProvider]:
    with toy_provider() as started:
        yield started


@pytest.fixture(scope="module")
def guarded(provider: ToyProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard with a login, behind a proxy on this machine."""
    settings = {
        "OIDC_ISSUER": provider.issuer,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "PROXIES": "127.0.0.1",
    }
    with running(tmp_path_factory.mktemp("guarded"), settings) as started:
        yield started


@pytest.fixture
def store(guarded: Server, provider: ToyProvider) -> Iterator[Store]:
    """The store of the server, in which Jan and Piet see all."""
    kept = open_store(Settings.from_environment({"DATA_DIR": str(guarded.data_dir)}))
    for subject in ("jan", "piet"):
        kept.grants.give(provider.issuer, subject, subject.title(), role="landelijk", area="", by="toy")
    yield kept
    kept.close()


def came_in(page: Page, provider: ToyProvider, address: str, subject: str = "jan") -> Page:
    provider.subject = subject
    page.goto(address)
    wait_until_idle(page)
    return page


@pytest.mark.usefixtures("store")
def test_logging_out_everywhere_ends_another_browser_at_its_next_click(
    page: Page, open_page: Callable[..., Page], guarded: Server, provider: ToyProvider
) -> None:
    there = came_in(open_page(), provider, f"{guarded.url}/uitleg?taal=nl")
    came_in(page, provider, f"{guarded.url}/gegevens?taal=nl")
    menu = there.locator("details.account")
    expect(menu.get_by_text("Overal uitloggen")).to_be_hidden()
    menu.get_by_text("Jan").click()
    menu.get_by_text("Overal uitloggen").click()
    expect(there.get_by_role("heading", name="U bent uitgelogd")).to_be_visible()
    with awaited_run(page):
        page.get_by_role("radio", name="Exporteren").click()
    expect(page.get_by_text(OUT)).to_be_visible()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()


def test_a_role_that_is_withdrawn_closes_a_part_of_the_page_too(
    page: Page, guarded: Server, provider: ToyProvider, store: Store
) -> None:
    came_in(page, provider, f"{guarded.url}/vergelijken?taal=nl", "piet")
    charts = page.locator(".st-key-charts")
    expect(charts).to_be_visible()
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download als Excel").click()
    made = begun.value.url
    kept = {one["name"]: one["value"] for one in page.context.cookies()}
    assert requests.get(made, timeout=10).status_code == 401
    assert requests.get(made, cookies=kept, timeout=10).content.startswith(b"PK")
    store.grants.withdraw(provider.issuer, "piet", "toy")
    assert requests.get(made, cookies=kept, timeout=10).status_code == 401
    with awaited_run(page):
        page.get_by_role("radio").filter(visible=True).last.click()
    expect(page.get_by_text(OUT)).to_be_visible()
    expect(charts).to_have_count(0)


def session(guarded: Server, provider: ToyProvider, subject: str) -> dict[str, str]:
    """Log in without a browser; return what brings the session along."""
    provider.subject = subject
    with requests.Session() as browser:
        assert browser.get(f"{guarded.url}/inloggen?naar=/healthz", timeout=30).json() == {"status": "ok"}
        return {"Cookie": f"{SESSION_COOKIES[1]}={browser.cookies[SESSION_COOKIES[1]]}"}


@pytest.mark.usefixtures("store")
def test_an_account_sends_so_many_files_from_however_many_addresses(
    guarded: Server, provider: ToyProvider
) -> None:
    def sends(who: dict[str, str], address: str) -> int:
        headers = {**who, "X-Forwarded-For": address}
        return requests.put(guarded.url + UPLOAD, headers=headers, timeout=30).status_code

    jan, piet = (session(guarded, provider, subject) for subject in ("jan", "piet"))
    statuses = [sends(jan, f"10.0.{number}.1") for number in range(Limits().account_files.times + 15)]
    assert (statuses[0], statuses[-1]) == (403, 429)  # no page asked for it
    assert sends(jan, "10.0.0.1") == 429
    assert sends(piet, "10.0.0.1") == 403
    assert sends({}, "10.0.0.1") == 401


def test_an_account_comes_back_so_often(guarded: Server, provider: ToyProvider, store: Store) -> None:
    store.grants.give(provider.issuer, "kees", "Kees", role="lezer", area="VR23", by="toy")
    provider.subject = "kees"
    statuses = []
    for number in range(Limits().account_logins.times + 6):
        headers = {"X-Forwarded-For": f"10.1.{number}.1"}
        with requests.Session() as browser:
            answer = browser.get(f"{guarded.url}/inloggen?naar=/healthz", headers=headers, timeout=30)
            statuses.append(answer.status_code)
    assert (statuses[0], statuses[-1]) == (200, 429)
    assert session(guarded, provider, "piet")

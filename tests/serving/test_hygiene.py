"""What a server behind a proxy with TLS says and refuses: HSTS, cookies, caches, methods, rates."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from starlette.responses import PlainTextResponse
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from geo.rates import Rate
from serving.contact import security_txt
from serving.limits import Limits
from serving.methods import methods_of
from serving.rates import Rates, network_of
from tests.server import Answer, running
from tests.toy_accounts import Nobody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.types import Message, Receive, Scope, Send

    from tests.server import Server

pytestmark = pytest.mark.whole
CONTACT = "mailto:security@example.nl"
TLS = {"Host": "beeld.example.nl", "X-Forwarded-Proto": "https"}
YEAR = 365 * 24 * 60 * 60


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as it stands behind a proxy on this machine."""
    settings = {"PROXIES": "127.0.0.1", "HOSTS": "https://beeld.example.nl", "SECURITY_CONTACT": CONTACT}
    with running(tmp_path_factory.mktemp("behind"), settings) as started:
        yield started


def ask(server: Server, method: str, path: str, headers: Mapping[str, str]) -> Answer:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request(method, path, headers=dict(headers))
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


# --- TLS ---


@pytest.mark.parametrize("path", ["/", "/healthz", "/assets/none/1/x", "/_stcore/health", "/nergens"])
def test_over_tls_browsers_are_told_to_stay_there(behind: Server, path: str) -> None:
    said = behind.get(path, TLS).headers["Strict-Transport-Security"]
    age, subdomains = said.split("; ")
    assert int(age.removeprefix("max-age=")) >= YEAR
    assert subdomains == "includeSubDomains"


def test_without_tls_or_from_who_is_no_proxy_nothing_is_said_of_it(behind: Server, server: Server) -> None:
    assert "Strict-Transport-Security" not in behind.get("/", {"Host": TLS["Host"]}).headers
    assert "Strict-Transport-Security" not in server.get("/", {"X-Forwarded-Proto": "https"}).headers


def test_cookies_go_over_tls_and_to_our_own_pages_only(behind: Server, server: Server) -> None:
    for path in ("/_stcore/health", "/_stcore/host-config", "/"):
        for cookie in behind.get(path, TLS).headers.get_all("Set-Cookie") or []:
            assert "secure" in cookie.lower()
            assert "samesite=lax" in cookie.lower() or "samesite=strict" in cookie.lower()
    plain = server.get("/_stcore/health").headers.get_all("Set-Cookie")
    assert plain, "Streamlit sets no cookie there any more: look for where it does"
    assert all("secure" not in cookie.lower() for cookie in plain)


# --- caches ---


@pytest.mark.parametrize(
    "path", ["/media/none.csv", "/reports/none/x.pdf", "/_stcore/health", "/_stcore/host-config", "/readyz"]
)
def test_what_holds_data_or_a_cookie_is_kept_in_no_cache(server: Server, path: str) -> None:
    assert server.get(path).headers["Cache-Control"] == "no-store"


def test_what_nobody_thought_of_is_kept_in_no_cache(server: Server) -> None:
    for path in ("/nergens", "/oauth2callback", "/_stcore/none"):
        assert server.get(path).headers["Cache-Control"] == "no-store", path


# --- policies ---


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/regios",
        "/media/x",
        "/reports/x",
        "/healthz",
        "/component/streamlit_folium.st_folium/index.html",
    ],
)
def test_each_policy_begins_with_nothing_and_says_what_has_no_default(server: Server, path: str) -> None:
    policy = dict(
        directive.split(" ", 1)
        for directive in server.get(path).headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] in {"'none'", "'self'"}
    assert policy["frame-ancestors"] in {"'none'", "'self'"}
    assert policy.get("frame-src", "'self'") == "'self'"


# --- methods ---


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "DELETE", "PUT", "PATCH", "PROPFIND", "POST"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/reports/x/y.pdf", "/media/x", "/_stcore/health"])
def test_a_method_that_a_path_does_not_take_is_refused(server: Server, method: str, path: str) -> None:
    assert ask(server, method, path, {}).status == 405


def test_what_a_path_takes_is_let_through(server: Server) -> None:
    assert ask(server, "HEAD", "/", {}).status == 200
    assert ask(server, "OPTIONS", "/_stcore/health", {}).status == 204
    assert ask(server, "PUT", "/_stcore/upload_file/x/y", {}).status == 403  # no page asked for it
    assert "POST" in methods_of("/auth/logout")


# --- rates ---


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8::1:2:3:4", "2001:db8::"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_an_address_counts_for_its_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("method", "path", "rate"),
    [
        ("GET", "/inloggen", Limits().logins),
        ("GET", "/oauth/terug?code=x&state=x", Limits().logins),
        ("GET", "/?v=1&gast=geraden", Limits().guests),
        ("PUT", "/_stcore/upload_file/a/b", Limits().files),
    ],
    ids=["login", "way back", "guest", "file"],
)
def test_one_address_does_so_much_and_another_is_not_kept_from_it(
    behind: Server, method: str, path: str, rate: Rate
) -> None:
    here = {**TLS, "X-Forwarded-For": f"10.1.{len(path)}.3"}
    answers = [ask(behind, method, path, here) for _ in range(rate.times + 30)]
    refused = [answer for answer in answers if answer.status == 429]
    assert answers[0].status != 429
    assert refused
    assert "te vaak" in refused[0].body.decode()
    assert ask(behind, method, path, {**TLS, "X-Forwarded-For": "10.1.2.4"}).status != 429
    assert ask(behind, "GET", "/healthz", here).status == 200


@pytest.mark.parametrize(("peer", "last"), [("10.0.0.1", 200), ("10.0.0.2", 429)])
def test_an_address_counts_as_said_by_a_proxy_that_is_believed_only(peer: str, last: int) -> None:
    async def fine(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("")(scope, receive, send)

    async def nothing() -> Message:
        return {"type": "http.request"}

    async def note(message: Message) -> None:
        statuses.append(message.get("status", 0))

    statuses: list[int] = []
    app = ProxyHeadersMiddleware(Rates(fine, limits=Limits(files=Rate(2)), known=Nobody()), ["10.0.0.1"])  # type: ignore[arg-type]
    for visitor in range(5):
        scope = {
            "type": "http",
            "method": "PUT",
            "path": "/_stcore/upload_file/a/b",
            "query_string": b"",
            "client": (peer, 1),
            "headers": [(b"x-forwarded-for", f"10.2.0.{visitor}".encode())],
        }
        asyncio.run(app(scope, nothing, note))  # type: ignore[arg-type]
    assert [status for status in statuses if status][-1] == last


# --- whom to tell ---


def test_security_txt_says_whom_to_tell_and_until_when(behind: Server, server: Server) -> None:
    answer = behind.get("/.well-known/security.txt", TLS)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in answer.body.decode().splitlines())
    assert lines["Contact"] == CONTACT
    expires = datetime.fromisoformat(lines["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)
    assert server.get("/.well-known/security.txt").status == 404


def test_security_txt_is_written_anew_each_day() -> None:
    day = datetime(2026, 1, 31, 15, tzinfo=UTC)
    assert "Expires: 2026-07-30T00:00:00Z\n" in security_txt(CONTACT, day)

"""The token by which a browser is known again: given once, with a page, and to scripts of nobody."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from serving.browsers import KnownBrowsers

PAGE = {"Accept": "text/html,application/xhtml+xml"}
APP = Starlette(
    routes=[Route("/", lambda _: PlainTextResponse("hallo"))], middleware=[Middleware(KnownBrowsers)]
)


@pytest.mark.parametrize(
    ("site", "name", "secure"),
    [("http://localhost", "beeld-browser", False), ("https://localhost", "__Host-beeld-browser", True)],
)
def test_who_opens_a_page_gets_a_token_once(site: str, name: str, secure: bool) -> None:
    client = TestClient(APP, site)
    value, *flags = client.get("/", headers=PAGE).headers["set-cookie"].split("; ")
    assert value.startswith(f"{name}=")
    assert len(value.removeprefix(f"{name}=")) >= 43  # 256 bits
    assert flags == ["Path=/", "HttpOnly", "SameSite=Lax", *(["Secure"] if secure else [])]
    assert "set-cookie" not in client.get("/", headers=PAGE).headers


def test_two_browsers_get_two_and_what_is_no_page_none() -> None:
    one, other = (TestClient(APP).get("/", headers=PAGE).headers["set-cookie"] for _ in range(2))
    assert one != other
    assert "set-cookie" not in TestClient(APP).get("/", headers={"Accept": "*/*"}).headers

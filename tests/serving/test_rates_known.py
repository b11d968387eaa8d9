"""Who is known is counted as who they are, whatever address they share; of others there is the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from geo.rates import Rate
from geo.settings import SESSION_COOKIES
from serving.limits import Limits
from serving.rates import Rates
from tests.toy_accounts import Nobody

if TYPE_CHECKING:
    from collections.abc import Callable

FEW = Limits(files=Rate(2), account_files=Rate(2), guests=Rate(2), guests_of_link=Rate(2))
UPLOAD = "/_stcore/upload_file/a/b"


class Few(Nobody):
    """Jan and Piet are known, and so are the links 1 and 2."""

    def account(self, kept: str) -> str:
        return kept if kept in ("jan", "piet") else ""

    def link(self, token: str) -> str:
        return token if token in ("1", "2") else ""


@pytest.fixture
def ask() -> Callable[[str, str, str], int]:
    """Send a file as somebody, or open a link, from an address; gives the status."""
    app = Starlette(middleware=[Middleware(Rates, limits=FEW, known=Few())])
    app.build_middleware_stack()

    def status(what: str, who: str, address: str) -> int:
        client = TestClient(app, client=(address, 1))
        if what == "file":
            return client.put(UPLOAD, headers={"Cookie": f"{SESSION_COOKIES[1]}={who}"}).status_code
        return client.get("/", params={"gast": who}).status_code

    return status


@pytest.mark.parametrize(
    ("what", "one", "other", "forged"), [("file", "jan", "piet", "x"), ("link", "1", "2", "x")]
)
def test_two_behind_one_address_do_not_stop_each_other(
    ask: Callable[[str, str, str], int], what: str, one: str, other: str, forged: str
) -> None:
    here = "10.0.0.1"
    assert [ask(what, one, here) for _ in range(3)] == [404, 404, 429]
    assert ask(what, other, here) == 404
    assert [ask(what, forged, here) for _ in range(3)] == [404, 404, 429]  # nobody: for the address
    assert ask(what, other, here) == 404


@pytest.mark.parametrize(("what", "one", "forged"), [("file", "jan", "x"), ("link", "1", "x")])
def test_one_is_limited_from_however_many_addresses(
    ask: Callable[[str, str, str], int], what: str, one: str, forged: str
) -> None:
    assert [ask(what, one, f"10.0.0.{number}") for number in range(3)] == [404, 404, 429]
    assert [ask(what, forged, f"10.0.0.{number}") for number in range(3)] == [404, 404, 404]

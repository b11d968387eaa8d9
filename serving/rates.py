"""How often one may do what costs much or is guessed at: log in, open a guest link, send a file.

Who is known is counted as who they are, from however many addresses, and not for the address that they share
with others; of who is nobody yet there is the address alone.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from geo.language import mark
from geo.rates import Often
from geo.settings import kept_in
from serving.login import BACK, GUEST, IN, is_visited
from serving.refused import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from serving.limits import Limits

_log = logging.getLogger(__name__)

TOO_OFTEN = mark("Dit is vanaf uw adres te vaak achter elkaar gedaan; probeer het over een minuut opnieuw.")
TOO_OFTEN_BY_ONE = mark(
    "Dit is met dit account, of met deze link, te vaak achter elkaar gedaan; probeer het over een minuut"
    " opnieuw."
)


class Known(Protocol):
    """Who is known, by what a request brings along; what is not ours is nobody's."""

    def account(self, kept: str) -> str:
        """Return whose session a browser keeps, "" for nobody's."""

    def link(self, token: str) -> str:
        """Return which guest's link a token was made for, "" for one that we did not make."""


@dataclass(frozen=True)
class _Rule:
    """What is done, how often from one address, and how often by one whom ``who`` knows by the request."""

    does: Callable[[HTTPConnection], bool]
    from_address: Often
    by_one: Often | None = None
    who: Callable[[HTTPConnection], str] = lambda _: ""


def _logs_in(asked: HTTPConnection) -> bool:
    path = asked.scope["path"].rstrip("/")
    return path == BACK or (path == IN and is_visited(asked))


def _comes_as_guest(asked: HTTPConnection) -> bool:
    return GUEST in asked.query_params


def _sends_file(asked: HTTPConnection) -> bool:
    scope = asked.scope
    return scope["path"].startswith("/_stcore/upload_file/") and scope.get("method") == "PUT"


class Rates:
    """ASGI middleware: who does too often what ``limits`` has a rate for is answered 429.

    The address is that of the visitor where a proxy that is believed says so (``Site.proxies``), else that of
    the connection; of IPv6 it is the network of 64 bits that one visitor has.
    """

    def __init__(self, app: ASGIApp, *, limits: Limits, known: Known) -> None:
        self._app = app
        self._rules = (
            _Rule(
                _logs_in, Often(limits.logins)
            ),  # whose account it is, is known to serving.login afterwards
            _Rule(
                _comes_as_guest,
                Often(limits.guests),
                Often(limits.guests_of_link),
                lambda asked: known.link(asked.query_params.getlist(GUEST)[-1]),
            ),
            _Rule(
                _sends_file,
                Often(limits.files),
                Often(limits.account_files),
                lambda asked: known.account(kept_in(asked.cookies)),
            ),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "lifespan":
            asked = HTTPConnection(scope)
            address = network_of(scope["client"][0] if scope.get("client") else "")
            for rule in self._rules:
                if not rule.does(asked):
                    continue
                who = await run_in_threadpool(rule.who, asked) if rule.by_one else ""
                if not (rule.by_one.may(who) if rule.by_one and who else rule.from_address.may(address)):
                    _log.warning("Te vaak vanaf %s: %s", address, rule.does.__name__.strip("_"))
                    await refuse(scope, receive, send, 429, TOO_OFTEN_BY_ONE if who else TOO_OFTEN)
                    return
        await self._app(scope, receive, send)


def network_of(address: str) -> str:
    """Return whom an address is counted for: itself, or the /64 of IPv6 that one visitor has.

    What is no address, such as the name of a socket, is returned as it is.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))

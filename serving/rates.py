"""How often one address may do what costs much or is guessed at: log in, open a guest link, send a file."""

from __future__ import annotations

import logging
import time
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from geo.language import mark
from serving.refused import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from serving.limits import Limits, Rate

_log = logging.getLogger(__name__)

GUEST = "gast"
"""The name, in a link, of what a guest comes in by."""

TOO_OFTEN = mark("Dit is vanaf uw adres te vaak achter elkaar gedaan; probeer het over een minuut opnieuw.")


def _logs_in(scope: Scope) -> bool:
    return bool(scope["path"].startswith(("/auth/", "/oauth2callback")))


def _comes_as_guest(scope: Scope) -> bool:
    query = scope["query_string"]
    return GUEST.encode() in query and GUEST in parse_qs(query.decode("latin-1"), keep_blank_values=True)


def _sends_file(scope: Scope) -> bool:
    return bool(scope["path"].startswith("/_stcore/upload_file/")) and scope.get("method") == "PUT"


class Often:
    """How often each address did one thing lately; an address that was quiet for long is forgotten."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._now = now
        self._free_at: dict[str, float] = {}  # when all that an address may do at once is free to it again

    def may(self, address: str) -> bool:
        """Whether ``address`` may do it once more; if so, that counts."""
        now = self._now()
        free_at = max(self._free_at.get(address, now), now) + self._rate.seconds / self._rate.times
        if free_at - now > self._rate.seconds:
            return False
        if len(self._free_at) >= self._rate.addresses:
            self._free_at = {one: at for one, at in self._free_at.items() if at > now}
        self._free_at[address] = free_at
        return True


class Rates:
    """ASGI middleware: who does too often what ``limits`` has a rate for is answered 429.

    The address is that of the visitor where a proxy that is believed says so (``Site.proxies``), else that of
    the connection; of IPv6 it is the network of 64 bits that one visitor has.
    """

    def __init__(self, app: ASGIApp, *, limits: Limits) -> None:
        self._app = app
        self._rules = (
            (_logs_in, Often(limits.logins)),
            (_comes_as_guest, Often(limits.guests)),
            (_sends_file, Often(limits.files)),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "lifespan":
            address = network_of(scope["client"][0] if scope.get("client") else "")
            for does, often in self._rules:
                if does(scope) and not often.may(address):
                    _log.warning("Te vaak vanaf %s: %s", address, does.__name__.strip("_"))
                    await refuse(scope, receive, send, 429, TOO_OFTEN)
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

"""Requests under a name that is not ours are refused: a website that points its own name at us gets nothing.

With such a name (DNS rebinding) its pages would count as ours in the browser of a visitor, on any network
that this visitor can reach.
"""

from __future__ import annotations

import logging
import re
from ipaddress import IPv6Address
from typing import TYPE_CHECKING, NamedTuple

from starlette.datastructures import Headers

from geo.language import mark
from serving.refused import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

SCHEMES = {"http": 80, "https": 443}

_log = logging.getLogger(__name__)
_PLACE = re.compile(
    r"(?:(?P<scheme>[a-z][a-z\d+.-]*)://)?(?P<name>\[[\da-f:.]+\]|\w(?:[\w.-]*\w)?)\.?(?::(?P<port>\d{1,5}))?",
    re.ASCII,
)


class Place(NamedTuple):
    """Where a browser says that it is: the scheme and the port only where they are said."""

    scheme: str | None
    name: str
    port: int | None

    def allows(self, scheme: str | None, name: str, port: int | None) -> bool:
        """Whether another place is this one; what is not said here, may be anything there."""
        return name == self.name and self.scheme in {None, scheme} and self.port in {None, port}


def place(text: str) -> Place | None:
    """Return the place in a Host header, an origin or a setting, in one spelling; None when it is none.

    Names are the same in capitals and with a dot at the end, addresses of IPv6 in each way to write them.
    """
    found = _PLACE.fullmatch(text.lower().removesuffix("/"))
    if found is None:
        return None
    name = found["name"]
    if name.startswith("["):
        try:
            name = f"[{IPv6Address(name[1:-1]).compressed}]"
        except ValueError:
            return None
    return Place(found["scheme"], name, int(found["port"]) if found["port"] else None)


def places(texts: Iterable[str]) -> tuple[Place, ...]:
    """Return the places in settings, which have been checked; what is none is left out."""
    return tuple(found for text in texts if (found := place(text)))


class OwnHosts:
    """ASGI middleware: the Host of each request, the websocket's too, is one of ``hosts``; otherwise 400."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = places(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it when it asks for another machine."""
        if scope["type"] == "lifespan" or self._is_ours(scope):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("host", "")
        _log.warning("Geweigerd: Host %.100r staat niet in HOSTS.", asked)
        why = mark(
            "Onder deze naam is het dashboard niet te bereiken; de beheerder zet toegestane namen in HOSTS."
        )
        await refuse(scope, receive, send, 400, why)

    def _is_ours(self, scope: Scope) -> bool:
        # a target with a host of its own overrules the header: no browser sends one to a server
        asked = Headers(scope=scope).getlist("host")
        found = place(asked[0]) if len(asked) == 1 and scope["path"].startswith("/") else None
        if found is None or found.scheme is not None:
            return False
        return any(host.name == found.name and host.port in {None, found.port} for host in self._hosts)

"""Requests that another website makes in a visitor's browser are refused before Streamlit sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from geo.language import mark
from serving.hosts import SCHEMES, place, places
from serving.refused import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from serving.hosts import Place


class SameOrigin:
    """ASGI middleware: an Origin header has to be the site that was asked, or one of ``also``.

    The site is the Host of the request, with the scheme that ``hosts`` gives for it (``https://name``), or
    http or https where none is given: behind a proxy the server cannot see which of the two a visitor uses.

    Streamlit checks this too, but not the scheme, and for each foreign origin it first asks a web service on
    the internet for the address of this machine, for up to five seconds in which nobody else is served.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], also: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = places(hosts)
        self._also = set(places(also))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403 when its origin is another site."""
        headers = Headers(scope=scope) if scope["type"] != "lifespan" else Headers()
        origin = place(headers.get("origin", ""))
        if "origin" not in headers or origin in self._also:
            await self._app(scope, receive, send)
        elif origin and self._is_asked(origin, headers.get("host", "")):
            await self._app(_with_host_of(headers["origin"], scope), receive, send)
        else:
            await refuse(scope, receive, send, 403, mark("Dit verzoek komt van een andere website."))

    def _is_asked(self, origin: Place, host: str) -> bool:
        asked, standard = place(host), SCHEMES.get(origin.scheme or "")
        return (
            asked is not None
            and standard is not None
            and (origin.name, origin.port or standard) == (asked.name, asked.port or standard)
            and any(known.allows(origin.scheme, asked.name, asked.port) for known in self._hosts)
        )


def _with_host_of(origin: str, scope: Scope) -> Scope:
    """Return ``scope`` with its Host spelled as in ``origin``, which names the same.

    Streamlit compares the two letter by letter; a proxy may add the port that a browser leaves out.
    """
    spelled = (b"host", origin.partition("://")[2].encode("latin-1"))
    return {
        **scope,
        "headers": [spelled if name == b"host" else (name, value) for name, value in scope["headers"]],
    }

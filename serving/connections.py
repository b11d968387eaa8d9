"""Connections: so many an address and so many in all, and none that stays without a complete request.

Over the connections of a proxy that is believed come many: what one visitor has open at the same time is
counted by ``AtOnce``, request by request.

Streamlit makes the configuration of its server, uvicorn, itself, and uvicorn has no such limits. ``install``
is the one place that changes what they made; ``tests/test_connections.py`` fails when an upgrade goes
round it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from functools import cache, partial
from ipaddress import ip_address, ip_network
from socket import IPPROTO_TCP, TCP_NODELAY
from typing import TYPE_CHECKING, Any, Protocol, cast

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from geo.language import LANGUAGES, mark, reading, say
from serving.rates import network_of
from serving.refused import refuse

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterable

    import h11
    from starlette.types import ASGIApp, Receive, Scope, Send

    from serving.limits import Limits

_log = logging.getLogger(__name__)

_BUSY = mark("Het is nu te druk; probeer het zo opnieuw.")
_HEAD = (
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
    "Content-Length: {}\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
)


@cache
def _refusal() -> bytes:
    """Return the answer to who is not let in, in every language: nothing is read of what they ask."""
    told = []
    for code in LANGUAGES:
        with reading(code):
            told.append(say(_BUSY))
    body = "\n".join(told).encode()
    return _HEAD.format(len(body)).encode() + body


def address_of(transport: asyncio.BaseTransport) -> str:
    """Return the address that a connection comes from; "" when it comes over no network."""
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if isinstance(peer, tuple) else ""


def send_at_once(transport: asyncio.BaseTransport) -> None:
    """Let nothing wait until the other side has confirmed what was sent before it, which may take 40 ms.

    An answer is sent in two parts, a picture in many. asyncio sees to this itself, but takes what Streamlit's
    socket accepts for no TCP (its ``proto`` is 0).
    """
    transport.get_extra_info("socket").setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)


class Connection(Protocol):
    """A connection that can make way for another."""

    def makes_way(self) -> bool:
        """Close when nothing is asked or answered here at the moment; whether it did."""


class Door:
    """Who is inside. When it is full, the connection that waits longest makes way for a new one.

    ``proxies`` are addresses and networks behind which many stand: of those no number is too large, within
    what there is for all.
    """

    def __init__(self, limits: Limits, proxies: Iterable[str] = ()) -> None:
        self.limits = limits
        self._proxies = tuple(ip_network(proxy) for proxy in proxies)
        self._most = limits.most_connections
        self._address: dict[Connection, str] = {}  # the one that has waited longest first
        self._inside: dict[str, dict[Connection, None]] = {}

    def lets_in(self, connection: Connection, address: str) -> bool:
        """Count ``connection`` in, or return False: everybody inside is being served."""
        is_proxy, address = self._is_proxy(address), network_of(address)
        own = self._inside.get(address, {})
        if not is_proxy and len(own) >= self.limits.address_connections and not self._makes_room(own):
            return False
        if len(self._address) >= self._most and not self._makes_room(self._address):
            return False
        self._address[connection] = address
        self._inside.setdefault(address, {})[connection] = None
        return True

    def lets_out(self, connection: Connection) -> None:
        """Count ``connection`` out; once it is, nothing happens."""
        address = self._address.pop(connection, None)
        if address is None:
            return
        self._inside[address].pop(connection)
        if not self._inside[address]:
            del self._inside[address]

    def waits_again(self, connection: Connection) -> None:
        """Put ``connection`` at the end of the line: it has just been served."""
        address = self._address.pop(connection, None)
        if address is not None:
            self._address[connection] = address
            self._inside[address][connection] = self._inside[address].pop(connection)

    def _is_proxy(self, address: str) -> bool:
        if not (self._proxies and address):
            return False
        found = ip_address(address)
        return any((getattr(found, "ipv4_mapped", None) or found) in proxy for proxy in self._proxies)

    def _makes_room(self, line: dict[Any, Any]) -> bool:
        found = next((connection for connection in line if connection.makes_way()), None)
        if found is not None:
            self.lets_out(found)
        return found is not None


class AtOnce:
    """ASGI middleware: so many requests and websockets of one visitor at the same time; one more is 503."""

    def __init__(self, app: ASGIApp, *, limits: Limits) -> None:
        self._app = app
        self._most = limits.address_connections
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        address = network_of(scope["client"][0] if scope.get("client") else "")
        if self._open[address] >= self._most:
            _log.warning("Verzoek van %s geweigerd: er zijn er al zo veel als er mogen zijn.", address)
            await refuse(scope, receive, send, 503, _BUSY)
            return
        self._open[address] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


class GuardedHttp(H11Protocol):
    """An HTTP connection that is counted, and closed when no complete request comes or none is ever done."""

    def __init__(self, *, door: Door, **options: Any) -> None:  # noqa: ANN401 uvicorn hands them on
        super().__init__(**options)
        self._door = door
        self._since = self.loop.time()
        self._clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, or refuse it when there is no room."""
        super().connection_made(transport)
        address = address_of(transport)
        if address:
            send_at_once(transport)
        if self._door.lets_in(self, address):
            self._start_clock()
        else:
            _log.warning("Verbinding van %s geweigerd: er zijn er al zo veel als er mogen zijn.", address)
            transport.write(_refusal())
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection out."""
        self._stop_clock()
        self._door.lets_out(self)
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the connection over to the protocol of the websocket, which counts it from here."""
        self._stop_clock()
        self._door.lets_out(self)
        super().handle_websocket_upgrade(event)

    def on_response_complete(self) -> None:
        """Wait for the next request, with a new clock."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._door.waits_again(self)
            self._start_clock()

    def makes_way(self) -> bool:
        """Close when there is no request, and nothing left to send."""
        if not self._waits():
            return False
        self.transport.close()
        return True

    def _waits(self) -> bool:
        served = self.cycle is None or self.cycle.response_complete
        return served and not self.transport.get_write_buffer_size()

    def _start_clock(self) -> None:
        self._stop_clock()
        self._since = self.loop.time()
        self._clock = self.loop.call_later(self._door.limits.head_seconds, self._out_of_time)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _out_of_time(self) -> None:
        """Close what waits too long; look again at what is being served, which may take longer."""
        limits = self._door.limits
        if self._waits() or self.loop.time() - self._since > limits.exchange_seconds:
            self.transport.abort()
        else:
            self._clock = self.loop.call_later(limits.head_seconds, self._out_of_time)


class GuardedWebSocket(WebSocketsSansIOProtocol):
    """A websocket that is counted as a connection; uvicorn's pings find out when nobody is there."""

    def __init__(self, *, door: Door, **options: Any) -> None:  # noqa: ANN401 uvicorn hands them on
        super().__init__(**options)
        self._door = door

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection over: it was counted, so there is room."""
        super().connection_made(transport)
        self._door.lets_in(self, address_of(transport))

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection out."""
        self._door.lets_out(self)
        super().connection_lost(exc)

    def makes_way(self) -> bool:
        """Stay: it is somebody's page."""
        return False


def guard(config: uvicorn.Config, limits: Limits, proxies: Iterable[str] = ()) -> None:
    """Put our limits in a configuration that is loaded; ``proxies`` as ``Door`` has them.

    Out goes the name of the server on each answer, and the belief in ``X-Forwarded-For`` and ``-Proto``:
    anyone on this machine can say those.
    """
    door = Door(limits, proxies)
    config.http_protocol_class = cast("type[asyncio.Protocol]", partial(GuardedHttp, door=door))
    config.ws_protocol_class = cast("type[asyncio.Protocol]", partial(GuardedWebSocket, door=door))
    config.ws_max_size = limits.message_bytes
    config.backlog = limits.accepted_at_once  # asyncio accepts as many in one go, before any is counted
    config.encoded_headers = [(name, value) for name, value in config.encoded_headers if name != b"server"]
    if isinstance(config.loaded_app, ProxyHeadersMiddleware):
        config.loaded_app = config.loaded_app.app


def install(limits: Limits, proxies: Iterable[str] = ()) -> None:
    """Guard every server that this process starts from now on; ``proxies`` as ``Door`` has them."""
    limits.take_handles()
    start = uvicorn.Server.startup

    async def guarded(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        queue = server.config.backlog
        guard(server.config, limits, proxies)
        await start(server, sockets)
        for listening in sockets or ():
            # who comes at once with many others waits there, instead of being dropped
            listening.listen(queue)

    uvicorn.Server.startup = guarded  # type: ignore[method-assign, assignment]

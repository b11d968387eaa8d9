"""Who is let in: half requests do not stay, and nobody takes the room of all others."""

from __future__ import annotations

import asyncio
import resource
import socket
import time
import tomllib
from collections import deque
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from pages.parts.map_view import MAX_BYTES
from serving.connections import AtOnce, Door, GuardedHttp, address_of
from serving.limits import Limits
from serving.paced import Paced
from serving.rates import network_of
from tests.server import ROOT
from tests.toy_guarded import HALF, HELLO, answer, connected, guarded, hello, until

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from tests.server import Server

pytestmark = pytest.mark.whole
ROOM = Limits(address_connections=3)
QUICK = Limits(head_seconds=0.3)


# --- time ---


@pytest.mark.parametrize("sends", [b"", HALF, HELLO + HALF], ids=["nothing", "half", "half after a whole"])
def test_a_connection_without_a_complete_request_is_closed(sends: bytes) -> None:
    with guarded(hello, QUICK) as port, connected(port, sends=sends) as (slow,):
        begin = time.monotonic()
        while answer(slow):
            pass  # the answer to the whole request
        assert time.monotonic() - begin > 0.2  # and before the patience of the socket was at its end


def test_a_head_that_comes_in_drops_does_not_keep_the_connection() -> None:
    with guarded(hello, QUICK) as port, connected(port, sends=HALF) as (slow,):
        until(lambda: not _takes_more(slow, b"a"))


def test_no_part_of_an_answer_waits_for_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[asyncio.Transport] = []
    made = GuardedHttp.connection_made

    def take(connection: GuardedHttp, transport: asyncio.Transport) -> None:
        made(connection, transport)
        taken.append(transport)

    monkeypatch.setattr(GuardedHttp, "connection_made", take)
    with guarded(hello, Limits()) as port, connected(port):
        until(lambda: bool(taken))
        assert taken[0].get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def slow_answer(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(1)
    await hello(scope, receive, send)


def test_an_answer_may_take_longer_than_a_head() -> None:
    with guarded(slow_answer, QUICK) as port, connected(port, sends=HELLO) as (one,):
        assert answer(one).startswith(b"HTTP/1.1 200")


def test_but_not_for_ever() -> None:
    limits = Limits(head_seconds=0.1, exchange_seconds=0.3)
    with guarded(slow_answer, limits) as port, connected(port, sends=HELLO) as (one,):
        assert answer(one) == b""


@pytest.mark.parametrize("paced", [True, False])
def test_who_does_not_read_does_not_make_the_server_hold_an_answer(paced: bool) -> None:
    whole, handed_over = b"a" * 40_000_000, []

    async def much(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": whole})
        handed_over.append(scope["path"])

    with guarded(Paced(much) if paced else much, Limits()) as port, connected(port, sends=HELLO) as (slow,):
        assert slow.recv(1) == b"H"
        if paced:
            time.sleep(0.3)  # nothing tells that it waits
            assert not handed_over
        else:
            until(lambda: bool(handed_over))
        read = 1
        while read < len(whole):
            read += len(slow.recv(1_000_000))
        until(lambda: bool(handed_over))


# --- room ---


def test_half_requests_take_nobodys_place() -> None:
    with (
        guarded(hello, ROOM) as port,
        connected(port, 20, HALF) as half,
        connected(port, sends=HELLO) as (one,),
    ):
        assert answer(one).startswith(b"HTTP/1.1 200")
        assert answer(half[0]) == b""  # the oldest made way


def test_when_everybody_is_being_served_the_next_is_told_to_come_back() -> None:
    asked = []

    async def count(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        await slow_answer(scope, receive, send)

    with guarded(count, ROOM) as port, connected(port, 3, HELLO) as served:
        until(lambda: len(asked) == 3)
        with connected(port) as (one,):
            told = answer(one)
        assert told.startswith(b"HTTP/1.1 503")
        assert b"Retry-After" in told
        assert "Het is nu te druk" in told.decode()
        assert "überlastet" in told.decode()  # nobody has said yet what they read
        assert all(answer(connection).startswith(b"HTTP/1.1 200") for connection in served)


def test_a_page_is_a_connection_and_makes_no_way() -> None:
    with guarded(hello, Limits(address_connections=2)) as port, connect(f"ws://127.0.0.1:{port}/") as page:
        with connect(f"ws://127.0.0.1:{port}/"), connected(port, sends=HELLO) as (refused,):
            assert answer(refused).startswith(b"HTTP/1.1 503")
        with connected(port, sends=HELLO) as (welcome,):
            assert answer(welcome).startswith(b"HTTP/1.1 200")
        page.send(b"abc")
        assert page.recv() == "3"


def test_fifty_pages_behind_one_proxy_fit() -> None:
    assert Limits().address_connections >= 50 * 7
    assert Limits().most_connections > Limits().address_connections


class Waiting:
    """A connection that makes way, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def makes_way(self) -> bool:
        self.asked += 1
        return True


def test_no_address_takes_the_room_of_another() -> None:
    door = Door(Limits(address_connections=2))
    first, second, third, other = (Waiting() for _ in range(4))
    assert door.lets_in(other, "10.0.0.2")
    assert all(door.lets_in(one, "10.0.0.1") for one in (first, second, third))
    assert [one.asked for one in (first, second, third, other)] == [1, 0, 0, 0]


def test_behind_a_proxy_each_visitor_has_the_room_of_one() -> None:
    """Four connections come from the proxy, which may have more than two; its visitors have two each."""
    limits, proxies = Limits(address_connections=2), ["127.0.0.1"]
    app = ProxyHeadersMiddleware(AtOnce(slow_answer, limits=limits), proxies)  # type: ignore[arg-type]
    visitors = ("10.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.2")
    with guarded(app, limits, proxies) as port, connected(port, count=4) as lines:  # type: ignore[arg-type]
        for line, visitor in zip(lines, visitors, strict=True):
            line.sendall(f"GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {visitor}\r\n\r\n".encode())
        told = sorted(answer(line).split()[1] for line in lines[:3])
        assert told == [b"200", b"200", b"503"]
        assert answer(lines[3]).split()[1] == b"200"
        until(lambda: not app.app._open)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("address", "inside"),
    [("10.0.4.7", 4), ("::ffff:10.0.4.7", 4), ("2001:db8::1", 4), ("10.0.5.7", 2), ("2001:db8::2", 2)],
)
def test_only_a_proxy_that_is_believed_has_more_room(address: str, inside: int) -> None:
    door = Door(Limits(address_connections=2), ["10.0.4.0/24", "2001:db8::1"])
    lines = [type("Staying", (), {"makes_way": lambda _: False})() for _ in range(4)]
    assert sum(door.lets_in(line, address) for line in lines) == inside


def test_who_was_just_served_makes_way_last() -> None:
    door = Door(Limits(address_connections=2))
    first, second, third = (Waiting() for _ in range(3))
    assert door.lets_in(first, "10.0.0.1")
    assert door.lets_in(second, "10.0.0.1")
    door.waits_again(first)
    assert door.lets_in(third, "10.0.0.1")
    assert [one.asked for one in (first, second, third)] == [0, 1, 0]


def test_all_together_never_take_the_last_file_handle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (4, 4))
    door = Door(Limits(spare_handles=2))
    first, second, third = (Waiting() for _ in range(3))
    assert all(door.lets_in(one, f"10.0.0.{n}") for n, one in enumerate((first, second, third)))
    assert first.asked == 1


@pytest.mark.parametrize(
    ("soft", "hard", "most", "after"),
    [
        (1_024, 1_024, 724, 1_024),
        (256, 1_000_000, 2_000, 2_300),  # a shell that starts with few
        (256, 256, 128, 256),
        (20_000, 20_000, 2_000, 20_000),
        (resource.RLIM_INFINITY, resource.RLIM_INFINITY, 2_000, resource.RLIM_INFINITY),
    ],
)
def test_there_are_handles_for_what_is_let_in(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, most: int, after: int
) -> None:
    now = [(soft, hard)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: now[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, handles: now.append(handles))
    limits = Limits()
    limits.take_handles()
    assert (now[-1], limits.most_connections) == ((after, hard), most)


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        (("10.0.0.1", 5), "10.0.0.1"),
        (("::ffff:10.0.0.1", 5, 0, 0), "10.0.0.1"),
        (("2001:db8:1:2:3:4:5:6", 5, 0, 0), "2001:db8:1:2::"),
        (("fe80::1%eth0", 5, 0, 3), "fe80::"),
        ("", ""),
    ],
)
def test_one_visitor_is_one_address(peer: object, address: str) -> None:
    transport = SimpleNamespace(get_extra_info=lambda _: peer)
    assert network_of(address_of(transport)) == address  # type: ignore[arg-type]


# --- what is told and believed ---


def test_a_message_may_not_be_larger_than_a_page_needs() -> None:
    with guarded(hello, Limits(message_bytes=1_000)) as port, connect(f"ws://127.0.0.1:{port}/") as page:
        page.send(b"a" * 1_000)
        assert page.recv() == "1000"
        page.send(b"a" * 1_001)
        with pytest.raises(ConnectionClosed) as closed:
            page.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009


async def tell_who(scope: Scope, receive: Receive, send: Send) -> None:
    told = f"{scope['client'][0]} {scope['scheme']}".encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": told})


def test_what_a_proxy_says_about_a_visitor_is_not_believed() -> None:
    says = HELLO[:-2] + b"X-Forwarded-For: 10.9.8.7\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
    with guarded(tell_who, Limits()) as port, connected(port, sends=says) as (one,):
        told = b""
        while part := answer(one):
            told += part
        assert b"127.0.0.1 http" in told
        assert b"10.9.8.7" not in told


# --- the whole dashboard: this fails when Streamlit or uvicorn go round our hook ---


def test_the_dashboard_has_a_door(start_server: Callable[..., Server]) -> None:
    server = start_server(CONNECTIONS="5", wait_for="/healthz")
    with connected(server.port, 30, HALF) as half:
        assert server.get("/healthz").status == 200
        assert answer(half[0]) == b""
        assert _is_open(half[-1])
    assert "server" not in server.get("/healthz").headers


@pytest.mark.slow
def test_the_dashboard_takes_small_messages_and_sends_the_largest_map(server: Server) -> None:
    limits = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
    assert limits["maxMessageSize"] * 1_000_000 >= 4 * MAX_BYTES  # each sign quoted, and quoted again
    with connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", origin=Origin(server.url)) as page:
        page.send(b"\0" * (limits["maxWidgetStateSize"] * 1_000_000 + 1))
        with pytest.raises(ConnectionClosed) as closed:
            deque(iter(lambda: page.recv(timeout=10), None))
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009
    assert "exceeds the limit" not in server.log.read_text(encoding="utf-8")  # stopped before it was whole


def _takes_more(connection: socket.socket, part: bytes) -> bool:
    try:
        connection.sendall(part)
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _is_open(connection: socket.socket) -> bool:
    connection.settimeout(0.2)
    try:
        return connection.recv(1) != b""
    except TimeoutError:
        return True

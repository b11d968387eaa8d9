"""Under which names the dashboard answers, and to which pages: no other website drives it."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from serving.hosts import Place, place

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server import Server

ROUTES = (
    "/",
    "/regios",
    "/healthz",
    "/readyz",
    "/assets/none/1/x",
    "/static/js/x.js",
    "/_stcore/health",
    "/media/x",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("localhost", Place(None, "localhost", None)),
        ("Beeld.Example.NL.:8501", Place(None, "beeld.example.nl", 8501)),
        ("https://beeld.example.nl", Place("https", "beeld.example.nl", None)),
        ("https://beeld.example.nl:8443/", Place("https", "beeld.example.nl", 8443)),
        ("[::1]:8501", Place(None, "[::1]", 8501)),
        ("http://[0:0:0::1]", Place("http", "[::1]", None)),
        ("file://localhost", Place("file", "localhost", None)),
        ("", None),
        ("null", Place(None, "null", None)),
        ("[::1", None),
        ("[1::2::3]", None),
        ("localhost:port", None),
        ("user@localhost", None),
        ("localhost/healthz", None),
        ("localhost localhost", None),
        ("evil.example#localhost", None),
    ],
)
def test_place(text: str, found: Place | None) -> None:
    assert place(text) == found


# --- the name that was asked for ---


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.5", ""]
)
def test_another_name_is_refused_on_every_route(server: Server, path: str, host: str) -> None:
    answer = server.get(path, {"Host": f"{host}:{server.port}" if host else ""})
    assert answer.status == 400
    assert b"HOSTS" in answer.body
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("host", ["localhost", "LocalHost.", "127.0.0.1", "[::1]", "[0:0::1]"])
@pytest.mark.parametrize("port", ["", ":9000"], ids=["standard port", "a port that was forwarded"])
def test_this_machine_is_ours_in_every_spelling(server: Server, host: str, port: str) -> None:
    assert server.get("/healthz", {"Host": host + port}).status == 200


def test_a_website_that_points_its_name_at_us_gets_no_websocket(server: Server) -> None:
    """DNS rebinding: the page has the same origin as what it asks for, but its name is not one of ours."""
    evil = f"evil.example:{server.port}"
    assert websocket_status(server, evil, f"http://{evil}") == 403
    assert websocket_status(server, f"localhost:{server.port}", f"http://localhost:{server.port}") == 101


@pytest.mark.parametrize(
    "head",
    [
        "GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost",
        "GET http://localhost/healthz HTTP/1.1\r\nHost: evil.example",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example",
        "GET /healthz HTTP/1.1",
        "GET /healthz HTTP/1.0",
    ],
)
def test_a_request_that_does_not_say_one_name_is_refused(server: Server, head: str) -> None:
    assert raw_status(server, head) == 400


# --- the page that asks ---


@pytest.mark.parametrize("scheme", ["ftp", "file", "chrome-extension", "ws"])
def test_the_scheme_is_part_of_an_origin(server: Server, scheme: str) -> None:
    host = f"127.0.0.1:{server.port}"
    assert websocket_status(server, host, f"{scheme}://{host}") == 403
    assert server.get("/_stcore/health", {"Origin": f"{scheme}://{host}"}).status == 403


@pytest.mark.parametrize(
    "origin", ["http://localhost:{}", "http://user@127.0.0.1:{}", "http://127.0.0.1:{}/x", "127.0.0.1:{}"]
)
def test_what_only_resembles_our_origin_is_refused(server: Server, origin: str) -> None:
    assert server.get("/_stcore/health", {"Origin": origin.format(server.port)}).status == 403


def test_names_that_were_given(start_server: Callable[..., Server]) -> None:
    hosts = "https://Beeld.Example.nl., intern.example, http://kaart.example:8080"
    server = start_server(wait_for="/healthz", HOSTS=hosts)
    for host, status in {
        "beeld.example.nl": 200,
        "BEELD.example.nl.": 200,
        "intern.example:1234": 200,
        "kaart.example:8080": 200,
        "localhost": 200,
        "kaart.example": 400,
        "example.nl": 400,
        "x.beeld.example.nl": 400,
    }.items():
        assert server.get("/healthz", {"Host": host}).status == status, host
    for origin, host, status in (
        ("https://beeld.example.nl", "beeld.example.nl", 101),
        ("https://beeld.example.nl:443", "Beeld.example.nl.", 101),
        ("http://beeld.example.nl", "beeld.example.nl", 403),  # it has TLS: what came without may be anyone's
        ("https://intern.example", "beeld.example.nl", 403),
        ("http://intern.example", "intern.example", 101),
        ("https://intern.example", "intern.example:443", 101),
        ("http://kaart.example:8080", "kaart.example:8080", 101),
        ("http://kaart.example", "kaart.example:8080", 403),
    ):
        assert websocket_status(server, host, origin) == status, (origin, host)
    assert "evil" not in server.log.read_text(encoding="utf-8")


def websocket_status(server: Server, host: str, origin: str) -> int:
    """Open Streamlit's websocket as a page from ``origin`` would and return the HTTP status."""
    return raw_status(
        server,
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==",
    )


def raw_status(server: Server, head: str) -> int:
    """Send ``head`` as it is and return the HTTP status."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(f"{head}\r\n\r\n".encode())
        return int(connection.recv(4096).split()[1])

"""What the server answers beside the pages: assets, readiness, headers, and what it refuses."""

from __future__ import annotations

import gzip
import re
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from geo import layers
from geo.errors import StoreError
from geo.settings import TILE_SOURCES
from serving.headers import policies, script_hashes
from serving.pages import page_names
from serving.routes import Readiness
from tests.server import ROOT, free_port
from tests.toy_pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.server import Answer, Server

GZIP = {"Accept-Encoding": "gzip"}
NAMES = (
    "leaflet/leaflet.js",
    "leaflet/leaflet.css",
    "leaflet/images/layers.png",
    "boundaries/regions.json",
    "boundaries/municipalities-VR23.json",
    "boundaries/municipalities-DE05154.json",
    "boundaries/districts.json",
    "boundaries/borders.json",
    "boundaries/borders-detail.json",
)


# --- assets ---


@pytest.mark.parametrize("name", NAMES)
def test_asset_is_the_same_plain_and_compressed_and_kept_forever(server: Server, name: str) -> None:
    plain, packed = server.get(layers.asset_url(name)), server.get(layers.asset_url(name), GZIP)
    assert (plain.status, packed.status) == (200, 200)
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "immutable" in packed.headers["Cache-Control"]
    assert "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("leaflet/leaflet.js", "text/javascript; charset=utf-8"),
        ("leaflet/leaflet.css", "text/css; charset=utf-8"),
        ("boundaries/regions.json", "application/json"),
    ],
)
def test_media_type(server: Server, name: str, media_type: str) -> None:
    assert server.get(layers.asset_url(name)).headers["Content-Type"] == media_type


def test_every_layer_script_has_an_address() -> None:
    for path in (ROOT / "geo" / "layers").glob("*.js"):
        assert layers.asset_url(f"layers/{path.name}").endswith(f"/{path.name}")


def test_an_unknown_asset_is_named() -> None:
    with pytest.raises(KeyError, match=r"leaflet/nothing\.js"):
        layers.asset_url("leaflet/nothing.js")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/boundaries/0000/regions.json",  # another version
        "/assets/leaflet/1.9.3/nothing.js",
        "/assets/nothing/1/leaflet.js",
        "/assets/leaflet/1.9.3/../1.9.3/leaflet.js",
        "/assets/leaflet/1.9.3/%2e%2e/leaflet.js",
        "/assets/leaflet/1.9.3/..%2f__init__.py",
        "/assets/leaflet/1.9.3//etc/passwd",
        "/assets/leaflet/1.9.3/leaflet.js%00",
    ],
)
def test_nothing_else_is_served(server: Server, path: str) -> None:
    assert server.get(path).status in {400, 404}


# --- alive and ready ---


def test_alive(server: Server) -> None:
    answer = server.get("/healthz")
    assert (answer.status, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_with_the_demo_data(server: Server) -> None:
    told = server.get("/readyz").json()
    assert told["status"] == "ready"
    assert told["activations"] == 56
    assert told["housing"] > 400
    assert isinstance(told["version"], int)


def test_not_ready_while_somebody_else_is_still_looking() -> None:
    entered, finish = threading.Event(), threading.Event()

    def look() -> dict[str, object]:
        entered.set()
        finish.wait(10)
        return {"version": 1}

    readiness = Readiness(look, StoreError)
    warm_up = threading.Thread(target=readiness.answer)
    warm_up.start()
    entered.wait(10)
    assert readiness.answer() == {"status": "starting"}
    finish.set()
    warm_up.join(10)
    assert readiness.answer() == {"status": "ready", "version": 1}


def test_unavailable_and_back_without_a_restart() -> None:
    answers: Iterator[StoreError | None] = iter([None, StoreError("away"), StoreError("away"), None])

    def look() -> dict[str, object]:
        error = next(answers)
        if error is not None:
            raise error
        return {}

    readiness = Readiness(look, StoreError)
    states = [readiness.answer()["status"] for _ in range(4)]
    assert states == ["ready", "unavailable", "unavailable", "ready"]


def settled(server: Server, seconds: float = 30) -> Answer:
    """Ask whether the server is ready until it knows: while it looks for the first time, it is starting."""
    deadline = time.monotonic() + seconds
    while True:
        answer = server.get("/readyz")
        if answer.json()["status"] != "starting" or time.monotonic() > deadline:
            return answer
        time.sleep(0.1)


def test_a_database_that_is_away_is_told_without_saying_where(
    start_server: Callable[..., Server], tmp_path: Path
) -> None:
    away = f"postgresql+psycopg://someone:secret@127.0.0.1:{free_port()}/picture"
    server = start_server(tmp_path, wait_for="/healthz", DATABASE_URL=away)
    assert server.get("/healthz").status == 200
    answer = settled(server)
    assert (answer.status, answer.json()["status"]) == (503, "unavailable")
    assert b"secret" not in answer.body
    log = server.log.read_text(encoding="utf-8")
    assert "secret" not in log
    assert "/picture" in log  # who runs it can read which one


@pytest.mark.slow
def test_a_wrong_setting_is_told_in_one_line_at_the_start() -> None:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())]
    done = subprocess.run(
        command, cwd=ROOT, env={"TILES": "google"}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "TILES='google'" in done.stderr
    assert "Traceback" not in done.stderr


# --- the document ---


@pytest.mark.parametrize("path", ["/", "/gegevens?thema=wonen", "/uitleg"])
def test_the_document_is_in_our_language(server: Server, path: str) -> None:
    answer = server.get(path)
    html = answer.body.decode()
    assert answer.headers["Cache-Control"] == "no-cache"
    assert '<html lang="nl">' in html
    assert "<title>Operationeel beeld" in html
    assert "JavaScript aan" in html
    assert not re.search(r"Streamlit<|agent|You need", html)


@pytest.mark.parametrize(
    ("path", "code", "loading", "script"),
    [
        ("/", "de", "Das Lagebild wird geladen", "Schalten Sie JavaScript ein"),
        ("/grensstreek?taal=fr", "fr", "Chargement de la situation", "Activez JavaScript"),
    ],
)
def test_the_document_is_in_the_language_of_the_link_else_of_the_browser(
    server: Server, path: str, code: str, loading: str, script: str
) -> None:
    answer = server.get(path, {"Accept-Language": "de-DE,de;q=0.9,en;q=0.5"})
    html = answer.body.decode()
    assert "Accept-Language" in answer.headers["Vary"]
    assert f'<html lang="{code}">' in html
    assert loading in html
    assert script in html
    assert "geladen …" not in html.replace(f"{loading} …", "")


def test_files_and_the_way_back_from_a_login_are_streamlits_own(server: Server) -> None:
    assert server.get("/favicon.png").headers["Content-Type"] == "image/png"
    assert server.get("/oauth2callback").headers["Location"] == "/"


# --- headers ---


@pytest.mark.parametrize(
    "path", ["/", "/gegevens?thema=wonen", "/healthz", "/assets/none/1/x", "/_stcore/health"]
)
def test_headers_on_every_answer(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Server" not in headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]


def test_only_the_map_component_may_evaluate_and_be_framed(server: Server) -> None:
    headers = server.get("/component/streamlit_folium.st_folium/index.html").headers
    policy = headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src 'self' 'unsafe-inline' 'unsafe-eval'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy


def test_an_export_is_kept_in_no_cache(server: Server) -> None:
    assert server.get("/media/none.csv").headers["Cache-Control"] == "no-store"


def test_tile_hosts_are_allowed_for_pictures_only() -> None:
    table = policies("", ("https://tiles.example",))
    assert "img-src 'self' data: https://tiles.example" in table["/component/"]
    assert table["/component/"].count("tiles.example") == 1
    assert not any("tiles.example" in policy for prefix, policy in table.items() if prefix != "/component/")


def test_every_tile_source_has_its_host() -> None:
    assert set(layers.TILE_HOSTS) == set(TILE_SOURCES)


def test_an_inline_script_is_allowed_by_its_hash() -> None:
    # openssl dgst -sha256 -binary <<< '' | base64, of an empty script
    assert script_hashes('<script></script><script src="x.js"></script>') == (
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    )


# --- what is refused ---


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/manifest.json"],
)
def test_hidden(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1"])
def test_foreign_origin(server: Server, origin: str) -> None:
    assert server.get("/_stcore/health", {"Origin": origin}).status == 403
    assert _websocket_status(server, origin) == 403


def test_own_origin(server: Server) -> None:
    assert server.get("/_stcore/health", {"Origin": server.url}).status == 200
    assert _websocket_status(server, server.url) == 101


def test_nothing_was_asked_of_the_internet(server: Server) -> None:
    assert "external IP" not in server.log.read_text(encoding="utf-8")


def _websocket_status(server: Server, origin: str) -> int:
    """Open Streamlit's websocket as a page from ``origin`` would and return the HTTP status."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        head = (
            f"GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {origin}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==\r\n\r\n"
        )
        connection.sendall(head.encode())
        return int(connection.recv(4096).split()[1])


# --- what is no page ---


def test_every_page_has_an_address_of_its_own() -> None:
    scripts = [ROOT / "pages" / name for name in PAGES]
    names = page_names(ROOT / "pages" / "main.py")
    assert len(set(names)) == len(scripts) - 1  # the first page is at /


@pytest.mark.parametrize("name", ["", *page_names(ROOT / "pages" / "main.py")])
def test_a_page_is_there(server: Server, name: str) -> None:
    assert (server.get(f"/{name}").status, server.get(f"/{name}?v=1").status) == (200, 200)


def test_a_slash_too_many_leads_to_the_page(server: Server) -> None:
    answer = server.get("/gegevens/?v=1")
    assert answer.status == 307
    assert answer.headers["Location"] == "/gegevens?v=1"


@pytest.mark.parametrize(
    "path",
    [
        "/nergens",
        "/%zz",
        "/.env",
        "/robots.txt",
        "/.well-known/security.txt",
        "/openapi.json",
        "/index.html",
        "/gegevens/meer",
        "/gegevens/_stcore/health",
        "/_stcore//metrics",
        "/a%0ab",
        "/{%25x%25}",
    ],
)
def test_what_is_no_page_is_not_found_and_says_so_in_dutch(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert "Deze pagina bestaat niet" in answer.body.decode()
    assert "Content-Security-Policy" in answer.headers


def test_what_is_no_page_is_not_found_in_the_language_of_the_browser(server: Server) -> None:
    said = server.get("/nergens", {"Accept-Language": "de-AT,de;q=0.9,en;q=0.8"}).body.decode()
    assert '<html lang="de">' in said
    assert "Diese Seite gibt es nicht" in said


# --- Streamlit's own files ---


def a_script(server: Server) -> str:
    found = re.search(r'src="\.(/static/js/[^"]+\.js)"', server.get("/").body.decode())
    assert found
    return found[1]


def test_scripts_are_packed_for_who_takes_gzip_and_the_same_for_who_does_not(server: Server) -> None:
    path = a_script(server)
    packed = server.get(path, {"Accept-Encoding": "gzip, br"})
    plain = server.get(path, {"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert "Content-Encoding" not in plain.headers
    assert "Content-Security-Policy" in packed.headers


def test_a_script_that_is_not_there_is_not_found(server: Server) -> None:
    for accepted in ("gzip", "identity"):
        answer = server.get("/static/js/none.js", {"Accept-Encoding": accepted})
        assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize("path", ["/static/../index.html", "/static/js/none.js", "/static/..%2f..%2fapp.js"])
def test_no_file_is_packed_that_is_not_there_to_be_served(server: Server, path: str) -> None:
    assert "Content-Encoding" not in server.get(path, {"Accept-Encoding": "gzip"}).headers

"""What who runs it can see: lines of JSON, /metrics behind its token, and a server that stops in order."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from typing import TYPE_CHECKING

import psutil
import pytest

from benchmarks.visitor import visiting
from serving.logs import network
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server import Server

TOKEN = "geheim-van-de-toets"  # noqa: S105 of this test


def lines(log: Path) -> list[dict[str, object]]:
    """Return the lines of JSON in a log; what Streamlit says at its start is none."""
    return [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]


def test_a_log_has_only_the_network_of_an_address() -> None:
    assert network("192.0.2.77") == "192.0.2.0"
    assert network("2001:db8:1:2:3:4:5:6") == "2001:db8:1::"
    assert network("unix:") == ""


def test_metrics_and_log_tell_what_happens_and_to_whom_they_may(start_server: Callable[..., Server]) -> None:
    server = start_server(LOG_FORMAT="json", METRICS_TOKEN=TOKEN)
    assert server.get("/metrics").status == 401
    assert server.get("/metrics", {"Authorization": "Bearer ander"}).status == 401

    async def visit() -> str:
        async with visiting(server.url, query="v=1") as visitor:
            await visitor.go("vergelijken")
            answer = await asyncio.to_thread(server.get, "/metrics", {"Authorization": f"Bearer {TOKEN}"})
            assert answer.status == 200
            return answer.body.decode()

    told = asyncio.run(visit())
    for line in (
        "beeld_sessions 1.0",
        "beeld_ready 1.0",
        'beeld_run_seconds_count{page="vergelijken"} 1.0',
        "beeld_store_version ",
        'beeld_requests_total{kind="http",status="401"} 2.0',
    ):
        assert line in told
    asked = server.get("/vergelijken?gast=geheim", {"X-Request-ID": "0123456789abcdef"})
    assert asked.headers["X-Request-ID"] == "0123456789abcdef"

    def told_of_it() -> list[dict[str, object]]:  # beside what else is logged during a request
        return [
            one for one in lines(server.log) if one.get("request") == "0123456789abcdef" and "action" in one
        ]

    eventually(lambda: bool(told_of_it()))
    (line,) = told_of_it()
    assert (line["action"], line["object"], line["result"]) == ("GET", "/vergelijken", 200)
    assert line["origin"] == "127.0.0.0"
    assert "geheim" not in server.log.read_text()


def test_without_a_token_there_are_no_metrics(server: Server) -> None:
    assert server.get("/metrics").status == 404


@pytest.mark.slow  # it waits for a server to stop
def test_a_server_that_stops_first_says_so_and_then_tells_its_pages_to_go(
    start_server: Callable[..., Server],
) -> None:
    server = start_server(DRAIN_SECONDS="2")

    async def stay() -> str:
        async with visiting(server.url) as visitor:
            os.kill(server.pid, signal.SIGTERM)
            await asyncio.to_thread(eventually, lambda: server.get("/readyz").status == 503)
            assert server.get("/healthz").status == 200
            await visitor.rerun()  # who is there is still served
            try:
                while True:
                    await visitor._next()
            except Exception as closed:  # noqa: BLE001 it is what is looked at
                return str(closed)

    assert "1012" in asyncio.run(stay())
    eventually(lambda: not psutil.pid_exists(server.pid) or psutil.Process(server.pid).status() == "zombie")

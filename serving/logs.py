"""The log, as text or as lines of JSON; and a line for each request, with its number, without its query."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, MutableHeaders

from geo.metrics import REQUESTS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FIELDS = ("action", "object", "result", "origin", "actor", "request", "seconds")
"""What a line may tell beside its text (BIO2 8.15.01); given to the logger as ``extra``."""

_NAMELESS = ("/reports/", "/_stcore/upload_file/")  # what follows is the name of a file, or of a session
_NUMBER = re.compile(r"[0-9a-zA-Z-]{8,64}")
_request: ContextVar[str] = ContextVar("request", default="")
_requests = logging.getLogger("serving.requests")
_OURS = ("geo", "serving", "pages")


class JsonLines(logging.Formatter):
    """One line of JSON for each event: when, how serious, where in the code, what, and ``FIELDS``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of an error the kind and the place, as its text may hold a record."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        given = {"request": _request.get()} | vars(record)
        told |= {name: given[name] for name in FIELDS if given.get(name) not in {None, ""}}
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
        return json.dumps(told, ensure_ascii=False)


def write_json() -> None:
    """Let every logger that there is now write lines of JSON; ours tell of each request and each change."""
    named = [log for log in logging.root.manager.loggerDict.values() if isinstance(log, logging.Logger)]
    handlers = {handler for log in (logging.root, *named) for handler in log.handlers}
    for handler in {*handlers, *filter(None, [logging.lastResort])}:
        handler.setFormatter(JsonLines())
    lines = logging.StreamHandler(sys.stdout)
    lines.setFormatter(JsonLines())
    for name in _OURS:
        logging.getLogger(name).addHandler(lines)
        logging.getLogger(name).setLevel(logging.INFO)


def network(address: str) -> str:
    """Return of an address the network only, as it stands in a log: of a person it tells no more."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False).network_address)


class Told:
    """ASGI middleware: counts each request, numbers it, and tells of it where there is who listens.

    The number is the one that a proxy gave (``X-Request-ID``), and goes back with the answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and tell how it ended."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        number = given if _NUMBER.fullmatch(given) else secrets.token_hex(8)
        before, begun, status = _request.set(number), time.monotonic(), 0

        async def send_numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = number
            elif message["type"] == "websocket.accept":
                status = 101
            await send(message)

        try:
            await self._app(scope, receive, send_numbered)
        finally:
            _request.reset(before)
            REQUESTS.labels(kind=scope["type"], status=str(status)).inc()
            if _requests.isEnabledFor(logging.INFO):
                _requests.info("", extra=_told(scope, number, status, time.monotonic() - begun))


def _told(scope: Scope, number: str, status: int, seconds: float) -> dict[str, Any]:
    client, path = scope.get("client"), scope["path"]
    nameless = next((prefix for prefix in _NAMELESS if path.startswith(prefix)), path)
    return {
        "action": scope.get("method", "WEBSOCKET"),
        "object": nameless,
        "result": status,
        "origin": network(client[0]) if client else "",
        "request": number,
        "seconds": round(seconds, 3),
    }

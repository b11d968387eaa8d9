"""``/metrics`` for Prometheus: only with the token, and not there without a setting."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response
from starlette.routing import Route

from geo.metrics import REGISTRY, SESSIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

PATH = "/metrics"


def metrics_route(token: str, count_sessions: Callable[[], int]) -> list[Route]:
    """Return the route, none when ``token`` is "": what answers is 401 without ``Authorization: Bearer``."""
    if not token:
        return []
    SESSIONS.set_function(count_sessions)
    wanted = f"Bearer {token}".encode()

    def metrics(request: Request) -> Response:
        given = request.headers.get("Authorization", "").encode("latin-1")
        if not hmac.compare_digest(given, wanted):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        return Response(
            generate_latest(REGISTRY),
            headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"},
        )

    return [Route(PATH, metrics)]

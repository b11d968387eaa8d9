"""Routes beside the pages: assets that never change, and whether the server lives and is ready."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

_FOREVER = "public, max-age=31536000, immutable"
_NEVER = "no-store"

_log = logging.getLogger(__name__)


class Asset(Protocol):
    """A file for the browser, as it is and compressed."""

    @property
    def media_type(self) -> str:
        """Media type, with its charset where it is text."""

    @property
    def content(self) -> bytes:
        """The bytes as they are."""

    @property
    def gzipped(self) -> bytes:
        """The bytes compressed with gzip."""


class Readiness:
    """Whether the data can be shown, looked up afresh for each caller but never twice at the same time.

    Parameters
    ----------
    look
        Returns what is told when ready; may take long and may raise one of ``failures``.
    failures
        The errors that mean "not now": they are logged and looked at again for the next caller.
    """

    def __init__(
        self,
        look: Callable[[], Mapping[str, object]],
        failures: type[Exception] | tuple[type[Exception], ...],
    ) -> None:
        self._look = look
        self._failures = failures
        self._looking = threading.Lock()
        self._answer: dict[str, object] = {"status": "starting"}

    def answer(self) -> dict[str, object]:
        """Return the state; while somebody else is looking, the last known one, at once."""
        if self._looking.acquire(blocking=False):
            try:
                self._answer = {"status": "ready", **self._look()}
            except self._failures as error:
                if self._answer["status"] != "unavailable":
                    _log.warning("De gegevens zijn niet beschikbaar: %s", error)
                self._answer = {"status": "unavailable"}
            finally:
                self._looking.release()
        return self._answer


def routes(find: Callable[[str, str, str], Asset | None], readiness: Readiness) -> list[Route]:
    """Return the routes; ``find`` gives the asset for bundle, version and file, or None."""

    def asset(request: Request) -> Response:
        found = find(**request.path_params)
        return Response(status_code=404) if found is None else _published(found, request)

    async def healthz(request: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": _NEVER})

    async def readyz(request: Request) -> Response:
        answer = await run_in_threadpool(readiness.answer)
        status = 200 if answer["status"] == "ready" else 503
        return JSONResponse(answer, status_code=status, headers={"Cache-Control": _NEVER})

    return [
        # a plain function: Starlette runs it in a thread, since the first look-up may read files
        Route("/assets/{bundle_name}/{version}/{file_name:path}", asset),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
    ]


def _published(found: Asset, request: Request) -> Response:
    headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(found.content, media_type=found.media_type, headers=headers)
    return Response(
        found.gzipped, media_type=found.media_type, headers=headers | {"Content-Encoding": "gzip"}
    )

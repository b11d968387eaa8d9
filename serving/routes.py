"""Routes beside the pages: assets that never change, reports to save, and whether the server is ready."""

from __future__ import annotations

import gc
import logging
import threading
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from geo.metrics import READY
from serving import contact

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping

    from starlette.requests import Request

_FOREVER = "public, max-age=31536000, immutable"
_NEVER = "no-store"
_MOMENT = 1.0  # seconds

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


class Download(Protocol):
    """A file that somebody sent, to be saved and never to be shown."""

    @property
    def name(self) -> str:
        """What to save it as."""

    @property
    def media_type(self) -> str:
        """Media type of its content."""

    @property
    def content(self) -> bytes:
        """The bytes as they came."""


class Readiness:
    """Whether the data can be shown, looked up afresh for each caller but never twice at the same time.

    Parameters
    ----------
    look
        Returns what is told when ready; may take long and may raise one of ``failures``.
    failures
        The errors that mean "not now": they are logged and looked at again for the next caller.
    fresh_seconds
        How long "ready" stands while somebody else is looking; after that it says no more than that the
        database does not answer.
    """

    def __init__(
        self,
        look: Callable[[], Mapping[str, object]],
        failures: type[Exception] | tuple[type[Exception], ...],
        fresh_seconds: float = 10,
    ) -> None:
        self._look = look
        self._failures = failures
        self._fresh_seconds = fresh_seconds
        self._looking = threading.Lock()
        self._answer: dict[str, object] = {"status": "starting"}
        self._known_at = monotonic()
        self._stopping = False

    def stop(self) -> None:
        """Say "stopping" from now on: nobody should come here any more."""
        self._stopping = True

    def answer(self) -> dict[str, object]:
        """Return the state; while somebody else is looking, the last known one, at once when it is fresh."""
        if self._stopping:
            return {"status": "stopping"}
        ready = self._answer["status"] == "ready"
        old = ready and monotonic() - self._known_at > self._fresh_seconds
        # after a quiet hour the answer is old, and somebody who looks is done in a moment
        if not self._looking.acquire(timeout=_MOMENT if old else 0):
            return {"status": "unavailable"} if old else self._answer
        try:
            self._answer = {"status": "ready", **self._look()}
            READY.set(1)
        except self._failures as error:
            if self._answer["status"] != "unavailable":
                notes = getattr(error, "__notes__", [])  # where it is, which no answer tells
                _log.warning("De gegevens zijn niet beschikbaar: %s", " ".join([str(error), *notes]))
            self._answer = {"status": "unavailable"}
            READY.set(0)
        finally:
            self._known_at = monotonic()
            self._looking.release()
        return self._answer

    @asynccontextmanager
    async def warm_up(self, _app: object) -> AsyncIterator[None]:
        """Look before the first visitor asks, in a thread: meanwhile the server answers."""
        threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()
        yield

    def _warm_up(self) -> None:
        self.answer()
        gc.collect()
        gc.freeze()  # libraries and data live as long as the server: no collection need look at them again


def routes(
    find: Callable[[str, str, str], Asset | None],
    find_report: Callable[[str, str], Download | None],
    readiness: Readiness,
    pages: Iterable[Route],
    security_contact: str = "",
) -> list[Route]:
    """Return the routes, in the order in which they are tried.

    ``find`` gives the asset for bundle, version and file, ``find_report`` the report for digest and name, or
    None; ``pages`` come last. ``security_contact`` is whom to tell about a hole in the security; without one
    there is no ``security.txt``.
    """

    def asset(request: Request) -> Response:
        place = request.path_params
        found = find(place["bundle"], place["version"], place["file"])
        return Response(status_code=404) if found is None else _published(found, request)

    def report(request: Request) -> Response:
        found = find_report(request.path_params["digest"], request.path_params["name"])
        return Response(status_code=404) if found is None else _to_save(found)

    async def no_report(request: Request) -> Response:
        return Response(status_code=404)

    async def healthz(request: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": _NEVER})

    async def readyz(request: Request) -> Response:
        answer = await run_in_threadpool(readiness.answer)
        status = 200 if answer["status"] == "ready" else 503
        return JSONResponse(answer, status_code=status, headers={"Cache-Control": _NEVER})

    async def security(request: Request) -> Response:
        return PlainTextResponse(contact.security_txt(security_contact))

    told = [Route(contact.ADDRESS, security)] if security_contact else []
    return [
        # a plain function: Starlette runs it in a thread, since the first look-up may read files
        Route("/assets/{bundle}/{version}/{file:path}", asset),
        Route("/reports/{digest}/{name}", report),
        Route("/reports/{rest:path}", no_report),  # nothing else there is a page
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        *told,
        *pages,
    ]


def _published(found: Asset, request: Request) -> Response:
    headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(found.content, media_type=found.media_type, headers=headers)
    return Response(
        found.gzipped, media_type=found.media_type, headers=headers | {"Content-Encoding": "gzip"}
    )


def _to_save(found: Download) -> Response:
    """Return a file that the browser saves: it is somebody else's, so it never runs or shows here."""
    return Response(
        found.content,
        media_type=found.media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
            "Cache-Control": _NEVER,
        },
    )

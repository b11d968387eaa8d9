"""Files that visitors send: only where a page asked for one, and no more than there is room for."""

from __future__ import annotations

import logging
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any, Protocol

from starlette.datastructures import Headers

from geo.language import mark
from serving.refused import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from serving.limits import Limits

PREFIX = "/_stcore/upload_file/"

_log = logging.getLogger(__name__)


class Kept(Protocol):
    """A file that has come in."""

    data: bytes


class Manager(Protocol):
    """Where Streamlit keeps the files of its sessions, and hands out an address for each that may come.

    Streamlit's own manager has all of this; the protocol that it declares leaves ``file_storage`` out.
    """

    @property
    def file_storage(self) -> Mapping[str, Mapping[str, Any]]:
        """The ``Kept`` files by session and by file id."""

    def get_upload_urls(self, session_id: str, file_names: Sequence[str]) -> list[Any]:
        """Make an address, with a ``file_id``, for each file that a page is about to send."""

    def remove_session_files(self, session_id: str) -> None:
        """Forget the files of a session that has ended."""


class _FullError(Exception):
    """There is no room for a file: the status and the sentence of the answer."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Uploads:
    """What was asked for by each session, what it holds, and what is on its way."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._kept: Mapping[str, Mapping[str, Any]] = {}
        self._asked: dict[str, deque[str]] = {}
        self._coming: dict[str, int] = defaultdict(int)

    def follow(self, manager: Manager) -> None:
        """Remember from now on which addresses ``manager`` hands out; it keeps no list of them itself."""
        ask, forget = manager.get_upload_urls, manager.remove_session_files
        self._kept = manager.file_storage

        def get_upload_urls(session_id: str, file_names: Sequence[str]) -> list[Any]:
            handed_out = ask(session_id, file_names[: self._limits.session_files])
            asked = self._asked.setdefault(session_id, deque(maxlen=self._limits.session_files))
            asked.extend(one.file_id for one in handed_out)
            return handed_out

        def remove_session_files(session_id: str) -> None:
            self._asked.pop(session_id, None)
            forget(session_id)

        manager.get_upload_urls = get_upload_urls  # type: ignore[method-assign]
        manager.remove_session_files = remove_session_files  # type: ignore[method-assign]

    def is_asked(self, session: str, file: str) -> bool:
        """Whether the page of this session asked for this file."""
        return file in self._asked.get(session, ())

    def reserve(self, session: str, size: int) -> None:
        """Keep room for ``size`` bytes that are about to come; raises _FullError when there is none."""
        held = sum(len(file.data) for file in list(self._kept.get(session, {}).values()))
        if held + self._coming[session] + size > self._limits.session_bytes:
            raise _FullError(
                413, mark("U heeft al te veel bestanden openstaan; haal er een weg en probeer het opnieuw.")
            )
        files = [file for session_files in list(self._kept.values()) for file in list(session_files.values())]
        if (
            sum(len(file.data) for file in files) + sum(self._coming.values()) + size
            > self._limits.uploaded_bytes
        ):
            _log.warning("Geen ruimte voor een bestand: bezoekers houden samen te veel vast.")
            raise _FullError(
                503, mark("Er is nu geen ruimte voor een bestand; probeer het over een paar minuten opnieuw.")
            )
        self._coming[session] += size

    def release(self, session: str, size: int) -> None:
        """Give back the room of a file that has come, and is counted as kept, or was given up."""
        self._coming[session] -= size
        if not self._coming[session]:
            del self._coming[session]


class AskedUploads:
    """ASGI middleware: a file that no page asked for is answered 403, one without room 413 or 503.

    Both before its body is read; a body that says no length is counted as it comes.
    """

    def __init__(self, app: ASGIApp, *, uploads: Uploads) -> None:
        self._app = app
        self._uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX) or scope["method"] == "OPTIONS":
            await self._app(scope, receive, send)
            return
        session, _, file = scope["path"].removeprefix(PREFIX).partition("/")
        if not self._uploads.is_asked(session, file):
            await refuse(
                scope, receive, send, 403, mark("De pagina vroeg niet om dit bestand; laad haar opnieuw.")
            )
            return
        try:
            await self._pass_on(session, scope, receive, send)
        except _FullError as full:
            await refuse(scope, receive, send, full.status, full.why)

    async def _pass_on(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request to the app, while the room that its body takes is kept."""
        length = Headers(scope=scope).get("content-length", "")
        reserved, came = int(length) if length.isdigit() else 0, 0
        self._uploads.reserve(session, reserved)

        async def receive_within() -> Message:
            nonlocal reserved, came
            message = await receive()
            came += len(message.get("body", b""))
            if came > reserved:
                self._uploads.reserve(session, came - reserved)
                reserved = came
            return message

        try:
            await self._app(scope, receive_within, send)
        finally:
            self._uploads.release(session, reserved)

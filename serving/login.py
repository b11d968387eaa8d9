"""Logging in and out: three addresses around the pages, and a guard before all that is not for everybody.

Knows no data and no roles: what a subject may, and which session a cookie is, ``Accounts`` tell.
"""

from __future__ import annotations

import logging
import secrets
import time
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, urlsplit

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from geo.errors import AccessError, PictureError
from geo.language import current, mark, reading, say
from geo.rates import Often
from geo.settings import SESSION_COOKIES, kept_in
from serving.hosts import place, places
from serving.refused import known_to, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from serving.limits import Limits
    from serving.provider import Provider

IN, BACK, OUT, GONE = "/inloggen", "/oauth/terug", "/uitloggen", "/uitgelogd"


_STATE = "beeld-inloggen"
_STATE_SECONDS = 600
_MOST_USED = 10_000
_LONGEST_WAY = 4000  # characters of an address to go on to

# what has no data: files of the programs, health; the websocket, whose run asks who it is itself
_OPEN = (
    f"{IN}/", f"{BACK}/", f"{OUT}/", f"{GONE}/", "/healthz/", "/readyz/", "/assets/", "/static/",
    "/component/", "/_stcore/", "/favicon.png/", "/.well-known/",
)  # fmt: skip
_MADE = "/media/"  # what a page made for who asked
_FILES = (_MADE, "/reports/", "/_stcore/upload_file/")  # handed out and taken in beside the pages

GUEST = "gast"
"""The name, in a link, of what a guest comes in by."""
_GUEST_COOKIE = "beeld-gast"

_log = logging.getLogger(__name__)


class Accounts(Protocol):
    """Who may come in."""

    def log_in(self, subject: str, origin: str) -> str:
        """Return what the browser of a subject keeps; AccessError for who has no access."""

    def opens(self, kept: str, path: str) -> bool:
        """Whether what a browser keeps is a session whose account may have what stands at a path."""

    def admits(self, token: str) -> bool:
        """Whether what a guest comes in by is of a link that works."""

    def log_out(self, kept: str, *, everywhere: bool, origin: str) -> None:
        """End a session, or all of its account."""


def is_visited(asked: HTTPConnection) -> bool:
    """Whether somebody goes to an address, and it is no picture or frame on a page of others."""
    return asked.headers.get("sec-fetch-dest", "document") == "document"


def local_path(asked: str) -> str:
    """Return an address of ours to go on to, with its query; "/" for anything that leads elsewhere."""
    parts = urlsplit(asked) if asked.isprintable() and len(asked) <= _LONGEST_WAY else None
    if parts is None or parts.scheme or parts.netloc or "\\" in asked:
        return "/"
    if not asked.startswith("/") or asked.startswith("//") or parts.path in (IN, BACK, OUT, GONE):
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class Login:
    """The routes of logging in and out, with ``provider``; ``secret`` signs what a browser brings back.

    An account comes back so often at most as ``limits`` says, let in or not, from however many addresses.
    """

    def __init__(
        self, provider: Provider, accounts: Accounts, secret: str, hosts: Iterable[str], limits: Limits
    ) -> None:
        self._provider = provider
        self._accounts = accounts
        self._often = Often(limits.account_logins)
        self.guard = Middleware(LoggedIn, accounts=accounts, is_secure=self._is_secure)
        self._states = URLSafeTimedSerializer(
            secret,
            salt="serving.login: state",
            signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
        )
        self._hosts = places(hosts)
        self._used: dict[str, float] = {}

    def routes(self) -> list[Route]:
        """Return the routes; functions that wait for the provider or the store run in a thread."""
        ways = {IN: self._in, BACK: self._back, OUT: self._out, GONE: _gone}
        return [Route(path, _told_to(answer)) for path, answer in ways.items()]

    def _in(self, request: Request) -> Response:
        if not is_visited(request):
            return Response(status_code=403)
        sent = {
            "state": secrets.token_urlsafe(24),
            "nonce": secrets.token_urlsafe(24),
            "verifier": secrets.token_urlsafe(48),
            "to": local_path(request.query_params.get("naar", "/")),
        }
        try:
            address = self._provider.address(
                self._site(request) + BACK, sent["state"], sent["nonce"], sent["verifier"]
            )
        except AccessError as fault:
            return _told(503, fault)
        answer = RedirectResponse(address, 302, headers={"Cache-Control": "no-store"})
        answer.set_cookie(
            _STATE,
            self._states.dumps(sent),
            max_age=_STATE_SECONDS,
            path=BACK,
            httponly=True,
            secure=self._is_secure(request),
            samesite="lax",
        )
        return answer

    def _back(self, request: Request) -> Response:
        try:
            sent = self._sent(request)
            code = request.query_params.get("code", "")
            if not code:
                raise AccessError(say(_AGAIN))
            subject = self._provider.subject(
                self._site(request) + BACK, code, sent["nonce"], sent["verifier"]
            )
            if not self._often.may(subject):
                _log.warning("Te vaak ingelogd met één account.")
                return _page(429, say(_FAILED), say(_TOO_OFTEN))
            kept = self._accounts.log_in(subject, _origin(request))
            if before := kept_in(request.cookies):  # a browser has one session
                self._accounts.log_out(before, everywhere=False, origin=_origin(request))
        except AccessError as fault:
            _log.warning("Inloggen geweigerd: %s", type(fault.__cause__ or fault).__name__)
            return _told(403, fault)
        except PictureError as fault:
            return _told(503, fault)
        answer = RedirectResponse(sent["to"], 302, headers={"Cache-Control": "no-store"})
        answer.delete_cookie(_STATE, path=BACK)
        secure = self._is_secure(request)
        # it goes when the browser closes; how long it holds at most stands in the store
        answer.set_cookie(
            SESSION_COOKIES[not secure], kept, path="/", httponly=True, secure=secure, samesite="lax"
        )
        return answer

    def _out(self, request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return Response(status_code=403)  # no other website logs somebody out
        try:
            everywhere = request.query_params.get("overal") == "1"
            self._accounts.log_out(kept_in(request.cookies), everywhere=everywhere, origin=_origin(request))
            address = self._provider.way_out(self._site(request) + GONE) or GONE
        except AccessError:
            address = GONE  # the provider is out of reach; here one is out
        except PictureError as fault:
            return _told(503, fault)
        answer = RedirectResponse(address, 302, headers={"Cache-Control": "no-store"})
        for name in SESSION_COOKIES:
            answer.delete_cookie(name, path="/", secure=name.startswith("__Host-"), httponly=True)
        return answer

    def _sent(self, request: Request) -> dict[str, str]:
        """Return what we sent a visitor away with; AccessError unless it is this one, for the first time."""
        try:
            sent: dict[str, str] = self._states.loads(request.cookies.get(_STATE, ""), max_age=_STATE_SECONDS)
        except BadData:
            raise AccessError(say(_AGAIN)) from None
        now, state = time.monotonic(), request.query_params.get("state", "")
        for old in [one for one, at in self._used.items() if now - at > _STATE_SECONDS]:
            del self._used[old]
        if not secrets.compare_digest(state.encode(), sent["state"].encode()) or state in self._used:
            raise AccessError(say(_AGAIN))
        if len(self._used) < _MOST_USED:
            self._used[state] = now
        return sent

    def _is_secure(self, request: Request) -> bool:
        """Whether a visitor uses https: as the server sees it, or HOSTS says it of the proxy before it."""
        asked = place(request.headers.get("host", ""))
        told = asked is not None and any(
            one.name == asked.name and one.scheme == "https" for one in self._hosts
        )
        return told or request.url.scheme == "https"

    def _site(self, request: Request) -> str:
        return f"{'https' if self._is_secure(request) else 'http'}://{request.headers.get('host', '')}"


_AGAIN = mark("Het inloggen is verlopen of al gebruikt; begin opnieuw.")
_FAILED = mark("Inloggen is niet gelukt")
_TOO_OFTEN = mark("Dit account logt te vaak achter elkaar in; probeer het over een minuut opnieuw.")


class LoggedIn:
    """ASGI middleware: what has data is for who is logged in; a page leads there, the rest is answered 401.

    A guest's link (``gast``) is a page for anybody: what it opens, the page itself asks of the store. With a
    link that works comes a cookie, by which its guest gets the files that this page makes, and nothing else.
    """

    def __init__(self, app: ASGIApp, *, accounts: Accounts, is_secure: Callable[[Request], bool]) -> None:
        self._app = app
        self._accounts = accounts
        self._is_secure = is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or lead to the login."""
        is_file = f"{scope['path']}/".startswith(_FILES)
        if scope["type"] != "http" or (f"{scope['path']}/".startswith(_OPEN) and not is_file):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if GUEST in request.query_params and not is_file:
            await self._app(scope, receive, await self._with_cookie(request, send))
            return
        try:
            inside = await run_in_threadpool(self._is_for, request)
        except PictureError:
            inside = not is_file  # the page says itself that there is nothing to be had now
        if inside:
            await self._app(scope, receive, send)
        elif (
            is_file
            or scope["method"] not in ("GET", "HEAD")
            or not is_visited(request)  # an icon leads nobody anywhere
        ):
            await refuse(scope, receive, send, 401, mark("Log eerst in."))
        else:
            query = scope["query_string"].decode("latin-1")
            asked = f"{scope['path']}?{query}" if query else scope["path"]
            way = RedirectResponse(f"{IN}?naar={quote(asked, safe='')}", 302, {"Cache-Control": "no-store"})
            await way(scope, receive, send)

    def _is_for(self, request: Request) -> bool:
        path = request.scope["path"]
        return self._accounts.opens(kept_in(request.cookies), path) or (
            path.startswith(_MADE) and self._accounts.admits(request.cookies.get(_GUEST_COOKIE, ""))
        )

    async def _with_cookie(self, request: Request, send: Send) -> Send:
        """Return what sends the page of a guest, with the cookie by which its files are to be had."""
        token = request.query_params.getlist(GUEST)[-1]
        try:
            admitted = await run_in_threadpool(self._accounts.admits, token)
        except PictureError:
            admitted = False
        flags = f"Path={_MADE}; HttpOnly; SameSite=Lax{'; Secure' if self._is_secure(request) else ''}"

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and admitted:
                MutableHeaders(scope=message).append("Set-Cookie", f"{_GUEST_COOKIE}={token}; {flags}")
            await send(message)

        return send_with_cookie


def _told_to(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Let what an answer says be in the language of the browser."""

    def answered(request: Request) -> Response:
        with reading(known_to(request.scope)):
            return answer(request)

    return answered


def _origin(request: Request) -> str:
    return request.client.host if request.client else ""


_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main style="max-width: 36rem; margin: 3rem auto; padding: 0 1rem; font-family: system-ui, sans-serif">
<h1>{title}</h1><p>{text}</p><p><a href="{address}">{again}</a></p></main></body></html>
"""


def _told(status: int, fault: PictureError) -> Response:
    return _page(status, say(_FAILED), str(fault))


def _gone(_: Request) -> Response:
    return _page(200, say("U bent uitgelogd"), "")


def _page(status: int, title: str, text: str) -> Response:
    """Return a page of our own words, in the language of the reader."""
    page = _PAGE.format(
        language=current(), title=escape(title), text=escape(text), address=IN, again=escape(say("Inloggen"))
    )
    return HTMLResponse(page, status, headers={"Cache-Control": "no-store"})

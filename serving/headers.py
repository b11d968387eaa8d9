"""Security headers on every answer, by path, as a pure ASGI middleware that never touches a body."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# what Streamlit tells about the server, its versions included, not about the picture: closed for everybody
HIDDEN = ("/_stcore/metrics", "/_stcore/agent", "/manifest.json")

# what holds no data and says itself how long it may be kept
_KEPT = ("/static/", "/component/", "/assets/", "/favicon.png")
# exports and reports, whatever Streamlit says of them: nobody finds them in a cache afterwards
_NEVER_KEPT = ("/media/", "/reports/", "/_stcore/")
_NO_STORE = "no-store"
_REFUSED = 400

# two years, as browsers ask of who wants to be on their own list; a certificate that lapses is no way in
_TLS_ONLY = "max-age=63072000; includeSubDomains"

_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# a pattern, as the attributes of a script tag make it a script to fetch instead of one to run here
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def script_hashes(html: str) -> tuple[str, ...]:
    """Return the Content-Security-Policy sources that allow exactly the inline scripts of ``html``."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def policies(document: str, tile_hosts: Iterable[str] = ()) -> dict[str, str]:
    """Return the Content-Security-Policy for each path prefix; "" holds for all other paths.

    Parameters
    ----------
    document
        The page every address starts from, whose inline script is allowed by its hash.
    tile_hosts
        Origins such as ``https://service.pdok.nl`` from which the map may show tiles; nothing else outside
        this server is ever allowed.
    """
    data_only = _policy(_NOTHING)
    return {
        "": _policy(
            _COMMON | {"script-src": " ".join(("'self'", *script_hashes(document)))},
        ),
        # the map component evaluates the Leaflet script that folium writes
        "/component/": _policy(
            _COMMON
            | {
                "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
                "img-src": " ".join(("'self' data:", *tile_hosts)),
                "frame-ancestors": "'self'",
            },
        ),
        # whatever somebody uploaded or exported: to save or to show as a picture, never to run
        "/media/": data_only,
        "/assets/": data_only,
        "/reports/": data_only,
        "/healthz": data_only,
        "/readyz": data_only,
        "/metrics": data_only,
    }


_NOTHING = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

# styles: Streamlit and Leaflet write them as they run, under no hash that is known before
_COMMON = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


class SecurityHeaders:
    """ASGI middleware: adds the headers to each HTTP answer and hides what nobody outside needs.

    An answer that came over TLS tells browsers to come back over TLS only, and its cookies go over TLS only;
    whether it did, is in the scheme of the request (``Site.proxies``).
    """

    def __init__(self, app: ASGIApp, *, document: str, tile_hosts: tuple[str, ...] = ()) -> None:
        self._app = app
        # longest prefix first, so that the first match is the closest
        self._policies = sorted(policies(document, tile_hosts).items(), key=lambda item: -len(item[0]))
        # tile servers ask to be told which site uses them; nobody else learns where a visitor was
        self._referrer = "strict-origin" if tile_hosts else "same-origin"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless its path is hidden, and complete the head of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), path, message["status"])
                if scope["scheme"] == "https":
                    _require_tls(MutableHeaders(scope=message))
            await send(message)

        hidden = any(path == prefix or path.startswith(f"{prefix}/") for prefix in HIDDEN)
        app = PlainTextResponse("Not Found", status_code=404) if hidden else self._app
        await app(scope, receive, send_with_headers)

    def _complete(self, headers: MutableHeaders, path: str, status: int) -> None:
        policy = next(policy for prefix, policy in self._policies if path.startswith(prefix))
        headers.update(_EVERYWHERE)
        headers["Referrer-Policy"] = self._referrer
        headers["Content-Security-Policy"] = policy
        # the same as frame-ancestors, for what does not know that yet
        headers["X-Frame-Options"] = "SAMEORIGIN" if "frame-ancestors 'self'" in policy else "DENY"
        if path.startswith(_NEVER_KEPT) or "Set-Cookie" in headers or status >= _REFUSED:
            headers["Cache-Control"] = _NO_STORE
        elif not path.startswith(_KEPT):
            headers.setdefault("Cache-Control", _NO_STORE)


def _require_tls(headers: MutableHeaders) -> None:
    headers["Strict-Transport-Security"] = _TLS_ONLY
    cookies = headers.getlist("Set-Cookie")
    del headers["Set-Cookie"]
    for cookie in cookies:
        headers.append("Set-Cookie", _only_over_tls(cookie))


def _only_over_tls(cookie: str) -> str:
    """Return a cookie with ``Secure``; Streamlit leaves it out, as it sees no TLS behind a proxy."""
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    return cookie if "secure" in flags else f"{cookie}; Secure"

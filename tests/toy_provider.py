"""A login provider on loopback: OpenID Connect with PKCE, that says yes to all, and lies when told to."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.server import free_port
from tests.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

CLIENT, SECRET = "beeld", "geheim van het beeld"


class ToyProvider:
    """What it says of whoever comes: ``subject``, and ``claims`` in place of what would be true.

    ``unsigned`` and ``forged`` are ID tokens without a signature, and by a key that is not in the key set.
    """

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.key = RSAKey.generate_key(2048, {"kid": "een", "use": "sig", "alg": "RS256"})
        self.client_key = RSAKey.generate_key(2048)
        self.subject = "jan"
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.unsigned = self.forged = False
        self.asked: list[dict[str, str]] = []
        self.authenticated: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._tell),
                Route("/jwks", self._keys),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
            ]
        )

    def _tell(self, _: Request) -> Response:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "code_challenge_methods_supported": ["S256"],
        }
        return JSONResponse(told | self.metadata)

    def _keys(self, _: Request) -> Response:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["code_challenge_method"] == "S256"
        assert asked["response_type"] == "code"
        self.asked.append(asked)
        code = secrets.token_urlsafe(8)
        self._codes[code] = asked
        return RedirectResponse(
            f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
        )

    async def _token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = self._codes.pop(form["code"], None)  # once
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != challenge or not self._knows(request, form):
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.subject,
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        } | self.claims
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": self._signed(said)})

    def _knows(self, request: Request, form: dict[str, str]) -> bool:
        if "client_assertion" in form:
            self.authenticated.append("private_key_jwt")
            claims = jwt.decode(form["client_assertion"], self.client_key, algorithms=["RS256"]).claims
            return claims["sub"] == CLIENT and claims["aud"] == f"{self.issuer}/token"
        self.authenticated.append("client_secret_basic")
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        return request.headers.get("authorization") == f"Basic {basic}"

    def _signed(self, said: dict[str, Any]) -> str:
        if self.unsigned:
            parts = (json.dumps(part).encode() for part in ({"alg": "none"}, said))
            return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), ""])
        key = RSAKey.generate_key(2048, {"kid": "een"}) if self.forged else self.key
        return jwt.encode({"alg": "RS256", "kid": "een"}, said, key)


@contextmanager
def toy_provider() -> Iterator[ToyProvider]:
    """Run a provider, and stop it at the end."""
    port = free_port()
    provider = ToyProvider(port)
    server = uvicorn.Server(uvicorn.Config(provider.app(), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    eventually(lambda: server.started)
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join()

"""The login provider, asked by OpenID Connect: where to send a visitor, and who came back.

Authorization code with PKCE (S256), state and nonce. Of the ID token the signature is checked against the
keys of the provider (RS256, and nothing else), and issuer, audience, times, nonce, asked ``acr`` and ``amr``.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from geo.errors import AccessError
from geo.language import mark, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.settings import Settings

_AWAY = mark("De inlogdienst is nu niet te bereiken; probeer het over een paar minuten opnieuw.")
_NOT_TRUE = mark("Het antwoord van de inlogdienst klopt niet; begin opnieuw met inloggen.")
_TOO_WEAK = mark("Log in met een tweede factor: de inlogdienst meldde een lichtere manier.")
_OTHERWISE = mark("Log in met {methods}: de inlogdienst meldde dat dit anders ging.")
_SECONDS = 10
_KEPT_SECONDS = 3600
_LEEWAY = 60  # seconds that two clocks may differ


def provider_of(chosen: Settings) -> Provider | None:
    """Return the provider that is set up; None where nobody logs in."""
    if not chosen.oidc_issuer:
        return None
    return Provider(
        chosen.oidc_issuer,
        chosen.oidc_client_id,
        chosen.oidc_client_secret,
        chosen.oidc_private_key,
        chosen.oidc_acr,
        chosen.oidc_amr,
    )


@dataclass
class Provider:
    """One provider and what it knows us by: a secret, or a private key (PEM) in its place.

    ``acr`` has the levels of login that are good enough, by their names at the provider, ``amr`` the methods
    of which one has to be used; none: any is.
    """

    issuer: str
    client_id: str
    secret: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    acr: tuple[str, ...] = ()
    amr: tuple[str, ...] = ()
    _told: dict[str, Any] = field(default_factory=dict, repr=False)
    _keys: KeySet | None = field(default=None, repr=False)
    _asked_at: float = field(default=float("-inf"), repr=False)

    def address(self, back: str, state: str, nonce: str, verifier: str) -> str:
        """Return where to send a visitor, who comes back to ``back``; AccessError when it is out of reach."""
        more = {"acr_values": " ".join(self.acr)} if self.acr else {}
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                self._metadata()["authorization_endpoint"],
                state=state,
                nonce=nonce,
                code_verifier=verifier,
                **more,
            )
        return str(address)

    def subject(self, back: str, code: str, nonce: str, verifier: str) -> str:
        """Return who came back with a code: the subject. AccessError when anything about it is not right."""
        metadata = self._metadata()
        try:
            with self._client(back) as client:
                token = client.fetch_token(
                    metadata["token_endpoint"], code=code, code_verifier=verifier, timeout=_SECONDS
                )
        except (requests.RequestException, AuthlibBaseError, ValueError) as fault:
            raise AccessError(say(_NOT_TRUE)) from fault
        return str(self._claims(str(token.get("id_token", "")), nonce)["sub"])

    def way_out(self, back: str) -> str:
        """Return where to log out at the provider as well, and come back; "" where it does not offer that."""
        address = self._metadata().get("end_session_endpoint", "")
        query = urlencode({"client_id": self.client_id, "post_logout_redirect_uri": back})
        return f"{address}?{query}" if address else ""

    def _claims(self, token: str, nonce: str) -> Mapping[str, Any]:
        """Return what an ID token says, once all of it was checked."""
        wanted: dict[str, Any] = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "iat": {"essential": True},
            "nonce": {"essential": True, "value": nonce},
        }
        try:
            claims = self._decoded(token)
            jwt.JWTClaimsRegistry(leeway=_LEEWAY, **wanted).validate(claims)
        except (JoseError, ValueError, TypeError) as fault:
            raise AccessError(say(_NOT_TRUE)) from fault
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != self.client_id:
            raise AccessError(say(_NOT_TRUE))
        if self.acr and claims.get("acr") not in self.acr:
            raise AccessError(say(_TOO_WEAK))
        if self.amr and not _one_of(self.amr, claims.get("amr")):
            raise AccessError(say(_OTHERWISE, methods=f" {say('of')} ".join(self.amr)))
        return claims

    def _decoded(self, token: str) -> dict[str, Any]:
        try:
            return jwt.decode(token, self._key_set(), algorithms=["RS256"]).claims
        except (JoseError, ValueError):
            if time.monotonic() - self._asked_at < _LEEWAY:
                raise
        return jwt.decode(token, self._key_set(anew=True), algorithms=["RS256"]).claims  # keys change

    def _client(self, back: str) -> OAuth2Session:
        client = OAuth2Session(
            self.client_id,
            self.private_key or self.secret,
            token_endpoint_auth_method="private_key_jwt" if self.private_key else "client_secret_basic",
            scope="openid",
            redirect_uri=back,
            code_challenge_method="S256",
        )
        if self.private_key:
            client.register_client_auth_method(PrivateKeyJWT())
        return client

    def _metadata(self) -> dict[str, Any]:
        """Return what the provider says of itself, asked once an hour."""
        if time.monotonic() - self._asked_at > _KEPT_SECONDS:
            self._ask()
        return self._told

    def _key_set(self, *, anew: bool = False) -> KeySet:
        if anew or self._keys is None or time.monotonic() - self._asked_at > _KEPT_SECONDS:
            self._ask()
        return self._keys or KeySet([])

    def _ask(self) -> None:
        address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            told = _json(address)
            if told.get("issuer") != self.issuer:
                raise AccessError(say(_NOT_TRUE))
            keys = KeySet.import_key_set(_json(str(told["jwks_uri"])))  # type: ignore[arg-type]
        except (requests.RequestException, ValueError, KeyError, JoseError) as fault:
            raise AccessError(say(_AWAY)) from fault
        self._told, self._keys, self._asked_at = told, keys, time.monotonic()


def _one_of(wanted: tuple[str, ...], said: object) -> bool:
    """Whether a list of methods, as RFC 8176 has it, names one that is wanted; a text alone is no list."""
    return isinstance(said, list) and any(method in said for method in wanted)


def _json(address: str) -> dict[str, Any]:
    answer = requests.get(address, timeout=_SECONDS, allow_redirects=False)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError(address)
    return found

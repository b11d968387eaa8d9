"""Coming in and going out: from what the login provider says of somebody to an account with a role.

A browser holds the token of its session, signed; whose it is, whether it still holds and what the account may
do stands in the store, and is asked again each time.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, Signer

from geo.access.links import admits, number_in
from geo.access.roles import LANDELIJK, Actor
from geo.access.secret import secret_key
from geo.errors import AccessError, PictureError
from geo.language import mark, say
from geo.settings import settings
from geo.store import REFUSED, Limits, current_store, report_in

if TYPE_CHECKING:
    from geo.store import Grant, Store

NO_ACCESS = mark(
    "Dit account heeft geen toegang. Vraag het de beheerder van uw regio, of wie landelijk werkt."
)
"""What somebody is told whom the provider knows and we do not, marked."""

_PURPOSE = "geo.access.accounts: session"
_FIRST = "FIRST_USER"
_REPORTS = "/reports/"


def log_in(issuer: str, subject: str, origin: str = "") -> str:
    """Begin a session for who the provider says it is, and return what its browser keeps.

    AccessError for an account without a role. The account in FIRST_USER gets the role *landelijk* when it
    comes for the first time; once that is withdrawn, it stays so.
    """
    store = current_store()
    grant = store.grants.find(issuer, subject) or _first_user(store, issuer, subject)
    if grant is None:
        store.audit.note("inloggen", "", subject, result=REFUSED, origin=origin)
        raise AccessError(say(NO_ACCESS))
    token = store.sessions.begin(issuer, subject, _limits())
    store.audit.note("inloggen", grant.name, subject, origin=origin)
    return _signer().sign(token).decode("ascii")


def actor_of(kept: str) -> Actor | None:
    """Return whose session a browser keeps; None for one that is over or not ours, or without a role."""
    token = _token(kept)
    if token is None:
        return None
    store = current_store()
    found = store.sessions.find(token, _limits())
    grant = store.grants.find(found.issuer, found.subject) if found else None
    return None if grant is None else Actor(grant.issuer, grant.subject, grant.name, grant.role, grant.area)


def log_out(kept: str, *, everywhere: bool = False, origin: str = "") -> None:
    """End a session, or every one of its account; nothing happens when there is none."""
    token = _token(kept)
    store = current_store()
    gone = store.sessions.end(token) if token else None
    if gone is None:
        return
    if everywhere:
        store.sessions.end_all(gone.issuer, gone.subject)
    grant = store.grants.find(gone.issuer, gone.subject)
    told = "overal" if everywhere else ""
    name = grant.name if grant else ""
    store.audit.note("uitloggen", name, gone.subject, selection=told, origin=origin)


class Entrance:
    """Who comes in from one login provider, or by a guest's link, as what serves the pages asks it.

    It is what ``serving.login.Accounts`` and ``serving.rates.Known`` say.
    """

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer

    def log_in(self, subject: str, origin: str) -> str:
        """Return what the browser of a subject keeps; AccessError for who has no access."""
        return log_in(self._issuer, subject, origin)

    def opens(self, kept: str, path: str) -> bool:
        """Whether what a browser keeps is a session whose account may have what stands at a path."""
        actor = actor_of(kept)
        if actor is None or not path.startswith(_REPORTS):
            return actor is not None
        return may_read_report(actor, path.removeprefix(_REPORTS).partition("/")[0])

    def admits(self, token: str) -> bool:
        """Whether what a guest comes in by is of a link that works; StoreError when that is not known now."""
        return admits(token)

    def account(self, kept: str) -> str:
        """Return whose session a browser keeps, "" for nobody's, or when that cannot be known now."""
        try:
            actor = actor_of(kept)
        except PictureError:
            return ""
        return actor.subject if actor else ""

    def link(self, token: str) -> str:
        """Return the number of the guest's link that a token was made for, "" for one that is not ours."""
        return number_in(token)

    def log_out(self, kept: str, *, everywhere: bool, origin: str) -> None:
        """End a session, or all of its account."""
        log_out(kept, everywhere=everywhere, origin=origin)


def may_read_report(actor: Actor, digest: str) -> bool:
    """Whether a report is of a record that an account sees whole."""
    if actor.scope("see") == "all":
        return True
    frame = current_store().snapshot().activations
    ours = frame["report"][(frame["region"].astype("str") == actor.area).to_numpy(dtype=bool)]
    return any(found.digest == digest for text in ours if (found := report_in(text)))


def _first_user(store: Store, issuer: str, subject: str) -> Grant | None:
    """Give the first user its role, when this account never had one."""
    wanted = settings().first_user
    known = any((one.issuer, one.subject) == (issuer, subject) for one in store.grants.history())
    if not wanted or subject != wanted or issuer != settings().oidc_issuer or known:
        return None
    given = store.grants.give(issuer, subject, subject, role=LANDELIJK, area="", by=_FIRST)
    store.audit.note("toegang", _FIRST, subject, selection=f"{subject}: {LANDELIJK}")
    return given


def _limits() -> Limits:
    chosen = settings()
    return Limits(timedelta(minutes=chosen.session_minutes), timedelta(hours=chosen.session_hours))


def _signer() -> Signer:
    return Signer(secret_key(), salt=_PURPOSE, key_derivation="hmac", digest_method=sha256)


def _token(kept: str) -> str | None:
    try:
        return _signer().unsign(kept).decode("ascii")
    except (BadSignature, UnicodeError):
        return None

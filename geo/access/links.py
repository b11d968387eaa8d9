"""Links for guests: the number of a link, signed; what it opens and until when stands in the store.

Nothing else is in a link, so nothing in it can widen what it opens. Whatever is wrong with one, the answer is
the same, and so is the work that is done for it: a signature is checked, and the store is asked once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING

from itsdangerous import Signer

from geo.access.secret import secret_key
from geo.access.viewers import viewer_of
from geo.errors import AccessError
from geo.language import mark, say
from geo.store import current_store

if TYPE_CHECKING:
    from geo.access.viewers import Viewer
    from geo.store import GuestLink, SavedView

CLOSED = mark("Deze link werkt niet (meer). Vraag wie hem gaf om een nieuwe.")
"""What whoever has no link that works is told, marked; never why."""

_PURPOSE = "geo.access.links: guest"
_SHAPE = re.compile(r"[\w-]{22}\.[\w-]{43}", re.ASCII)
_NOBODY = "x" * 22  # no number of a link: none that is drawn ends so
_FORGED = f"{_NOBODY}.{'x' * 43}"


@dataclass(frozen=True)
class Guest:
    """Who came in by a link: the link, the view that it opens, and who looks."""

    link: GuestLink
    view: SavedView
    viewer: Viewer


def token_of(link: GuestLink) -> str:
    """Return what stands in the address of a link; AccessError when there is no secret to sign it with."""
    return _signed(link.id)


def guest_of(token: str) -> Guest:
    """Return who comes in with a token; AccessError, always the same, when it does not open anything.

    StoreError when the store cannot be asked.
    """
    number, is_ours = _number(token)
    found = current_store().guest_links.find(number)
    if is_ours and found is not None:
        link, view = found
        if link.works(datetime.now(UTC)) and not view.withdrawn:
            return Guest(link, view, viewer_of(view.seen.audience))
    raise AccessError(say(CLOSED))


def admits(token: str) -> bool:
    """Whether a token is of a link that works; StoreError when that cannot be known now."""
    try:
        return bool(guest_of(token))
    except AccessError:
        return False


def number_in(token: str) -> str:
    """Return the number of the link that a token was made for, "" for one that is not ours; asks no store."""
    number, is_ours = _number(token)
    return number if is_ours else ""


def count_opening(guest: Guest) -> None:
    """Count a session of a guest, and note whose it is; StoreError when it cannot be written."""
    store = current_store()
    store.guest_links.count_opening(guest.link.id)
    store.audit.note("link", guest.link.for_whom, selection=guest.view.name)


def _number(token: str) -> tuple[str, bool]:
    """Return the number in a token, and whether we signed it; of another a number that nobody has."""
    # what has not even the shape of a token is taken for one with a wrong signature: all are checked alike
    shaped = token if _SHAPE.fullmatch(token) else _FORGED
    number = shaped.partition(".")[0]
    is_ours = compare_digest(_signed(number), shaped)
    return (number if is_ours else _NOBODY), is_ours


def _signed(number: str) -> str:
    signer = Signer(secret_key(), salt=_PURPOSE, key_derivation="hmac", digest_method=sha256)
    return signer.sign(number).decode("ascii")

"""Whose session this is: the account that its browser is logged in with, asked of the store in every run.

Where no login is set up it is the one local user.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.access import LOCAL, PUBLIC, Actor, Viewer, actor_of
from geo.errors import AccessError
from geo.language import mark, say
from geo.settings import BROWSER_COOKIES, kept_in, settings
from pages.parts.markup import Template, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

_HERE = "account"
_OVER = mark("U bent niet (meer) ingelogd, of uw toegang is ingetrokken.")
_LOCAL = Template('<span class="account" title="{}">{}</span>')
_SHOWN = Template(
    '<details class="account"><summary>{}</summary><div><span>{}</span>'
    '<a href="/uitloggen" data-away="">{}</a><a href="/uitloggen?overal=1" data-away="">{}</a>'
    "</div></details>"
)


def enter() -> None:
    """Look up whose session this is, for the run that begins; StoreError when that cannot be known now."""
    st.session_state[_HERE] = _asked()


def _asked() -> Actor | None:
    return actor_of(kept_in(st.context.cookies)) if settings().oidc_issuer else LOCAL


def browser() -> str:
    """Return the token by which this browser is known again where nobody logs in; "" without one."""
    return kept_in(st.context.cookies, BROWSER_COOKIES)


def here() -> Actor | None:
    """Return the account of this run; None when nobody is logged in."""
    found: Actor | None = st.session_state.get(_HERE)
    return found


def is_same() -> bool:
    """Whether the account is what it was when the page ran; StoreError when that cannot be known now."""
    return _asked() == here()


def standing() -> Callable[[], None]:
    """Return what raises AccessError, at any time later, when this session or its role is not the same."""
    was, kept = here(), kept_in(st.context.cookies)

    def require_same() -> None:
        if settings().oidc_issuer and actor_of(kept) != was:
            raise AccessError(say(_OVER))

    return require_same


def require() -> Actor:
    """Return the account as it is at this moment; AccessError when nobody is logged in (any more).

    The account of this run stays what it was: a part that runs by itself holds what that one was shown.
    """
    found = _asked()
    if found is None:
        raise AccessError(say(_OVER))
    return found


def viewer() -> Viewer:
    """Return as whom the account looks; nobody sees less than who is not logged in."""
    found = here()
    return found.viewer if found else Viewer(PUBLIC)


_LOGIN = Template('<p><a href="/inloggen" data-away="">{}</a></p>')


def say_over() -> None:
    """Say that nobody is logged in, and where to do that."""
    st.info(say(_OVER), icon=":material/lock:")
    show(_LOGIN.format(say("Inloggen")))


def shown() -> Markup:
    """Return who works here, for the row of the menu."""
    found = here() or LOCAL
    if found.is_local:
        return _LOCAL.format(say("Zonder inloggen: één gebruiker, die alles mag."), found.name)
    return _SHOWN.format(found.name, found.label, say("Uitloggen"), say("Overal uitloggen"))

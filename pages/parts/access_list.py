"""Who has access, on the page: listed, given, changed and withdrawn; and who did what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.access import GIVES, areas_of_role
from geo.areas import name_in
from geo.errors import PictureError
from geo.files import content_of_text, to_csv
from geo.language import mark, say
from geo.settings import settings
from geo.store import EVENTS
from geo.vocabulary import ROLES
from pages.parts import account, notice, viewing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.store import Event, Grant

_OUTCOME, _CHOSEN = "access_outcome", "access_chosen"
_FIELDS = ("issuer", "subject", "name")
_LABELS = {"issuer": mark("Uitgever"), "subject": mark("Account (sub)"), "name": mark("Naam")}
MOST = 1000


def show(standing: Sequence[Grant]) -> None:
    """List the accounts, as a table and a file, and offer to withdraw one."""
    frame = rights(standing)
    _table(frame, say("Download de lijst van rechten (CSV)"), "rechten", "rechten.csv")
    if not standing:
        return
    names = {(one.issuer, one.subject): one.name for one in standing}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            say("Trek toegang in"), list(names), format_func=names.__getitem__, index=None, key=_CHOSEN
        )
        st.button(
            say("Trek in"),
            disabled=chosen is None,
            on_click=_withdraw,
            key="access_withdraw",
            type="secondary",
        )


def rights(standing: Sequence[Grant]) -> pd.DataFrame:
    """Return who may do what, as text: the list for the yearly review."""
    return pd.DataFrame(
        {
            say("Naam"): [one.name for one in standing],
            say("Rol"): [ROLES.label(one.role) for one in standing],
            say("Gebied"): [_area(one.area) for one in standing],
            say("Gegeven door"): [one.by for one in standing],
            say("Sinds"): [dutch.moment(one.at) for one in standing],
            say("Account (sub)"): [one.subject for one in standing],
            say("Uitgever"): [one.issuer for one in standing],
        },
        dtype="str",
    )


def give() -> None:
    """Offer to give an account a role, in place of the one it has."""
    here = account.here()
    roles = GIVES[here.role] if here else ()
    st.subheader(say("Geef toegang, of een andere rol"), anchor=False)
    st.session_state.setdefault("access_issuer", settings().oidc_issuer)
    for column, name in zip(st.columns(3), _FIELDS, strict=True):
        column.text_input(say(_LABELS[name]), key=f"access_{name}", max_chars=255)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        role = st.selectbox(say("Rol"), roles, format_func=ROLES.label, key="access_role")
        areas = areas_of_role(role) if role else ()
        if here and here.scope("grant") == "own":
            areas = (here.area,)
        if areas != ("",):
            st.selectbox(say("Gebied"), areas, format_func=_area, key="access_area")
        st.button(say("Geef toegang"), type="primary", on_click=_give, key="access_give")
    if role:
        st.caption(ROLES.term(role).meaning)


def events() -> None:
    """List what accounts did, the newest first, as a table and a file."""
    st.subheader(say("Wie deed wat"), anchor=False)
    st.caption(
        say(
            "Inloggen, exports, reservekopieën, links, rollen, wat geleegd en wat geweigerd is; {days} dagen"
            " bewaard.",
            days=settings().audit_days,
        )
    )
    kind = st.selectbox(
        say("Gebeurtenis"), EVENTS.codes, format_func=EVENTS.label, index=None, key="audit_kind"
    )
    frame = told(viewing.store().audit.read(MOST, what=kind or ""))
    _table(frame, say("Download als CSV"), "toegang", "toegangslogboek.csv")


def _table(frame: pd.DataFrame, label: str, name: str, file: str) -> None:
    """Show a table, and offer it as a file, which is made when it is asked for."""
    if frame.empty:  # of an empty table Streamlit says so in English
        st.caption(say("Er is nog niets vastgelegd."))
    else:
        st.dataframe(frame, hide_index=True)
    st.download_button(
        label,
        lambda: to_csv(content_of_text(frame, name)),
        file,
        on_click="ignore",
        icon=":material/download:",
        key=f"{name}_csv",
    )


def told(found: Sequence[Event]) -> pd.DataFrame:
    """Return events as text."""
    return pd.DataFrame(
        {
            say("Wanneer"): [dutch.moment(one.at) for one in found],
            say("Wie"): [one.who for one in found],
            say("Account (sub)"): [one.account for one in found],
            say("Wat"): [EVENTS.label(one.what) for one in found],
            say("Waarvan"): [one.selection for one in found],
            say("Aantal"): ["" if one.records is None else str(one.records) for one in found],
            say("Uitkomst"): [one.result for one in found],
            say("Vanaf"): [one.origin for one in found],
        },
        dtype="str",
    )


def outcome() -> None:
    """Say once what came of the last action."""
    if found := st.session_state.pop(_OUTCOME, None):
        notice.show(*found)


def _area(code: str) -> str:
    return " – ".join(map(name_in, code.split("-"))) if code else ""


def _give() -> None:
    """Give what is filled in; a callback."""
    issuer, subject, name = (str(st.session_state.get(f"access_{one}") or "").strip() for one in _FIELDS)
    role = str(st.session_state.get("access_role") or "")
    area = str(st.session_state.get("access_area") or "") if areas_of_role(role) != ("",) else ""
    _attempt(
        lambda: viewing.store().grants.give(issuer, subject, name, role=role, area=area, by="lokaal"),
        say("{name} heeft toegang.", name=name),
    )


def _withdraw() -> None:
    """Withdraw what is chosen; a callback."""
    issuer, subject = st.session_state[_CHOSEN]
    _attempt(
        lambda: viewing.store().grants.withdraw(issuer, subject, "lokaal"),
        say("{subject} heeft geen toegang meer, en is overal uitgelogd.", subject=subject),
    )


def _attempt(act: Callable[[], object], done: str) -> None:
    try:
        act()
    except PictureError as error:
        st.session_state[_OUTCOME] = ("fout", str(error))
    else:
        st.session_state[_OUTCOME] = ("gelukt", done)

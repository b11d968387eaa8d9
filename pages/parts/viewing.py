"""For whom the page is drawn: who uses the dashboard sees all, and may look as another audience would.

Records, their history and the store are got here and nowhere else on a page; ``geo.access`` is the door.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.access import (
    AUDIENCES_CUT,
    EVERYTHING,
    OF_REGION,
    OF_ZONE,
    PUBLIC,
    Viewer,
    areas_of,
    desk_of,
    note_taken,
    owned,
    snapshot_for,
    viewer_of,
)
from geo.errors import AccessError
from geo.language import mark, say
from geo.records import TABLES
from geo.vocabulary import AUDIENCES
from pages.parts import account, guest
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    import pandas as pd

    from geo.access import Action, Desk, OwnDrafts
    from geo.picture import Selection
    from geo.records import Table
    from geo.store import GuestLinks, Settled, Snapshot, Views

_AS = "viewing_as"
_AUDIENCE, _AREA = "viewing_audience", "viewing_area"

FOR_ALL: dict[str, Action] = {
    "overlegkaarten": "share",
    "registreren": "register",
    "gegevens": "register",
    "geschiedenis": "oversee",
    "toegang": "grant",
}
"""The paths of the pages that are not for everybody, and what one must be allowed to do to see each."""
_ALONE = {OF_ZONE: ("grensstreek", "uitleg"), PUBLIC: ("", "uitleg")}
"""The pages of who sees a part of the country: on another what is kept from them would look like nothing."""


@dataclass
class _Look:
    """Who looks in a run, and the records as they stood when the run first asked."""

    viewer: Viewer
    now: Snapshot | None = None


_in_this_run: ContextVar[_Look | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Ask who looks, and what stands now, once for all that is drawn within: a page asks a hundred times."""
    here = _in_this_run.set(_Look(viewer()))
    try:
        yield
    finally:
        _in_this_run.reset(here)


def viewer() -> Viewer:
    """Return who looks in this session: a guest as the link says, anybody else as was chosen."""
    if look := _in_this_run.get():
        return look.viewer
    if guest.fixed():
        return guest.viewer()
    own, chosen = account.viewer(), st.session_state.get(_AS)
    return viewer_of(chosen) if chosen and own.sees_all else own


def opens(page_path: str) -> bool:
    """Return whether a page is for who looks; a guest has one."""
    return guest.may_open(page_path) if guest.fixed() else is_for(viewer(), page_path)


def is_for(looks: Viewer, page_path: str) -> bool:
    """Return whether a page is for a viewer."""
    if looks.audience in _ALONE:
        return page_path in _ALONE[looks.audience]
    return _may(looks, page_path)


def _may(looks: Viewer, page_path: str) -> bool:
    """Return whether the account may do what a page is for, unless it looks as another; then none is."""
    if page_path not in FOR_ALL:
        return True
    here = account.here()
    return here is not None and looks == here.viewer and here.scope(FOR_ALL[page_path]) is not None


def zone() -> str:
    """Return the code of the zone that who looks sees alone; "" when there is no such limit."""
    looks = viewer()
    return looks.area if looks.audience == OF_ZONE else ""


def first_page() -> str:
    """Return the script of the first page: the public has one of its own."""
    return "public.py" if viewer().audience == PUBLIC else "national.py"


def snapshot(as_of: datetime | None = None) -> Snapshot:
    """Return what who looks may see of the records, now or at an aware moment."""
    look = _in_this_run.get()
    if look is None or as_of is not None:
        return snapshot_for(viewer(), as_of)
    look.now = look.now or snapshot_for(look.viewer)
    return look.now


def store() -> Desk:
    """Return the store as the account may use it now; AccessError for guests, and who looks as another."""
    here = _own_store()
    if viewer() != here.actor.viewer:
        raise AccessError(say("U kijkt als {viewer}; ga eerst terug naar alles.", viewer=viewer().label))
    return here


def drafts() -> OwnDrafts:
    """Return what the account typed and did not save; as ``store``."""
    return store().drafts(account.browser())


def key() -> str:
    """Return what stands for the account in the key of a cache (``Actor.key``); "" when there is none."""
    here = account.here()
    return here.key if here else ""


def own_region() -> str:
    """Return the region whose records alone are own to who looks; "" for who has no region."""
    looks = viewer()
    return looks.area if looks.audience == OF_REGION else ""


def own_rows(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a records frame that are of the own region; all of them for who has none."""
    own = own_region()
    return frame[owned(table, frame, own)].reset_index(drop=True) if own else frame


def own_references() -> frozenset[str] | None:
    """Return the references of the records of the own region; None for who has none."""
    if not own_region():
        return None
    now = snapshot()
    return _own_references(now, now.state)


@remembered(4)
def _own_references(_snapshot: Snapshot, state: tuple[object, ...]) -> frozenset[str]:
    return frozenset(
        reference
        for table in TABLES.values()
        for reference in own_rows(table, _snapshot.frame(table))["reference"]
    )


def views() -> Views:
    """Return the saved views: who uses the dashboard has them, looking as another too; no guest does."""
    return _own_store().views


def shares() -> bool:
    """Return whether the account keeps saved views, looking as another too."""
    here = account.here()
    return not guest.fixed() and here is not None and here.scope("share") is not None


def guest_links() -> GuestLinks:
    """Return the links by which guests come in; as ``views``."""
    return _own_store().guest_links


def may(action: Action) -> bool:
    """Return whether the account of this run may do something, and does not look as another."""
    here = account.here()
    return not guest.fixed() and here is not None and viewer() == here.viewer and bool(here.scope(action))


def taking(event: str, what: str, snapshot: Snapshot, selection: Selection) -> Callable[[], None]:
    """Return what notes, once it is called, that who looks takes data along; also outside a run.

    It raises AccessError when who looked is not let in any more, or has another role.
    """
    who = guest.here() or account.here()
    require_same = guest.standing() if guest.fixed() else account.standing()

    def note() -> None:
        require_same()
        if who:
            note_taken(who, event, what, snapshot, selection)

    return note


def _own_store() -> Desk:
    if guest.fixed():
        raise AccessError(say("Dit is niet voor gasten."))
    return desk_of(account.require())


def settled(limit: int) -> tuple[Settled, ...]:
    """Return the pictures that were set last; none for who may not set one."""
    return store().settled(limit) if may("settle") else ()


# to look as another


def choice(here: Mapping[str, str]) -> None:
    """Draw the choice of another audience to look as; ``here`` has the area of the page by audience."""
    st.markdown(say("**Bekijk als**"))
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        audience = st.segmented_control(
            say("Publiek"),
            list(AUDIENCES_CUT),
            format_func=AUDIENCES.label,
            key=_AUDIENCE,
            label_visibility="collapsed",
        )
        if audience:
            area_choice(audience, [here.get(audience, "")], _AREA, label_visibility="collapsed", width=260)
        st.button(say("Bekijk"), key="view_as", on_click=_look, disabled=not audience)


_AREA_OF = {"regio": mark("Eigen veiligheidsregio"), "partner": mark("Zone")}


def area_choice(audience: str, near: Iterable[str], key: str, **look: Any) -> None:  # noqa: ANN401 Streamlit's own
    """Ask for the region or zone of an audience that has one; the first of ``near`` there is comes first."""
    areas = areas_of(audience)
    if areas == ("",):
        return
    if st.session_state.get(key) not in areas:
        st.session_state[key] = next(code for code in (*near, *areas) if code in areas)
    st.selectbox(
        say(_AREA_OF[audience]),
        areas,
        format_func=lambda code: Viewer(audience, code).area_name,
        key=key,
        **look,
    )


def chosen(audience: str, key: str) -> Viewer:
    """Return the viewer of an audience with the area that ``area_choice`` asked for."""
    return Viewer(audience, "" if areas_of(audience) == ("",) else st.session_state[key])


def _look() -> None:
    """Look as the audience that was chosen; a callback."""
    look_as(chosen(st.session_state[_AUDIENCE], _AREA))


def look_as(other: Viewer) -> None:
    """Look as another from now on; for a callback."""
    st.session_state[_AS] = other.key


def refuse() -> None:
    """Say that a page is not for who looks."""
    st.info(say("Deze pagina is niet voor {viewer}.", viewer=viewer().label), icon=":material/lock:")


def banner() -> None:
    """Say that one looks as another, and offer the way back."""
    looks = viewer()
    if looks == account.viewer() or guest.fixed():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="viewing"):
        seen = say("Zo ziet {viewer} dit.", viewer=looks.label)
        told = AUDIENCES.term(looks.audience).meaning
        st.markdown(f":material/visibility: **{seen}** {told}", width="stretch")
        st.button(
            say("Terug naar alles"),
            icon=":material/undo:",
            on_click=look_as,
            args=(EVERYTHING,),
            key="view_all",
        )

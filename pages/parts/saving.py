"""To save what is on screen as a view (*overlegkaart*): its name, for whom, and whether it stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.access import Viewer, areas_of
from geo.errors import PictureError
from geo.language import mark, say
from geo.store import LONGEST_REMARKS, LONGEST_VIEW_NAME, Seen, Told
from geo.vocabulary import AUDIENCES
from pages.parts import link, meeting, notice, person, reader, saved, strip_choice, view, viewing

if TYPE_CHECKING:
    from geo.picture import Selection
    from geo.store import Snapshot

FROZEN, LIVE = "vast", "nieuwste"
KINDS = {FROZEN: mark("Vaste stand"), LIVE: mark("Altijd de nieuwste stand")}
_NAME, _REMARKS, _KIND, _AUDIENCE, _AREA = (
    f"save_view_{name}" for name in ("name", "remarks", "kind", "audience", "area")
)
_OUTCOME = "save_view_outcome"


def offer(snapshot: Snapshot, selection: Selection) -> None:
    """Offer to save what is on screen, extent and sketch included."""
    st.markdown(f"**{say('Bewaar als overlegkaart')}**")
    st.text_input(say("Naam *"), key=_NAME, max_chars=LONGEST_VIEW_NAME)
    st.text_input(say("Opmerkingen"), key=_REMARKS, max_chars=LONGEST_REMARKS)
    st.session_state.setdefault(_KIND, FROZEN)
    st.segmented_control(
        say("De overlegkaart toont"),
        list(KINDS),
        format_func=lambda code: say(KINDS[code]),
        key=_KIND,
        required=True,
    )
    _audience(selection)
    person.ask()
    st.button(
        say("Bewaar als overlegkaart"),
        key="save_view",
        icon=":material/bookmark_add:",
        on_click=_save,
        args=(snapshot, selection),
    )
    if told := st.session_state.pop(_OUTCOME, None):
        notice.show(*told)


def _audience(selection: Selection) -> None:
    """Ask for whom it is: of the audiences for which this page is, at first who looks now."""
    looks, page = viewing.viewer(), link.page()
    offered = [code for code in AUDIENCES.codes if viewing.is_for(Viewer(code, areas_of(code)[0]), page)]
    if st.session_state.get(_AUDIENCE) not in offered:
        st.session_state[_AUDIENCE] = looks.audience if looks.audience in offered else offered[0]
    audience = st.selectbox(say("Publiek"), offered, format_func=AUDIENCES.label, key=_AUDIENCE)
    near = {"partner": strip_choice.zone(), "regio": "".join(selection.regions[:1])}
    viewing.area_choice(audience, [looks.area, near.get(audience, "")], _AREA)


def _save(snapshot: Snapshot, selection: Selection) -> None:
    """Save it; a callback."""
    held = st.session_state
    try:
        looks = viewing.chosen(held[_AUDIENCE], _AREA)
        seen = Seen(
            page=link.page(),
            query=link.to_settle(selection),
            extent=view.now(),
            language=reader.code(),
            audience=looks.key,
            frozen=held[_KIND] == FROZEN,
            data_version=snapshot.version,
            stood_at=snapshot.as_of,
        )
        told = Told(held[_NAME] or "", held[_REMARKS] or "", meeting.sketch(), meeting.points())
        kept = viewing.views().save(seen, told, person.known())
    except PictureError as error:
        held[_OUTCOME] = ("fout", str(error))
        return
    saved.show(kept)
    held[_NAME] = held[_REMARKS] = ""
    held[_OUTCOME] = ("gelukt", say("{name}. U vindt haar bij Overlegkaarten.", name=kept.name))

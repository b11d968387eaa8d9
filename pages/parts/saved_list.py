"""The page of saved views: what one looks for and which one is chosen, part of its link; what one can do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from geo import dutch
from geo.access import token_of, viewer_of
from geo.errors import AccessError, PictureError
from geo.language import mark, say
from geo.store import DAYS, LONGEST_REMARKS, LONGEST_VIEW_NAME, MOST_DAYS, Told
from pages.parts import notice, person, viewing
from pages.parts.markup import CURRENT, EMPTY, Template, heads, joined, show
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.store import GuestLink, SavedView

PAGES = {
    "": mark("Landelijk beeld"),
    "vergelijken": mark("Vergelijken"),
    "regio": mark("Regio"),
    "grensstreek": mark("Grensstreek"),
    "sectoren": mark("Sectoren"),
    "nog-niet-bezocht": mark("Nog niet bezocht"),
}
"""The pages of which a view can be saved, by their path, as they are called (marked)."""

SEARCH, CHOSEN = "zoek", "kaart"
LONGEST_SEARCH = 80
_SEARCH, _CHOSEN, _OUTCOME = "saved_search", "saved_chosen", "saved_outcome"
_LIST = Template(
    '<div class="beside"><table class="list"><caption>{}</caption><thead><tr>{}</tr></thead>'
    "<tbody>{}</tbody></table></div>"
)
_HEADINGS = (mark("Naam"), mark("Pagina"), mark("Publiek"), mark("Stand"), mark("Bewaard"), mark("Doen"))
_ROW = Template(
    '<tr{}><th scope="row">{}<small>{}</small></th><td>{}</td><td>{}</td><td>{}</td>'
    "<td>{} <small>{}</small></td><td>{}</td></tr>"
)
_VERSIONS = (mark("Versie"), mark("Wanneer"), mark("Door"), mark("Naam"), mark("Opmerkingen"))
_VERSION = Template("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>")


def words() -> str:
    """Return what one looks for."""
    return str(st.session_state.get(_SEARCH) or "")


def chosen() -> int:
    """Return the number of the view that is chosen, 0 for none."""
    return int(st.session_state.get(_CHOSEN) or 0)


def search() -> None:
    """Draw the field to search in."""
    st.text_input(
        say("Zoek in naam en opmerkingen"),
        key=_SEARCH,
        max_chars=LONGEST_SEARCH,
        persist_state="session",
        width=420,
    )


def table(
    found: Sequence[SavedView], opening: Callable[[SavedView], str], choose: Mapping[str, str]
) -> Markup:
    """Return the list of views, with the addresses that open each and, by number, that choose it."""
    rows = (
        _ROW.format(
            CURRENT if one.id == chosen() else EMPTY,
            linked(opening(one), one.name),
            f" {one.told.remarks}" if one.told.remarks else "",
            say(PAGES.get(one.seen.page, one.seen.page)),
            viewer_of(one.seen.audience).label,
            dutch.short_moment(one.seen.stood_at) if one.seen.frozen else say("altijd de nieuwste"),
            dutch.short_moment(one.at),
            one.who,
            linked(choose[str(one.id)], say("Beheer en deel")),
        )
        for one in found
    )
    counted = dutch.counted(len(found), "overlegkaart", "overlegkaarten")
    return _LIST.format(counted, heads(_HEADINGS), joined(rows))


# one view


def manage(one: SavedView) -> None:
    """Draw what can be done with a view: rename, duplicate, withdraw; and its versions."""
    st.header(say("Overlegkaart beheren"), anchor=False)
    st.text(one.name)
    key = f"{one.id}_{one.version}"
    name, remarks = f"view_name_{key}", f"view_remarks_{key}"
    st.session_state.setdefault(name, one.name)
    st.session_state.setdefault(remarks, one.told.remarks)
    person.ask()
    st.text_input(say("Naam *"), key=name, max_chars=LONGEST_VIEW_NAME)
    st.text_input(say("Opmerkingen"), key=remarks, max_chars=LONGEST_REMARKS)
    with st.container(horizontal=True, gap="small"):
        st.button(
            say("Bewaar"), key="rename_view", on_click=_rename, args=(one, name, remarks), type="primary"
        )
        st.button(say("Dupliceer"), key="copy_view", on_click=_duplicate, args=(one,))
        st.button(say("Trek in"), key="withdraw_view", on_click=_withdraw, args=(one,))
    with st.expander(say("Versies"), on_change="rerun", key="view_versions") as opened:
        if opened.open:
            show(_versions(viewing.views().history(one.id)))


def _versions(found: Sequence[SavedView]) -> Markup:
    rows = (
        _VERSION.format(one.version, dutch.moment(one.at), one.who, one.name, one.told.remarks)
        for one in reversed(found)
    )
    return _LIST.format(say("Versies, de nieuwste eerst"), heads(_VERSIONS), joined(rows))


def _rename(one: SavedView, name: str, remarks: str) -> None:
    held = st.session_state
    told = Told(held[name] or "", held[remarks] or "", one.told.drawings, one.told.points)
    _attempt(lambda: viewing.views().revise(one, told, person.known()), say("Bewaard."))


def _duplicate(one: SavedView) -> None:
    name = say("Kopie van {name}", name=one.name)[:LONGEST_VIEW_NAME]
    made = _attempt(lambda: viewing.views().duplicate(one, name, person.known()), say("Gedupliceerd."))
    if made:
        st.session_state[_CHOSEN] = made.id


def _withdraw(one: SavedView) -> None:
    done = say("Ingetrokken; links ernaar werken niet meer.")
    if _attempt(lambda: viewing.views().withdraw(one, person.known()), done):
        st.session_state[_CHOSEN] = 0


def _attempt(what: Callable[[], SavedView], done: str) -> SavedView | None:
    try:
        made = what()
    except PictureError as error:
        st.session_state[_OUTCOME] = ("fout", str(error))
        return None
    st.session_state[_OUTCOME] = ("klaar", done)
    return made


def outcome() -> None:
    """Tell how the last click ended."""
    if told := st.session_state.pop(_OUTCOME, None):
        notice.show(*told)


# links for guests


def new_link(one: SavedView) -> None:
    """Draw the form of a new link to a view."""
    st.header(say("Link voor een gast"), anchor=False)
    st.caption(
        say(
            "Wie deze link heeft, ziet alleen deze overlegkaart, als {viewer}.",
            viewer=viewer_of(one.seen.audience).label,
        )
    )
    st.session_state.setdefault("guest_days", DAYS)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(say("Voor wie *"), key="guest_for", max_chars=LONGEST_VIEW_NAME, width=320)
        st.number_input(say("Aantal dagen"), min_value=1, max_value=MOST_DAYS, key="guest_days", width=160)
        st.button(say("Maak link"), key="make_link", on_click=_make, args=(one,), type="primary")


def _make(one: SavedView) -> None:
    held = st.session_state
    try:
        made = viewing.guest_links().make(
            one, person.known(), held["guest_for"] or "", int(held["guest_days"])
        )
        token_of(made)
    except PictureError as error:
        held[_OUTCOME] = ("fout", str(error))
        return
    held["guest_for"] = ""
    held[_OUTCOME] = ("klaar", say("De link staat hieronder."))


def links(made: Sequence[GuestLink], names: Mapping[int, str], address: Callable[[str], str]) -> None:
    """Draw the links with who made each, for whom, until when and how often opened; one click revokes.

    ``names`` has those of the views by number, ``address`` gives the whole address of a token.
    """
    if not made:
        return
    st.header(say("Links voor gasten"), anchor=False)
    now = datetime.now(UTC)
    for one in made:
        with st.container(border=True, key=f"guest_link_{one.id}"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.text(f"{names.get(one.view_id, '')} → {one.for_whom}\n{_told(one)}", width="stretch")
                if one.works(now):
                    st.button(say("Trek in"), key=f"revoke_{one.id}", on_click=_revoke, args=(one,))
            if one.works(now):
                _address(one, address)


def _address(one: GuestLink, address: Callable[[str], str]) -> None:
    try:
        st.code(address(token_of(one)), language=None, wrap_lines=True)
    except AccessError as error:
        st.text(str(error))


def _told(one: GuestLink) -> str:
    made = say("Gemaakt door {who} op {moment}.", who=one.who, moment=dutch.short_moment(one.at))
    if one.revoked_at:
        ends = say(
            "Ingetrokken door {who} op {moment}.",
            who=one.revoked_by,
            moment=dutch.short_moment(one.revoked_at),
        )
    else:
        ends = say("Werkt tot {moment}.", moment=dutch.short_moment(one.expires))
    if one.last_opened is None:
        opened = say("Nog niet geopend.")
    else:
        opened = say(
            "{times} geopend, het laatst op {moment}.",
            times=dutch.counted(one.opened, "keer", "keer"),
            moment=dutch.short_moment(one.last_opened),
        )
    return f"{made} {ends} {opened}"


def _revoke(one: GuestLink) -> None:
    try:
        viewing.guest_links().revoke(one.id, person.known())
    except PictureError as error:
        st.session_state[_OUTCOME] = ("fout", str(error))
        return
    st.session_state[_OUTCOME] = ("klaar", say("De link is ingetrokken."))


# links


def seed(address: Mapping[str, list[str]]) -> list[str]:
    """Set what a link says; a number that is none chooses nothing."""
    st.session_state[_SEARCH] = (address.get(SEARCH) or [""])[0][:LONGEST_SEARCH]
    text = (address.get(CHOSEN) or [""])[0]
    st.session_state[_CHOSEN] = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    return []


def to_query() -> dict[str, list[str]]:
    """Return what a link must say."""
    return {
        **({SEARCH: [words()]} if words() else {}),
        **({CHOSEN: [str(chosen())]} if chosen() else {}),
    }


def choosing(found: Sequence[SavedView]) -> dict[str, dict[str, list[str]]]:
    """Return the options of a link that chooses each view, by its number as text."""
    return {str(one.id): {**to_query(), CHOSEN: [str(one.id)]} for one in found}

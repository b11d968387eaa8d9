"""The address bar: filters and view options to and from the query, so that a link shows the same picture.

Streamlit can bind a widget to the query by itself, but then writes the label it shows ("Limburg-Noord"),
which changes with the language; links hold codes (``regio=VR23``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode, urlsplit, urlunsplit

import streamlit as st

from geo import dutch
from geo.access import allowed
from geo.areas import REGION_CODES
from geo.language import LANGUAGES, say
from geo.picture import from_query
from pages.parts import (
    compared,
    filters,
    focus,
    guest,
    meeting_mode,
    moment,
    reader,
    record_link,
    saved,
    saved_list,
    strip_choice,
    subject,
    timeline,
    unvisited,
    view,
    viewing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from geo.picture import Selection
    from geo.store import SavedView, Settled

_WRITTEN, _PAGE, _MOVES, _NOTICES = "link_written", "link_page", "link_moves", "link_notices"
_OWN = {
    "": (focus, meeting_mode),
    "vergelijken": (compared,),
    subject.PAGE: (subject,),
    "grensstreek": (strip_choice, meeting_mode),
    "nog-niet-bezocht": (unvisited,),
    "geschiedenis": (timeline,),
    "overlegkaarten": (saved_list,),
    "registreren": (record_link,),
}
"""By the path of a page, the parts with the options of that page alone."""


def follow(page_path: str) -> None:
    """Take over what the address says when not we wrote it: a first visit, Back, a pasted link.

    An address without a version that comes with a change of page is only the menu: the filters stay.
    """
    if came := guest.here():
        _keep_to(came.view)
        return
    address = _address()
    moved = st.session_state.get(_PAGE, page_path) != page_path
    if moved:
        meeting_mode.leave()
    st.session_state[_PAGE] = page_path
    st.session_state[_MOVES] = moves() + moved
    if address == st.session_state.get(_WRITTEN) or (moved and "v" not in address):
        return
    told = reader.seed(address)  # first: what the others say is said in this language
    selection, notices = _filters_of(address, page_path)
    st.session_state[_NOTICES] = [
        *told,
        *notices,
        *filters.seed(selection),
        *view.seed(_whole_address()),
        *moment.seed(address),
        *saved.seed(address),
        *(notice for part in _OWN.get(page_path, ()) for notice in part.seed(address)),
    ]
    st.session_state[_WRITTEN] = address


def _keep_to(found: SavedView) -> None:
    """Show a guest the view in every run, whatever the address and what was clicked; how it looks, at first.

    Of the address only the language counts, and what one looks at closely.
    """
    asked, first = _address(), _WRITTEN not in st.session_state
    kept = saved.query_of(found)
    st.session_state[_PAGE] = found.seen.page
    if first:
        reader.seed(kept)
        view.seed(kept)
        saved.take_over(found)
    if asked != st.session_state.get(_WRITTEN):
        reader.seed(asked)
    selection, _ = _filters_of(kept, found.seen.page)
    filters.seed(allowed(selection, viewing.viewer())[0])
    saved.fix_moment(found)
    for part in _OWN.get(found.seen.page, ()):
        if part is focus:
            if asked != st.session_state.get(_WRITTEN):
                focus.seed(kept if first else asked)
        elif part is not meeting_mode:  # a guest holds no meeting
            part.seed(kept)
    st.session_state[_WRITTEN] = asked


def _filters_of(address: dict[str, list[str]], page_path: str) -> tuple[Selection, list[str]]:
    """Return the filters of an address; on the page of one region that region is none of them."""
    if page_path != subject.PAGE:
        return from_query(address)
    selection, notices = from_query({**address, subject.NAME: []})
    return replace(selection, regions=filters.current().regions), notices


def moves() -> int:
    """Return how often this session has gone to another page; each time its frames are thrown away."""
    return int(st.session_state.get(_MOVES, 0))


def forget() -> None:
    """Take the address over again in the next run, because the widgets were not drawn in this one."""
    st.session_state.pop(_WRITTEN, None)


def write(selection: Selection) -> None:
    """Let the address say what the widgets hold; a guest's says who one is, and stays."""
    if guest.fixed():
        return
    wanted = here(selection)
    if wanted != _address():
        st.query_params.from_dict({**wanted, **_extent()})
    st.session_state[_WRITTEN] = wanted


def _address() -> dict[str, list[str]]:
    """Return what the address says, without what the map keeps there by itself."""
    return {name: texts for name, texts in _whole_address().items() if name != view.EXTENT}


def _extent() -> dict[str, list[str]]:
    """Return what the map keeps in the address, which nobody else writes."""
    return {name: texts for name, texts in _whole_address().items() if name == view.EXTENT}


def _whole_address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def query(selection: Selection) -> dict[str, list[str]]:
    """Return the query that all pages share; empty when nothing differs from the first view."""
    return _unless_plain(shared(selection))


def here(selection: Selection) -> dict[str, list[str]]:
    """Return the query of a link to this very page, with the options that only it has."""
    asked = shared(selection)
    for part in _OWN.get(st.session_state.get(_PAGE, ""), ()):
        asked |= part.to_query()
    return _unless_plain({name: texts for name, texts in asked.items() if texts})


def menu(page_paths: Iterable[str], selection: Selection) -> dict[str, str]:
    """Return for each page the address at which the menu opens it, asking for the filters once.

    That of one region is about the region one looked at last.
    """
    along = query(selection)
    area = selection.regions[0] if len(selection.regions) == 1 else subject.code()
    return {
        path: address(path, _unless_plain(_about(area, selection)) if path == subject.PAGE else along)
        for path in page_paths
    }


def _about(area: str, selection: Selection) -> dict[str, list[str]]:
    """Return the query of the page of one area, without the filter of regions; "" is no area."""
    asked = shared(replace(selection, regions=()))
    return {**asked, subject.NAME: [area]} if area else asked


def region(area: str, selection: Selection) -> str:
    """Return the address of the page of one region or border district; the other filters come along."""
    return each_region([area], selection)[area]


def each_region(areas: Iterable[str], selection: Selection) -> dict[str, str]:
    """Return for each area what ``region`` does, asking for the rest once."""
    before = address(subject.PAGE, {**_about("", selection), subject.NAME: [""]})  # the area comes last
    return {area: before and f"{before}{area}" for area in areas}


def each_alone(areas: Iterable[str], selection: Selection, own: dict[str, list[str]]) -> dict[str, str]:
    """Return for each area a link to this page with that area alone chosen, asking for the rest once."""
    asked = {**shared(replace(selection, regions=REGION_CODES[:1])), **own}
    return {area: "?" + urlencode({**asked, subject.NAME: [area]}, doseq=True) for area in areas}


def to_here(selection: Selection, own: dict[str, list[str]]) -> str:
    """Return a link to this page as it is, but with other options of its own."""
    return "?" + urlencode({**shared(selection), **own}, doseq=True)


def each_to_here(selection: Selection, own: Mapping[str, dict[str, list[str]]]) -> dict[str, str]:
    """Return for each of many choices of options what ``to_here`` does, asking for the rest once."""
    along = shared(selection)
    return {name: "?" + urlencode({**along, **options}, doseq=True) for name, options in own.items()}


def shared(selection: Selection) -> dict[str, list[str]]:
    """Return what every link within the dashboard takes along: filters, view, moment and language.

    That of a guest takes along who one is.
    """
    if guest.fixed():
        return {**guest.to_query(), **reader.to_query()}
    asked = {**selection.to_query(), **view.to_query(), **moment.to_query()}
    return {**asked, **saved.to_query(), **reader.to_query()}


def _unless_plain(chosen: dict[str, list[str]]) -> dict[str, list[str]]:
    return {} if set(chosen) == {"v"} else chosen


def here_with(selection: Selection, **changes: str) -> str:
    """Return the address of the national picture with another focus (``focus.changed``)."""
    return address("", {**shared(selection), **focus.changed(**changes)})


def each_list(selection: Selection, parts: Iterable[str]) -> dict[str, str]:
    """Return for each part of the activations the address of the list of it, "" being all of them."""
    along = {**shared(selection), **focus.changed(tab=focus.LIST, plek="", rijen="")}
    return {part: address("", {**along, focus.PART: [part]} if part else along) for part in parts}


def looking_at(selection: Selection, codes: Iterable[str]) -> dict[str, str]:
    """Return the address of the national picture that looks at each of these regions, by code."""
    base = {**shared(selection), **focus.changed(kies="")}
    before = address("", {**base, focus.REGION: [""]})  # the region comes last
    return {code: before and f"{before}{code}" for code in codes}


def each_record(references: Iterable[str], selection: Selection) -> dict[str, str]:
    """Return for each record the address of its history, "" where that is not for who looks.

    The filters come along.
    """
    own = viewing.own_references()
    before = address("geschiedenis", {**shared(selection), timeline.REFERENCE: [""]})
    return {
        reference: before + quote_plus(reference) if before and (own is None or reference in own) else ""
        for reference in references
    }


def settled(one: Settled) -> str:
    """Return the address of a picture that was set: its filters, on the records of then."""
    fixed = urlencode({moment.NAME: dutch.moment_text(moment.whole_minute(one.stood_at))})
    return f"/?{one.link}&{fixed}"


def each_language(selection: Selection) -> dict[str, str]:
    """Return for each language the address of this very page in it."""
    asked = {**here(selection), "v": ["1"]}
    return {code: "?" + urlencode({**asked, reader.NAME: [code]}, doseq=True) for code in LANGUAGES}


def to_settle(selection: Selection) -> str:
    """Return the query of this page to be kept with a picture that is set: no moment, no language."""
    query = {**here(selection), "v": ["1"]}
    return urlencode({name: texts for name, texts in query.items() if name not in _APART}, doseq=True)


_APART = (moment.NAME, reader.NAME, saved.NAME, meeting_mode.NAME)


def page() -> str:
    """Return the path of the page that is shown."""
    return str(st.session_state.get(_PAGE, ""))


def opening(found: SavedView) -> str:
    """Return the address that opens a saved view."""
    return address(found.seen.page, saved.query_of(found))


def guest_link(token: str) -> str:
    """Return the whole address by which a guest comes in."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit(parts._replace(path="/", query=urlencode({guest.NAME: token})))


def changed_since(start: datetime, selection: Selection) -> str:
    """Return the address of what changed since a moment, as it is now; "" for who may not see that."""
    asked = {
        name: texts for name, texts in shared(selection).items() if name not in (moment.NAME, saved.NAME)
    }
    return address("geschiedenis", {**asked, timeline.SINCE: [dutch.moment_text(start)]})


def address(page_path: str, asked: dict[str, list[str]]) -> str:
    """Return the address of a page with a query, which may be empty; "" for one that is not for who looks."""
    if not viewing.opens(page_path) or (guest.fixed() and page_path):
        return ""  # a guest's page is at the first address, and leads to no other
    return f"/{page_path}?{urlencode(asked, doseq=True)}" if asked else f"/{page_path}"


def notices() -> None:
    """Show what of the link was dropped, as plain text: it quotes the link."""
    found = st.session_state.get(_NOTICES)
    if not found:
        return
    with st.container(border=True):
        st.markdown(f":material/link_off: **{say('Niet alles in deze link is herkend')}**")
        for notice in found:
            st.text(notice)
        st.button(
            say("Begrepen"), on_click=lambda: st.session_state.pop(_NOTICES, None), key="dismiss_notices"
        )


def absolute(query: dict[str, list[str]]) -> str:
    """Return the whole address of this page with a query, as one sends it to others."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit(parts._replace(query=urlencode(query, doseq=True)))

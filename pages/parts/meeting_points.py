"""The action points beside the map in a meeting: the list, and one form to add, change and remove them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.errors import SketchError
from geo.language import say
from geo.picture import LONGEST_OWNER, LONGEST_TEXT, ActionPoint, next_number
from pages.parts import day_field, meeting, notice
from pages.parts.markup import EMPTY, Template, joined, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

NEW = 0
_POINT, _TEXT, _OWNER, _DUE, _PLACE = (
    f"meeting_point{part}" for part in ("", "_text", "_owner", "_due", "_place")
)
_REFUSED = "meeting_point_refused"
_LIST = Template('<ol class="points">{}</ol>')
_ITEM = Template('<li data-point="{}"><b>{}</b> <span>{}{}</span></li>')
_MORE = Template("<small>{}</small>")


def draw() -> None:
    """Draw the list and the form."""
    listed = meeting.raised()
    show(_list(listed))
    numbers = [point.number for point in listed]
    if st.session_state.get(_POINT) not in numbers:
        st.session_state[_POINT] = NEW
    st.pills(
        say("Actiepunt"),
        [NEW, *numbers],
        format_func=lambda number: str(number) if number else say("Nieuw punt"),
        key=_POINT,
        required=True,
        on_change=_open,
        label_visibility="collapsed",
    )
    st.text_area(say("Wat"), key=_TEXT, max_chars=LONGEST_TEXT, height=90)
    left, right = st.columns(2)
    with left:
        st.text_input(say("Wie"), key=_OWNER, max_chars=LONGEST_OWNER)
    with right:
        day_field.draw(say("Voor"), key=_DUE, value=None)
    st.toggle(say("Klik de plek aan op de kaart"), key=_PLACE, on_change=_place)
    with st.container(horizontal=True):
        st.button(say("Bewaar"), key="meeting_point_keep", type="primary", on_click=_keep)
        if st.session_state[_POINT]:
            st.button(say("Verwijder"), key="meeting_point_remove", on_click=_remove)
    for told in filter(None, (meeting.refusal(), st.session_state.pop(_REFUSED, ""))):
        notice.show("fout", told)


def _list(listed: Sequence[ActionPoint]) -> Markup:
    if not listed:
        return _LIST.format(_ITEM.format("", "", say("Nog geen actiepunten."), EMPTY))
    return _LIST.format(joined(map(_item, listed)))


def _item(point: ActionPoint) -> Markup:
    more = [point.owner, dutch.day(point.due) if point.due else "", say("op de kaart") if point.place else ""]
    told = " · ".join(filter(None, more))
    return _ITEM.format(point.number, point.number, point.text, _MORE.format(told) if told else EMPTY)


def _number() -> int:
    """Return the number of the point in the form."""
    return int(st.session_state.get(_POINT) or NEW) or next_number(meeting.raised())


def _open() -> None:
    """Put the chosen point in the form; a callback."""
    chosen = next((point for point in meeting.raised() if point.number == st.session_state[_POINT]), None)
    _fill(chosen or ActionPoint(NEW, ""))


def _fill(point: ActionPoint) -> None:
    meeting.stop_placing()
    st.session_state[_TEXT], st.session_state[_OWNER], st.session_state[_DUE] = (
        point.text,
        point.owner,
        point.due,
    )
    st.session_state[_PLACE] = False


def _place() -> None:
    """Let the next click on the map be the place of the point in the form, or no longer; a callback."""
    if st.session_state[_PLACE]:
        meeting.start_placing(_number())
    else:
        meeting.stop_placing()


def _keep() -> None:
    """Keep what stands in the form; a callback."""
    number = _number()
    kept = ActionPoint(
        number,
        st.session_state.get(_TEXT) or "",
        st.session_state.get(_OWNER) or "",
        st.session_state.get(_DUE),
        meeting.place_of(number),
    )
    try:
        meeting.keep([*(point for point in meeting.raised() if point.number != number), kept])
    except SketchError as error:
        st.session_state[_REFUSED] = str(error)
        return
    st.session_state[_POINT] = NEW
    _fill(ActionPoint(NEW, ""))


def _remove() -> None:
    """Remove the point in the form; a callback."""
    number = _number()
    meeting.keep([point for point in meeting.raised() if point.number != number])
    st.session_state[_POINT] = NEW
    _fill(ActionPoint(NEW, ""))

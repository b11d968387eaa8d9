"""The filter bar: widgets in, one Selection out; the only owner of the filters' state.

It is drawn on pages where it acts; its widgets keep their values elsewhere, and in the link. The key of each
is ``filter_<name of the filter in a link>``: its element has the class ``st-key-filter_<name>``; pills
stand in the order of their vocabulary. The map counts on that: it hears a click before the server does.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import streamlit as st

from geo import dutch
from geo.language import say
from geo.picture import PERIODS, QUERY, Selection, describe, from_query, nationwide
from pages.parts import day_field, guest, moment, screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

    from geo.picture import Query

FEW_VALUES = 4  # up to here all values are on screen as pills; more go into a list
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2030, 12, 31)
MOST_NAMED = 2  # values named on a button; of more it is said how many they are

_ROWS = {row.name: row for row in QUERY}
_OPEN = ("thema", "type")  # always on the bar
_PERIOD, _REGION = ("van", "tot"), ("regio",)
_MORE = tuple(name for name in _ROWS if name not in (*_OPEN, *_PERIOD, *_REGION))


def _key(name: str) -> str:
    return f"filter_{name}"


def seed(selection: Selection) -> list[str]:
    """Set the widgets to ``selection``; to be called before they are drawn: from a callback or a new link.

    Returns notices on the days that the calendar does not reach, which are left out.
    """
    query = selection.to_query()
    notices = []
    for row in QUERY:
        texts = query.get(row.name, [])
        if row.kind == "day" and texts and not FIRST_DAY <= date.fromisoformat(texts[0]) <= LAST_DAY:
            notices.append(
                say(
                    "{name}: {day} is weggelaten; kies {first} tot en met {last}.",
                    name=row.name,
                    day=texts[0],
                    first=FIRST_DAY,
                    last=LAST_DAY,
                )
            )
            texts = []
        st.session_state[_key(row.name)] = texts if row.kind == "codes" else _single(row, texts)
    return notices


def _single(row: Query, texts: list[str]) -> str | date | None:
    if not texts:
        return None
    return date.fromisoformat(texts[0]) if row.kind == "day" else texts[0]


def current() -> Selection:
    """Return the selection that the widgets hold."""
    return _read()[0]


def _read() -> tuple[Selection, list[str]]:
    values = {row.name: st.session_state.get(_key(row.name)) for row in QUERY}
    return from_query({name: _texts(value) for name, value in values.items() if value})


def _texts(value: list[str] | str | date) -> list[str]:
    if isinstance(value, list):
        return value
    return [value.isoformat() if isinstance(value, date) else value]


# the bar


def bar(last_day: date | None, *, everywhere: bool = True) -> None:
    """Draw the filters and the moment one looks at; ``last_day`` is the last day with data.

    What is chosen stands on the buttons. On a phone all of it is behind one button. Without ``everywhere``
    those that say where are left out: the page is about one place.
    """
    selection, notices = _read()
    if not everywhere:
        selection = nationwide(selection)
    if guest.fixed():
        _fixed(selection)
        return
    region, more = (_REGION, _MORE) if everywhere else ((), tuple(name for name in _MORE if name != "land"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filter_bar"):
        if screen.is_phone():
            _on_a_phone(selection, last_day, (*region, *more))
        else:
            _on_a_desk(selection, last_day, region, more)
        if not selection.is_empty:
            st.button(
                say("Wis alles"),
                type="tertiary",
                icon=":material/close:",
                on_click=clear,
                key="clear_in_bar",
            )
    for notice in filter(None, (*notices, moment.refusal())):
        st.text(notice)


def _fixed(selection: Selection) -> None:
    """Say what is filtered, which a guest cannot change."""
    chips = " · ".join(chip.label for chip in describe(selection))
    with st.container(key="filter_bar"):
        st.markdown(f":material/filter_list: {chips or say('Geen filters')}")


def _on_a_phone(selection: Selection, last_day: date | None, others: tuple[str, ...]) -> None:
    count = len(describe(selection))
    label = say("Filters ({count})", count=count) if count else say("Filters")
    with _button(label, "all", icon=":material/filter_list:") as opened:
        if opened.open:
            _widgets(*_OPEN)
            _period(last_day)
            _widgets(*others)
            moment.bar()


def _on_a_desk(
    selection: Selection, last_day: date | None, region: tuple[str, ...], more: tuple[str, ...]
) -> None:
    for name in _OPEN:
        _pills(_ROWS[name], "collapsed")
    with _button(_period_label(selection), "period") as opened:
        if opened.open:
            _period(last_day)
    for label, names, key in ((say("Regio"), region, "region"), (say("Meer"), more, "more")):
        if not names:
            continue
        with _button(_label(label, selection, names), key) as opened:
            if opened.open:
                _widgets(*names)
    with _button(moment.label(), "moment") as opened:
        if opened.open:
            moment.bar()


def _button(label: str, key: str, icon: str | None = None) -> PopoverContainer:
    """Return what opens on a click; what is in it is only made while it is open."""
    return st.popover(label, icon=icon, key=f"filters_{key}", on_change="rerun")


def _label(name: str, selection: Selection, names: tuple[str, ...]) -> str:
    """Return a button's text with what is chosen behind it."""
    chosen = [chip for chip in describe(selection) if chip.name in names]
    if not chosen:
        return name if len(names) == 1 else f"{name} …"
    if len(chosen) > MOST_NAMED:
        return say("{filter}: {chosen}", filter=name, chosen=len(chosen))
    values = ", ".join(_ROWS[chip.name].value_label(chip.value) for chip in chosen)
    return say("{filter}: {chosen}", filter=name, chosen=values)


def _period_label(selection: Selection) -> str:
    first, last = selection.from_day, selection.to_day
    if first and last:
        return say("Periode: {period}", period=dutch.period(first, last))
    if first:
        return say("Periode: vanaf {day}", day=dutch.day(first))
    return say("Periode: tot en met {day}", day=dutch.day(last)) if last else say("Periode")


def _widgets(*names: str) -> None:
    for row in (_ROWS[name] for name in names):
        _WIDGETS[row.kind if row.kind != "codes" or len(row.codes) > FEW_VALUES else "few"](row)


def _period(last_day: date | None) -> None:
    """Draw the ready-made periods, counted from the last day with data, and the two days."""
    if last_day:
        for name, find in PERIODS.items():
            st.button(
                say(name), key=f"period_{name}", on_click=_set_period, args=find(last_day), width="stretch"
            )
        st.caption(say("Geteld vanaf de laatste dag met gegevens, {day}.", day=dutch.day(last_day)))
    for name in _PERIOD:
        _day(_ROWS[name], last_day)


def _set_period(first: date, last: date) -> None:
    for name, day in zip(_PERIOD, (first, last), strict=True):
        st.session_state[_key(name)] = day


def _pills(row: Query, label: Literal["visible", "collapsed"] = "visible") -> None:
    st.pills(
        row.label,
        row.codes,
        selection_mode="multi",
        format_func=row.value_label,
        key=_key(row.name),
        label_visibility=label,
        persist_state="session",
    )


def _list(row: Query) -> None:
    st.multiselect(
        row.label,
        row.codes,
        format_func=row.value_label,
        key=_key(row.name),
        placeholder=say("Alle"),
        persist_state="session",
    )


def _yes_no(row: Query) -> None:
    st.pills(row.label, row.codes, format_func=row.value_label, key=_key(row.name), persist_state="session")


def _day(row: Query, last_day: date | None) -> None:
    """Draw a day; the calendar opens at the last day with data, and reaches what a link chose."""
    chosen = st.session_state.get(_key(row.name))
    day_field.draw(
        row.label,
        value=None,
        min_value=FIRST_DAY,
        max_value=max(filter(None, (last_day, chosen)), default=LAST_DAY),
        key=_key(row.name),
        persist_state="session",
    )


_WIDGETS: dict[str, Callable[..., None]] = {"few": _pills, "codes": _list, "yes_no": _yes_no}


def clear() -> None:
    """Take all filters away; a callback."""
    seed(Selection())


def toggle_region(code: str) -> None:
    """Select one region alone, or clear the region filter when that region was it; a callback."""
    name = _key("regio")
    st.session_state[name] = [] if st.session_state.get(name) == [code] else [code]


def nothing_found() -> None:
    """Say that the filters leave no activation; the way back is in the bar."""
    st.info(say("Er zijn geen activeringen binnen de gekozen filters."), icon=":material/search_off:")

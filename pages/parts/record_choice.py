"""Which record: of which table, a new one or one that there is, found by reference or place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch, language
from geo.areas import load_boundaries, name_in
from geo.language import mark, say
from geo.records import ACTIVATIONS, TABLES, Table, worded
from pages.parts import record_actions, record_kept, viewing
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from geo.store import Snapshot

NEW, EXISTING, WITHDRAWN = mark("Nieuw"), mark("Bestaand"), mark("Ingetrokken")
MOST = 1000  # references in a list; of more records one searches first
_KIND, _MODE = "record_table", "record_mode"


def choose(snapshot: Snapshot) -> tuple[Table, str | None]:
    """Let the user choose; "" is a new record, None is none yet."""
    _follow()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            say("Soort registratie"),
            list(TABLES),
            format_func=lambda name: dutch.capital(TABLES[name].noun.one),
            key=_KIND,
            required=True,
            persist_state="session",
        )
        st.segmented_control(
            say("Nieuw of bestaand"),
            [NEW, EXISTING, WITHDRAWN],
            format_func=say,
            key=_MODE,
            required=True,
            persist_state="session",
        )
    table = TABLES[st.session_state[_KIND]]
    with st.container():
        if st.session_state[_MODE] == NEW:
            return table, ""
        if st.session_state[_MODE] == WITHDRAWN:
            return table, _withdrawn(table)
        return table, _existing(snapshot, table)


def open_record(table: Table, reference: str) -> None:
    """Choose a record, "" for a new one; to be called before the choice is drawn."""
    st.session_state[_KIND] = table.name
    st.session_state[_MODE] = EXISTING if reference else NEW
    if reference:
        st.session_state[_key(table)] = reference


def _key(table: Table) -> str:
    return f"record_chosen_{table.name}"


def _follow() -> None:
    """Go to the record that the last action led to; begin with what was not saved, else a new activation."""
    target = record_actions.go_to()
    if target is None and _KIND not in st.session_state and (typed := record_kept.last()):
        target = typed.table, typed.reference
    st.session_state.setdefault(_KIND, ACTIVATIONS.name)
    st.session_state.setdefault(_MODE, NEW)
    if target is not None:
        open_record(TABLES[target[0]], target[1])


def _existing(snapshot: Snapshot, table: Table) -> str | None:
    frame = viewing.own_rows(table, snapshot.frame(table))
    if own := viewing.own_region():
        told = say(
            "Alleen {records} van {region}; wie landelijk werkt, bewerkt ook andere.",
            records=table.noun.many,
            region=name_in(own),
        )
        st.caption(told)
    names = _names(frame, table.name, snapshot.state)
    if len(frame) > MOST:
        wanted = st.text_input(
            say("Zoek op kenmerk of plaats" if table.placed else "Zoek op kenmerk of gebied"),
            key=f"{_key(table)}_search",
            persist_state="session",
        )
        names = _matching(names, wanted)
        st.caption(
            say(
                "{count} van {total} {records}; de eerste {most} staan in de lijst"
                if len(names) > MOST
                else "{count} van {total} {records}",
                count=len(names),
                total=len(frame),
                records=table.noun.many,
                most=MOST,
            )
        )
        names = names.head(MOST)
    chosen = st.session_state.get(_key(table))
    options: list[str] = list(names.index)
    if chosen and chosen not in names.index:
        options.append(chosen)  # withdrawn, or not among those found
    # Streamlit knows an option by its label: where that changes with the records or the reader's language,
    # the widget is a new one
    widget = f"{_key(table)}_in_{snapshot.version}_{language.current()}"

    def choose() -> None:
        st.session_state[_key(table)] = st.session_state[widget]

    if st.session_state.get(widget) != chosen:
        st.session_state[widget] = chosen
    return st.selectbox(
        dutch.capital(table.noun.which),
        options,
        format_func=lambda reference: str(names.get(reference, reference)),
        index=None,
        key=widget,
        on_change=choose,
        placeholder=say(
            "Kies, of typ een kenmerk of plaats" if table.placed else "Kies, of typ een kenmerk of gebied"
        ),
    )


def _withdrawn(table: Table) -> str | None:
    wanted = st.text_input(
        say("Kenmerk van {record}", record=table.noun.withdrawn),
        key=f"{_key(table)}_withdrawn",
        persist_state="session",
        help=say(
            "Ingetrokken {records} staan in geen lijst meer; wie het kenmerk kent, kan ze weer opnemen.",
            records=table.noun.many,
        ),
    )
    return (wanted or "").strip() or None


@remembered(4)
def _names(_frame: pd.DataFrame, table: str, state: tuple[object, ...]) -> pd.Series:
    """Return for each reference how it stands in the list: reference, place and what tells it apart.

    Cached by ``table`` and ``state``, which stand for the frame; not to be changed.
    """
    frame = _frame
    where = _places(frame) if TABLES[table].placed else _areas(frame, TABLES[table])
    extra = frame[TABLES[table].known_by]
    if pd.api.types.is_datetime64_dtype(extra):
        extra = extra.dt.strftime(dutch.figures_pattern())
    text = (
        frame["reference"] + " · " + where.where(where != "", say("zonder plaats")) + " · " + extra.fillna("")
    )
    return text.set_axis(frame["reference"])


def _places(frame: pd.DataFrame) -> pd.Series:
    place, municipality = frame["place"], frame["municipality"].map(load_boundaries().municipalities["name"])
    municipality = municipality.fillna("").astype("str")
    both = (place != "") & (municipality != "") & (place != municipality)
    return (place + " (" + municipality + ")").where(both, place.where(place != "", municipality))


def _areas(frame: pd.DataFrame, table: Table) -> pd.Series:
    column = next(each for each in table.columns if each.kind in ("contact_area", "nested_areas"))
    return frame[column.name].astype("str").map(lambda code: worded(column, code))


def _matching(names: pd.Series, wanted: str) -> pd.Series:
    return names[names.str.contains(wanted.strip(), case=False, regex=False)] if wanted.strip() else names

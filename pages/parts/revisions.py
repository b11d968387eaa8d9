"""The history of one record, version by version, and the log of all changes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch
from geo.dutch import DUTCH, capital, counted
from geo.errors import AccessError
from geo.language import mark, plural, say
from geo.records import TABLES, done, worded
from geo.store import Entry, State, stored_columns
from pages.parts import data, moment, notice, timeline, undoing, viewing
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

    from geo.access import Desk
    from geo.records import Table
    from geo.store import Revision

_PICKED = "history_picked"
RETURNED = mark("weer opgenomen")
LOG_LENGTH = 100
MOST_VERSIONS = 20
MOST_LISTED = 1000


def when() -> ColumnConfig:
    """Return a column of moments, as its reader writes them."""
    return st.column_config.DatetimeColumn(format=f"{dutch.picker_pattern()} HH:mm", width=130)


# one record


def record(reference: str) -> None:
    """Show all that happened to the records with this reference, the last version first."""
    store, until = viewing.store(), moment.chosen()
    histories, refused = {}, ""
    for name, table in TABLES.items():
        try:
            histories[name] = store.history(table, reference)
        except AccessError as error:
            refused = str(error)
    for name, revisions in histories.items():
        known = [one for one in revisions if until is None or one.change.at <= until]
        if known:
            _versions(TABLES[name], known)
        if later := len(revisions) - len(known):
            left_out = plural(
                "{record}: {count} latere versie telt niet mee.",
                "{record}: {count} latere versies tellen niet mee.",
                later,
                record=capital(TABLES[name].noun.one),
                count=dutch.number(later),
            )
            st.caption(left_out)
    if any(histories.values()):
        return
    if refused:
        notice.show("let op", refused)
    else:
        _alike(reference)


def _versions(table: Table, revisions: list[Revision]) -> None:
    last = revisions[-1]
    st.subheader(capital(table.noun.one), anchor=False)
    told = say(
        "{versions}; {record} ingetrokken: telt niet meer mee."
        if last.withdrawn
        else "{versions}; {record} telt mee in het beeld.",
        versions=counted(len(revisions), "versie", "versies"),
        record=table.noun.this,
    )
    st.caption(told)
    pairs = [(None, revisions[0]), *pairwise(revisions)]
    for before, revision in reversed(pairs[-MOST_VERSIONS:]):
        _version(table, revision, returned=bool(before and before.withdrawn and not revision.withdrawn))
    if len(pairs) > MOST_VERSIONS:
        more = say("Nog {count} eerdere", count=len(pairs) - MOST_VERSIONS)
        with st.expander(more, on_change="rerun", key=f"earlier_{table.name}") as earlier:
            if earlier.open:
                for _, revision in reversed(pairs[:-MOST_VERSIONS]):
                    _version(table, revision)


def _version(table: Table, revision: Revision, *, returned: bool = False) -> None:
    """Show one version: our own words as Markdown, what people wrote as plain text and cells."""
    change = revision.change
    action = (
        say(RETURNED)
        if returned and change.action != "undo"
        else done(change.action, change.undoes, revision.version)
    )
    with st.container(border=True, gap="small"):
        which = say("versie {version} · wijziging {change}", version=revision.version, change=change.id)
        st.markdown(f"**{capital(action)}** · {dutch.moment(change.at)} · {which}")
        told = ((say("Wie"), change.who), (say("Bestand"), change.source.name), (say("Waarom"), change.why))
        st.text(" · ".join(f"{label}: {text}" for label, text in told if text))
        if revision.fields:
            _fields(table, revision)
        elif not revision.withdrawn:
            st.caption(say("Geen veld veranderde."))


def _fields(table: Table, revision: Revision) -> None:
    columns = {column.name: column for column in stored_columns(table)}
    changed = [(columns[field.column], field) for field in revision.fields]
    heading, before = say("Veld"), say("Van")
    told = {
        heading: [column.label for column, _ in changed],
        before: [worded(column, field.before) for column, field in changed],
        say("Naar"): [worded(column, field.after) for column, field in changed],
    }
    if revision.version == 1:
        told = {heading: told[heading], say("Waarde"): told[say("Naar")]}
    rows = pd.DataFrame(told)
    st.dataframe(
        rows,
        hide_index=True,
        height="content",
        column_config={heading: st.column_config.TextColumn(width="small")},
    )


def _alike(reference: str) -> None:
    """Say that nothing has this reference, and list those that have it in them."""
    st.info(say("Niets heeft precies dit kenmerk."), icon=":material/search_off:")
    own = viewing.own_references()
    found = [
        (name, text)
        for name, text in data.snapshot().references_with(reference)
        if own is None or text in own
    ]
    if found:
        st.caption(
            plural(
                "{count} kenmerk lijkt erop. Kies er een.",
                "{count} kenmerken lijken erop. Kies er een.",
                len(found),
                count=dutch.number(len(found)),
            )
        )
        _pick(found[:MOST_LISTED], "history_alike")


def _pick(found: list[tuple[str, str]], key: str) -> None:
    """List records, pairs of table and reference; picking one opens its history."""

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        if chosen:
            timeline.open_record(found[chosen[0]][1])

    st.dataframe(
        pd.DataFrame(
            {
                say("Kenmerk"): [text for _, text in found],
                say("Soort"): [capital(TABLES[name].noun.one) for name, _ in found],
            }
        ),
        key=key,
        hide_index=True,
        on_select=picked,
        selection_mode="single-row",
        width=420,
    )


# all changes


def log() -> None:
    """Show the last changes, the newest first; picking one lists its records."""
    store = viewing.store()
    state = store.state_at(moment.chosen())
    entries = _log(store.actor.key, state, store)
    if not entries:
        st.info(say("Er is nog niets vastgelegd."), icon=":material/history:")
        return
    rows = pd.DataFrame(
        {
            say("Nr"): [entry.change.id for entry in entries],
            say("Wanneer"): [entry.change.at.astimezone(DUTCH).replace(tzinfo=None) for entry in entries],
            say("Wie"): [entry.change.who for entry in entries],
            say("Wat"): [capital(done(entry.change.action, entry.change.undoes)) for entry in entries],
            **{
                capital(table.short.many): [entry.records[name] for entry in entries]
                for name, table in TABLES.items()
            },
            say("Bestand"): [entry.change.source.name for entry in entries],
            say("Waarom"): [entry.change.why for entry in entries],
        }
    )
    key = f"history_log_{state.version}"  # a row number means another change once the log has grown

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        st.session_state[_PICKED] = entries[chosen[0]].change.id if chosen else None

    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        on_select=picked,
        selection_mode="single-row",
        column_config={
            say("Nr"): st.column_config.NumberColumn(width=50, format="%d"),
            say("Wanneer"): when(),
            say("Wie"): st.column_config.TextColumn(width=150),
            say("Wat"): st.column_config.TextColumn(width=180),
            say("Bestand"): st.column_config.TextColumn(width=180),
            say("Waarom"): st.column_config.TextColumn(width="large"),
        },
    )
    which = (
        say("De laatste {count} wijzigingen.", count=LOG_LENGTH)
        if len(entries) == LOG_LENGTH
        else say("Alle wijzigingen.")
    )
    st.caption(f"{which} {say('Kies een rij om te zien wat er toen veranderde.')}")
    for entry in entries:
        if entry.change.id == st.session_state.get(_PICKED):
            _touched(store, entry)
            undoing.offer(store, state, entry)


@remembered(8)
def _log(account: str, state: State, _store: Desk) -> tuple[Entry, ...]:
    return _store.log(LOG_LENGTH, state.version)


def _touched(store: Desk, entry: Entry) -> None:
    touched = store.touched_by(entry.change.id, MOST_LISTED)
    found = [(name, reference) for name, references in touched.items() for reference in references]
    more = sum(entry.records.values()) - len(found)
    title = say("Wat veranderde bij de wijziging van {moment}", moment=dutch.moment(entry.change.at))
    st.markdown(f"**{title}** · {say('nummer {number}', number=entry.change.id)}")
    if found:
        _pick(found, f"history_touched_{entry.change.id}")
    told = say("Kies een rij voor de hele geschiedenis daarvan.")
    if more > 0:
        told = f"{told} {say('Nog {count} andere staan er niet bij.', count=dutch.number(more))}"
    st.caption(told)

"""The record that is being edited in this session: what was opened, what was typed since, what is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geo import records, store
from geo.errors import ReportError
from geo.language import say
from geo.plain_text import show
from geo.records import TABLES, Problem, Report
from geo.store import Held, form_text, held
from pages.parts import record_fields, record_kept, record_place, viewing
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.access import Desk
    from geo.records import Reading, Table
    from geo.store import Revision

_DRAFTS = "record_drafts"
_SENT = "sent_report"
MOST_SENT = 5 * store.LARGEST
"""Bytes of the files that the drafts of one session may hold together; a server has many sessions."""


@dataclass(frozen=True)
class Draft:
    """A record as it was opened; what was typed since is in the widgets, under ``key``.

    ``reference`` is "" for a new record, ``version`` then 0; ``before`` are the stored texts that it began
    with, ``opened`` the same as somebody would type them.
    """

    table: Table
    reference: str
    version: int
    withdrawn: bool
    before: Mapping[str, str]
    opened: Mapping[str, str]

    def key(self, name: str) -> str:
        """Return where the session keeps ``name`` of this draft: a column, or something beside them."""
        return f"record_{self.table.name}_{self.reference}_{name}"

    @property
    def is_new(self) -> bool:
        """Whether no record is being edited, but one is being made."""
        return not self.reference

    @property
    def typed(self) -> dict[str, str]:
        """What the widgets hold, and what follows from that, as text by column."""
        values = {
            column.name: record_fields.to_text(column, self.value(column.name))
            for column in self.table.columns
        }
        for one in self.table.follows:
            values[one.column] = one.values.get(values[one.of], "")
        if not self.table.placed:
            return values
        return record_place.settled(self.value(record_place.WAY), values, self.opened)

    @property
    def changed(self) -> bool:
        """Whether something was typed or sent that is not saved."""
        return self.is_changed(self.typed)

    def is_changed(self, typed: Mapping[str, str]) -> bool:
        """Whether ``typed``, as the widgets hold it now, or a file that was sent, is not saved."""
        return typed != self.opened or self.sent is not None

    @property
    def sent(self) -> store.Sent | None:
        """The file that was sent and that the report field names, until it is saved."""
        sent: store.Sent | None = self.value(_SENT)
        return sent if sent and sent.report.text == self.value("report") else None

    def value(self, name: str) -> Any:  # noqa: ANN401 - what its widget holds
        """Return what the widget of ``name`` holds, None before it has a value."""
        return st.session_state.get(self.key(name))

    def put(self, name: str, value: object) -> None:
        """Give a widget its value; in a callback, or before it is drawn."""
        st.session_state[self.key(name)] = value

    def hold(self, sent: store.Sent) -> None:
        """Hold a file until the record is saved, and name it in the report field; in a callback."""
        self.put(_SENT, sent)
        self.put("report", sent.report.text)

    def drop_report(self) -> None:
        """Empty the report field, or let go of the file that was sent for what stood there; in a callback."""
        self.put("report", self.opened["report"] if self.sent else "")
        self.put(_SENT, None)

    def fill(self, text: Mapping[str, str]) -> None:
        """Give all widgets the values of ``text``; in a callback, or before they are drawn."""
        for column in self.table.columns:
            self.put(column.name, record_fields.to_widget(column, text.get(column.name, "")))
        if self.table.placed:
            self.put(record_place.WAY, record_place.way_of(text, is_new=self.is_new))

    def read(self, typed: Mapping[str, str] | None = None) -> Reading:
        """Return what was typed as a record with its problems: the checks of an import, and one of ours."""
        reading = _read(self.table.name, tuple((typed or self.typed).items()))
        reference = str(reading.frame["reference"].iloc[0])
        if not self.is_new or not _is_taken(self.table, reference):
            return reading
        what = say("is al in gebruik, of was dat en is ingetrokken")
        mend = say("vrij is {reference}", reference=proposed_reference(self.table))
        header = self.table.column("reference").header
        taken = Problem(0, header, show(reference), what, mend, "fout")
        return replace(reading, report=Report((*reading.report, taken)))


@remembered(32)
def _read(table: str, typed: tuple[tuple[str, str], ...]) -> Reading:
    """Return what was typed as a record; most clicks on a form change nothing of it. Not to be changed."""
    return records.read_placed(pd.DataFrame([dict(typed)], dtype="str"), TABLES[table])


def of(table: Table, reference: str, revisions: list[Revision]) -> Draft:
    """Return the draft of a record, or of a new one; opened now when it was not, or when nothing was typed.

    Each record keeps its own draft, so that looking at another one loses nothing; ``record_kept`` has what an
    earlier session left.
    """
    draft = _drafts().get((table.name, reference))
    now = held(revisions)
    if draft is None:
        return _resume(table, reference, revisions)
    if not draft.changed and _is_behind(draft, now):
        return start(table, reference, now)
    return draft


def _resume(table: Table, reference: str, revisions: list[Revision]) -> Draft:
    """Open a record that this session has not opened yet, with what was typed in it before."""
    found = record_kept.find(table.name, reference)
    draft = start(table, reference, record_kept.base(found, revisions))
    if found:
        record_kept.put_back(draft, found)
    return draft


def _is_behind(draft: Draft, now: Held | None) -> bool:
    """Whether the record went on since it was opened, or the reference proposed for a new one was taken."""
    if now is None:
        return _is_taken(draft.table, draft.opened["reference"])
    return now.version != draft.version


def _is_taken(table: Table, reference: str) -> bool:
    store = viewing.store()
    return _holds(store.actor.key, viewing.snapshot().state, table.name, reference, store)


@remembered(64)
def _holds(account: str, state: tuple[object, ...], table: str, reference: str, _store: Desk) -> bool:
    """Return whether there is or was such a record in a state; a form asks it twice in each run."""
    return _store.holds(TABLES[table], reference)


def start(table: Table, reference: str, now: Held | None) -> Draft:
    """Open a record as it stands, or an empty form, and give the widgets its values."""
    if now is None:
        opened = dict.fromkeys((column.name for column in table.columns), "")
        draft = Draft(table, "", 0, False, {}, opened | {"reference": proposed_reference(table)})
    else:
        opened = form_text(now.values, table)
        draft = Draft(table, reference, now.version, now.withdrawn, now.values, opened)
    _drafts()[table.name, draft.reference] = draft
    draft.fill(draft.opened)
    draft.put("why", "")
    draft.put(_SENT, None)
    return draft


def rebase(draft: Draft, now: Held, text: Mapping[str, str]) -> Draft:
    """Go on from a newer version with ``text`` typed on top of it; nothing is saved by this."""
    opened = form_text(now.values, draft.table)
    newer = Draft(draft.table, draft.reference, now.version, now.withdrawn, now.values, opened)
    _drafts()[draft.table.name, draft.reference] = newer
    newer.fill(text)
    return newer


def forget(draft: Draft) -> None:
    """Let go of what was typed: the next run opens the record anew; in a callback."""
    record_kept.remove(draft)
    _drafts().pop((draft.table.name, draft.reference), None)
    for name in ("tried", _SENT):
        st.session_state.pop(draft.key(name), None)


def is_open(draft: Draft) -> bool:
    """Whether this draft is still the one that its record is edited in: not yet saved, dropped or rebased."""
    return _drafts().get((draft.table.name, draft.reference)) is draft


def require_room(draft: Draft, sent: store.Sent) -> None:
    """Raise ReportError when the drafts of this session would hold too much with one more file."""
    others = (each.value(_SENT) for each in _drafts().values() if each.key(_SENT) != draft.key(_SENT))
    if sum(len(other.content) for other in others if other) + len(sent.content) > MOST_SENT:
        raise ReportError(
            say(
                "U hebt al te veel verslagen gekozen die nog niet zijn opgeslagen. Sla die activeringen eerst"
                " op."
            )
        )


def proposed_reference(table: Table) -> str:
    """Return the next free reference in the style of the records there are; never one that was withdrawn."""
    return viewing.store().next_reference(table)


def _drafts() -> dict[tuple[str, str], Draft]:
    drafts: dict[tuple[str, str], Draft] = st.session_state.setdefault(_DRAFTS, {})
    return drafts

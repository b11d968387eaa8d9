"""The store as one account may use it: each read is cut to what is theirs, each write refused elsewhere.

Pages and commands get a ``Desk``, never the store. All that an account has is in ``roles.RIGHTS``; ``ASKED``
says which right each method asks for, and a test holds that every method of the store is in it.

Whose a record is, is its region; of a contact, its area. A record abroad, or without a region, is nobody's
own: only *landelijk* writes it, also where its people work in the own region. Its names and texts are not
for that region, and who may not read a record whole cannot change it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from geo.access.drafting import OwnDrafts
from geo.access.granting import OwnGrants
from geo.access.redaction import owned, seen_by
from geo.access.sharing import OwnLinks, OwnViews
from geo.areas import name_in
from geo.errors import AccessError, ConflictError
from geo.language import mark, say
from geo.plain_text import quote
from geo.records import TABLES
from geo.store import (
    DONE,
    REFUSED,
    WORKERS_FILE,
    FieldChange,
    Revision,
    bring_back_workers,
    fill_demo,
    keep_workers,
    kept_workers,
    next_reference,
    owner_column,
    remove_orphans,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    import pandas as pd

    from geo.access.roles import Action, Actor
    from geo.records import Table
    from geo.store import (
        Audit,
        Between,
        Closed,
        Comparison,
        Entry,
        Erased,
        Intent,
        KeptWorkers,
        Sent,
        Settled,
        Shelved,
        Snapshot,
        State,
        Store,
        Undoing,
        Undone,
        Written,
    )

ASKED: Mapping[str, Action] = {
    "version": "see",
    "state_at": "see",
    "first_moment": "see",
    "snapshot": "see",
    "history": "recall",
    "standing": "recall",
    "holds": "register",
    "next_reference": "register",
    "closed": "register",
    "compare": "register",
    "write": "register",
    "withdraw": "register",
    "drafts": "register",
    "undoing": "undo",
    "undo": "undo",
    "before": "undo",
    "log": "oversee",
    "between": "oversee",
    "touched_by": "oversee",
    "shelved": "empty",
    "settle": "settle",
    "settled": "settle",
    "views": "share",
    "guest_links": "share",
    "grants": "grant",
    "audit": "audit",
    "fill_demo": "empty",
    "remove_demo": "empty",
    "erase": "empty",
    "due": "empty",
    "remove_orphans": "empty",
    "kept_workers": "workers",
    "keep_workers": "workers",
    "bring_back_workers": "workers",
}
"""Which right each method of ``Desk`` asks for; all of the store is here, but what runs the store itself."""

P = ParamSpec("P")
T = TypeVar("T")

_OTHERS = mark("{references}: niet van {region}. Wie landelijk werkt, kan dit doen; vraag het daar.")
_WOULD_BE_OTHERS = mark(
    "{references}: zo valt dit buiten {region}, of in geen regio. Wie landelijk werkt, kan dit doen; vraag"
    " het daar."
)
_TOUCHED_OTHERS = mark(
    "Wijziging {number} raakte niet alleen records van {region}. Wie landelijk werkt, kan die terugdraaien;"
    " vraag het daar."
)


def _refusals_noted(method: Callable[Concatenate[Desk, P], T], /) -> Callable[Concatenate[Desk, P], T]:
    """Let a method note what was refused, once, by its name; then it is refused all the same."""

    @wraps(method)
    def noting(desk: Desk, /, *given: P.args, **named: P.kwargs) -> T:
        try:
            return method(desk, *given, **named)
        except AccessError as error:
            if not error.is_noted:
                desk.note("poging", method.__name__, result=REFUSED)
                error.is_noted = True  # or the method that called this one would note it again
            raise

    return noting


class Desk:
    """What one account may do with a store. All methods raise AccessError for what is not theirs.

    Apart from that they do, return and raise what those of ``Store`` with the same name do. Beside each
    change stands the name of the account; where nobody logs in, the name that was typed.
    """

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self.actor = actor

    # looking

    def version(self) -> int:
        """Return the number of the last change, 0 for an empty store."""
        self.actor.require("see")
        return self._store.version()

    def state_at(self, moment: datetime | None = None) -> State:
        """Return what identifies the records at an aware moment, or now."""
        self.actor.require("see")
        return self._store.state_at(moment)

    def first_moment(self) -> datetime | None:
        """Return the moment of the first change that the store holds; None when it is empty."""
        self.actor.require("see")
        return self._store.first_moment()

    @_refusals_noted
    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """Return what the account may see of the records, now or at an aware moment."""
        self.actor.require("see")
        return seen_by(self.actor.viewer, self._store.snapshot(as_of))

    @_refusals_noted
    def history(self, table: Table, reference: str) -> list[Revision]:
        """Return all that happened to a record, first version first; empty when there is no such record.

        Of a record that came from elsewhere the first is how it came. AccessError for one of elsewhere.
        """
        everything = self.actor.require("recall") == "all"
        found = self._store.history(table, reference)
        return found if everything or not found else self._since_ours(table, reference, found)

    @_refusals_noted
    def standing(self, table: Table, references: Sequence[str]) -> tuple[pd.DataFrame, dict[str, int]]:
        """Return those of these records that are the account's, as they stand, and their versions."""
        everything = self.actor.require("recall") == "all"
        frame, versions = self._store.standing(table, references)
        if everything:
            return frame, versions
        ours = frame[owned(table, frame, self.actor.area)].reset_index(drop=True)
        return ours, {reference: versions[reference] for reference in ours["reference"]}

    @_refusals_noted
    def kept_workers(self, name: str = WORKERS_FILE) -> KeptWorkers | None:
        """Return the table of workers that is kept, or the one before; None without one."""
        self.actor.require("workers")
        return kept_workers(self._store, name)

    # looking back at all that is theirs

    @_refusals_noted
    def log(self, limit: int = 100, until: int | None = None) -> tuple[Entry, ...]:
        """Return the last changes that touched records of the account, and how many of these; newest first.

        Those up to change ``until`` when that is given. Beside each stands who made it, why and from what
        file, also when it touched records of others too.
        """
        return self._store.log(limit, until, self._area_for("oversee"))

    @_refusals_noted
    def between(self, table: Table, since: datetime, until: datetime | None = None) -> Between:
        """Return what became of the account's records touched after ``since`` up to ``until``, or up to now.

        One that came from elsewhere is new, of one that went there nothing is told but that it moved.
        """
        return self._store.between(table, since, until, self._area_for("oversee"))

    @_refusals_noted
    def touched_by(self, change: int, limit: int) -> dict[str, list[str]]:
        """Return the references of the account's records that a change touched, by name of the table, sorted.

        ``limit`` of each table at most.
        """
        return self._store.touched_by(change, limit, self._area_for("oversee"))

    @_refusals_noted
    def shelved(self) -> Shelved:
        """Return how the reports are kept that the records name, of everybody."""
        self.actor.require("empty")
        return self._store.shelved()

    # registering

    @_refusals_noted
    def holds(self, table: Table, reference: str) -> bool:
        """Whether there is, or was, a record of this reference: of anybody, as none can have it twice."""
        self.actor.require("register")
        return self._store.holds(table, reference)

    @_refusals_noted
    def next_reference(self, table: Table) -> str:
        """Return the next free reference in the style of the records there are."""
        self.actor.require("register")
        known = list(self._store.snapshot().frame(table)["reference"])
        proposed = next_reference(known, table)
        while self._store.holds(table, proposed):
            known.append(proposed)
            proposed = next_reference(known, table)
        return proposed

    @_refusals_noted
    def closed(self, table: Table, frame: pd.DataFrame) -> dict[str, Closed]:
        """Return by reference which records of a frame the account may not write, and why; {} for none.

        ``write`` refuses a frame that holds one of them, as a whole.
        """
        if self.actor.require("register") == "all":
            return {}
        standing, _ = self._store.standing(table, frame["reference"].tolist())
        found: dict[str, Closed] = dict.fromkeys(self._others(table, standing), "taken")
        return found | dict.fromkeys(self._others(table, frame), "outside")

    @_refusals_noted
    def compare(self, table: Table, frame: pd.DataFrame) -> Comparison:
        """Return what ``write`` would do to each row of a records frame, without doing it."""
        if self.actor.require("register") == "own":
            self._versions_of_ours(table, frame)
        return self._store.compare(table, frame)

    @_refusals_noted
    def write(
        self,
        table: Table,
        frame: pd.DataFrame,
        intent: Intent,
        expected: Mapping[str, int] | None = None,
        report: Sent | None = None,
    ) -> Written:
        """Write a records frame: each record is the account's as it stands, and as it would become."""
        if self.actor.require("register") == "own":
            expected = _agreed(self._versions_of_ours(table, frame), expected)
        return self._store.write(table, frame, self._signed(intent), expected, report)

    @_refusals_noted
    def withdraw(
        self,
        table: Table,
        references: Sequence[str],
        intent: Intent,
        expected: Mapping[str, int] | None = None,
    ) -> Written:
        """Withdraw records of the account."""
        if self.actor.require("register") == "own":
            expected = _agreed(self._versions_standing(table, references), expected)
        return self._store.withdraw(table, references, self._signed(intent), expected)

    @_refusals_noted
    def fill_demo(self) -> bool:
        """Fill an empty store with the fictional records; False when it was not empty."""
        self.actor.require("empty")
        return fill_demo(self._store)

    @_refusals_noted
    def drafts(self, browser: str) -> OwnDrafts:
        """Return what the account typed and did not save; where nobody logs in, what was in a browser."""
        self.actor.require("register")
        return OwnDrafts(self._store.drafts, self.actor, browser)

    @_refusals_noted
    def remove_demo(self, intent: Intent) -> Written:
        """Withdraw all fictional records that still stand."""
        self.actor.require("empty")
        return self._store.remove_demo(self._signed(intent))

    @_refusals_noted
    def erase(self, table: Table, references: Sequence[str], intent: Intent) -> Erased:
        """Empty records for good. It is noted too: a backup of before takes the change away, not the note."""
        self.actor.require("empty")
        return self._store.erase(table, references, self._signed(intent), partial(self._note_erased, table))

    def _note_erased(self, table: Table, erased: Erased) -> None:
        if erased.change:
            self.note("legen", f"{table.name} wijziging={erased.change.id}", len(erased.references))

    @_refusals_noted
    def due(self, closed_before: date) -> list[str]:
        """Return the activations closed before a day and not emptied yet."""
        self.actor.require("empty")
        return self._store.due(closed_before)

    @_refusals_noted
    def remove_orphans(self) -> list[Path]:
        """Remove the files of reports that belong to no record, and return them."""
        self.actor.require("empty")
        removed = remove_orphans(self._store)
        if removed:
            self.note("legen", "verslagen", len(removed))
        return removed

    @_refusals_noted
    def keep_workers(self, table: pd.DataFrame) -> None:
        """Keep a table of workers in place of the one there was."""
        self.actor.require("workers")
        keep_workers(self._store, table)
        self.note("werkenden", records=len(table))

    @_refusals_noted
    def bring_back_workers(self) -> None:
        """Put the table of workers that stood there before in place of the one there is."""
        self.actor.require("workers")
        bring_back_workers(self._store)
        self.note("werkenden", "vorige")

    # taking back

    @_refusals_noted
    def undoing(self, change: int) -> Undoing:
        """Return what undoing a change would do, that touched records of the account alone, still theirs."""
        area = self._area_for("undo")
        if area:
            self._require_touched_alone(change)
        found = self._store.undoing(change)
        if area:
            for name, frame in found.frames.items():
                self._versions_standing(TABLES[name], frame["reference"].tolist())
        return found

    @_refusals_noted
    def before(self, change: int) -> dict[str, pd.DataFrame]:
        """Return the records as undoing a change would leave them, all of them the account's."""
        self.undoing(change)
        return self._store.before(change)

    @_refusals_noted
    def undo(self, change: int, intent: Intent, expected: Undoing | None = None) -> Undone:
        """Take a change back, all of whose records are the account's before and after."""
        seen = self.undoing(change)
        return self._store.undo(change, self._signed(intent), expected or seen)

    # setting a picture

    @_refusals_noted
    def settle(self, snapshot: Snapshot, who: str, sentence: str, link: str) -> Settled:
        """Keep that the account set a picture of ``snapshot``."""
        self.actor.require("settle")
        return self._store.settle(snapshot, self.actor.signs(who), sentence, link)

    @_refusals_noted
    def settled(self, limit: int = 5) -> tuple[Settled, ...]:
        """Return the pictures that were set last, the newest first."""
        self.actor.require("settle")
        return self._store.settled(limit)

    # sharing

    @property
    @_refusals_noted
    def views(self) -> OwnViews:
        """The saved views."""
        self.actor.require("share")
        return OwnViews(self._store.engine, self.actor)

    @property
    @_refusals_noted
    def guest_links(self) -> OwnLinks:
        """The links for guests to saved views."""
        self.actor.require("share")
        return OwnLinks(self._store.engine, self.actor)

    # who may do what, and who did

    @property
    @_refusals_noted
    def grants(self) -> OwnGrants:
        """The accounts that the account may manage."""
        return OwnGrants(self._store, self.actor)

    @property
    @_refusals_noted
    def audit(self) -> Audit:
        """What accounts did."""
        self.actor.require("audit")
        return self._store.audit

    def note(self, what: str, selection: str = "", records: int | None = None, result: str = DONE) -> None:
        """Note what the account did, or tried, beside changing records."""
        self._store.audit.note(
            what, self.actor.name, self.actor.subject, selection=selection, records=records, result=result
        )

    # whose it is

    def _area_for(self, action: Action) -> str:
        """Return the area whose records alone an action is about, "" for all; AccessError when it may not."""
        return "" if self.actor.require(action) == "all" else self.actor.area

    def _require_touched_alone(self, change: int) -> None:
        """Raise AccessError when a change touched records of others; which, or how many, is not told."""
        if not 0 < change <= self._store.version():
            return  # the store says that there is no such change
        last = next(iter(self._store.log(1, change, self.actor.area)), None)
        if last is None or last.change.id != change or not last.alone:
            raise AccessError(say(_TOUCHED_OTHERS, number=change, region=name_in(self.actor.area)))

    def _signed(self, intent: Intent) -> Intent:
        """Return an intent of the account itself, whatever name was typed beside it."""
        return replace(intent, who=self.actor.signs(intent.who))

    def _versions_of_ours(self, table: Table, frame: pd.DataFrame) -> dict[str, int]:
        """Return the versions that rows would follow; AccessError unless all are ours, there and here."""
        self._require_ours(table, frame, _WOULD_BE_OTHERS)
        return self._versions_standing(table, frame["reference"].tolist())

    def _versions_standing(self, table: Table, references: Sequence[str]) -> dict[str, int]:
        """Return the versions of records as they stand, 0 for none; AccessError unless all are ours."""
        frame, versions = self._store.standing(table, references)
        self._require_ours(table, frame, _OTHERS)
        return dict.fromkeys(references, 0) | versions

    def _require_ours(self, table: Table, frame: pd.DataFrame, message: str) -> None:
        if others := self._others(table, frame):
            raise AccessError(say(message, references=quote(others), region=name_in(self.actor.area)))

    def _others(self, table: Table, frame: pd.DataFrame) -> list[str]:
        """Return the references of the records of a frame that are not ours."""
        others: list[str] = frame["reference"][~owned(table, frame, self.actor.area)].tolist()
        return others

    def _since_ours(self, table: Table, reference: str, found: list[Revision]) -> list[Revision]:
        """Return the revisions since a record came to us, the first of which is how it came."""
        column, area, came = owner_column(table), "", 0
        for place, revision in enumerate(found):
            now = next((each.after for each in revision.fields if each.column == column), area)
            if now == self.actor.area and area != now:
                came = place
            area = now
        if area != self.actor.area:
            raise AccessError(say(_OTHERS, references=quote([reference]), region=name_in(self.actor.area)))
        return [_as_it_came(found[: came + 1]), *found[came + 1 :]]


def _as_it_came(revisions: Sequence[Revision]) -> Revision:
    """Return the last of some revisions as if it was the first: its values, not what they were before."""
    held = {each.column: each for revision in revisions for each in revision.fields}
    fields = tuple(FieldChange(each.column, each.header, "", each.after) for each in held.values())
    return replace(revisions[-1], fields=tuple(each for each in fields if each.after))


def _agreed(seen: dict[str, int], expected: Mapping[str, int] | None) -> dict[str, int]:
    """Return the versions that were looked at, for the store to hold a write to; ConflictError for others.

    Whoever moves a record to another region between the look and the write makes a newer version of it.
    """
    for reference, version in (expected or {}).items():
        if seen.get(reference, version) != version:
            raise ConflictError(reference, version, seen[reference])
    return seen

"""The records in a database: written as versions that stay as they are, read as snapshots.

The one exception is a record that is emptied for good, ``Store.erase``.
"""

from __future__ import annotations

import hashlib
import logging
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import sqlalchemy as sa

from geo.errors import StoreError
from geo.language import mark, say
from geo.metrics import CHANGES, RECORDS, VERSION
from geo.records import HOUSING, TABLES, Table
from geo.store import between, demo, erasing, history, kept, marks, past, settling, shelf, undo, writing
from geo.store.attempts import Attempts
from geo.store.audit import Audit
from geo.store.codec import decode, encode
from geo.store.database import faults_named, make_engine, reading, scrub
from geo.store.database import writing as writing_in
from geo.store.drafts import Drafts
from geo.store.grants import Grants
from geo.store.groups import read_groups
from geo.store.guest_links import GuestLinks
from geo.store.hearing import Hearing
from geo.store.migration import is_made, migrate
from geo.store.schema import changes, drafts, versions
from geo.store.sessions import Sessions
from geo.store.snapshot import Snapshot, frame_of, updated
from geo.store.versions import count_demo, followed_by, is_known, newest_change, standing
from geo.store.views import Views
from geo.store.writing import Intent, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from geo.settings import Settings
    from geo.store.asked import Closed
    from geo.store.between import Between
    from geo.store.erasing import Erased
    from geo.store.history import Revision
    from geo.store.kept import Shelved
    from geo.store.past import Entry, State
    from geo.store.reports import Sent
    from geo.store.settling import Settled
    from geo.store.undo import Undoing, Undone

NOT_KEPT = mark(
    "Huisvesting komt hier uit een groot bestand (HOUSING_PARQUET): wie dat beheert, wijzigt haar daar."
    " In dit dashboard wordt zij niet opgeslagen."
)
"""What to say to who would write a location where groups stand in place of them."""

_log = logging.getLogger(__name__)


class Store:
    """The records of one database; may be shared by threads, and the database by processes."""

    def __init__(self, url: str, data_dir: Path, housing: Path | None = None) -> None:
        """Hold the database at ``url``; what is in the folder ``housing`` stands in place of its housing."""
        self.engine = make_engine(url)
        self.data_dir = data_dir
        self._housing = housing
        self._kept = [table for table in TABLES.values() if housing is None or table is not HOUSING]
        self.views = Views(self.engine)
        self.guest_links = GuestLinks(self.engine)
        self.grants = Grants(self.engine)
        self.sessions = Sessions(self.engine)
        self.audit = Audit(self.engine)
        self.drafts = Drafts(self.engine)
        self._latest: Snapshot | None = None
        self._hearing = Hearing(self.engine)
        self._heard: tuple[int | None, Snapshot] | None = None  # the writes that are in a snapshot
        self._loading = Attempts()
        self._identity = hashlib.sha256(str(self.engine.url).encode()).hexdigest()[:16]

    def version(self) -> int:
        """Return the number of the last change, 0 for an empty store."""
        with reading(self.engine) as connection:
            return newest_change(connection)

    def snapshot(self, as_of: datetime | None = None) -> Snapshot:
        """Return the records as they are now, or as they stood at ``as_of`` (an aware moment).

        The current snapshot is the same object until something is written, and then only what was written is
        read. An earlier one is as of its last change, like the current one of that time was, so that every
        figure is the same. StoreError when the database cannot be read, as in all methods.
        """
        if as_of is not None:
            return self._past(as_of)
        heard, known = self._hearing.count(), self._heard
        if known is not None and heard is not None and heard == known[0]:
            return known[1]
        return self._loading.make(self._current)  # one session loads, the others wait for the same snapshot

    def write(
        self,
        table: Table,
        frame: pd.DataFrame,
        intent: Intent,
        expected: Mapping[str, int] | None = None,
        report: Sent | None = None,
    ) -> Written:
        """Write a records frame in one transaction: all of it or nothing.

        A record that is the same as its current version is left alone, so offering a file twice changes
        nothing; one that differs gets a new version; a withdrawn one comes back. ``expected`` is the version
        of a record that somebody saw while editing it (0: none): ConflictError when there is a newer one.
        ReasonError when the type of an activation changes and ``intent.why`` is empty. StoreError when the
        frame is not one of ``table``, or this table is not kept here, or the database fails. ``report`` is a
        file that the records name: it is kept when they are, and when there is no room for it nothing is
        written.
        """
        self._require_kept(table)
        with self._writing() as connection:
            written = writing.write_records(connection, table, frame, intent, expected)
            if report:
                shelf.put(self.data_dir, report.report.file, report.content)
        self.mark()
        return _counted(written)

    def closed(self, _table: Table, _frame: pd.DataFrame) -> dict[str, Closed]:
        """Return {}: the store itself refuses no record; who stands guard before it may."""
        return {}

    def compare(self, table: Table, frame: pd.DataFrame) -> writing.Comparison:
        """Return what ``write`` would do to each row of a records frame, without doing it."""
        self._require_kept(table)
        rows = encode(frame, table)
        with reading(self.engine) as connection:
            return writing.compare(connection, table, rows)

    def standing(self, table: Table, references: Sequence[str]) -> tuple[pd.DataFrame, dict[str, int]]:
        """Return the records with these references as they stand, withdrawn ones too, and their versions."""
        with reading(self.engine) as connection:
            rows = standing(connection, table, newest_change(connection), references=references)
        frame = decode(rows, table)
        return frame, dict(zip(frame["reference"].tolist(), rows["version"].to_pylist(), strict=True))

    def withdraw(
        self,
        table: Table,
        references: Sequence[str],
        intent: Intent,
        expected: Mapping[str, int] | None = None,
    ) -> Written:
        """Withdraw records: they leave every picture from now on, and stay in the history.

        ReasonError without a reason; ConflictError as in ``write``; StoreError for an unknown reference.
        """
        with self._writing() as connection:
            written = writing.withdraw_records(connection, table, list(references), intent, expected)
        return _counted(written)

    def remove_demo(self, intent: Intent) -> Written:
        """Withdraw all fictional records that still stand, as one change; ``change`` None: there were none.

        They stay in the history, and the change can be undone. ReasonError without a reason.
        """
        with self._writing() as connection:
            written = demo.withdraw_demo(connection, intent)
        return _counted(written)

    def undoing(self, change: int) -> Undoing:
        """Return what undoing the change with this number would do, without doing it.

        StoreError when there is no such change, or when it put a backup back.
        """
        with reading(self.engine) as connection:
            return undo.preview(connection, change)

    def undo(self, change: int, intent: Intent, expected: Undoing | None = None) -> Undone:
        """Take a change back in one transaction, as a new version of each record that is still as it left it.

        ``expected`` is what somebody saw that this would do: ConflictError when any of these records was
        changed since. ReasonError without a reason; StoreError when there is nothing left to undo, and as in
        ``undoing``.
        """
        with self._writing() as connection:
            undone = undo.undo(connection, change, intent, expected)
        _counted(Written(change=undone.change))
        return undone

    def before(self, change: int) -> dict[str, pd.DataFrame]:
        """Return by name of the table the records that undoing a change would touch, as it would leave them.

        Records frames, withdrawn ones included; one that the change made is as it made it.
        """
        with reading(self.engine) as connection:
            rows = {table.name: followed_by(connection, table, change) for table in TABLES.values()}
        return {name: decode(found, TABLES[name]) for name, found in rows.items()}

    def erase(
        self,
        table: Table,
        references: Sequence[str],
        intent: Intent,
        then: Callable[[Erased], object] = lambda _: None,
    ) -> Erased:
        """Empty records for good: see ``erasing``. The database is written anew, so that nothing is left.

        ``then`` is called once they are emptied, whether or not all traces can be taken out after that.

        Records that were emptied before are left alone. ReasonError without a reason; StoreError for an
        unknown reference, and when what is left in the file could not be taken out now: the records are
        emptied then, and asking again goes on where this ended.
        """
        with self._writing() as connection:
            erased = erasing.erase(connection, self.data_dir, table, list(references), intent)
        then(erased)
        scrub(self.engine, [drafts.name, *(record.name for record in versions.values())])
        return erased

    def due(self, closed_before: date) -> list[str]:
        """Return the activations closed before a day and not emptied yet, sorted by reference."""
        with reading(self.engine) as connection:
            return erasing.due(connection, closed_before)

    def history(self, table: Table, reference: str) -> list[Revision]:
        """Return all that happened to a record, first version first; empty when there is no such record."""
        with reading(self.engine) as connection:
            return history.revisions(connection, table, reference)

    def holds(self, table: Table, reference: str) -> bool:
        """Whether there is, or was, a record of this reference; quicker than asking for its history."""
        with reading(self.engine) as connection:
            return is_known(connection, table, reference)

    def between(
        self, table: Table, since: datetime, until: datetime | None = None, area: str = ""
    ) -> Between:
        """Return what became of the records touched after ``since`` up to ``until``, or up to now.

        With an ``area`` of its own records alone: one that is of another one is not there.
        """
        with reading(self.engine) as connection:
            return between.between(connection, table, since, until, area)

    def log(self, limit: int = 100, until: int | None = None, area: str = "") -> tuple[Entry, ...]:
        """Return the last changes, or those up to change ``until``, and what each touched; newest first.

        With an ``area`` those that touched its records, before or after, and only these are counted.
        """
        with reading(self.engine) as connection:
            return past.log(connection, limit, until, area)

    def touched_by(self, change: int, limit: int, area: str = "") -> dict[str, list[str]]:
        """Return the references that a change touched, by name of the table, sorted; ``limit`` at most.

        With an ``area`` those of its own records, before or after.
        """
        with reading(self.engine) as connection:
            return past.touched_by(connection, change, limit, area)

    def state_at(self, moment: datetime | None = None) -> State:
        """Return what identifies the records at an aware moment, or now: the key of every cache of them."""
        with reading(self.engine) as connection:
            return past.state_at(connection, self._identity, moment)

    def first_moment(self) -> datetime | None:
        """Return the moment of the first change that the store holds; None when it is empty."""
        with reading(self.engine) as connection:
            return past.first_moment(connection)

    def shelved(self) -> Shelved:
        """Return how the reports are kept that the records name; reads every one of them."""
        with reading(self.engine) as connection:
            return kept.shelved(connection, self.data_dir)

    def settle(self, snapshot: Snapshot, who: str, sentence: str, link: str) -> Settled:
        """Keep that somebody set a picture of ``snapshot``, to be opened again: see ``settling``.

        StoreError without a name, without records, or for a ``link`` that is too long to keep.
        """
        with self._writing() as connection:
            return settling.settle(connection, snapshot, who, sentence, link)

    def settled(self, limit: int = 5) -> tuple[Settled, ...]:
        """Return the pictures that were set last, the newest first."""
        with reading(self.engine) as connection:
            return settling.last_settled(connection, limit)

    def mark(self) -> None:
        """Leave the mark that the database was filled, so that its loss is noticed; see ``marks``."""
        marks.leave(self.engine.url, self.data_dir)

    def listen(self) -> None:
        """Hear of writes from now on, where the database tells of them, in place of asking at each look."""
        self._hearing.start()

    def close(self) -> None:
        """Let go of the connections; the store opens new ones when it is used again."""
        self._hearing.stop()
        self.engine.dispose()

    def _current(self) -> Snapshot:
        heard = self._hearing.count()  # before one looks: what is written meanwhile is looked for again
        with reading(self.engine) as connection:
            version = newest_change(connection)
            if self._latest is None or self._latest.version != version:
                self._latest = self._load(connection, version, self._latest)
        self._heard = heard, self._latest
        VERSION.set(self._latest.version)
        return self._latest

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with writing_in(self.engine) as connection:
                yield connection
        finally:
            self._hearing.wrote()  # also when it failed: an answer that was lost may have been "kept"

    def _past(self, as_of: datetime) -> Snapshot:
        with reading(self.engine) as connection:
            version = newest_change(connection, as_of)
            frames = {
                table.name: frame_of(standing(connection, table, version), table) for table in self._kept
            }
            at = past.moment_of(connection, version) or as_of.astimezone(UTC)
            return self._snapshot_of(connection, frames, version, at)

    def _load(self, connection: sa.Connection, version: int, before: Snapshot | None) -> Snapshot:
        base = before if before is not None and _continues(connection, before.version, version) else None
        frames = {}
        for table in self._kept:
            rows = standing(connection, table, version, since=base.version if base else 0)
            frames[table.name] = updated(base.frame(table), rows, table) if base else frame_of(rows, table)
        at = past.moment_of(connection, version) or datetime.now(UTC)
        return self._snapshot_of(connection, frames, version, at)

    def _snapshot_of(
        self, connection: sa.Connection, frames: dict[str, pd.DataFrame], version: int, as_of: datetime
    ) -> Snapshot:
        fictional = count_demo(connection, version)
        return Snapshot(
            version=version,
            as_of=as_of,
            fictional={name: count for name, count in fictional.items() if name in frames},
            rewritten=past.last_rewritten(connection),
            reduction=None,
            groups=self._groups,
            **frames,
        )

    @cached_property
    def _groups(self) -> pd.DataFrame | None:
        """What stands in place of housing; read when somebody first asks for records."""
        return read_groups(self._housing) if self._housing else None

    def _require_kept(self, table: Table) -> None:
        if table not in self._kept:
            raise StoreError(say(NOT_KEPT))


def open_store(settings: Settings, *, anew: bool = False) -> Store:
    """Open the store of ``settings``: make and migrate the database, and fill it with the demo where allowed.

    StoreError when the database cannot be reached, is of a newer version, or the folder cannot be made; and
    when it was in use and is gone or empty, unless it is to be made ``anew``.
    """
    with _closed_on_failure(_store_of(settings)) as store:
        if not anew:
            _was_used(store)
        migrate(store.engine)
        with suppress(StoreError):  # on a disk that can only be read, say; nobody is shown an old one
            store.drafts.forget_old()
        if settings.demo_allowed and store.version() == 0:
            fill_demo(store)
        if store.version():
            store.mark()
    return store


def open_kept(settings: Settings) -> Store | None:
    """Open a store that is there, and neither make nor fill anything; None when there never was one.

    StoreError as in ``open_store``.
    """
    with _closed_on_failure(_store_of(settings)) as store:
        if _was_used(store):
            migrate(store.engine)
            return store
    store.close()
    return None


def _store_of(settings: Settings) -> Store:
    return Store(settings.database_url, settings.data_dir, settings.housing_parquet)


def _counted(written: Written) -> Written:
    """Count a change that was kept, and tell the log; who made it stands in the history, under its number."""
    change = written.change
    if change is not None:
        touched = written.new + written.changed + written.returned
        CHANGES.labels(action=change.action).inc()
        RECORDS.labels(action=change.action).inc(touched)
        told = {"action": change.action, "object": f"change {change.id}", "result": touched}
        _log.info("Wijziging %s bewaard.", change.id, extra=told)
    return written


def fill_demo(store: Store) -> bool:
    """Fill an empty store with the demo records in one transaction; False when it was not empty."""
    offered = demo.demo_records()
    with writing_in(store.engine) as connection:
        if newest_change(connection):
            return False  # another process was first
        for name, (frame, source) in offered.items():
            writing.write_records(connection, TABLES[name], frame, Intent("demo", "demo", source=source))
    return True


def _continues(connection: sa.Connection, old: int, new: int) -> bool:
    """Whether the changes after ``old`` only added to it: a restored backup replaces what was there."""
    restored = sa.select(changes.c.id).where(changes.c.id > old, changes.c.action == "restore").limit(1)
    return old <= new and connection.scalar(restored) is None


@contextmanager
def _closed_on_failure(store: Store) -> Iterator[Store]:
    try:
        yield store
    except StoreError:
        store.close()
        raise


def _was_used(store: Store) -> bool:
    """Whether the database is there; StoreError when it was, and is gone or empty now."""
    url = store.engine.url
    # first the mark, then the database: another process that fills it leaves the mark afterwards
    with faults_named(url):
        marked = marks.mark(url, store.data_dir).exists()
    if is_made(store.engine) and (store.version() or not marked):
        return True
    marks.require_never_used(url, store.data_dir, marked=marked)
    return False

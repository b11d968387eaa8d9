"""What was kept, and when: versions that stay as they are, snapshots, backups, reports.

Imports ``records`` and what is above it. ``Store`` has all that can be asked of the database; tested on
real ones, killed, frozen and filled to the last byte.
"""

from geo.store.asked import Closed, Records
from geo.store.audit import DONE, EVENTS, REFUSED, Audit, Event
from geo.store.backup import Copied, back_up, restore
from geo.store.between import CHANGE_KINDS, Between
from geo.store.checks import check_store
from geo.store.codec import ARROW_TYPES, WORD, decode, encode, rows_of, stored_columns
from geo.store.current import Absent, current_snapshot, current_store, readiness, when_absent
from geo.store.demo import REMOVED, demo_records
from geo.store.drafts import Drafts, Typed, owner_of
from geo.store.erasing import EMPTIED, Erased
from geo.store.grants import Grant, Grants
from geo.store.groups import APART, LOCATIONS, PEOPLE, read_groups
from geo.store.guest_links import DAYS, MOST_DAYS, GuestLink, GuestLinks
from geo.store.history import FieldChange, Revision
from geo.store.kept import Named, Shelved, remove_orphans
from geo.store.merge import (
    FICTIONAL,
    Difference,
    Held,
    differences,
    form_text,
    held,
    merged,
    next_reference,
    stored_values,
)
from geo.store.migration import migrate
from geo.store.owners import owner_column
from geo.store.past import Entry, State
from geo.store.reports import LARGEST, Report, Sent, examined, find_report, link_in, report_in
from geo.store.schema import Action
from geo.store.sessions import Limits, Sessions
from geo.store.settling import Settled
from geo.store.snapshot import Reduction, Snapshot
from geo.store.store import NOT_KEPT, Store, fill_demo, open_store
from geo.store.undo import OUTCOMES, Undoing, Undone
from geo.store.views import (
    LONGEST_REMARKS,
    LONGEST_VIEW_NAME,
    SavedView,
    Seen,
    Told,
    Views,
)
from geo.store.workers import FILE as WORKERS_FILE
from geo.store.workers import PREVIOUS as PREVIOUS_WORKERS
from geo.store.workers import KeptWorkers, bring_back_workers, keep_workers, kept_workers
from geo.store.writing import Change, Comparison, Intent, Source, Written

__all__ = [
    "APART",
    "ARROW_TYPES",
    "CHANGE_KINDS",
    "DAYS",
    "DONE",
    "EMPTIED",
    "EVENTS",
    "FICTIONAL",
    "LARGEST",
    "LOCATIONS",
    "LONGEST_REMARKS",
    "LONGEST_VIEW_NAME",
    "MOST_DAYS",
    "NOT_KEPT",
    "OUTCOMES",
    "PEOPLE",
    "PREVIOUS_WORKERS",
    "REFUSED",
    "REMOVED",
    "WORD",
    "WORKERS_FILE",
    "Absent",
    "Action",
    "Audit",
    "Between",
    "Change",
    "Closed",
    "Comparison",
    "Copied",
    "Difference",
    "Drafts",
    "Entry",
    "Erased",
    "Event",
    "FieldChange",
    "Grant",
    "Grants",
    "GuestLink",
    "GuestLinks",
    "Held",
    "Intent",
    "KeptWorkers",
    "Limits",
    "Named",
    "Records",
    "Reduction",
    "Report",
    "Revision",
    "SavedView",
    "Seen",
    "Sent",
    "Sessions",
    "Settled",
    "Shelved",
    "Snapshot",
    "Source",
    "State",
    "Store",
    "Told",
    "Typed",
    "Undoing",
    "Undone",
    "Views",
    "Written",
    "back_up",
    "bring_back_workers",
    "check_store",
    "current_snapshot",
    "current_store",
    "decode",
    "demo_records",
    "differences",
    "encode",
    "examined",
    "fill_demo",
    "find_report",
    "form_text",
    "held",
    "keep_workers",
    "kept_workers",
    "link_in",
    "merged",
    "migrate",
    "next_reference",
    "open_store",
    "owner_column",
    "owner_of",
    "read_groups",
    "readiness",
    "remove_orphans",
    "report_in",
    "restore",
    "rows_of",
    "stored_columns",
    "stored_values",
    "when_absent",
]

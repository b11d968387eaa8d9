"""From the bytes of a stranger's file to records in the store, in steps that each can be looked at.

Imports ``files``, ``store`` and what is above them. ``stages`` has the steps, ``isolated`` runs those that
touch what a stranger made in the room.
"""

from geo.imports.choices import (
    AS_GUESSED,
    BY_ROW,
    DATE_ORDERS,
    DECIMAL_LABELS,
    DECIMAL_SIGNS,
    ImportChoices,
)
from geo.imports.isolated import check, faulty_rows, read_file, warm
from geo.imports.same_key import DECISIONS, LEAVE_OUT, REPLACE, offered_prefix, told_apart
from geo.imports.stages import UPLOAD_BYTES, matching_for, plan, rows_have, write
from geo.imports.steps import FAULTY, OTHER, STATUS_LABELS, Checked, Offered, Plan
from geo.imports.workers import CheckedWorkers, check_workers, is_of_workers, told_problem

__all__ = [
    "AS_GUESSED",
    "BY_ROW",
    "DATE_ORDERS",
    "DECIMAL_LABELS",
    "DECIMAL_SIGNS",
    "DECISIONS",
    "FAULTY",
    "LEAVE_OUT",
    "OTHER",
    "REPLACE",
    "STATUS_LABELS",
    "UPLOAD_BYTES",
    "Checked",
    "CheckedWorkers",
    "ImportChoices",
    "Offered",
    "Plan",
    "check",
    "check_workers",
    "faulty_rows",
    "is_of_workers",
    "matching_for",
    "offered_prefix",
    "plan",
    "read_file",
    "rows_have",
    "told_apart",
    "told_problem",
    "warm",
    "write",
]

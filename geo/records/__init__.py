"""What a record is, and what is wrong with it: tables, columns, cells, rules, places; text to types and back.

A table is one module, and one entry of ``tables.TABLES``.

Imports ``areas`` and the ground floor. Pure functions over frames: in, out, input untouched.
"""

from geo.records.activations import ACTIVATIONS
from geo.records.cells import YEARS, Fault, Severity, day, degrees, of_visible, plain_line, yes_no
from geo.records.columns import codes_of, dtype
from geo.records.contacts import CONTACTS, dialled, mailed
from geo.records.display import OUTCOME_WORDS, done, worded
from geo.records.frames import Reading, match_headers, read, to_text
from geo.records.housing import HOUSING
from geo.records.location import read_placed, settle
from geo.records.partners import PARTNERS
from geo.records.problems import Problem, Report
from geo.records.shared import DERIVED
from geo.records.table import Column, Noun, Rule, Table
from geo.records.tables import TABLES
from geo.records.workers import WORKERS

__all__ = [
    "ACTIVATIONS",
    "CONTACTS",
    "DERIVED",
    "HOUSING",
    "OUTCOME_WORDS",
    "PARTNERS",
    "TABLES",
    "WORKERS",
    "YEARS",
    "Column",
    "Fault",
    "Noun",
    "Problem",
    "Reading",
    "Report",
    "Rule",
    "Severity",
    "Table",
    "codes_of",
    "day",
    "degrees",
    "dialled",
    "done",
    "dtype",
    "mailed",
    "match_headers",
    "of_visible",
    "plain_line",
    "read",
    "read_placed",
    "settle",
    "to_text",
    "worded",
    "yes_no",
]

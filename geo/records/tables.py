"""Every table of records, by its name in code, in the order in which they are told."""

from __future__ import annotations

from geo.records.activations import ACTIVATIONS
from geo.records.contacts import CONTACTS
from geo.records.housing import HOUSING
from geo.records.partners import PARTNERS

TABLES = {table.name: table for table in (ACTIVATIONS, HOUSING, CONTACTS, PARTNERS)}

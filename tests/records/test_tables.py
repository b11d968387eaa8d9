"""What a table says of itself: whatever it names is a column of its own, and tables can be told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.records import HOUSING, TABLES, Table
from geo.store import next_reference


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_whatever_a_table_names_is_a_column_of_its_own(table: Table) -> None:
    in_rules = {name for rule in table.rules for name in rule.columns}
    in_form = {name for group in table.groups for row in group.rows for name in row}
    names = {column.name for column in table.columns}
    assert {*table.progress, table.known_by, *in_rules, *in_form} <= names


@pytest.mark.parametrize("said", ["name", "header", "noun", "first_reference"])
def test_no_two_tables_say_the_same_of_themselves(said: str) -> None:
    assert len({getattr(table, said) for table in TABLES.values()}) == len(TABLES)


def test_a_third_table_begins_with_its_own_reference() -> None:
    contacts = replace(HOUSING, name="contacts", first_reference="C-001")
    assert next_reference([], contacts) == "C-001"
    assert next_reference(["C-001"], contacts) == "C-002"

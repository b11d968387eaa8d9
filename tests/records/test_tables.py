"""What a table says of itself: whatever it names is a column of its own, and tables can be told apart."""

from __future__ import annotations

import pytest

from geo.records import ACTIVATIONS, CONTACTS, HOUSING, TABLES, Table, read_placed
from geo.store import next_reference
from tests.toy_text import typed


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_whatever_a_table_names_is_a_column_of_its_own(table: Table) -> None:
    in_rules = {name for rule in table.rules for name in rule.columns}
    in_form = {name for group in table.groups for name in group.columns}
    names = {column.name for column in table.columns}
    assert {*table.progress, table.known_by, *in_rules, *in_form} <= names


@pytest.mark.parametrize("said", ["name", "header", "noun", "first_reference"])
def test_no_two_tables_say_the_same_of_themselves(said: str) -> None:
    assert len({getattr(table, said) for table in TABLES.values()}) == len(TABLES)


def test_a_third_table_begins_with_its_own_reference() -> None:
    assert next_reference([], CONTACTS) == "C-001"
    assert next_reference(["C-001"], CONTACTS) == "C-002"


def test_a_neuter_word_gets_its_own_articles() -> None:
    words = [
        (noun.the, noun.this, noun.which, noun.new, noun.withdrawn)
        for noun in (ACTIVATIONS.noun, CONTACTS.noun)
    ]
    assert words == [
        (
            "de activering",
            "deze activering",
            "welke activering",
            "nieuwe activering",
            "de ingetrokken activering",
        ),
        ("het contact", "dit contact", "welk contact", "nieuw contact", "het ingetrokken contact"),
    ]


def test_a_contact_has_no_place_and_settling_leaves_it_as_it_is() -> None:
    assert [table.placed for table in TABLES.values()] == [True, True, False, False]
    reading = read_placed(typed(CONTACTS, {"area": "Kleve"}, {"area": "EMR"}, {"area": "Limburg"}), CONTACTS)
    assert reading.frame["area"].astype("object").tolist()[:2] == ["DE05154", "EMR"]
    assert [(each.row, each.column, each.what) for each in reading.problems] == [
        (2, "gebied", "past bij meer dan één veiligheidsregio, grensdistrict of Euregio")
    ]


def test_people_may_work_across_the_border() -> None:
    row = typed(HOUSING, {"work_region": "Kreis Kleve"}, {"work_region": "Friesland"})
    assert read_placed(row, HOUSING).frame["work_region"].tolist() == ["DE05154", "VR02"]

"""A column that is not in the file changes nothing; an empty cell in one that is there empties the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import ConflictError
from geo.imports import isolated
from geo.imports.stages import check, held_by, plan, read_file, write
from geo.records import HOUSING, to_text
from geo.store import Intent
from tests.toy_files import csv_file, dutch

if TYPE_CHECKING:
    from geo.imports.steps import Plan
    from geo.store import Store

pytest_plugins = ["tests.toy_databases"]

FULL = {
    "reference": "HL-1",
    "name": "Hof A",
    "kind": "logiesgebouw",
    "capacity": "120",
    "occupants": "80",
    "certified": "ja",
    "work_region": "VR22",
    "place": "Velden",
    "municipality": "GM0983",
    "lat": "51,3704",
    "lon": "6,1724",
    "note": "achterom",
}
HEADER = "kenmerk;naam;soort;plaatsen"


@pytest.fixture
def full(sqlite_store: Store) -> Store:
    offered = check(read_file(csv_file(dutch(HOUSING, FULL)), "x.csv"))
    write(plan(offered, sqlite_store), sqlite_store, "tester")
    return sqlite_store


def planned(text: str, store: Store) -> Plan:
    return plan(check(read_file(text.encode(), "x.csv")), store)


def stored(store: Store) -> dict[str, str]:
    return to_text(store.snapshot().housing, HOUSING).iloc[0].to_dict()


def edits(found: Plan) -> list[tuple[str, str, str]]:
    return list(found.edits[["column", "before", "after"]].itertuples(index=False, name=None))


def test_a_column_that_is_not_in_the_file_leaves_its_field_as_it_was(full: Store) -> None:
    before = stored(full)
    found = planned(f"{HEADER}\nHL-1;Hof A;logiesgebouw;130\n", full)
    assert edits(found) == [("plaatsen", "120", "130")]
    assert found.emptied == {}
    assert write(found, full, "tester").changed == 1
    assert stored(full) == before | {"capacity": "130"}


def test_the_same_values_in_fewer_columns_change_nothing(full: Store) -> None:
    assert planned(f"{HEADER}\nHL-1;Hof A;logiesgebouw;120\n", full).counts["unchanged"] == 1


def test_an_empty_cell_in_a_column_that_is_there_empties_the_field(full: Store) -> None:
    found = planned(f"{HEADER};bewoners;toelichting\nHL-1;Hof A;logiesgebouw;120;;\n", full)
    assert edits(found) == [("bewoners", "80", ""), ("toelichting", "achterom", "")]
    assert found.emptied == {"bewoners": 1, "toelichting": 1}
    write(found, full, "tester")
    assert (stored(full)["occupants"], stored(full)["note"], stored(full)["place"]) == ("", "", "Velden")


def test_a_required_column_is_only_required_of_new_records(full: Store) -> None:
    found = planned("kenmerk;plaatsen;bewoners\nHL-1;130;80\nHL-2;10;1\n", full)
    assert found.status.tolist() == ["changed", "faulty"]
    assert {(each.row, each.column) for each in found.checked.errors} == {(3, "naam"), (3, "soort")}


def test_a_column_bound_for_the_note_comes_after_the_note_that_is_there(full: Store) -> None:
    text = f"{HEADER};kleur\nHL-1;Hof A;logiesgebouw;120;rood\n"
    found = planned(text, full)
    assert edits(found) == [("toelichting", "achterom", "achterom; kleur: rood")]
    write(found, full, "tester")
    assert planned(text, full).counts["unchanged"] == 1


def test_what_is_coarser_follows_a_place_that_moves(full: Store) -> None:
    found = planned(f"{HEADER};lat;lon\nHL-1;Hof A;logiesgebouw;120;52,0907;5,1214\n", full)
    assert found.checked.problems == ()
    assert ("gemeente", "GM0983", "GM0344") in edits(found)


def test_a_municipality_that_contradicts_the_point_that_stays_is_told(full: Store) -> None:
    found = planned(f"{HEADER};gemeente\nHL-1;Hof A;logiesgebouw;120;Utrecht\n", full)
    assert found.status.tolist() == ["faulty"]


def test_the_same_place_moves_nothing(full: Store) -> None:
    found = planned(f"{HEADER};lat;lon\nHL-1;Hof A;logiesgebouw;120;51.3704;6.1724\n", full)
    assert found.counts["unchanged"] == 1


def test_a_withdrawn_record_comes_back_whole(full: Store) -> None:
    before = stored(full)
    full.withdraw(HOUSING, ["HL-1"], Intent("tester", why="weg"))
    found = planned(f"{HEADER}\nHL-1;Hof A;logiesgebouw;120\n", full)
    assert found.status.tolist() == ["returned"]
    write(found, full, "tester")
    assert stored(full) == before


def test_what_was_changed_since_the_check_is_not_undone(full: Store) -> None:
    offered = read_file(f"{HEADER}\nHL-1;Hof A;logiesgebouw;130\n".encode(), "x.csv")
    held = held_by(offered, HOUSING, offered.matching, full)
    late = check(offered, held=held)
    write(planned("kenmerk;bewoners\nHL-1;70\n", full), full, "een ander")
    with pytest.raises(ConflictError):
        write(plan(late, full), full, "tester")


def test_the_room_completes_as_we_do_here(full: Store) -> None:
    text = b"kenmerk;plaatsen;bewoners\nHL-1;130;80\nHL-2;10;1\n"
    inside = isolated.check(isolated.read_file(text, "x.csv", HOUSING), store=full)
    assert plan(inside, full).counts == planned(text.decode(), full).counts
    assert plan(inside, full).status.tolist() == ["changed", "faulty"]

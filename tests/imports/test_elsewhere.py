"""Who registers for a region sees which rows of a file are not theirs, and why, before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.access import Desk
from geo.errors import AccessError
from geo.imports.choices import ImportChoices
from geo.imports.faulty import faulty_rows
from geo.imports.stages import check, held_by, matching_for, plan, read_file, write
from geo.imports.steps import FAULTY
from geo.records import HOUSING
from geo.store import Intent
from tests.toy_accounts import ABROAD, ACTORS, OTHERS, OURS, fill, home

if TYPE_CHECKING:
    from geo.imports.steps import Plan
    from geo.store import Records, Store

pytest_plugins = ["tests.toy_databases"]

FILE = """kenmerk;naam;soort;plaatsen;gemeente;breedtegraad;lengtegraad
NIEUW-1;Hof;hotel;8;Venlo;51,3704;6,1724
NIEUW-2;Kamp;hotel;8;Groningen;53,2194;6,5665
H-ours;Park;hotel;8;Venlo;51,3704;6,1724
H-others;Park;hotel;8;Venlo;51,3704;6,1724
H-abroad;Park;hotel;8;Groningen;53,2194;6,5665
"""
GOOD, OUTSIDE, MOVED, TAKEN, BOTH = 2, 3, 4, 5, 6


def planned(records: Records, file: str = FILE, prefix: str = "") -> Plan:
    offered, choices = read_file(file.encode(), "x.csv"), ImportChoices(prefix=prefix)
    held = held_by(offered, offered.table, matching_for(offered, offered.table), records, choices)
    return plan(check(offered, None, choices, held=held), records)


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    fill(sqlite_store)
    return Desk(sqlite_store, ACTORS["registrator"])


def told(found: Plan) -> dict[object, tuple[str, str, str]]:
    return {each.row: (each.column, each.value, each.what.partition(" ")[0]) for each in found.checked.errors}


def test_each_row_of_elsewhere_is_named_with_what_to_do(desk: Desk) -> None:
    found = planned(desk)
    assert told(found) == {
        OUTSIDE: ("veiligheidsregio", "VR01", "valt"),
        TAKEN: ("kenmerk", "H-others", "dit"),
        BOTH: ("veiligheidsregio", "VR01", "valt"),
    }
    assert all("laat deze rij achter" in each.mend for each in found.checked.errors)
    assert found.status.to_dict() == {
        GOOD: "new", OUTSIDE: FAULTY, MOVED: "changed", TAKEN: FAULTY, BOTH: FAULTY,
    }  # fmt: skip
    assert found.clashes
    content, _ = faulty_rows(found.checked)
    assert b"valt buiten uw regio" in content
    assert b"NIEUW-1" not in content


def test_the_others_go_in_and_those_of_elsewhere_stay_behind(desk: Desk, sqlite_store: Store) -> None:
    written = write(planned(desk), desk, "ik", skip_faulty=True)
    assert (written.new, written.changed) == (1, 1)
    assert set(sqlite_store.standing(HOUSING, ["NIEUW-1", "NIEUW-2"])[1]) == {"NIEUW-1"}
    assert sqlite_store.audit.read() == ()  # nothing was refused


def test_a_prefix_makes_a_reference_free(desk: Desk) -> None:
    found = planned(desk, prefix="VRLN-")
    assert set(told(found)) == {OUTSIDE, BOTH}
    assert not found.clashes


def test_who_works_for_the_whole_country_is_told_nothing(desk: Desk, sqlite_store: Store) -> None:
    for records in (sqlite_store, Desk(sqlite_store, ACTORS["landelijk"])):
        found = planned(records)
        assert (found.counts[FAULTY], found.clashes) == (0, False)


def test_a_row_that_moved_since_it_was_looked_at_is_refused(desk: Desk, sqlite_store: Store) -> None:
    found = planned(desk)
    sqlite_store.write(HOUSING, home(OTHERS).assign(reference="NIEUW-1"), Intent("een ander"))
    with pytest.raises(AccessError, match="NIEUW-1"):
        write(found, desk, "ik", skip_faulty=True)


def test_what_is_closed_is_what_a_write_refuses(desk: Desk) -> None:
    for where in (OURS, OTHERS, ABROAD):
        closed = desk.closed(HOUSING, home(where))
        assert closed == ({} if where == OURS else {f"H-{where}": "outside"})
    assert desk.closed(HOUSING, home(OURS).assign(reference=f"H-{OTHERS}")) == {f"H-{OTHERS}": "taken"}

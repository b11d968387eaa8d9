"""The same key is not the same thing: a row that speaks of another record is told apart, never a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import RecordsError
from geo.imports.choices import ImportChoices
from geo.imports.same_key import LEAVE_OUT, REPLACE, offered_prefix
from geo.imports.stages import check, plan, read_file, write
from geo.imports.steps import OTHER
from geo.store import Store, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.imports.steps import Plan


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'toy.sqlite'}", tmp_path)
    migrate(opened.engine)
    yield opened
    opened.close()


HEADER = "kenmerk;naam;soort;plaatsen;gemeente"
STORED = (HEADER, "1;Hof;hotel;8;Venlo", "2;Park;hotel;8;Venlo")


def planned(store: Store, *lines: str, prefix: str = "") -> Plan:
    content = "\n".join((*lines, "")).encode()
    return plan(check(read_file(content, "x.csv"), choices=ImportChoices(prefix=prefix)), store)


def test_two_senders_that_number_their_rows_alike_are_told_apart(store: Store) -> None:
    write(planned(store, *STORED), store, "toets")
    found = planned(store, HEADER, "1;Kamp;hotel;30;Zeewolde", "2;Park;hotel;9;Venlo")
    assert (found.counts[OTHER], found.counts["changed"]) == (1, 1)
    assert found.rows(OTHER) == [2]
    with pytest.raises(RecordsError, match="iets anders"):
        write(found, store, "toets")


@pytest.mark.parametrize(
    "row",
    [
        "1;Kamp;hotel;30;Venlo",
        "1;Hof;hotel;30;Zeewolde",
        "1;Kamp;hotel;8;",
        "1;Kamp;hotel;8;Horst aan de Maas",
    ],
)
def test_what_is_alike_in_name_or_region_is_a_change(store: Store, row: str) -> None:
    write(planned(store, *STORED), store, "toets")
    assert planned(store, HEADER, row).counts[OTHER] == 0


@pytest.mark.parametrize(("decision", "name"), [(LEAVE_OUT, "Hof"), (REPLACE, "Kamp")])
def test_somebody_decides(store: Store, decision: str, name: str) -> None:
    write(planned(store, *STORED), store, "toets")
    write(
        planned(store, HEADER, "1;Kamp;hotel;30;Zeewolde", "3;Tuin;hotel;1;Venlo"),
        store,
        "toets",
        same_key=decision,
    )
    records = store.standing(check(read_file("\n".join(STORED).encode(), "x.csv")).table, ["1", "3"])[0]
    assert records["name"].tolist() == [name, "Tuin"]


def test_a_prefix_makes_them_records_of_their_own(store: Store) -> None:
    write(planned(store, *STORED), store, "toets")
    found = planned(store, HEADER, "1;Kamp;hotel;30;Zeewolde", prefix="VRFL-")
    assert (found.counts[OTHER], found.counts["new"]) == (0, 1)


def test_the_abbreviation_of_the_region_is_offered(store: Store) -> None:
    assert offered_prefix(planned(store, *STORED).checked) == "VRLN-"
    assert offered_prefix(planned(store, HEADER, "1;A;hotel;1;").checked) == ""

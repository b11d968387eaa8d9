"""The table of the border districts, on a handful of records."""

from __future__ import annotations

from typing import Any

from geo.language import reading
from geo.picture import Selection, district_table, reconcile, take_tally
from tests.toy_snapshot import activations, housing

KLEVE: dict[str, Any] = {"region": None, "country": "DE", "district": "DE05154"}
LUIK: dict[str, Any] = {"region": None, "country": "BE", "district": "BE60000"}
ACTIVATIONS = activations({}, LUIK, {**LUIK, "type": "repressief"}, KLEVE, {"region": None, "country": "DE"})
HOUSING = housing({}, {**KLEVE, "capacity": 30}, {**KLEVE, "capacity": 4})


def test_a_district_is_named_with_its_own_name_and_country_as_the_reader_knows_them() -> None:
    with reading("de"):
        table = district_table(ACTIVATIONS, HOUSING, Selection())
    assert table["name"].to_dict() == {
        "BE60000": "Lüttich (Liège, Belgien)",
        "DE05154": "Kleve (Deutschland)",
    }


def test_districts_with_a_record_have_a_row_the_busiest_first() -> None:
    table = district_table(ACTIVATIONS, HOUSING, Selection())
    assert table.to_dict("index") == {
        "BE60000": {
            "name": "Luik (Liège, België)",
            "activations": 2,
            "preventief": 1,
            "repressief": 1,
            "housing": 0,
            "places": 0,
        },
        "DE05154": {
            "name": "Kleef (Kleve, Duitsland)",
            "activations": 1,
            "preventief": 1,
            "repressief": 0,
            "housing": 2,
            "places": 34,
        },
    }


def test_a_district_that_is_chosen_is_all_of_the_picture() -> None:
    chosen = Selection(regions=("BE60000",))
    assert district_table(ACTIVATIONS, HOUSING, chosen)["activations"].to_dict() == {"BE60000": 2}
    found = reconcile(take_tally(ACTIVATIONS, HOUSING, chosen))
    assert (found.total, found.count("BE"), found.count("kaart")) == (2, 2, 0)


def test_without_records_abroad_there_is_no_row() -> None:
    assert district_table(activations({}), housing(), Selection()).empty
    assert district_table(activations(), housing(), Selection()).empty

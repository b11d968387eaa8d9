"""The activations behind a picture, one by one, and the part of the whole that each is in."""

from __future__ import annotations

from datetime import date

from geo.picture import PARTS, Selection, list_activations, parts_of, reconcile, take_tally
from tests.toy_snapshot import activations, housing

ROWS = activations(
    {"reference": "A", "region": "VR23", "municipality": "GM0983", "themes": "wonen werken"},
    {"reference": "B", "region": None, "country": "DE", "activated_on": "2020-10-01", "result": None},
    {"reference": "C", "region": None, "country": None, "precision": "geen", "activated_on": "2020-11-01"},
    {"reference": "D", "region": None, "country": None, "place": "Op zee"},
)


def test_the_newest_comes_first_and_says_what_it_is() -> None:
    listed = list_activations(ROWS)
    assert [row.reference for row in listed] == ["C", "B", "A", "D"]
    assert listed[2] == (
        "A", date(2020, 9, 1), date(2020, 12, 1), "preventief", "Preventief",
        "Wonen, Werken", "Venlo", "VR23", "Limburg-Noord", "Geen maatregel"
    )  # fmt: skip
    assert (listed[1].place, listed[1].region, listed[1].result) == ("", "", "Nog geen resultaat")


def test_each_record_is_in_the_part_that_counts_it() -> None:
    found = reconcile(take_tally(ROWS, housing(), Selection()))
    assert parts_of(ROWS).tolist() == ["kaart", "buitenland", "zonder locatie", "elders"]
    for part in PARTS:
        assert len(list_activations(ROWS, part)) == found.count(part) == 1


def test_nothing_is_listed_of_nothing() -> None:
    assert list_activations(activations()) == ()

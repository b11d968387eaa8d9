"""What partners deliver: the narrowest speaks for an area, and who delivers nothing is not called zero."""

from __future__ import annotations

from typing import Any

import pytest

from geo import language
from geo.areas import AREA_CODES
from geo.picture import FILTERING, Agreements, Selection, read_agreements
from geo.store.demo import demo_records
from tests.toy_snapshot import housing, partners


def agreed(*rows: dict[str, Any], homes: dict[str, Any] | None = None) -> Agreements:
    return read_agreements(partners(*rows), housing({"region": None, "country": None} | (homes or {})))


def test_in_the_demo_each_area_has_one_partner_that_says_what_it_means() -> None:
    demo, _ = demo_records()["partners"]
    found = read_agreements(demo, housing())
    assert all(sum(bool(one.narrowest(code)) for one in found.partners) == 1 for code in AREA_CODES)
    for one in found.partners:
        assert one.delivers == bool(one.housing_means) == bool(one.outbreak_means)
    assert found.unspoken == ()
    assert "BE60000" in found.silent
    assert not {"VR23", "DE05154", "BE10000"} & set(found.silent)


def test_the_partner_with_the_narrowest_area_speaks_for_it() -> None:
    state, district = {"areas": "DE05"}, {"areas": "DE05154", "delivers": False}
    assert "DE05154" not in agreed(state).silent
    found = agreed({"areas": "DE"}, state, district)
    assert [code for code in found.silent if code.startswith("DE")] == ["DE05154"]
    assert [one.reference for one in found.among(("DE05154",))] == ["P1", "P2", "P3"]
    assert [one.reference for one in found.among(("DE03454",))] == ["P1"]


def test_of_equals_the_first_speaks() -> None:
    yes, no = {"areas": "DE05"}, {"areas": "DE05", "delivers": False}
    assert "DE05154" not in agreed(yes, no).silent
    assert "DE05154" in agreed(no, yes).silent


def test_an_area_nobody_speaks_for_is_silent_abroad_as_long_as_no_location_is_known() -> None:
    found = agreed()
    assert found.unspoken == found.silent == tuple(code for code in AREA_CODES if not code.startswith("VR"))
    known = agreed(homes={"country": "DE", "district": "DE05154"})
    assert known.unspoken == found.unspoken
    assert set(found.silent) - set(known.silent) == {"DE05154"}


def test_a_partner_that_delivers_nothing_is_silent_at_home_too() -> None:
    found = agreed({"areas": "NL", "delivers": False})
    assert "VR23" in found.silent


def test_a_partner_speaks_the_language_of_the_reader_and_dutch_where_the_record_has_no_other() -> None:
    (one,) = agreed({"partner": "Provincie Luik", "partner_de": "Provinz Lüttich"}).partners
    assert one.name == "Provincie Luik"
    with language.reading("de"):
        assert (one.name, one.housing_means) == ("Provinz Lüttich", "elk onderkomen")
    with language.reading("fr"):
        assert one.name == "Provincie Luik"


@pytest.mark.parametrize(
    ("chosen", "references"),
    [
        (Selection(), ["P1", "P2", "P3"]),
        (Selection(regions=("VR23",)), ["P1"]),
        (Selection(regions=("DE05154",)), ["P2"]),
        (Selection(countries=("BE", "NL")), ["P1", "P3"]),
        (Selection(types=("preventief",)), ["P1", "P2", "P3"]),
    ],
)
def test_filters_of_place_choose_the_partners_of_it(chosen: Selection, references: list[str]) -> None:
    frame = partners({"areas": "NL"}, {"areas": "DE05"}, {"areas": "BE10000, BE60000"})
    assert frame["reference"][FILTERING["partners"].mask(chosen, frame)].tolist() == references

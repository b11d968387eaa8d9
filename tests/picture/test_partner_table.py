"""The table of partners: each area has at most one, and who delivers nothing is not called zero."""

from __future__ import annotations

from dataclasses import replace

from geo import language
from geo.areas import AREA_CODES
from geo.picture import partners, silent_areas


def test_each_area_has_one_partner() -> None:
    assert all(sum(partner.has(code) for partner in partners()) == 1 for code in AREA_CODES)


def test_who_delivers_says_what_it_means() -> None:
    for partner in partners():
        assert partner.delivers == bool(partner.housing_means) == bool(partner.outbreak_means)
    assert "BE60000" in silent_areas()
    assert not {"VR23", "DE05154", "BE10000"} & set(silent_areas())


def test_a_partner_speaks_the_language_of_the_reader_and_dutch_where_the_file_has_no_other() -> None:
    luik = next(partner for partner in partners() if partner.has("BE60000"))
    assert luik.name == "Provincie Luik"
    with language.reading("de"):
        assert luik.name == "Provinz Lüttich"
        assert replace(luik, texts={"partner": "Provincie Luik"}).name == "Provincie Luik"

"""The table of partners: each area has at most one, and who delivers nothing is not called zero."""

from __future__ import annotations

from geo.areas import AREA_CODES
from geo.picture import partners, silent_areas


def test_each_area_has_one_partner() -> None:
    assert all(sum(partner.has(code) for partner in partners()) == 1 for code in AREA_CODES)


def test_who_delivers_says_what_it_means() -> None:
    for partner in partners():
        assert partner.delivers == bool(partner.housing_means) == bool(partner.outbreak_means)
    assert "BE60000" in silent_areas()
    assert not {"VR23", "DE05154", "BE10000"} & set(silent_areas())

"""Areas that share a border, on the real boundaries."""

from __future__ import annotations

import pytest

from geo.areas import across_border, load_boundaries, neighbours


def names(code: str) -> set[str]:
    areas = load_boundaries()
    known = {**areas.regions["name"].to_dict(), **areas.districts["name"].to_dict()}
    return {known[other] for other in neighbours(code)}


def test_a_region_has_neighbours_on_both_sides_of_the_border() -> None:
    assert names("VR23") == {
        "Belgisch-Limburg",
        "Zuid-Limburg",
        "Heinsberg",
        "Viersen",
        "Brabant-Zuidoost",
        "Brabant-Noord",
        "Gelderland-Zuid",
        "Kleve",
    }


def test_neighbours_are_mutual_and_regions_come_first() -> None:
    for other in neighbours("VR23"):
        assert "VR23" in neighbours(other)
    kinds = [code.startswith("VR") for code in neighbours("VR23")]
    assert kinds == sorted(kinds, reverse=True)


def test_an_unknown_area_has_none() -> None:
    with pytest.raises(KeyError):
        neighbours("VR99")


def test_across_the_border_are_the_neighbours_of_another_country() -> None:
    assert across_border()["VR23"] == ("BE70000", "DE05154", "DE05166", "DE05370")
    assert "VR23" in across_border()["DE05154"]
    assert not any(code.startswith("DE") for code in across_border()["DE05154"])
    assert "VR13" not in across_border()  # Amsterdam

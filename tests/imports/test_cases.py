"""Spreadsheets from practice: what stands in them goes in right, or it is said that it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.files import guess
from geo.imports.stages import check, read_file
from geo.records import HOUSING

if TYPE_CHECKING:
    from geo.imports.steps import Checked

BASE = "kenmerk;naam;soort;plaatsen"
ROW = "H-1;Hof;hotel;8"


def housing(header: str, *cells: str) -> Checked:
    """Return good rows with more columns, each row with its own reference, checked."""
    rows = [f"H-{number};Hof;hotel;8;{more}" for number, more in enumerate(cells)]
    return check(read_file("\n".join((f"{BASE};{header}", *rows, "")).encode(), "x.csv"))


def where(found: Checked) -> list[tuple[float, float]]:
    return list(zip(found.frame["lat"], found.frame["lon"], strict=True))


@pytest.mark.parametrize("header", ["coördinaten", "locatie", "WKT", "gps", "geopoint", "iets anders"])
@pytest.mark.parametrize(
    "cell",
    [
        '"51.3704, 6.1724"',
        '"51,3704; 6,1724"',
        '"51.3704 6.1724"',
        '"51,3704, 6,1724"',
        '"POINT (6.1724 51.3704)"',
        '"POINT(51.3704 6.1724)"',
        '"51.3704 6.1724 22 4"',
    ],
)
def test_coordinates_in_one_cell(header: str, cell: str) -> None:
    found = housing(header, cell)
    assert where(found) == [(51.3704, 6.1724)]
    assert (found.problems, found.kept) == ((), ())


def test_coordinates_in_one_cell_under_latitude() -> None:
    assert where(housing("lat;lon", '"51.3704, 6.1724";')) == [(51.3704, 6.1724)]


def test_a_number_with_a_decimal_comma_is_one_number() -> None:
    assert where(housing("lat;lon", "51,7;6,1")) == [(51.7, 6.1)]


def test_a_cell_that_is_no_point_is_told() -> None:
    found = housing("coördinaten", '"51.3704, 6.1724"', "bij de kerk")
    assert [(each.row, each.value) for each in found.problems if "niet gelezen" in each.what] == [
        (3, "bij de kerk")
    ]


def test_a_place_in_words_stays_a_place() -> None:
    found = housing("locatie;lat;lon", "Velden;51,3704;6,1724")
    assert found.frame["place"].tolist() == ["Velden"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["_gps_latitude", "_gps_longitude"], ["lat", "lon"]),
        (["Latitude (WGS84)", "Longitude (WGS84)"], ["lat", "lon"]),
        (["Latitude (WGS84)", "X-coordinaat (RD)"], ["lat", None]),
        (["x-coördinaat", "y-coördinaat"], ["lon", "lat"]),
        (["adres", "postcode", "woonplaats"], [None, None, "place"]),
        (["woonplaats", "postcode", "adres"], ["place", None, None]),
        (["Security_region_code", "Municipality_code"], ["region", "municipality"]),
        (["Veiligheidsregio_code", "Veiligheidsregio_naam"], ["region", "region"]),
        (["Gemeentecode", "GemeentecodeGM", "Gemeentenaam"], ["municipality"] * 3),
        (["straat", "nr", "postcode"], [None, None, None]),
        (["nr", "naam"], ["reference", "name"]),
        (["soort (zie lijst)", "Plaatsen [aantal]"], ["kind", "capacity"]),
    ],
)
def test_headers_are_compared_by_their_words(headers: list[str], expected: list[str | None]) -> None:
    assert list(guess(headers, HOUSING).values()) == expected


@pytest.mark.parametrize("header", ["adres;postcode;woonplaats", "postcode;woonplaats;adres"])
def test_the_town_is_found_in_any_order(header: str) -> None:
    cell = {"adres": "Dorpsstraat 12", "postcode": "5900 AA", "woonplaats": "Venlo"}
    found = housing(header, ";".join(cell[name] for name in header.split(";")))
    assert found.frame["municipality"].tolist() == ["GM0983"]


def test_of_a_code_and_a_name_the_first_that_is_filled_counts_in_each_row() -> None:
    found = housing("Gemeentecode;GemeentecodeGM;Gemeentenaam", "0983;GM0983;Venlo", ";;Goes")
    assert found.frame["municipality"].tolist() == ["GM0983", "GM0664"]
    assert (found.problems, found.kept) == ((), ())


def test_a_code_and_a_name_that_differ_are_told() -> None:
    found = housing("Gemeentecode;Gemeentenaam", "GM0983;Goes")
    assert [(each.row, each.column, each.value) for each in found.problems] == [(2, "Gemeentenaam", "Goes")]


def test_a_house_number_is_no_reference() -> None:
    found = check(read_file(b"naam;soort;plaatsen;straat;nr;postcode\nHof;hotel;8;Kerkweg;7;5800 AB\n", "x"))
    assert [each.column for each in found.errors] == ["kenmerk"]

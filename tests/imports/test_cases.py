"""Spreadsheets from practice: what stands in them goes in right, or it is said that it did not."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from geo import files
from geo.files import guess
from geo.imports.choices import ImportChoices
from geo.imports.stages import check, read_file
from geo.imports.steps import LOCATED
from geo.records import ACTIVATIONS, HOUSING
from geo.vocabulary import PRECISIONS
from tests.toy_files import csv_file, dutch, geojson_file

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
        (["locatie-Latitude", "locatie-Longitude"], ["lat", "lon"]),
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
    assert "straat, nr, postcode" in [each.column for each in found.problems]


# --- nothing is lost silently ---


def told(found: Checked) -> list[tuple[object, str, str]]:
    return [(each.row, each.column, each.what) for each in found.problems]


def test_persons_data_are_left_out_unless_chosen_and_that_is_said() -> None:
    header = "gemeente;contactpersoon;telefoon;e-mail;BSN;geboortedatum;verhuurder;code"
    text = f"{BASE};{header}\n{ROW};Venlo;Jan;0600000000;x@example.org;0;01-01-1990;Voorbeeld BV;111222333\n"
    offered = read_file(text.encode(), "x.csv")
    found = check(offered)
    persons = ("contactpersoon", "telefoon", "e-mail", "BSN", "geboortedatum", "code")
    assert (found.left_out, found.kept) == (persons, ("verhuurder",))
    assert found.frame["note"].tolist() == ["verhuurder: Voorbeeld BV"]
    assert told(found)[-1] == (None, "code", "persoonsgegevens (BSN): niet opgenomen")
    chosen = check(offered, None, ImportChoices.of_columns({"telefoon": None}))
    assert "telefoon: 0600000000" in chosen.frame["note"].iloc[0]
    assert (None, "telefoon", "persoonsgegevens (telefoon) gaan naar de toelichting") in told(chosen)


def test_a_column_can_be_left_out_or_given_a_field() -> None:
    offered = read_file(f"{BASE};kleur;dorp\n{ROW};rood;Venlo\n".encode(), "x.csv")
    found = check(offered, None, ImportChoices.of_columns({"kleur": files.LEFT_OUT, "dorp": "place"}))
    assert (found.left_out, found.kept) == (("kleur",), ())
    assert found.frame[["place", "municipality", "note"]].iloc[0].tolist() == ["Venlo", "GM0983", ""]


@pytest.mark.parametrize(
    ("header", "cell", "look"),
    [
        ("X-coordinaat (RD) oud", "209500", "een plaats"),
        ("postcode", "5900 AA", "een plaats"),
        ("kolom", "Venlo", "een plaats"),
        ("datum controle", "binnenkort", "een datum"),
        ("kolom", "31-12-2020", "een datum"),
        ("OBJECTNUMMER", "AM-1", "een kenmerk"),
        ("kolom", "12", "een getal"),
        ("kleur", "rood", ""),
        ("postcode", " ", ""),
    ],
)
def test_a_column_that_looks_like_something_and_is_not_used_is_told(
    header: str, cell: str, look: str
) -> None:
    found = housing(f"gemeente;{header}", f"Venlo;{cell}")
    expected = f"lijkt {look}, maar is niet als veld gebruikt; staat in de toelichting"
    assert told(found) == ([(None, header, expected)] if look else [])


def test_a_row_without_a_place_is_told_and_those_with_one_are_counted() -> None:
    found = housing("gemeente;regio", "Venlo;", ";", ";VR23")
    assert told(found) == [(3, "", "deze rij heeft geen plaats")]
    assert found.places == "2 van 3 rijen hebben een locatie: alleen gemeente 1, alleen regio 1"


def test_a_file_without_any_column_for_a_place_is_told_once() -> None:
    found = housing("kleur", "rood", "wit")
    assert told(found) == [(None, "", "geen kolom zegt waar het is: de rijen komen niet op de kaart")]
    assert found.places == "0 van 2 rijen hebben een locatie"


def test_many_unknown_columns_never_make_a_row_too_long() -> None:
    names = [f"kolom_{number}" for number in range(45)]
    found = housing(
        ";".join(("gemeente", *names)),
        ";".join(("Venlo", *["een waarde van veertig tekens of iets meer"] * 45)),
    )
    (note,) = found.frame["note"]
    assert len(note) <= HOUSING.column("note").longest
    assert note.startswith("kolom_0: een waarde")
    (problem,) = found.problems
    assert (problem.row, problem.severity) == (2, "waarschuwing")
    assert problem.what.startswith("de toelichting is vol (2000 tekens); niet opgenomen: kolom_")
    left_out = ImportChoices.of_columns(dict.fromkeys(names, files.LEFT_OUT))
    assert check(found.offered, None, left_out).problems == ()


def spatial(points: list[list[float]], **columns: list[str]) -> Checked:
    """Return good rows with geometry and these columns, checked."""
    cells = dutch(HOUSING, *[{}] * len(points))[["kenmerk", "naam", "soort", "plaatsen"]].assign(**columns)
    return check(read_file(geojson_file(cells, points), "x"))


def test_geometry_wins_from_columns_that_stayed_behind() -> None:
    found = spatial([[6.2, 51.4], [6.17, 51.37]], lat=["52,37", "51,37"], lon=["4,9", "6,17"])
    assert where(found) == [(51.4, 6.2), (51.37, 6.17)]
    what = "de kolommen komen niet overeen met de geometrie; de geometrie is gebruikt"
    assert told(found) == [(1, "lat en lon", what)]


def test_geometry_wins_from_metres_in_columns_beside_it() -> None:
    found = spatial([[6.17, 51.37]], X=["209500"], Y=["376200"])
    assert where(found) == [(51.37, 6.17)]
    assert found.errors == ()


@pytest.mark.parametrize("cell", ["onbekend", "-", "NULL", "n.v.t.", "N/A", "\u2013"])
def test_a_word_for_nothing_is_nothing(cell: str) -> None:
    found = housing("gemeente;gecertificeerd;bewoners;land", f"Venlo;{cell};{cell};{cell}")
    assert found.problems == ()
    assert found.frame[["certified", "occupants"]].iloc[0].isna().all()


def test_references_that_are_nearly_equal_are_told() -> None:
    rows = [f"{key};Hof;hotel;8;Venlo" for key in ("101", "101.0", "HL-1", "HL\u20131", "102")]
    found = check(read_file("\n".join((f"{BASE};gemeente", *rows, "")).encode(), "x.csv"))
    assert [(each.row, each.what) for each in found.problems] == [
        (3, "lijkt op kenmerk '101', dat ook in het bestand staat"),
        (5, "lijkt op kenmerk 'HL-1', dat ook in het bestand staat"),
    ]


def test_a_day_far_ahead_is_told() -> None:
    found = check(
        read_file(csv_file(dutch(ACTIVATIONS, {"closed_on": "01-01-2062", "municipality": "Venlo"})), "x")
    )
    ((row, column, what),) = told(found)
    assert (row, column) == (2, "gesloten op")
    assert re.fullmatch(r"ligt \d+ jaar in de toekomst", what)


def book(link: str, *, hidden: bool = False) -> Checked:
    """Return a workbook of one good row, with a column ``link`` as openpyxl writes it, checked."""
    made = openpyxl.Workbook()
    made.active.append([*BASE.split(";"), "gemeente", "link"])
    made.active.append([*ROW.split(";"), "Venlo", link])
    made.active.row_dimensions[2].hidden = hidden
    stream = io.BytesIO()
    made.save(stream)
    return check(read_file(stream.getvalue(), "x"))


def test_a_link_gives_its_shown_text() -> None:
    found = book('=HYPERLINK("http://x","verslag ""a""")')
    assert found.problems == ()
    assert found.frame["note"].tolist() == ['link: verslag "a"']


def test_a_formula_in_a_column_without_a_field_refuses_no_row() -> None:
    found = book("=SUM(4,6)")
    assert [(each.column, each.severity) for each in found.problems] == [("link", "waarschuwing")]


def test_a_hidden_row_is_told() -> None:
    assert told(book("", hidden=True)) == [(None, "", "verborgen in het werkblad, maar wel gelezen: rij 2")]


def test_each_precision_that_is_a_place_is_counted_as_one() -> None:
    assert {*LOCATED} == {*PRECISIONS.codes} - {"geen", "vlak"}  # a square is never read, only shown
    found = check(read_file(csv_file(dutch(HOUSING, {"place": "Goch", "country": "DE"})), "x"))
    assert found.places == "1 van 1 rijen hebben een locatie: alleen plaats 1"

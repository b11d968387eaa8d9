"""One cell of text: every way to write a value, and every way to get it wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.areas import known_names
from geo.records import ACTIVATIONS, HOUSING
from geo.records.cells import YEARS, Parser, day, degrees, of_visible, text, whole_number, yes_no
from geo.records.columns import parser

THEMES = parser(ACTIVATIONS.column("themes"), known_names())
REGION = parser(ACTIVATIONS.column("region"), known_names())
MUNICIPALITY = parser(ACTIVATIONS.column("municipality"), known_names())


@pytest.mark.parametrize(
    "typed",
    [
        "31-12-2020",
        "31/12/2020",
        "31.12.2020",
        "2020-12-31",
        "2020/12/31",
        "2020-12-31 00:00:00",
        "2020-12-31T00:00:00.000Z",
        "31-12-2020 0:00",
    ],
)
def test_a_day_in_every_notation(typed: str) -> None:
    assert day(typed) == (date(2020, 12, 31), None)


@given(st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)))
def test_every_day_is_read_as_it_is_written(written: date) -> None:
    assert day(f"{written:%d-%m-%Y}").value == day(f"{written:%Y-%m-%d}").value == written
    assert day(f"{written.day}/{written.month}/{written.year}").value == written


@pytest.mark.parametrize(
    ("typed", "what", "mend"),
    [
        ("31-11-2020", "november 2020 heeft 30 dagen", "1 tot en met 30"),
        ("29-02-2021", "februari 2021 heeft 28 dagen", "1 tot en met 28"),
        ("00-05-2020", "mei 2020 heeft 31 dagen", "1 tot en met 31"),
        ("12/31/2020", "maand 31 bestaat niet", "bedoelde u 31-12-2020?"),
        ("2020-13-31", "maand 13 bestaat niet", "dag-maand-jaar"),
        ("31-12-20", "jaar is niet voluit geschreven", "bedoelde u 31-12-2020?"),
        ("31-12-1920", "het jaar 1920 kan niet kloppen", "2000"),
        ("44196", "geen datum", "bedoelde u 31-12-2020?"),
        ("morgen", "geen datum", "31-12-2020"),
        ("31-12/2020", "geen datum", "31-12-2020"),
        ("٣١-١٢-٢٠٢٠", "geen datum", "31-12-2020"),
        ("T" * 100_000, "geen datum", "31-12-2020"),
    ],
)
def test_an_impossible_day_is_named(typed: str, what: str, mend: str) -> None:
    cell = day(typed)
    assert cell.value is None
    assert cell.fault is not None
    assert cell.fault.what == what
    assert mend in cell.fault.mend


def test_a_time_of_day_is_left_out_with_a_warning() -> None:
    cell = day("2020-12-31 14:30:00")
    assert cell.value == date(2020, 12, 31)
    assert cell.fault is not None
    assert cell.fault.severity == "waarschuwing"


@pytest.mark.parametrize(
    ("parse", "typed", "value"),
    [
        *((yes_no, typed, True) for typed in ("ja", "JA", "true", "Waar", "1", "x", "X", "yes")),
        *((yes_no, typed, False) for typed in ("nee", "Nee", "false", "ONWAAR", "0", "no")),
        (whole_number, "1200", 1200),
        (whole_number, "1.200", 1200),
        (whole_number, "1 200", 1200),
        (whole_number, "1\u00a0200", 1200),
        (whole_number, "12.0", 12),
        (whole_number, "-5", -5),
        (degrees, "52,0907", 52.0907),
        (degrees, "52.0907", 52.0907),
        (degrees, "-5,1°", -5.1),
        (degrees, "155.000,5", 155000.5),
        (degrees, "155,000.5", 155000.5),
    ],
)
def test_a_value_in_every_notation(parse: Parser, typed: str, value: object) -> None:
    assert parse(typed) == (value, None)


@pytest.mark.parametrize(
    ("parse", "typed"),
    [
        (yes_no, "misschien"),
        (whole_number, "12,5"),
        (whole_number, "1,200"),
        (whole_number, "1.20"),
        (whole_number, "veel"),
        (whole_number, "9" * 5000),
        (whole_number, "99999999999"),
        (degrees, "nan"),
        (degrees, "inf"),
        (degrees, "1e5"),
        (degrees, "52.09.07"),
        (degrees, "9" * 5000),
        (degrees, "52°05'26\"N"),
    ],
)
def test_a_value_that_cannot_be_meant_is_a_fault(parse: Parser, typed: str) -> None:
    cell = parse(typed)
    assert cell.value is None
    assert cell.fault is not None
    assert cell.fault.mend


@pytest.mark.parametrize(
    ("typed", "mask"),
    [
        ("wonen", 1),
        ("wonen, werken", 3),
        ("wonen/vervoer", 5),
        ("wonen;werken", 3),
        ("wonen en werken", 3),
        ("Wonen, werken en vervoer", 7),
        ("wonen en/of werken", 3),
        ("wonen werken", 3),
        ("wonen-werken", 3),
        ("wonen, wonen,", 1),
        ("Living + Work", 3),
    ],
)
def test_themes_in_every_notation(typed: str, mask: int) -> None:
    assert THEMES(typed) == (mask, None)


def test_an_unknown_theme_is_named_with_the_nearest_one() -> None:
    fault = THEMES("wonen, wrken").fault
    assert fault is not None
    assert "wrken" in fault.what
    assert "bedoelde u werken?" in fault.mend
    assert THEMES(" , ").fault is not None


@pytest.mark.parametrize(
    "typed",
    ["VR24", "vr 24", "24", "Zuid-Limburg", "zuid limburg", "Limburg-Zuid", "Veiligheidsregio Zuid-Limburg"],
)
def test_a_region_by_code_official_name_and_cbs_name(typed: str) -> None:
    assert REGION(typed) == ("VR24", None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("GM0983", "GM0983"),
        ("983", "GM0983"),
        ("venlo", "GM0983"),
        ("Den Haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("Sudwest Fryslan", "GM1900"),
        ("Bergen (L.)", "GM0893"),
        ("gemeente Utrecht", "GM0344"),
    ],
)
def test_a_municipality_by_code_and_name(typed: str, code: str) -> None:
    assert MUNICIPALITY(typed) == (code, None)


def test_a_municipality_that_two_share_is_asked_about() -> None:
    fault = MUNICIPALITY("Bergen").fault
    assert fault is not None
    assert fault.what == "past bij meer dan één gemeente"
    assert "Bergen (NH.) of Bergen (L.)" in fault.mend


def test_every_name_and_code_of_an_area_is_found() -> None:
    from geo.areas import load_boundaries  # noqa: PLC0415

    for parse, layer in (
        (REGION, load_boundaries().regions),
        (MUNICIPALITY, load_boundaries().municipalities),
    ):
        for code, name in layer["name"].items():
            assert parse(str(code)).value == parse(name).value == code


def test_text_is_kept_as_typed_formulas_included() -> None:
    parse = text(200)
    assert parse("=1+1") == ("=1+1", None)
    assert parse("<img src=x onerror=alert(1)>").value == "<img src=x onerror=alert(1)>"
    assert parse("regel\r\nregel").value == "regel\nregel"
    assert text(64, one_line=True)("a \n b").value == "a b"


@pytest.mark.parametrize("hidden", ["\u202e", "\u200f", "\u200b", "\ufeff", "\x07", "\x1b"])
def test_signs_nobody_can_see_are_left_out_with_a_warning(hidden: str) -> None:
    cell = text(200)(f"Ven{hidden}lo")
    assert cell.value == "Venlo"
    assert cell.fault is not None
    assert cell.fault.severity == "waarschuwing"
    assert of_visible(day)(f"31-12-2020{hidden}").value == date(2020, 12, 31)


def test_nul_and_too_long_are_faults() -> None:
    for parse, typed in ((text(5), "a\0"), (of_visible(day), "31-12-2020\0"), (text(5), "zesdes")):
        cell = parse(typed)
        assert cell.value is None
        assert cell.fault is not None
        assert cell.fault.severity == "fout"


@given(st.text(max_size=60))
def test_no_text_breaks_a_parser(typed: str) -> None:
    for table in (ACTIVATIONS, HOUSING):
        for column in table.columns:
            cell = parser(column, known_names())(typed.strip())
            assert cell.fault is None or (cell.fault.what and cell.fault.mend)


@given(st.text(max_size=60))
def test_clean_text_stays_as_it_is(typed: str) -> None:
    once = text(200)(typed.strip()).value
    if isinstance(once, str):
        assert text(200)(once) == (once, None)


@given(st.integers(0, 20000))
def test_excel_day_numbers_are_offered_as_days(ahead: int) -> None:
    meant = date(2000, 1, 1) + timedelta(days=ahead)
    fault = day(str((meant - date(1899, 12, 30)).days)).fault
    assert fault is not None
    assert f"{meant:%d-%m-%Y}" in fault.mend

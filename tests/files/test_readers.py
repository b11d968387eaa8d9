"""Files of every type to cells of text: what other programs write, and how it is told how they were read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo.files.read import kind_of, read_sheet
from geo.files.read.book import unescaped
from geo.files.read.sheet import distinct, letters
from geo.files.read.values import as_text, excel_day, excel_number
from geo.records import HOUSING
from tests.toy_files import FORMATS, csv_file, dutch, repacked, rows_of, xlsx_file

if TYPE_CHECKING:
    pass

TWO = dutch(HOUSING, {"name": "Café 't Hoekje"}, {"name": 'Huis "De Ster"; kamer 2\nachter'})


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)
def test_every_type_gives_the_same_cells(make: Any) -> None:
    _, sheet = read_sheet(make(TWO))
    assert sheet.cells.to_numpy().tolist() == TWO.to_numpy().tolist()
    assert list(sheet.cells) == list(TWO)
    assert (sheet.cells.dtypes == "str").all()
    assert sheet.faults == ()
    assert sheet.cells.index.tolist() in ([2, 3], [1, 2])  # below a header row, or features from 1


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_every_encoding_and_delimiter(delimiter: str, encoding: str) -> None:
    _, sheet = read_sheet(csv_file(TWO, delimiter, encoding))
    assert sheet.cells.to_numpy().tolist() == TWO.to_numpy().tolist()
    assert sheet.delimiter == delimiter


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-16-le"])
def test_csv_utf_16_both_ways(codec: str) -> None:
    _, sheet = read_sheet(("\ufeff" + "kenmerk;naam\nH-1;Café\n").encode(codec))
    assert sheet.cells["naam"].tolist() == ["Café"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_csv_line_ends(end: str) -> None:
    _, sheet = read_sheet(f"kenmerk;naam{end or chr(10)}H-1;Huis{end}".encode())
    assert sheet.cells.to_numpy().tolist() == [["H-1", "Huis"]]


def test_csv_names_its_own_delimiter_to_excel() -> None:
    _, sheet = read_sheet(b"sep=,\nkenmerk,naam\nH-1,a;b;c;d\n")
    assert sheet.cells.to_numpy().tolist() == [["H-1", "a;b;c;d"]]
    assert sheet.cells.index.tolist() == [3]


def test_csv_formulas_that_we_disarmed_come_back() -> None:
    _, sheet = read_sheet(b"kenmerk;naam\nH-1;'=1+1\nH-2;''=1\nH-3;'s-Gravenhage\n")
    assert sheet.cells["naam"].tolist() == ["=1+1", "'=1", "'s-Gravenhage"]


def test_empty_rows_and_columns_are_left_out_and_numbers_stay() -> None:
    _, sheet = read_sheet(b"kenmerk;;naam;\n\nH-1;;Huis;\n;;;\nH-2;x;Huis;\n")
    assert sheet.cells.index.tolist() == [3, 5]
    assert list(sheet.cells) == ["kenmerk", "kolom B", "naam"]


def test_a_title_above_the_headers_is_told() -> None:
    _, sheet = read_sheet(b"Overzicht week 40\nkenmerk;naam\nH-1;Huis\n")
    assert list(sheet.cells) == ["kenmerk", "naam"]
    assert [fault.what for fault in sheet.faults] == ["rij 1 staat boven de kopregel en is niet gelezen"]


def test_a_second_header_row_is_a_fault() -> None:
    cells = dutch(HOUSING, {}, {})
    english = ["reference", "name", "kind", "capacity"]
    rows = [rows_of(cells)[0], english, *rows_of(cells)[1:]]
    _, sheet = read_sheet(xlsx_file(rows))
    assert [(fault.row, fault.severity) for fault in sheet.faults] == [(2, "fout")]
    assert "nog een kopregel" in sheet.faults[0].what


def test_a_row_that_is_too_long_is_a_fault_and_keeps_its_cells() -> None:
    _, sheet = read_sheet(b"kenmerk,breedtegraad\nH-1,51,37\n")
    assert sheet.cells.iloc[0].tolist() == ["H-1", "51", "37"]
    assert sheet.faults[0].what == "de rij heeft 3 cellen, de kopregel 2"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2020, 12, 31), "31-12-2020"),
        (dt.datetime(2020, 12, 31, 13, 45), "31-12-2020 13:45:00"),
        (12, "12"),
        (12.0, "12"),
        (51.3704, "51,3704"),
        (0.1 + 0.2, "0,3"),
        (True, "ja"),
        (False, "nee"),
        ("007", "007"),
        ("31-12-2020", "31-12-2020"),
        (None, ""),
    ],
)
def test_xlsx_values_are_what_somebody_would_have_typed(value: Any, text: str) -> None:
    _, sheet = read_sheet(xlsx_file([["kenmerk", "naam", "soort"], ["H-1", value, "x"]]))
    assert sheet.cells.to_numpy().tolist() == [["H-1", text, "x"]]


@pytest.mark.parametrize(
    ("raw", "text"),
    [("_x0041_", "A"), ("_x005F_x0041_", "_x0041_"), ("_x004_", "_x004_"), ("a_x000D_b", "a\rb")],
)
def test_xlsx_signs_that_xml_cannot_hold(raw: str, text: str) -> None:
    assert unescaped(raw) == text


@pytest.mark.parametrize(
    ("serial", "text"),
    [
        ("44196", "31-12-2020"),
        ("44196.5", "31-12-2020 12:00:00"),
        ("0.5", "0,5"),
        ("1e300", "1e300"),
        ("x", "x"),
    ],
)
def test_excel_days(serial: str, text: str) -> None:
    assert excel_day(serial) == text


def test_excel_days_counted_from_1904() -> None:
    assert excel_day("42734", since_1904=True) == "31-12-2020"


@pytest.mark.parametrize(
    ("value", "text"), [("1E-3", "0,001"), ("1e20", "100000000000000000000"), ("inf", "inf")]
)
def test_excel_numbers(value: str, text: str) -> None:
    assert excel_number(value) == text


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def xlsx_of(cell: str, namespace: str = MAIN) -> bytes:
    """Return a workbook with one header and this cell, as XML, below it; no cell says where it stands."""
    rows = f'<row><c t="str"><v>naam</v></c></row><row>{cell}</row>'
    xml = f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'
    return repacked(xlsx_file([]), xl__worksheets__sheet1_xml=xml.encode())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="b"><v>1</v></c>', "ja"),
        ('<c t="b"><v>true</v></c>', "ja"),
        ('<c t="b"><v>false</v></c>', "nee"),
        ('<c t="d"><v>2020-12-31</v></c>', "2020-12-31"),
        ('<c t="d"><v>31-12-2020</v></c>', "31-12-2020"),
        ('<c t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb"),
        ("<c><v>007</v></c>", "007"),
        ("<c><v>abc</v></c>", "abc"),
        ('<c><f t="array" ref="A2">1+1</f><v>2</v></c>', "=1+1"),
        ('<c><f t="shared" si="0"/><v>2</v></c>', "="),
    ],
)
@pytest.mark.parametrize("namespace", [MAIN, STRICT, ""], ids=["transitional", "strict", "none"])
def test_xlsx_cells_of_other_programs(cell: str, text: str, namespace: str) -> None:
    _, sheet = read_sheet(xlsx_of(cell, namespace))
    assert sheet.cells.to_dict("list") == {"naam": [text]}


@pytest.mark.parametrize("formula", ["=1+1", '=WEBSERVICE("http://x")', "=SUM(A1:A9)"])
def test_xlsx_formulas_are_faults_and_never_run(formula: str) -> None:
    _, sheet = read_sheet(xlsx_file([["kenmerk", "naam"], ["H-1", formula]]))
    assert sheet.cells["naam"].tolist() == [formula]
    assert [(fault.row, fault.column, fault.severity) for fault in sheet.faults] == [(2, "naam", "fout")]


def test_xlsx_errors_of_excel_are_faults() -> None:
    _, sheet = read_sheet(xlsx_file([["kenmerk", "naam"], ["H-1", "#N/A"]]))
    assert "foutwaarde" in sheet.faults[0].what


def test_xlsx_the_sheet_that_fits_is_read_and_a_second_one_told() -> None:
    more = rows_of(dutch(HOUSING, {}))
    content = xlsx_file([["Leeswijzer"], ["Zie het volgende werkblad"]], Data=more, Oud=more, uitleg=more)
    _, sheet = read_sheet(content)
    assert sheet.facts == ("Excel, werkblad 'Data'",)
    assert [fault.what for fault in sheet.faults] == ["werkblad 'Oud' is niet gelezen"]


def test_headers_are_distinct_and_visible() -> None:
    assert distinct(["a", "a", "", "\u200fb\u200f", "c\nd"], range(5)) == [
        "a",
        "a (2)",
        "kolom C",
        "b",
        "c d",
    ]


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters(place: int, name: str) -> None:
    assert letters(place) == name


def test_as_text_of_nested_values() -> None:
    assert as_text({"a": [1, None]}) == '{"a": [1, null]}'
    assert as_text(["wonen", 1.5, True]) == "wonen, 1,5, ja"


def test_the_content_decides_not_the_name() -> None:
    assert [kind_of(make(TWO)).suffix for make in FORMATS.values()] == [
        *(".csv", ".xlsx", ".geojson", ".gpkg", ".ods", ".parquet")
    ]

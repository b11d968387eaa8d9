"""Records as files: what goes out can come in again unchanged, says what it is, and is never a formula."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime

import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings

from geo import language, records, store
from geo.exports import FORMATS, export
from geo.picture import Selection
from geo.records import ACTIVATIONS, HOUSING, TABLES, Table
from geo.store import Snapshot
from geo.vocabulary import PRECISIONS
from tests.toy_exports import NOON, on_disk, shared_texts, sheet_rows, text_frame, toy
from tests.toy_text import records_frames

pytestmark = pytest.mark.whole
WORDS = '=1+1 "kort"; <b>é</b>\n&amp; ${x}, \'s'
ALL = Selection()


@pytest.fixture(scope="module")
def demo_snapshot() -> Snapshot:
    all_frames = {name: frame.reset_index(drop=True) for name, (frame, _) in store.demo_records().items()}
    counts = {name: len(frame) for name, frame in all_frames.items()}
    return Snapshot(**all_frames, version=2, as_of=NOON, fictional=counts)


# what goes out can come in again


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_demo_comes_back_unchanged(demo_snapshot: Snapshot, table: Table, file_format: str) -> None:
    made = export(demo_snapshot, ALL, table.name, file_format)
    back = records.read_placed(text_frame(made.content, file_format, table), table)
    assert [problem for problem in back.problems if problem.severity == "fout"] == []
    pd.testing.assert_frame_equal(back.frame, demo_snapshot.frame(table))


# each table and each format every time; each table in each format among the slow tests
PAIRS = [
    pytest.param(
        table,
        one,
        id=f"{table.name}-{one}",
        marks=[] if table is ACTIVATIONS or one == "csv" else pytest.mark.slow,
    )
    for table in TABLES.values()
    for one in FORMATS
]


@pytest.mark.parametrize(("table", "file_format"), PAIRS)
def test_any_records_come_back_unchanged(table: Table, file_format: str) -> None:
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(records_frames(table))
    def holds(frame: pd.DataFrame) -> None:
        if table.placed:
            frame = frame.assign(district="", precision=_precision(frame))
        snapshot = toy()
        snapshot = Snapshot(
            **{name: snapshot.frame(one) for name, one in TABLES.items()} | {table.name: frame},
            version=1,
            as_of=NOON,
        )
        made = export(snapshot, ALL, table.name, file_format)
        if frame.empty:
            return  # GeoJSON has no columns then
        back = records.read(text_frame(made.content, file_format, table), table).frame
        expected = frame[[column.name for column in table.columns]]
        if table.placed:
            given_point = frame["precision"].eq("punt")
            points = {name: frame[name].where(given_point) for name in ("lat", "lon")}
            expected = expected.assign(**points)
        pd.testing.assert_frame_equal(back, expected)

    holds()


def _precision(frame: pd.DataFrame) -> pd.Categorical:
    both = frame["lat"].notna() & frame["lon"].notna()
    return pd.Categorical(np.where(both, "punt", "geen"), categories=PRECISIONS.codes)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_point_that_nobody_gave_does_not_go_out(file_format: str) -> None:
    snapshot = toy({"precision": "gemeente", "municipality": "GM0983", "lat": 51.4, "lon": 6.1})
    found = text_frame(export(snapshot, ALL, "activations", file_format).content, file_format, ACTIVATIONS)
    assert found.loc[0, ["municipality", "lat", "lon"]].tolist() == ["GM0983", "", ""]


# nothing is a formula


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'=", "''-", "\uff1d"])
def test_csv_text_never_begins_as_a_formula(sign: str) -> None:
    text = f"{sign}HYPERLINK(A1)"
    made = export(toy({"note": text}), ALL, "activations", "csv")
    assert f";'{text}\r\n" in made.content.decode("utf-8-sig")
    assert text_frame(made.content, "csv", ACTIVATIONS).loc[0, "note"] == text


def test_csv_leaves_other_text_and_negative_numbers_alone() -> None:
    made = export(toy({"place": "'s-Gravenhage", "lon": -5.25}), ALL, "activations", "csv")
    assert ";'s-Gravenhage;" in made.content.decode()
    assert ";-5,25;" in made.content.decode()


def test_xlsx_text_is_text_and_no_cell_a_formula() -> None:
    texts = ["=1+1", "+31", "-x", "@x", "'=1", WORDS]
    made = export(toy(*({"note": text} for text in texts)), ALL, "activations", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(made.content)).worksheets[0]
    cells = [row[-1] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {(cell.data_type, cell.number_format, cell.quotePrefix) for cell in cells} == {("s", "@", True)}
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "text", ["_x0041_", "_x0041_x0042_", "a\x00b\uffff", "_x0041\x01", "__x005F_", "\r\n\t é😀 "]
)
def test_xlsx_holds_any_text_exactly(text: str) -> None:
    made = export(toy({"note": text}), ALL, "activations", "xlsx").content
    assert text in shared_texts(made)


# each format as people open it


def test_csv_is_what_dutch_excel_opens() -> None:
    made = export(toy({"lat": 52.25}), ALL, "activations", "csv")
    assert made.content.startswith(b"\xef\xbb\xbfkenmerk;gesignaleerd op;geactiveerd op;")
    row = made.content.decode("utf-8-sig").splitlines()[1]
    assert (
        row == "A1;;01-09-2020;01-12-2020;preventief;wonen;nee;melding;;vlees;nee;;geen;;;;VR01;NL;52,25;5;"
    )


def test_xlsx_has_days_numbers_and_a_header_that_stays() -> None:
    made = export(toy(capacity=8, occupants=None), ALL, "housing", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(made.content)).worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("huisvesting", "A2", "A1:N2")
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width >= len("kenmerk")
    assert [cell.value for cell in sheet[2]][2:6] == ["hotel", 8, None, None]
    day = openpyxl.load_workbook(io.BytesIO(export(toy({}), ALL, "activations", "xlsx").content)).worksheets[
        0
    ]["C2"]
    assert (day.value, day.number_format) == (datetime(2020, 9, 1), r"dd\-mm\-yyyy")


def test_xlsx_says_what_it_is() -> None:
    chosen = Selection(themes=("wonen",), from_day=date(2020, 9, 1))
    made = export(toy({}, {"themes": "werken"}, fictional=True), chosen, "activations", "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(made.content)).sheetnames == [
        "activeringen",
        "definities",
        "selectie",
        "gebieden",
    ]
    said = sheet_rows(made.content, 2)
    assert ["Rijen", "1"] in said
    assert ["Stand op", "30-11-2020 18:04 (Nederlandse tijd)"] in said
    assert ["Versie van de gegevens", "12"] in said
    assert [words for name, words in said if name == "Filter"] == ["Thema: Wonen", "Vanaf: 01-09-2020"]
    assert ["Optelling", "1 = 1 op de kaart"] in said
    assert any(name == "Fictief" and words.startswith("ja.") for name, words in said)
    defined = sheet_rows(made.content, 1)
    assert [
        "kolom",
        "kenmerk",
        "ja",
        "uniek",
        "Kenmerk van de activering; sleutel van het record.",
    ] in defined
    assert {"kerncijfer", "maat", "woord bij 'sector'"} <= {row[0] for row in defined}
    assert ["gemeente", "GM0983", "Venlo", "VR23"] in sheet_rows(made.content, 3)


def test_a_file_explains_itself_in_the_language_of_who_asked_for_it_and_comes_in_again() -> None:
    with language.reading("de"):
        made = export(toy({}, fictional=True), ALL, "activations", "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(made.content)).sheetnames == [
        "activeringen",
        "Definitionen",
        "Auswahl",
        "Gebiete",
    ]
    assert ["Stand", "30.11.2020 18:04 (niederländische Zeit)"] in sheet_rows(made.content, 2)
    header, row = sheet_rows(made.content, 0)
    assert (header[0], header[4], row[4]) == ("kenmerk", "type", "preventief")


def test_geojson_says_what_it_is() -> None:
    made = json.loads(export(toy({}), Selection(regions=("VR01",)), "activations", "geojson").content)
    members = {name: made[name] for name in ("name", "as_of", "version", "fictional", "selection")}
    assert members == {
        "name": "activeringen",
        "as_of": "2020-11-30T17:04:00Z",
        "version": 12,
        "fictional": False,
        "selection": ["Regio: Groningen"],
    }
    assert made["reconciliation"] == "1 = 1 op de kaart"
    assert "CBS" in made["attribution"]
    assert made["features"][0]["geometry"] == {"type": "Point", "coordinates": [5.0, 52.0]}
    assert made["features"][0]["properties"]["geactiveerd op"] == "2020-09-01"


def test_geopackage_says_what_it_is() -> None:
    made = export(toy({}, fictional=True), ALL, "activations", "gpkg").content
    with on_disk(made) as file:
        info = pyogrio.read_info(file)
    assert (info["layer_name"], info["crs"], info["geometry_type"]) == ("activeringen", "EPSG:4326", "Point")
    said = info["layer_metadata"]
    assert (said["version"], said["fictional"], said["as_of"]) == ("12", "true", "2020-11-30T17:04:00Z")
    assert "Optelling: 1 = 1 op de kaart" in said["DESCRIPTION"]
    assert info["ogr_types"][:3] == ["OFTString", "OFTDate", "OFTDate"]


# of what is selected


@pytest.mark.parametrize("file_format", FORMATS)
def test_only_what_is_selected_goes_out(file_format: str) -> None:
    snapshot = toy({"reference": "ja", "region": "VR02"}, {"reference": "nee"}, region="VR02")
    for table in (ACTIVATIONS, HOUSING):
        made = export(snapshot, Selection(regions=("VR02",)), table.name, file_format)
        assert len(text_frame(made.content, file_format, table)) == made.colophon.rows == 1
    found = text_frame(
        export(snapshot, Selection(regions=("VR02",)), "activations", file_format).content,
        file_format,
        ACTIVATIONS,
    )
    assert found["reference"].tolist() == ["ja"]


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_empty_selection_is_a_file_without_rows(file_format: str) -> None:
    made = export(toy({}), Selection(regions=("VR25",)), "activations", file_format)
    assert made.colophon.reconciliation == "Geen activeringen"
    if file_format == "geojson":
        assert json.loads(made.content)["features"] == []
    else:
        assert text_frame(made.content, file_format, ACTIVATIONS).empty


def test_filters_on_activations_say_nothing_about_housing() -> None:
    made = export(toy({}), Selection(themes=("werken",), regions=("VR01",)), "housing", "csv")
    assert (made.colophon.rows, made.colophon.selection) == (1, ("Regio: Groningen",))
    assert made.colophon.unused == ("Thema: Werken",)
    assert "thema" not in made.name

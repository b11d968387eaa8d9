"""Text to records: types, everything that is wrong at once, and back to the same text."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dutch import DUTCH
from geo.errors import RecordsError
from geo.records import (
    ACTIVATIONS,
    CONTACTS,
    DERIVED,
    HOUSING,
    PARTNERS,
    TABLES,
    Problem,
    Table,
    frames,
    match_headers,
    read,
    to_text,
)
from tests.toy_text import records_frames, typed

DTYPES = {
    "activated_on": "datetime64[s]",
    "themes": "uint8",
    "infections": "bool",
    "organisations": "uint8",
    "capacity": "int64",
    "occupants": "Int64",
    "certified": "boolean",
    "lat": "float64",
    "note": "str",
    "municipality": "str",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_records_frame_has_all_columns_typed_rows_or_none(table: Table) -> None:
    for text in (typed(table, {}), typed(table, {}).iloc[:0], typed(table, {})[["reference"]]):
        frame = read(text, table).frame
        assert list(frame) == [column.name for column in table.columns]
        assert frame.dtypes.equals(frames.empty(table).dtypes)
        assert {name: str(kind) for name, kind in frame.dtypes.items() if name in DTYPES} == {
            name: DTYPES[name] for name in frame if name in DTYPES
        }


def test_a_good_row_has_no_problems_and_the_values_typed() -> None:
    row = {
        "closed_on": "2020-09-30 00:00:00",
        "themes": "wonen en werken",
        "region": "VR 23",
        "lat": "51,4",
        "lon": "6",
    }
    reading = read(typed(ACTIVATIONS, row | {"integral": "x", "organisations": "GGD, NVWA"}), ACTIVATIONS)
    assert reading.problems == []
    assert reading.usable.tolist() == [True]
    record = reading.frame.iloc[0]
    assert (record["themes"], record["organisations"], record["integral"]) == (3, 6, True)
    assert record["closed_on"] == pd.Timestamp("2020-09-30")
    assert (record["region"], record["lat"], record["lon"]) == ("VR23", 51.4, 6.0)
    assert pd.isna(record["signalled_on"])
    assert pd.isna(record["result"])


def test_all_problems_of_all_rows_come_at_once_in_the_order_of_the_file() -> None:
    text = typed(ACTIVATIONS, {"sector": "vless", "activated_on": "31-11-2020"}, {}, {"themes": ""})
    text.index = pd.Index([12, 13, 14])
    reading = read(text, ACTIVATIONS)
    assert reading.problems == [
        Problem(
            12,
            "geactiveerd op",
            "31-11-2020",
            "november 2020 heeft 30 dagen",
            "gebruik een dag van 1 tot en met 30",
            "fout",
        ),
        Problem(
            12,
            "sector",
            "vless",
            "niet herkend als sector",
            "bedoelde u vlees? Mogelijk: tuinbouw, vlees, voeding, logistiek, bouw, recreatie, overig.",
            "fout",
        ),
        Problem(
            14,
            "thema's",
            "",
            "verplicht, maar leeg",
            "vul 'thema's' in (een of meer van wonen, werken, vervoer)",
            "fout",
        ),
    ]
    assert reading.usable.tolist() == [False, True, False]
    assert reading.frame.index.tolist() == [12, 13, 14]


TOMORROW = datetime.now(DUTCH).date() + timedelta(days=1)
CASES = [
    (ACTIVATIONS, {"type": "repressief"}, "besmettingen vastgesteld", "fout"),
    (ACTIVATIONS, {"infections": "ja"}, "besmettingen vastgesteld", "fout"),
    (ACTIVATIONS, {"closed_on": "01-09-2020"}, "gesloten op", "fout"),
    (ACTIVATIONS, {"signalled_on": "03-09-2020"}, "geactiveerd op", "fout"),
    (ACTIVATIONS, {"integral": "ja", "organisations": "ggd"}, "organisaties", "waarschuwing"),
    (ACTIVATIONS, {"lat": "52"}, "breedtegraad", "fout"),
    (HOUSING, {"lon": "5"}, "breedtegraad", "fout"),
    (HOUSING, {"capacity": "-1"}, "plaatsen", "fout"),
    (HOUSING, {"occupants": "-1"}, "bewoners", "fout"),
    (HOUSING, {"occupants": "9"}, "bewoners", "waarschuwing"),
    (CONTACTS, {"mail": ""}, "telefoon", "fout"),
    (CONTACTS, {"phone": "+31 vraag Jan"}, "telefoon", "fout"),
    (CONTACTS, {"phone": "077 000 00 01"}, "telefoon", "waarschuwing"),
    (CONTACTS, {"mail": "piket@example.org, jan@example.org"}, "e-mail", "fout"),
    (CONTACTS, {"valid_from": "02-09-2020", "valid_until": "01-09-2020"}, "geldig tot en met", "fout"),
    (CONTACTS, {"checked_on": f"{TOMORROW:%d-%m-%Y}"}, "nagekeken op", "fout"),
    (PARTNERS, {"delivers": "ja"}, "een locatie is", "waarschuwing"),
]


@pytest.mark.parametrize(("table", "row", "header", "severity"), CASES)
def test_a_broken_rule_is_one_problem(table: Table, row: dict[str, str], header: str, severity: str) -> None:
    reading = read(typed(table, row), table)
    assert [(each.column, each.severity) for each in reading.problems] == [(header, severity)]
    assert reading.usable.tolist() == [severity == "waarschuwing"]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (ACTIVATIONS, {"type": "repressief", "infections": "ja"}),
        (ACTIVATIONS, {"closed_on": "02-09-2020", "signalled_on": "02-09-2020"}),
        (ACTIVATIONS, {"integral": "ja"}),
        (ACTIVATIONS, {"organisations": "ggd"}),
        (HOUSING, {"capacity": "0", "occupants": "0"}),
        (HOUSING, {"occupants": "8"}),
        (CONTACTS, {"mail": "", "phone": "+31 77 000 00 01"}),
        (CONTACTS, {"phone": "0031 (0)77-0000001", "checked_on": f"{TOMORROW - timedelta(days=1):%d-%m-%Y}"}),
        (CONTACTS, {"valid_from": "01-09-2020", "valid_until": "01-09-2020"}),
        (PARTNERS, {"delivers": "ja", "housing_means": "elk onderkomen"}),
    ],
)
def test_a_rule_is_kept_at_its_edge(table: Table, row: dict[str, str]) -> None:
    assert read(typed(table, row), table).problems == []


def test_two_partners_of_a_file_are_told_when_they_name_the_same_area() -> None:
    areas = ("DE05, BE10000", "DE05154", "Antwerpen", "NL")
    reading = read(typed(PARTNERS, *({"areas": each} for each in areas)), PARTNERS)
    assert reading.frame["areas"].tolist() == ["DE05, BE10000", "DE05154", "BE10000", "NL"]
    assert [(each.row, each.column, each.severity) for each in reading.problems] == [
        (0, "gebieden", "waarschuwing"),
        (2, "gebieden", "waarschuwing"),
    ]


@pytest.mark.parametrize(
    ("typed_in", "codes"),
    [
        ("de05", "DE05"),
        ("Noordrijn-Westfalen; Luik", "DE05, BE60000"),
        ("Basse-Saxe en Rheinland-Pfalz", "DE03, DE07"),
        ("BE70000 BE10000\nBE10000", "BE10000, BE70000"),
        ("Nederland", "NL"),
        ("Noord- en Oost-Gelderland", "VR06"),
    ],
)
def test_areas_are_read_by_name_or_code_in_their_order(typed_in: str, codes: str) -> None:
    reading = read(typed(PARTNERS, {"areas": typed_in}), PARTNERS)
    assert (reading.frame["areas"].tolist(), reading.problems) == ([codes], [])


@pytest.mark.parametrize("typed_in", ["DE0", "DE99", "EMR", "DE05, Parijs", "<b>"])
def test_what_is_no_area_of_a_partner_is_an_error(typed_in: str) -> None:
    reading = read(typed(PARTNERS, {"areas": typed_in}), PARTNERS)
    assert [(each.column, each.severity) for each in reading.problems] == [("gebieden", "fout")]
    assert "niet herkend als gebied, deelstaat of land" in reading.problems[0].what
    assert reading.frame["areas"].tolist() == [""]


def test_every_rule_has_a_case_and_names_columns_of_its_table() -> None:
    assert sum(len(table.rules) for table in TABLES.values()) == len(CASES) + 1  # one is about rows together
    for table in TABLES.values():
        for rule in table.rules:
            assert all(table.column(column) for column in rule.columns)


def test_a_rule_is_silent_where_one_of_its_columns_cannot_be_read() -> None:
    typed_row = typed(ACTIVATIONS, {"type": "repressief", "infections": "wie weet"})
    problems = read(typed_row, ACTIVATIONS).problems
    assert [each.what for each in problems] == ["geen ja of nee"]


def test_each_later_row_with_the_same_reference_is_told_of_the_first() -> None:
    same = [{"reference": reference} for reference in ("A", "B", "A", " A\u200b", "", "")]
    found = [each for each in read(typed(HOUSING, *same), HOUSING).problems if "rij" in each.what]
    assert [(each.row, each.what) for each in found] == [
        (2, "kenmerk staat ook in rij 0"),
        (3, "kenmerk staat ook in rij 0"),
    ]


def test_a_missing_required_column_is_one_problem_and_no_row_can_be_used() -> None:
    reading = read(typed(ACTIVATIONS, {}, {}).drop(columns=["type", "note"]), ACTIVATIONS)
    assert [(each.row, each.column, each.what) for each in reading.problems] == [
        (None, "type", "verplichte kolom ontbreekt")
    ]
    assert reading.usable.tolist() == [False, False]
    assert len(read(pd.DataFrame(), HOUSING).problems) == 4


def test_an_unknown_column_is_named_and_derived_ones_are_let_through() -> None:
    text = typed(HOUSING, {}).assign(huisarts="x", **dict.fromkeys(DERIVED, "punt"))
    problems = read(text, HOUSING).problems
    assert [(each.column, each.severity) for each in problems] == [("huisarts", "waarschuwing")]


def test_two_columns_of_one_name_cannot_be_read() -> None:
    text = pd.concat([typed(HOUSING, {}), typed(HOUSING, {})[["kind"]]], axis=1)
    with pytest.raises(RecordsError, match="kind"):
        read(text, HOUSING)


def test_a_problem_shows_a_short_printable_value() -> None:
    value = read(typed(HOUSING, {"kind": "\u202e" + "x" * 100_000}), HOUSING).problems[0].value
    assert len(value) < 100
    assert value.startswith("<U+202E>x")


def test_numbers_and_gaps_of_a_spreadsheet_are_read_as_text() -> None:
    text = typed(HOUSING, {}, {}).astype(object)
    text["capacity"] = [8, 1200.0]
    text["note"] = pd.Series([np.nan, "half \ud800"], dtype=object)
    reading = read(text, HOUSING)
    assert [each for each in reading.problems if each.severity == "fout"] == []
    assert reading.frame["capacity"].tolist() == [8, 1200]
    assert reading.frame["note"].tolist() == ["", "half ?"]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(table, id=name, marks=() if table is ACTIVATIONS else pytest.mark.slow)
        for name, table in TABLES.items()
    ],
)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_records_survive_being_written_as_text(table: Table, data: st.DataObject) -> None:
    frame = data.draw(records_frames(table))
    text = to_text(frame, table)
    assert all(str(kind) == "str" for kind in text.dtypes)
    pd.testing.assert_frame_equal(read(text, table).frame, frame)


def test_a_point_that_stands_for_a_municipality_is_not_written() -> None:
    frame = read(typed(HOUSING, {"lat": "52", "lon": "5"}, {"lat": "52", "lon": "5"}), HOUSING).frame
    text = to_text(frame.assign(precision=["punt", "gemeente"]), HOUSING)
    assert text["lat"].tolist() == ["52", ""]
    assert text["lon"].tolist() == ["5", ""]


def test_headers_are_matched_in_dutch_and_english_in_any_order_and_case() -> None:
    headers = ["LENGTEGRAAD", "activated on", "Thema’s", "kleur", "kenmerk", "reference"]
    assert match_headers(headers, ACTIVATIONS) == {
        "LENGTEGRAAD": "lon",
        "activated on": "activated_on",
        "Thema’s": "themes",
        "kenmerk": "reference",
    }


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_long_file_is_read_in_seconds_however_wrong_it_is(table: Table) -> None:
    rows = 2_000
    wrong = pd.DataFrame(
        {column.name: [f"zz{row}q{column.name}" for row in range(rows)] for column in table.columns}
    )
    start = time.process_time()
    assert len(read(wrong, table).problems) > rows
    assert time.process_time() - start < 10

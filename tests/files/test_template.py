"""The empty file to fill in: it explains itself, offers its words, and reads back when it is filled in."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from geo.errors import RecordsError
from geo.files.template import EXPLAINED, explained, make_template
from geo.imports.stages import check, read_file
from geo.records import TABLES, Table
from tests.toy_text import GOOD

AREAS = ("region", "municipality", "area", "contact_area", "nested_areas")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_filled_in_it_reads_back(table: Table) -> None:
    book = load_workbook(io.BytesIO(make_template(table)))
    for number, column in enumerate(table.columns, 1):
        book.active.cell(2, number, GOOD[table.name].get(column.name))
    stream = io.BytesIO()
    book.save(stream)
    found = check(read_file(stream.getvalue(), "sjabloon.xlsx"))
    assert (found.table, found.errors, found.counts["good"]) == (table, (), 1)
    assert list(found.matching.values()) == [column.name for column in table.columns]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_empty_it_has_only_headers(table: Table) -> None:
    with pytest.raises(RecordsError, match="alleen een kopregel"):
        read_file(make_template(table), "sjabloon.xlsx")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_vocabulary_has_its_list(table: Table) -> None:
    book = load_workbook(io.BytesIO(make_template(table)))
    assert book.sheetnames == [table.header, "uitleg", "lijsten"]
    assert book["lijsten"].sheet_state == "hidden"
    offers = {str(offer.sqref).split("2:")[0]: offer for offer in book.active.data_validations.dataValidation}
    for number, column in enumerate(table.columns, 1):
        letter = book.active.cell(1, number).column_letter
        lists = column.vocabulary or column.kind in AREAS or column.kind == "yes_no"
        assert (letter in offers) == bool(lists), column.name
        if column.vocabulary:
            held = [cell.value for cell in book["lijsten"][letter][1 : 1 + len(column.vocabulary.codes)]]
            assert held == list(column.vocabulary.codes)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_explanation_has_a_row_for_each_column(table: Table) -> None:
    sheet = load_workbook(io.BytesIO(make_template(table)))["uitleg"]
    rows = [tuple(cell.value or "" for cell in row) for row in sheet.iter_rows(min_row=3)]
    assert rows == [EXPLAINED, *explained(table.columns)]
    assert len(rows) == len(table.columns) + 1

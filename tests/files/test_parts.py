"""Which sheet or layer of a file is read: the one that fits best or is asked for; the others are told."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pandas as pd
import pytest
import shapely

from geo.errors import RecordsError
from geo.files.read import read_sheet
from geo.records import HOUSING
from tests.toy_files import VENLO_RD, csv_file, dutch, ods_file, rows_of, shapefile, xlsx_file

HOUSE = rows_of(dutch(HOUSING, {"name": "Een"}))
TWO = rows_of(dutch(HOUSING, {"name": "Twee"}, {"name": "Drie"}))
CODES = [
    ["kenmerk", "naam", "soort", "gemeente", "veiligheidsregio", "land"],
    ["A", "B", "hotel", "", "", ""],
]


BOOKS = pytest.mark.parametrize("make", [xlsx_file, ods_file])


@BOOKS
def test_a_sheet_with_all_required_columns_before_one_with_more_known_ones(make: Any) -> None:
    _, sheet = read_sheet(make(CODES, Locaties=HOUSE))
    assert sheet.part == "Locaties"


@BOOKS
def test_of_two_that_fit_as_well_the_one_with_more_rows(make: Any) -> None:
    _, sheet = read_sheet(make(HOUSE, Noord=TWO))
    assert (sheet.part, sheet.parts) == ("Noord", ("Blad1", "Noord"))
    assert [each.what for each in sheet.faults] == ["werkblad 'Blad1' is niet gelezen"]


@BOOKS
def test_a_sheet_with_only_headers_is_not_the_one(make: Any) -> None:
    _, sheet = read_sheet(make(HOUSE[:1], Zuid=HOUSE))
    assert sheet.part == "Zuid"


@BOOKS
@pytest.mark.parametrize("name", ["Zuid", "zuid"])
def test_the_one_that_is_asked_for(make: Any, name: str) -> None:
    _, sheet = read_sheet(make(TWO, Zuid=HOUSE), part=name)
    assert sheet.cells["naam"].tolist() == ["Een"]


@BOOKS
def test_one_that_is_not_there(make: Any) -> None:
    with pytest.raises(RecordsError, match="geen werkblad 'West'; wel: 'Blad1', 'Zuid'"):
        read_sheet(make(TWO, Zuid=HOUSE), part="West")


def test_a_file_without_sheets_has_none_to_choose() -> None:
    with pytest.raises(RecordsError, match="CSV heeft geen werkbladen"):
        read_sheet(csv_file(dutch(HOUSING, {})), part="Blad1")


def test_layers_of_a_shapefile() -> None:
    cells = pd.DataFrame({"kenmerk": ["S-1"], "naam": ["Hof"], "soort": ["hotel"], "plaatsen": [8]})
    there = [shapely.Point(VENLO_RD)]
    content = shapefile(straten=(pd.DataFrame({"x": [1]}), there), locaties=(cells, there))
    assert read_sheet(content)[1].part == "locaties"
    assert read_sheet(content, part="straten")[1].cells["x"].tolist() == ["1"]


def with_backslashes(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = before.read(name).replace(b'Target="/xl/', b'Target="\\xl\\')
            after.writestr(name.replace("/", "\\"), part)
    return stream.getvalue()


def test_parts_named_with_backslashes() -> None:
    assert len(read_sheet(with_backslashes(xlsx_file(TWO)))[1].cells) == 2

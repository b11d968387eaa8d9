"""ODS, GeoParquet, zipped Shapefile and features line by line: the cells, the points, and what is said."""

from __future__ import annotations

import datetime as dt
import io
import json

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely

from geo.errors import RecordsError
from geo.files.read import read_sheet
from geo.records import HOUSING
from tests.toy_files import (
    dutch,
    geojson_file,
    ods_file,
    ods_of,
    ods_table,
    parquet_file,
    shapefile,
    xlsx_file,
)

PLACE = [6.1724, 51.3704]
CELLS = pd.DataFrame({"kenmerk": ["S-1", "S-2"], "naam": ["Café", None], "plaatsen": [8, 12]})


def test_ods_values_as_typed() -> None:
    rows = [["kenmerk", "plaatsen", "dag", "leeg", "maat"], ["H-1", 8, dt.date(2020, 10, 3), "", 1.5]]
    _, sheet = read_sheet(ods_file(rows))
    assert sheet.cells.iloc[0].tolist() == ["H-1", "8", "03-10-2020", "", "1,5"]
    assert sheet.cells.index.tolist() == [2]
    assert sheet.facts == ("OpenDocument, werkblad 'Blad1'",)


def test_ods_rows_are_numbered_as_libreoffice_shows_them() -> None:
    _, sheet = read_sheet(ods_file([[], ["", "kenmerk", "naam"], [], ["", "H-1", "Hof"]]))
    assert sheet.cells.index.tolist() == [4]
    assert sheet.cells.to_numpy().tolist() == [["H-1", "Hof"]]


def test_ods_formulas_are_faults() -> None:
    cell = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    table = ods_table([["", "kenmerk", "naam"], ["", "H-1"]]).replace(
        'string"><text:p>H-1</text:p></table:table-cell>',
        f'string"><text:p>H-1</text:p></table:table-cell>{cell}',
    )
    _, sheet = read_sheet(ods_of(table))
    assert [(each.row, each.column, each.what[:21]) for each in sheet.faults] == [
        (2, "naam", "de cel bevat een form")
    ]


def hidden_xlsx() -> bytes:
    content = xlsx_file([["kenmerk", "naam"], ["H-1", "a"], ["H-2", "b"], ["H-3", "c"]])
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HIDDEN_ODS = ods_of(ods_table([["kenmerk", "naam"], ["H-1", "a"], ["H-2", "b"], ["H-3", "c"]], hidden=[3, 4]))


@pytest.mark.parametrize("content", [hidden_xlsx(), HIDDEN_ODS], ids=["xlsx", "ods"])
def test_hidden_rows_are_read_and_told(content: bytes) -> None:
    _, sheet = read_sheet(content)
    assert len(sheet.cells) == 3
    assert [each.what for each in sheet.faults] == ["verborgen in het werkblad, maar wel gelezen: rijen 3, 4"]


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:28992", "EPSG:25832"])
def test_geoparquet(crs: str) -> None:
    there = pd.Series([shapely.Point(PLACE), None])
    moved = gpd.GeoSeries(there.tolist(), crs="EPSG:4326").to_crs(crs)
    _, sheet = read_sheet(parquet_file(CELLS, list(moved), crs))
    assert sheet.cells.to_numpy().tolist() == [["S-1", "Café", "8"], ["S-2", "", "12"]]
    assert sheet.points is not None
    assert np.allclose(sheet.points.to_numpy(), [PLACE, [np.nan] * 2], atol=1e-6, equal_nan=True)


def test_parquet_without_geometry() -> None:
    stream = io.BytesIO()
    days = [dt.datetime(2020, 10, 3), dt.datetime(2020, 10, 4, 8, 30)]
    CELLS.assign(dag=days).to_parquet(stream, index=False)
    _, sheet = read_sheet(stream.getvalue())
    assert sheet.points is None
    assert sheet.cells["dag"].tolist() == ["03-10-2020", "04-10-2020 08:30:00"]


def test_a_zipped_shapefile() -> None:
    there = gpd.GeoSeries([shapely.Point(PLACE), None], crs="EPSG:4326").to_crs("EPSG:28992")
    _, sheet = read_sheet(shapefile(locaties=(CELLS, list(there))))
    assert sheet.cells.to_numpy().tolist() == [["S-1", "Café", "8"], ["S-2", "", "12"]]
    assert sheet.points is not None
    assert np.allclose(sheet.points.to_numpy(), [PLACE, [np.nan] * 2], atol=1e-6, equal_nan=True)
    assert "Amersfoort" in sheet.facts[0]


FEATURES = json.loads(geojson_file(dutch(HOUSING, {}, {}), [PLACE, PLACE]))["features"]


@pytest.mark.parametrize("mark", ["", "\x1e"])
def test_features_line_by_line(mark: str) -> None:
    text = "".join(f"{mark}{json.dumps(each)}\n" for each in FEATURES)
    _, sheet = read_sheet(text.encode())
    assert sheet.points is not None
    assert sheet.points.to_numpy().tolist() == [PLACE, PLACE]


def test_a_line_that_is_cut_off_is_told() -> None:
    with pytest.raises(RecordsError, match="regel 2, teken 2"):
        read_sheet(f"{json.dumps(FEATURES[0])}\n{{".encode())


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_geojson_in_any_unicode(codec: str) -> None:
    content = json.dumps({"type": "FeatureCollection", "features": FEATURES}).encode(codec)
    assert len(read_sheet(content)[1].cells) == 2


def collection(*features: dict[str, object]) -> bytes:
    each = [{"type": "Feature", "geometry": None} | feature for feature in features]
    return json.dumps({"type": "FeatureCollection", "features": each}).encode()


def test_the_id_of_a_feature_is_the_reference_when_no_property_is() -> None:
    _, sheet = read_sheet(collection({"id": "HL-1", "properties": {"naam": "Hof", "soort": "hotel"}}))
    assert sheet.cells["id"].tolist() == ["HL-1"]
    _, sheet = read_sheet(collection({"id": 7, "properties": {"kenmerk": "HL-1", "naam": "Hof"}}))
    assert list(sheet.cells) == ["kenmerk", "naam"]


REFUSED = {
    "a picture": (b"\x89PNG\r\n", "afbeelding; vraag om de tabel zelf"),
    "an old Excel": (b"\xd0\xcf\x11\xe0", r"\.xls.*bewaar het als \.xlsx"),
    "KML": (b'<?xml version="1.0"?><kml xmlns="x">', "KML.*QGIS"),
    "a web page called .xls": (b"<table><tr>", "webpagina.*Excel"),
    "FlatGeobuf": (b"fgb\x03fgb\x00", "FlatGeobuf.*QGIS"),
    "a part of a Shapefile": (b"\0\0\x27\x0a" + b"\0" * 96, "alle delen samen in een zip"),
    "a dBase file": (b"\x03\x79\x01\x01" + b"\0" * 28, "dBase.*alle delen samen in een zip"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_read_is_named_with_what_to_do(case: str) -> None:
    content, said = REFUSED[case]
    with pytest.raises(RecordsError, match=said):
        read_sheet(content)


def test_text_that_starts_as_a_picture_does_is_text() -> None:
    assert read_sheet(b"BM;naam\nH-1;Hof\n")[1].cells["naam"].tolist() == ["Hof"]

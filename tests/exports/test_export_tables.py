"""The region table as a file, names of files, and what cannot be written."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from geo.errors import ExportError
from geo.exports import content, export, format_of
from geo.exports.content import of_records
from geo.files.write import xlsx
from geo.picture import Selection
from geo.records import ACTIVATIONS, TABLES
from geo.store import Snapshot
from tests.toy_exports import NOON, toy
from tests.toy_snapshot import activations

if TYPE_CHECKING:
    from pathlib import Path

ALL = Selection()
CHOSEN = Selection(regions=("VR01", "VR02", "VR03"))
MEASURES = ("aantal activeringen", "per 1.000 plaatsen", "per 1.000 km²")


def regions() -> Snapshot:
    """One activation and 10 places in VR01, nothing in VR02 and VR03."""
    return toy({"region": "VR01"}, region="VR01", capacity=10)


def told(selection: Selection = CHOSEN) -> dict[str, dict[str, Any]]:
    """Return what GeoJSON says of each region."""
    features = json.loads(export(regions(), selection, "regions", "geojson").content)["features"]
    return {feature["properties"]["code"]: feature["properties"] for feature in features}


def test_a_value_a_zero_and_no_data_are_different_things() -> None:
    found = told()
    values = [
        [(found[code][name], found[code][f"{name}: toestand"]) for name in MEASURES[:2]]
        for code in ("VR01", "VR02", "VR04")
    ]
    assert values == [
        [(1, "waarde"), (100.0, "waarde")],
        [(0, "nul"), (None, "geen gegevens")],
        [(None, "niet gekozen"), (None, "niet gekozen")],
    ]
    assert found["VR01"]["per 1.000 km²"] > 0


def test_a_region_that_is_not_chosen_counts_nothing_rather_than_zero() -> None:
    counted = ("preventief", "repressief", "integrale inzet", "huisvestingslocaties", "plaatsen")
    found = told()
    assert [found["VR01"][name] for name in counted] == [1, 0, 0, 1, 10]
    assert [found["VR02"][name] for name in counted] == [0, 0, 0, None, None]  # no housing known: no data
    assert [found["VR04"][name] for name in counted] == [None] * 5
    assert found["VR04"]["inwoners"] > 0


def test_a_value_that_is_withheld_is_nowhere_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    real = content.region_table

    def withheld(*given: Any) -> pd.DataFrame:
        table = real(*given)
        for name in ("count", "per_1000_places"):
            table.loc["VR01", f"{name}_state"] = "afgeschermd"
        return table.assign(count=table["count"].where(table.index != "VR01", 777))

    monkeypatch.setattr(content, "region_table", withheld)
    found = told()["VR01"]
    assert [(found[name], found[f"{name}: toestand"]) for name in MEASURES[:2]] == [(None, "afgeschermd")] * 2
    assert found["preventief"] is None
    assert 777 not in found.values()


def test_the_region_table_for_people() -> None:
    lines = export(regions(), CHOSEN, "regions", "csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 26
    assert lines[0].startswith("code;naam;aantal activeringen;aantal activeringen: toestand;preventief;")
    assert lines[1].startswith("VR01;Groningen;1;waarde;1;0;0;1;10;")
    assert lines[4].startswith("VR04;IJsselland;;niet gekozen;;;;;;")
    assert "-99" not in "".join(lines)


def test_the_region_table_in_excel_has_numbers() -> None:
    made = export(regions(), CHOSEN, "regions", "xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    rows = [
        dict(zip([cell.value for cell in sheet[1]], [c.value for c in sheet[row]], strict=True))
        for row in (2, 3, 5)
    ]
    assert [row["aantal activeringen"] for row in rows] == [1, 0, None]
    assert rows[0]["per 1.000 plaatsen"] == 100
    assert isinstance(rows[0]["inwoners"], int)


@pytest.mark.parametrize("file_format", ["geojson", "gpkg"])
def test_the_region_table_has_the_regions(file_format: str, tmp_path: Path) -> None:
    file = tmp_path / f"uit.{file_format}"
    file.write_bytes(export(regions(), ALL, "regions", file_format).content)
    frame = gpd.read_file(file)
    assert len(frame) == 25
    assert frame.crs == "EPSG:4326"
    assert set(frame.geom_type) == {"MultiPolygon"}
    assert frame.set_index("code").loc["VR23"].geometry.contains(gpd.points_from_xy([6.17], [51.37])[0])


# names and refusals


@pytest.mark.parametrize(
    ("chosen", "fictional", "name"),
    [
        (ALL, True, "activeringen_2020-11-30T1804_v12_landelijk_fictief.csv"),
        (ALL, False, "activeringen_2020-11-30T1804_v12_landelijk.csv"),
        (
            Selection(sources=("eigen constatering",), regions=("VR01", "VR02")),
            False,
            "activeringen_2020-11-30T1804_v12_regio-VR01-VR02_bron-eigen-constatering_landelijk.csv",
        ),
    ],
)
def test_the_name_says_what_it_is(chosen: Selection, fictional: bool, name: str) -> None:
    assert export(toy({}, fictional=fictional), chosen, "activations", "csv").name == name


def test_a_part_that_is_fictional_is_told_as_a_part() -> None:
    now = toy({}, {})
    frames = {name: now.frame(table) for name, table in TABLES.items()}
    mixed = Snapshot(**frames, version=12, as_of=NOON, fictional={"activations": 1})
    made = export(mixed, ALL, "activations", "csv")
    assert made.name.endswith("_deels-fictief.csv")
    assert made.colophon.share == "1 van 2 activeringen zijn fictief en 0 van 1 huisvestingslocaties"


def test_many_filters_still_make_a_name() -> None:
    chosen = Selection(regions=tuple(f"VR{number:02d}" for number in range(1, 25)))
    other = Selection(regions=chosen.regions[1:])
    names = {export(toy({}), one, "activations", "csv").name for one in (chosen, other)}
    assert len(names) == 2
    assert all(re.fullmatch(r"[\w.-]{1,80}", name, re.ASCII) for name in names)


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "geojson"])
def test_the_same_export_is_the_same_bytes(file_format: str) -> None:
    one, other = (export(toy({}), ALL, "activations", file_format) for _ in range(2))
    assert (one.name, one.content) == (other.name, other.content)


def test_more_rows_than_excel_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(ExportError, match=r"3 rijen passen niet.*kies CSV"):
        _ = export(toy({}, {}, {}), ALL, "activations", "xlsx").content


@pytest.mark.parametrize("name", ["uit.txt", "uit", "csv", ".csv"])
def test_an_unknown_format_names_the_four(name: str) -> None:
    with pytest.raises(ExportError, match="Kies csv, xlsx, geojson, gpkg"):
        format_of(name)


def test_the_format_is_in_the_name() -> None:
    assert format_of("Map.met.punten/UIT.XLSX") == "xlsx"


def test_the_frame_stays_as_it_is() -> None:
    frame = activations({"precision": "gemeente"})
    before = frame.copy()
    of_records(frame, ACTIVATIONS)
    pd.testing.assert_frame_equal(frame, before)


def test_letters_of_columns() -> None:
    assert [xlsx.column_letters(number) for number in (1, 26, 27, 52, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "AAA",
    ]

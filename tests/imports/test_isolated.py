"""Reading in the room gives what reading here gives; and what comes back is not believed as it comes."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely

from geo.areas import Found
from geo.errors import GeocoderError, RoomError
from geo.files.read import wkb
from geo.imports import faulty, isolated, parcels, stages
from geo.imports.choices import ImportChoices
from geo.language import reading
from geo.records import ACTIVATIONS, HOUSING, Problem
from tests.toy_files import FORMATS, csv_file, dutch, geojson_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.imports.steps import Checked

pytestmark = pytest.mark.whole
CELLS = dutch(
    HOUSING,
    {"lat": "51,37", "lon": "6,17", "note": "é; =1"},
    {"place": "Venlo", "capacity": ""},
    {"kind": "hotl", "certified": "misschien"},
)


def same(one: Checked, other: Checked) -> None:
    pd.testing.assert_frame_equal(one.frame, other.frame)
    pd.testing.assert_frame_equal(one.text, other.text)
    pd.testing.assert_series_equal(one.good, other.good)
    assert (one.problems, one.matching, one.kept) == (other.problems, other.matching, other.kept)
    assert one.table is other.table
    assert (one.offered.name, one.offered.sha256, one.offered.facts, one.offered.kind) == (
        *(other.offered.name, other.offered.sha256, other.offered.facts, other.offered.kind),
    )


# two in each run; all of them pass through the same doors
@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=[] if kind in ("csv", "xlsx") else pytest.mark.slow, id=kind)
        for kind in FORMATS
    ],
)
def test_the_room_reads_checks_and_gives_back_as_we_do_here(kind: str) -> None:
    content = FORMATS[kind](CELLS)
    inside = isolated.check(isolated.read_file(content, "map/lijst"))
    here = stages.check(stages.read_file(content, "map/lijst"))
    same(inside, here)
    (back, name), (expected, expected_name) = isolated.faulty_rows(inside), faulty.faulty_rows(here)
    assert name == expected_name
    rows = [stages.read_file(each, name).sheet.cells for each in (back, expected)]
    pd.testing.assert_frame_equal(*rows)


def test_the_room_says_it_in_the_language_of_whoever_asks() -> None:
    told: list[str] = []
    with reading("de"):
        offered = isolated.read_file(csv_file(CELLS), "x", progress=lambda _, step: told.append(step))
        found = isolated.check(offered)
        back, name = isolated.faulty_rows(found)
    assert offered.facts == ("CSV, Zeichen UTF-8, getrennt durch Semikolon",)
    assert {(each.row, each.column, each.what) for each in found.errors} == {
        (3, "plaatsen", "Pflichtangabe, aber leer"),
        (4, "soort", "nicht erkannt als Art"),
        (4, "gecertificeerd", "weder ja noch nein"),
    }
    assert told[0] == "Beginnen"
    assert (name, b"nicht erkannt als Art" in back) == ("x - Fehler.csv", True)
    assert isolated.check(offered).errors[0].what == "verplicht, maar leeg"


def test_points_and_another_table_and_matching_go_along() -> None:
    content = geojson_file(dutch(ACTIVATIONS, {}, {}), [[6.17, 51.37], None])
    offered = isolated.read_file(content, "x", ACTIVATIONS)
    assert offered.sheet.points is not None
    assert offered.sheet.points["lon"].tolist()[:1] == [6.17]
    matching = dict.fromkeys(offered.matching) | {next(iter(offered.matching)): "reference"}
    chosen = ImportChoices.of_columns(matching)
    same(isolated.check(offered, HOUSING, chosen), stages.check(offered, HOUSING, chosen))


class Toy:
    """A geocoder that knows one address, and breaks on another."""

    label = "Toy"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, query: str) -> Found | None:
        self.asked.append(query)
        if query == "Kapot":
            raise GeocoderError("de dienst antwoordt niet.")
        return Found(6.17, 51.37, "Kerkstraat 1, Venlo", "adres") if query == "Kerkstraat 1" else None


@pytest.mark.parametrize("place", ["Kerkstraat 1", "Nergens", "Kapot"])
def test_addresses_are_looked_up_by_the_server(place: str) -> None:
    offered = isolated.read_file(csv_file(dutch(HOUSING, {"place": place})), "x.csv")
    toys = Toy(), Toy()
    inside = isolated.check(offered, geocoder=toys[0])
    same(inside, stages.check(offered, geocoder=toys[1]))
    assert toys[0].asked == toys[1].asked == [place]


SHEET = parcels.pack_sheet(stages.read_file(csv_file(CELLS), "x").sheet)
ABOUT = {"kind": ".csv", "table": "housing", "matching": dict.fromkeys(CELLS)}


class Runs:
    """What unpickling it would do."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return pytest.fail, ("it was unpickled",)


def rows_of(table: pa.Table) -> bytes:
    return bytes(parcels.pack_table(table))


TEXTS = pa.array(["a", "b"], pa.large_string())
LIES: dict[str, list[bytes | memoryview]] = {
    "nothing": [],
    "no JSON": [b"?", *SHEET],
    "JSON that is deep": [b"[" * 100_000, *SHEET],
    "an unknown kind": [parcels.pack_json(ABOUT | {"kind": ".exe"}), *SHEET],
    "an unknown table": [parcels.pack_json(ABOUT | {"table": "__class__"}), *SHEET],
    "other headers": [parcels.pack_json(ABOUT | {"matching": {"x": None}}), *SHEET],
    "an unknown column": [parcels.pack_json(ABOUT | {"matching": dict.fromkeys(CELLS, "x")}), *SHEET],
    "a column that is a list": [
        parcels.pack_json(ABOUT | {"matching": {name: [] for name in CELLS}}),
        *SHEET,
    ],
    "too few parts": [parcels.pack_json(ABOUT), *SHEET[:-1]],
    "a pickle": [parcels.pack_json(ABOUT), SHEET[0], pickle.dumps(Runs()), *SHEET[2:]],
    "bytes that are no table": [parcels.pack_json(ABOUT), SHEET[0], b"\xff" * 100, *SHEET[2:]],
    "half a table": [parcels.pack_json(ABOUT), SHEET[0], SHEET[1][:400], *SHEET[2:]],
    "numbers for texts": [
        parcels.pack_json(ABOUT),
        SHEET[0],
        rows_of(pa.table({"rij": [1, 2], **{name: [1, 2] for name in CELLS}})),
        *SHEET[2:],
    ],
    "a text that is not there": [
        parcels.pack_json(ABOUT),
        SHEET[0],
        rows_of(pa.table({"rij": [1, 2], **dict.fromkeys(CELLS, pa.array(["a", None], pa.large_string()))})),
        *SHEET[2:],
    ],
    "a row twice": [
        parcels.pack_json(ABOUT),
        SHEET[0],
        rows_of(pa.table({"rij": [1, 1], **dict.fromkeys(CELLS, TEXTS)})),
        *SHEET[2:],
    ],
    "problems of another kind": [parcels.pack_json(ABOUT), *SHEET[:-1], SHEET[1]],
    "a severity that is none": [
        parcels.pack_json(ABOUT),
        *SHEET[:-1],
        parcels.pack_problems([Problem(1, "", "", "", "", "ramp")]),  # type: ignore[arg-type]
    ],
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_as_agreed_is_not_believed(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.files.run_in_room", lambda *_: [memoryview(part) for part in LIES[lie]])
    with pytest.raises(RoomError, match="antwoord dat niet klopt"):
        isolated.read_file(b"x", "x.csv")


def test_texts_that_are_no_utf8_are_not_believed() -> None:
    broken = pa.LargeStringArray.from_buffers(
        1, pa.py_buffer(np.array([0, 1], np.int64).tobytes()), pa.py_buffer(b"\xff")
    )
    with pytest.raises(RoomError):
        parcels.unpack_text(parcels.pack_table(pa.table({"rij": [1], "naam": broken})))


PLAIN = (
    "POINT (1 2)",
    "POINT Z (1 2 3)",
    "POINT EMPTY",
    "LINESTRING (0 0, 1 1)",
    "POLYGON ((0 0, 1 0, 1 1, 0 0), (0 0, 1 0, 1 1, 0 0))",
    "MULTIPOINT ((0 0), (1 1))",
    "MULTIPOLYGON Z (((0 0 1, 1 0 1, 1 1 1, 0 0 1)), ((0 0 1, 1 0 1, 1 1 1, 0 0 1)))",
    "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1), POINT EMPTY))",
    "GEOMETRYCOLLECTION EMPTY",
)


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("flavour", ["iso", "extended"])
@pytest.mark.parametrize("byte_order", [0, 1])
def test_plain_geometry_is_left_to_geos(text: str, flavour: str, byte_order: int) -> None:
    geometry = shapely.from_wkt(text)
    content = shapely.to_wkb(geometry, flavor=flavour, byte_order=byte_order)
    assert wkb.fault_of(content) is None
    with_srid = shapely.to_wkb(shapely.set_srid(geometry, 4326), include_srid=True)
    assert wkb.fault_of(with_srid) is None

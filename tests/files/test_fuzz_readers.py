"""Any bytes at all: reading and checking them gives a result or a RecordsError, and nothing else.

What fuzzing found stands below as cases of its own.
"""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache

import pytest
import shapely
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo.errors import RecordsError
from geo.imports.faulty import faulty_rows
from geo.imports.stages import check, read_file
from geo.records import HOUSING
from tests.toy_files import FORMATS, VENLO_RD, dutch, repacked, rows_of, shapefile, xlsx_file

pytestmark = pytest.mark.slow

EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def valid(kind: str) -> bytes:
    return FORMATS[kind](dutch(HOUSING, {"lat": "51,37", "lon": "6,17"}, {"place": "Venlo", "note": "é; =1"}))


def offered(content: bytes) -> None:
    """Offer bytes as far as a page would before anything is written; only RecordsError may come of it."""
    try:
        found = check(read_file(content, "fuzz"))
    except RecordsError:
        return
    assert len(found.frame) == found.good.sum()
    faulty = len(found.good) - found.good.sum()
    if faulty:
        assert len(check(read_file(*faulty_rows(found))).good) == faulty


@st.composite
def mutated(draw: st.DrawFn, kind: str) -> bytes:
    """Return a valid file with a few bytes changed, left out, repeated or put in."""
    content = bytearray(valid(kind))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 12))
        put = draw(st.one_of(st.binary(max_size=12), st.just(bytes(content[at : at + 40]))))
        content[at : at + length] = put
    return bytes(content)


@pytest.mark.parametrize("kind", FORMATS)
@given(data=st.data())
@EXAMPLES
def test_a_file_with_changed_bytes(kind: str, data: st.DataObject) -> None:
    offered(data.draw(mutated(kind)))


@cache
def valid_shapes() -> dict[str, bytes]:
    content = shapefile(laag=(dutch(HOUSING, {}, {"name": "é"}), [shapely.Point(VENLO_RD)] * 2))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def changed(data: st.DataObject, part: bytes) -> bytes:
    """Return a part with a few bytes changed in place, most of them in its header."""
    content = bytearray(part)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(
            st.one_of(st.integers(0, min(140, len(content) - 1)), st.integers(0, len(content) - 1))
        )
        content[at] = data.draw(st.integers(0, 255))
    return bytes(content)


@pytest.mark.parametrize("part", ["laag.shp", "laag.shx", "laag.dbf", "laag.prj"])
@given(data=st.data())
@EXAMPLES
def test_a_shapefile_with_a_part_changed(part: str, data: st.DataObject) -> None:
    offered(
        zipped({name: changed(data, each) if name == part else each for name, each in valid_shapes().items()})
    )


@given(data=st.data())
@EXAMPLES
def test_an_ods_with_its_content_changed(data: st.DataObject) -> None:
    content = valid("ods")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = changed(data, archive.read("content.xml"))
    offered(repacked(content, **{"content_xml": part}))


@given(content=st.binary(max_size=400))
@EXAMPLES
def test_any_bytes(content: bytes) -> None:
    offered(content)


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"PAR1", b"SQLite format 3\0", b'{"type": "Feature', b"\xff\xfe", b"sep=;\n"]
)
@given(content=st.binary(max_size=400))
@EXAMPLES
def test_any_bytes_behind_a_known_start(start: bytes, content: bytes) -> None:
    offered(start + content)


TEXT = st.text(alphabet=st.characters(), max_size=60)


@given(text=st.text(alphabet=st.sampled_from(";,\t\"'\n\r=é\0\u202e kenmerk1"), max_size=200))
@EXAMPLES
def test_any_csv(text: str) -> None:
    offered(text.encode())


@given(rows=st.lists(st.lists(TEXT, min_size=4, max_size=4), min_size=1, max_size=4))
@EXAMPLES
def test_any_cells_under_good_headers(rows: list[list[str]]) -> None:
    header = ["kenmerk", "naam", "soort", "plaatsen"]
    cells = json.dumps([dict(zip(header, row, strict=True)) for row in rows])
    features = ", ".join(
        f'{{"type": "Feature", "properties": {json.dumps(each)}}}' for each in json.loads(cells)
    )
    offered(f'{{"type": "FeatureCollection", "features": [{features}]}}'.encode())


ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)


@given(properties=st.dictionaries(TEXT, ANY_JSON, max_size=4), geometry=ANY_JSON, crs=ANY_JSON)
@EXAMPLES
@example(properties={"kenmerk": "A"}, geometry={"type": "Point", "coordinates": [10**400, 0]}, crs=None)
@example(properties={"\ud800": "\ud800"}, geometry=None, crs="EPSG:28992")
def test_any_geojson(properties: object, geometry: object, crs: object) -> None:
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    offered(json.dumps({"type": "FeatureCollection", "features": [feature], "crs": crs}).encode())


PARTS = ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels")


@pytest.mark.parametrize("part", PARTS)
@given(data=st.data())
@EXAMPLES
def test_a_workbook_with_a_part_changed(part: str, data: st.DataObject) -> None:
    content = bytearray(zipfile.ZipFile(io.BytesIO(valid("xlsx"))).read(part))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        put = data.draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b"9", b"<c>", b"</row>", b'r="ZZZ9"', b"-1"]))
        )
        content[at : at + data.draw(st.integers(0, 4))] = put
    offered(repacked(valid("xlsx"), **{part.replace("/", "__").replace(".xml", "_xml"): bytes(content)}))


@given(
    rows=st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.booleans(),
                st.integers(-(10**9), 10**9),
                st.floats(allow_nan=False, allow_infinity=False),
                st.dates(),
            ),
            max_size=6,
        ),
        min_size=1,
        max_size=5,
    )
)
@EXAMPLES
def test_any_values_in_a_workbook(rows: list[list[object]]) -> None:
    offered(xlsx_file([rows_of(dutch(HOUSING, {}))[0], *rows]))


# no crash has been found so far; these are the files on which a first version of the laws above was wrong:
# what comes back of them has no longer the fault of the file as a whole that its rows had
FOUND = {
    "a row cut off, which comes back with a line end": (
        b"kenmerk;naam;soort;plaatsen;plaats;breedtegraad;lengtegraad\nH-1;Huis;hotel;8;Venlo"
    ),
    "a header row repeated halfway a row": (
        b"kenmerk;naam;soort;plaatsen;plaats\nR-1;Huis;kenmerk;naam;soort;plaatsen;plaats;breedtegraad"
    ),
    "bytes of another encoding in a header": b"kenmerk;naam;soort;plaat\xda>\nR-0;Huis;woning;8;;51,37\n",
}


@pytest.mark.parametrize("content", FOUND.values(), ids=FOUND)
def test_what_fuzzing_found(content: bytes) -> None:
    offered(content)

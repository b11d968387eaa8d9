"""Files that are broken, disguised or meant to harm: a RecordsError or a problem that says what and where."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo.errors import RecordsError
from geo.files import read_sheet
from geo.files.read import sheet
from geo.files.read.archive import MOST_PARTS
from geo.imports.faulty import faulty_rows
from geo.imports.stages import UPLOAD_BYTES, check, read_file
from geo.records import ACTIVATIONS, HOUSING
from tests.toy_files import FORMATS, csv_file, dutch, geojson_file, repacked, rows_of, xlsx_file

if TYPE_CHECKING:
    from collections.abc import Callable

HOUSE = dutch(HOUSING, {})
BOOK = xlsx_file(rows_of(HOUSE))
BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>
<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""


def packed(**parts: bytes) -> bytes:
    return repacked(BOOK, **parts)


def bomb(size: int = 50_000_000) -> bytes:
    return packed(xl__worksheets__sheet1_xml=b"<worksheet>" + b" " * size)


def many_parts() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(MOST_PARTS + 1):
            archive.writestr(f"{number}", b"")
    return stream.getvalue()


def locked() -> bytes:
    """A zip file of which every entry says that it has a password, in its header and in the directory."""
    content = bytearray(BOOK)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def lies_about_its_size() -> bytes:
    """A zip file whose directory says that every part is small."""
    content = bytearray(bomb(5_000_000))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 24 : at + 28] = struct.pack("<I", 100)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def sheet_of(cell: str) -> bytes:
    xml = f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    return packed(xl__worksheets__sheet1_xml=xml.encode())


def wide_sheet() -> bytes:
    return sheet_of("".join(f'<c r="{name}1" t="str"><v>x</v></c>' for name in ("A", "XFD")))


def zip_of(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


WIDE = 1_000_000
UNREADABLE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", "bestand is leeg"),
    "blanks": (b"\xef\xbb\xbf \r\n\r\n", "bestand is leeg"),
    "NULs": (b"\0" * 1000, "bestand is leeg"),
    "delimiters": (b";;;\r\n;;;\r\n", "geen enkele rij"),
    "only headers": (csv_file(HOUSE).splitlines()[0], "alleen een kopregel .rij 1."),
    "only headers in Excel": (xlsx_file([list(HOUSE)]), "alleen een kopregel .rij 1."),
    "an empty Excel": (xlsx_file([]), "leeg"),
    "an old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "oud Excel-bestand"),
    "a PDF": (b"%PDF-1.7\n%abc", "dit is een PDF"),
    "a web page": (b"<!DOCTYPE html><html><table>", "een webpagina"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "een afbeelding"),
    "gzip": (b"\x1f\x8b\x08\0", "gzip"),
    "a program": (b"MZ\x90\0\x03", "een programma"),
    "a zip of something": (zip_of(foto=b"x"), "alleen een Shapefile wordt ingepakt"),
    "an ODS": (zip_of(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "beschadigd"),
    "a million columns": (b";" * WIDE + b"\n" + b";" * WIDE, "1.000.001 kolommen|een miljoen tekens"),
    "a thousand columns": (
        (";".join(map(str, range(1000))) + "\n").encode() * 2,
        "rij 1 heeft 1.000 kolommen",
    ),
    "columns as far as Excel goes": (wide_sheet(), "rij 1 heeft 16.384 kolommen"),
    "a line without end": (b"a" * 2_000_000, "een miljoen tekens"),
    "a quotation without end": (
        b'kenmerk;naam\nH-1;"Huis\nH-2;Huis\n',
        "aanhalingsteken wordt niet gesloten",
    ),
    "a quotation in a cell": (b'kenmerk;naam\nH-1;"De "Ster""\n', "rij 2: een aanhalingsteken"),
    "a cell that is too long": (
        b'kenmerk;naam\nH-1;"' + b"a\n" * 70_000 + b'"\n',
        "rij 2: een cel heeft meer dan",
    ),
    "too many NULs": (b"kenmerk;naam\n" + b"a\0" * 500, "te veel NUL-tekens"),
    "half a letter": ("kenmerk;éé\nH-1;é".encode()[:-1], "midden in een letter"),
    "half a letter of UTF-16": ("kenmerk;naam\nH-1;a".encode("utf-16")[:-1], "midden in een letter"),
    "no text": (b"kenmerk;naam\nH-1;\x81\x8d\n", "regel 2 bevat bytes"),
    "a bomb": (bomb, "onwaarschijnlijk groot"),
    "a bomb of parts": (many_parts, "te veel onderdelen"),
    "a bomb of styles": (
        lambda: packed(xl__styles_xml=b"<a>" + bytes(range(48, 58)) * 2_100_000),
        "onwaarschijnlijk groot|klein hoort",
    ),
    "a bomb that lies": (lies_about_its_size, "beschadigd"),
    "entities that grow": (packed(xl__worksheets__sheet1_xml=BILLION_LAUGHS), "DOCTYPE"),
    "a password": (locked(), "wachtwoord"),
    "a cell without place": (sheet_of('<c r="1A"><v>1</v></c>'), "beschadigd"),
    "a text that is not there": (sheet_of('<c r="A1" t="s"><v>7</v></c>'), "beschadigd"),
    "XML that stops": (packed(xl__worksheets__sheet1_xml=b"<worksheet><sheetData><row>"), "beschadigd"),
    "JSON": (b'{"a": 1}', "geen GeoJSON"),
    "a list": (b"[1, 2]", "geen GeoJSON"),
    "no features": (b'{"type": "FeatureCollection", "features": []}', "leeg"),
    "a feature that is none": (b'{"type": "FeatureCollection", "features": [7]}', "feature 1 is geen"),
    "properties that are none": (
        geojson_file(HOUSE)
        .replace(b'"properties": {', b'"properties": [{')
        .replace(b'}, "geometry"', b'}], "geometry"'),
        "feature 1 is geen",
    ),
    "JSON that is deep": (b'{"a":' + b"[" * 100_000, "dieper genest|geen geldige JSON"),
    "a number without end": (b'{"type": ' + b"9" * 10_000 + b"}", "te groot"),
    "JSON in UTF-16": ('{"type": "FeatureCollection"}'.encode("utf-16-le"), "."),
    "an unknown CRS": (
        geojson_file(HOUSE, crs={"type": "name", "properties": {"name": "EPSG:1"}}),
        "'EPSG:1' is onbekend",
    ),
    "a CRS that is a file": (
        geojson_file(HOUSE, crs={"type": "name", "properties": {"name": "+init=/etc/passwd:1"}}),
        "onbekend",
    ),
    "a CRS that is a list": (geojson_file(HOUSE, crs=[1]), "onbekend"),
    "a database": (b"SQLite format 3\0" + b"\0" * 84, "beschadigd"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_unreadable_file_says_what_and_what_to_do(case: str) -> None:
    made, said = UNREADABLE[case]
    content = made() if callable(made) else made  # the large ones are only made where they are read
    with pytest.raises(RecordsError, match=said) as raised:
        read_file(content, "bestand.csv")
    message = str(raised.value)
    assert message.startswith("bestand.csv: ")
    assert message.endswith(".")
    assert "None" not in message


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_cut_off_halfway(kind: str, share: float) -> None:
    content = FORMATS[kind](dutch(HOUSING, *[{}] * 50))
    cut = content[: int(len(content) * share)]
    if kind == "csv":
        faults = check(read_file(cut, "x.csv")).errors
        assert "afgebroken" in faults[-1].what or faults[-1].row is not None
        return
    with pytest.raises(RecordsError, match="afgebroken"):
        read_file(cut, "x")


def test_a_csv_cut_off_in_its_last_row() -> None:
    found = check(read_file(csv_file(HOUSE).rstrip()[:-6], "x.csv"))
    assert "het bestand lijkt afgebroken" in " ".join(problem.what for problem in found.errors)


@pytest.mark.parametrize(
    "name", ["lijst.xlsx", "lijst.gpkg", "lijst", "../../etc/passwd", "a\0b\u202e.csv", ""]
)
def test_the_name_does_not_matter(name: str) -> None:
    assert check(read_file(csv_file(HOUSE), name)).errors == ()


def test_the_name_is_harmless_in_messages() -> None:
    with pytest.raises(RecordsError, match=r"^<U\+202E>lsx\.csv: "):
        read_file(b"", "/map/\u202elsx.csv")


def test_too_large_is_said_in_megabytes() -> None:
    with pytest.raises(RecordsError, match=r"x\.csv: het bestand is 51 MB, meer dan de 50 MB die mag"):
        read_file(b"a" * 51_000_000, "x.csv", most_bytes=UPLOAD_BYTES)


@pytest.mark.parametrize("kind", FORMATS)
def test_too_many_rows(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    with pytest.raises(RecordsError, match="meer dan 2 rijen"):
        read_sheet(FORMATS[kind](dutch(HOUSING, *[{}] * 5)))


def told(change: dict[str, str], kind: str = "csv") -> list[tuple[str, str, str]]:
    """Return what is told of one row: column, severity and what is wrong with how to mend it."""
    table = ACTIVATIONS if "type" in change or "activated_on" in change else HOUSING
    found = check(read_file(FORMATS[kind](dutch(table, change)), "x"))
    return [(each.column, each.severity, f"{each.what}; {each.mend}") for each in found.problems]


PROBLEMS = [
    ({"kind": "hotl"}, "soort", "bedoelde u hotel?"),
    ({"type": "preventiev"}, "type", "bedoelde u preventief?"),
    ({"activated_on": "31-02-2020"}, "geactiveerd op", "februari 2020 heeft 29 dagen"),
    ({"lat": "6,17", "lon": "51,37"}, "breedtegraad", "verwisseld"),
    ({"lat": "376404", "lon": "208987"}, "breedtegraad", "RD-coördinaten"),
    ({"lat": "0", "lon": "0"}, "breedtegraad", "de coördinaten zijn 0 en 0"),
    ({"lat": "40,4", "lon": "-3,7"}, "breedtegraad", "buiten Nederland"),
    ({"lat": "51,37", "lon": "6,17", "region": "VR01"}, "breedtegraad", "meer dan 2 km buiten Groningen"),
    ({"name": "a\0b"}, "naam", "NUL-teken"),
    ({"name": "x" * 300}, "naam", "te lang: 300 tekens"),
]


@pytest.mark.parametrize(("change", "column", "said"), PROBLEMS)
def test_a_bad_value_is_a_problem(change: dict[str, str], column: str, said: str) -> None:
    problems = told(change)
    assert [(where, severity) for where, severity, _ in problems] == [(column, "fout")]
    assert said in problems[0][2]


@pytest.mark.parametrize("kind", ["csv", "geojson", "gpkg"])
def test_formulas_in_text_stay_text(kind: str) -> None:
    cells = dutch(HOUSING, {"name": "=1+1", "note": "@SUM(A1)"})
    found = check(read_file(FORMATS[kind](cells), "x"))
    assert found.frame[["name", "note"]].iloc[0].tolist() == ["=1+1", "@SUM(A1)"]


def test_formulas_come_back_disarmed() -> None:
    found = check(read_file(csv_file(dutch(HOUSING, {"name": "=1+1", "capacity": "x"})), "x.csv"))
    content, name = faulty_rows(found)
    assert b"'=1+1" in content
    assert read_file(content, name).sheet.cells["naam"].tolist() == ["=1+1"]


def test_signs_that_turn_text_around_are_left_out_with_a_warning() -> None:
    found = check(read_file(csv_file(dutch(HOUSING, {"name": "\u202eHuis", "kind": "\u200fhotel"})), "x"))
    assert [problem.severity for problem in found.problems if problem.column == "naam"] == ["waarschuwing"]
    assert found.frame[["name", "kind"]].iloc[0].tolist() == ["Huis", "hotel"]


def test_right_to_left_marks_in_headers_do_not_count() -> None:
    cells = HOUSE.rename(columns=lambda header: f"\u200f{header}\u200e")
    found = check(read_file(csv_file(cells), "x"))
    assert (found.errors, found.kept) == ((), ())


def test_the_same_reference_twice_says_where_the_first_is() -> None:
    found = check(read_file(csv_file(dutch(HOUSING, *[{"reference": "H-1"}] * 2)), "x"))
    assert [(problem.row, problem.what) for problem in found.errors] == [(3, "kenmerk staat ook in rij 2")]


def test_the_same_header_twice() -> None:
    cells = pd.concat([HOUSE, HOUSE[["naam"]]], axis=1)
    found = check(read_file(csv_file(cells), "x"))
    assert found.kept == ("naam (2)",)


def test_half_a_surrogate_pair_has_no_place_in_text() -> None:
    content = json.dumps(json.loads(geojson_file(HOUSE))).replace("Huis", "\\ud800Huis").encode()
    found = check(read_file(content, "x"))
    assert found.frame["name"].iloc[0] == "?Huis"


@pytest.mark.parametrize("place", ["[Infinity, 51]", "[NaN, 51]", "[1e400, 1e400]"])
def test_geojson_coordinates_that_are_no_numbers(place: str) -> None:
    content = geojson_file(HOUSE, [[1, 2]]).replace(b"[1, 2]", place.encode())
    found = check(read_file(content, "x"))
    assert [(problem.column, problem.what) for problem in found.errors] == [
        ("geometrie", "de geometrie heeft geen bruikbare coördinaten")
    ]

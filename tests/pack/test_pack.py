"""The pack: each file opens and says the same, the MANIFEST vouches for it, and no secret is in any byte."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import sqlite3
import zipfile
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import openpyxl
import pyogrio
import pytest
from PIL import Image
from pypdf import PdfReader

from geo import language
from geo.access import Viewer
from geo.commands.cli import main
from geo.errors import AccessError, SketchError
from geo.pack import NAMES, Wanted, pack, pack_away
from geo.picture import ActionPoint, Selection, Shape, Sketch, points_text
from geo.store import Intent, Seen, Store, Told, current, fill_demo, migrate
from tests.toy_audiences import EVERYONE, OTHER, PARTNER, PUBLIC, WORD, contents, seen
from tests.toy_exports import on_disk

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.whole
ALL = Selection()
ZONE = "VR23-DE05154"
SKETCH = Sketch(
    (
        Shape("notitie", ((6.1, 51.5),), "<img src=x onerror=alert(1)> Hier"),
        Shape("lijn", ((6.0, 51.4), (6.2, 51.6))),
    )
)
POINTS = (
    ActionPoint(1, "GGD bellen", "Anna", date(2020, 12, 1), (6.1, 51.5)),
    ActionPoint(3, "Wie gaat?"),
)


def files(viewer: Viewer, **how: str) -> dict[str, bytes]:
    return _files(viewer, language.current(), tuple(how.items()))


@cache  # a pack takes seconds: tests that look at the same one share it
def _files(viewer: Viewer, _language: str, how: tuple[tuple[str, str], ...]) -> dict[str, bytes]:
    made = pack(seen(viewer), ALL, Wanted(**dict(how)))
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {made.name.removesuffix(".zip")}
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def partner() -> dict[str, bytes]:
    return files(PARTNER)


def _often(viewers: Iterable[Viewer]) -> list[object]:
    """Return viewers as parameters: the partner and the public in each run, the others in the slow ones."""
    rare = {viewer: () if viewer in (PARTNER, PUBLIC) else (pytest.mark.slow,) for viewer in viewers}
    return [pytest.param(viewer, id=viewer.key or "landelijk", marks=marks) for viewer, marks in rare.items()]


@pytest.mark.parametrize("viewer", _often([OTHER, PARTNER, PUBLIC]))
def test_no_withheld_value_is_in_any_byte(viewer: Viewer) -> None:
    for name, content in files(viewer).items():
        for part in contents(content):
            assert WORD.encode() not in part, name
            assert b"51.3722" not in part, name


@pytest.mark.parametrize("viewer", _often(EVERYONE))
def test_every_file_says_for_whom_it_is(viewer: Viewer) -> None:
    made = files(viewer)
    assert set(NAMES) <= set(made)
    assert f"Publiek: {viewer.label}" in made["MANIFEST"].decode()
    assert f"Publiek: {viewer.label}" in html.unescape(made["kaart.html"].decode())
    told = " ".join(PdfReader(io.BytesIO(made["kaart.pdf"])).pages[0].extract_text().split())
    assert f"Publiek: {viewer.label}" in told
    rows = openpyxl.load_workbook(io.BytesIO(made["gegevens.xlsx"]))["selectie"].iter_rows(values_only=True)
    assert ("Publiek", viewer.label) in list(rows)
    for name, content in made.items():
        if name.endswith(".geojson"):
            assert json.loads(content)["audience"] == viewer.audience


def test_the_manifest_vouches_for_each_file(partner: dict[str, bytes]) -> None:
    lines = [line for line in partner["MANIFEST"].decode().splitlines() if not line.startswith("#")]
    told = dict(reversed(line.split("  ")) for line in lines)
    assert told == {
        name: hashlib.sha256(content).hexdigest() for name, content in partner.items() if name != "MANIFEST"
    }


def test_all_files_say_the_same(partner: dict[str, bytes]) -> None:
    title, added_up = (
        "5 activeringen in Limburg-Noord – Kleef (Kleve)",
        "5 = 4 op de kaart + 1 buiten Nederland",
    )
    page = html.unescape(partner["kaart.html"].decode())
    drawn = " ".join(PdfReader(io.BytesIO(partner["kaart.pdf"])).pages[0].extract_text().split())
    for told in (page, drawn, partner["MANIFEST"].decode()):
        assert title in told
        assert added_up in told
    assert json.loads(partner["activeringen.geojson"])["reconciliation"] == added_up
    assert Image.open(io.BytesIO(partner["kaart.png"])).size == (1920, 1080)


def test_the_tables_hold_what_the_audience_may_have(partner: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(partner["gegevens.xlsx"]))
    assert book.sheetnames[:3] == ["activeringen", "huisvesting", "contacten"]
    assert book["huisvesting"].max_row == 4
    assert len(json.loads(partner["huisvesting.geojson"])["features"]) == 3
    public = openpyxl.load_workbook(io.BytesIO(files(PUBLIC)["gegevens.xlsx"]))
    assert public.sheetnames[0] == "regios"


def test_the_geopackage_has_layers_with_styles(partner: dict[str, bytes]) -> None:
    with on_disk(partner["gegevens.gpkg"]) as file:
        assert [name for name, kind in pyogrio.list_layers(file) if kind] == ["activeringen", "huisvesting"]
        homes = pyogrio.read_dataframe(file, layer="huisvesting")
        assert homes.crs == "EPSG:4326"
        assert len(homes) == 3
        assert pyogrio.read_info(file, layer="huisvesting")["layer_metadata"]["audience"] == "partner"
        assert pyogrio.read_info(file, layer="activeringen")["layer_metadata"]["audience"] == "partner"
    with sqlite3.connect(":memory:") as held:
        held.deserialize(partner["gegevens.gpkg"])
        rows = held.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles").fetchall()
    held.close()
    assert [(name, usual) for name, _, usual in rows] == [("activeringen", 1), ("huisvesting", 1)]
    for _, style, _ in rows:
        ElementTree.fromstring(style.removeprefix("<!DOCTYPE qgis>"))  # noqa: S314 - our own file


def test_the_page_holds_text_as_text() -> None:
    page = files(EVERYONE[0])["kaart.html"].decode()
    assert WORD in page
    assert "<img" not in page
    assert not re.search(r"(?:src|href)=\"(?!data:,)", page.split("<script>")[0])
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    assert "<" not in data[1]
    layers = json.loads(data[1])["layers"]
    assert [layer["name"] for layer in layers] == ["activations", "housing"]


@pytest.mark.slow
def test_it_is_in_the_language_of_who_asks() -> None:
    with language.reading("de"):
        made = files(PARTNER)
    page = made["kaart.html"].decode()
    assert '<html lang="de">' in page
    assert "5 Aktivierungen in Limburg-Noord – Kleve" in page
    assert "# Publikum: Partner" in made["MANIFEST"].decode()


def test_a_zone_is_cut_for_who_sees_all() -> None:
    made = files(EVERYONE[0], zone=ZONE)
    assert len(json.loads(made["activeringen.geojson"])["features"]) == 5
    assert "5 activeringen in Limburg-Noord" in made["kaart.html"].decode()


def test_a_rate_is_not_for_a_partner() -> None:
    with pytest.raises(AccessError, match="Wel: "):
        pack(seen(PARTNER), ALL, Wanted(shown="per_1000_places"))


def test_what_a_meeting_made_is_in_it() -> None:
    made = files(PARTNER, sketch=SKETCH.text, points=points_text(POINTS))
    drawn, agreed = (json.loads(made[f"{name}.geojson"]) for name in ("schets", "actiepunten"))
    assert [one["geometry"]["type"] for one in drawn["features"]] == ["Point", "LineString"]
    assert drawn["audience"] == "partner"
    assert [one["properties"]["actiepunt"] for one in agreed["features"]] == ["GGD bellen", "Wie gaat?"]
    assert agreed["rows"] == 2
    book = openpyxl.load_workbook(io.BytesIO(made["gegevens.xlsx"]))
    assert book.sheetnames[3:5] == ["schets", "actiepunten"]
    with on_disk(made["gegevens.gpkg"]) as file:
        assert len(pyogrio.read_dataframe(file, layer="schets")) == 2
        assert pyogrio.read_dataframe(file, layer="actiepunten")["wie"].fillna("").tolist() == ["Anna", ""]
    assert "schets.geojson" in made["MANIFEST"].decode()
    assert "<img" not in made["kaart.html"].decode()
    assert "1-12-2020" in made["kaart.html"].decode()


def test_the_public_gets_nothing_of_a_meeting() -> None:
    made = files(PUBLIC, sketch=SKETCH.text, points=points_text(POINTS))
    assert not {"schets.geojson", "actiepunten.geojson"} & set(made)
    for content in made.values():
        assert not [part for part in contents(content) if b"GGD bellen" in part]


def test_what_is_no_sketch_is_refused() -> None:
    with pytest.raises(SketchError):
        pack(seen(PARTNER), ALL, Wanted(sketch="{}"))


@pytest.mark.slow
def test_nothing_makes_an_empty_pack() -> None:
    made = pack(seen(PARTNER), Selection(types=("repressief",))).content
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        (page,) = (archive.read(name) for name in archive.namelist() if name.endswith(".html"))
    assert "0 activeringen in" in page.decode()


@pytest.mark.slow
def test_the_same_pack_comes_from_the_room() -> None:
    made, away = pack(seen(PARTNER), ALL), pack_away(seen(PARTNER), ALL, lambda *_: None)
    assert away.name == made.name

    def told(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name.endswith(("html", "png"))}

    assert told(away.content) == told(made.content)


def test_the_command_makes_a_pack(tmp_path, monkeypatch, capsys) -> None:  # noqa: ANN001
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    out = tmp_path / "uit.zip"
    words = ["pack", str(out), "--audience", "partner", "--zone", ZONE, "--taal", "de"]
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["audience"] == "partner"
    assert zipfile.is_zipfile(out)
    assert main(["pack", str(tmp_path / "uit.tar")]) == 1
    assert "Kies zip" in capsys.readouterr().err


@pytest.mark.slow
def test_the_command_packs_a_saved_view(tmp_path, monkeypatch, capsys) -> None:  # noqa: ANN001
    store = Store(f"sqlite:///{tmp_path / 'demo.sqlite'}", tmp_path)
    migrate(store.engine)
    fill_demo(store)
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(store))
    assert main(["pack", str(tmp_path / "niets.zip"), "--view", "Kleve"]) == 1
    assert "nog geen overlegkaarten" in capsys.readouterr().err
    then = store.snapshot()
    drawn = Told("Kleve", drawings=SKETCH.text, points=points_text(POINTS))
    query = f"v=1&type=preventief&zone={ZONE}"
    view = Seen("grensstreek", query, None, "de", f"partner:{ZONE}", True, then.version, then.as_of)
    store.views.save(view, drawn, "Marie")
    store.views.save(view, Told("Twee"), "Marie")
    store.views.save(view, Told("twee"), "Marie")
    store.remove_demo(Intent("marie", "withdraw", "voorbij"))
    out = tmp_path / "uit.zip"
    assert main(["pack", str(out), "--view", "kleve", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["audience"], told["version"], told["fictional"]) == ("partner", then.version, True)
    with zipfile.ZipFile(out) as archive:
        made = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert '<html lang="de">' in made["kaart.html"].decode()
    assert "Limburg-Noord – Kleve" in made["kaart.html"].decode()
    held = json.loads(made["activeringen.geojson"])
    assert held["features"]
    assert {one["properties"]["type"] for one in held["features"]} == {"preventief"}
    assert len(json.loads(made["schets.geojson"])["features"]) == 2
    more = str(tmp_path / "meer.zip")
    assert main(["pack", more, "--view", "Emmen"]) == 1
    assert "Kleve (1)" in capsys.readouterr().err
    assert main(["pack", more, "--view", "Twee"]) == 1
    assert "kies een nummer: 3, 2" in capsys.readouterr().err
    assert main(["pack", more, "--view", "2"]) == 0
    with pytest.raises(SystemExit):
        main(["pack", f"{tmp_path}/nog.zip", "--view", "Kleve", "--type", "preventief"])
    store.close()

"""``python -m geo border``: the shape of the answer, zones, what is refused."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest

from geo.areas import load_boundaries, to_metric
from geo.commands import cli
from geo.exports import export
from geo.picture import Selection
from geo.settings import Settings
from geo.store import current, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", autouse=True)
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    store = open_store(Settings.from_environment({"DATA_DIR": str(tmp_path_factory.mktemp("data"))}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(current, "_opened", lambda _: current._Opened(store))
        yield
    store.close()


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert cli.main(["border", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_both_sides_and_every_pair(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--grens", "nl-de")
    assert (list(found), found["border"], found["depth_km"]) == (
        ["border", "depth_km", "sides", "pairs", "partners", "no_data"],
        "nl-de",
        20,
    )
    assert list(found["sides"]) == ["NL", "DE"]
    assert set(found["sides"]["NL"]) == {"activations", "housing", "places", "occupants"}
    kleve = next(pair for pair in found["pairs"] if (pair["region"], pair["district"]) == ("VR23", "DE05154"))
    assert (kleve["DE"]["housing"], kleve["DE"]["places"], kleve["commuters"]) == (37, 1110, 518)


def test_a_zone_a_depth_and_a_filter(capsys: pytest.CaptureFixture[str]) -> None:
    whole = answer(capsys, "--grens", "nl-de", "--zone", "vr23-de05154")
    assert [(pair["region"], pair["district"]) for pair in whole["pairs"]] == [("VR23", "DE05154")]
    words = ("--zone", "VR23-DE05154", "--diepte", "2,5", "--type", "repressief")
    less = answer(capsys, "--grens", "nl-de", *words)
    assert less["depth_km"] == 2.5
    assert [one["sides"]["NL"]["activations"] for one in (whole, less)] == [8, 1]


def test_the_counts_are_those_of_the_export_and_the_border_file(capsys: pytest.CaptureFixture[str]) -> None:
    """As one does in QGIS: the exported points, the layer of borders, in metres, within 20 km, by country."""
    line = to_metric(load_boundaries().borders.geometry)["NL-DE"]
    now = current.current_store().snapshot()
    written = export(now, Selection(), "housing", "geojson").content
    points = gpd.read_file(io.BytesIO(written))
    near = points[to_metric(points.geometry).distance(line) <= 20_000]
    sides = answer(capsys, "--grens", "nl-de")["sides"]
    for country, figures in sides.items():
        here = near[near["land"] == country]
        assert (len(here), int(here["plaatsen"].sum())) == (figures["housing"], figures["places"])


def test_where_no_housing_is_known_there_are_no_places(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--grens", "nl-de", "--zone", "VR01-DE03454")
    (pair,) = answer(capsys, *words)["pairs"]
    assert pair["NL"] == {"activations": 0, "housing": 0, "places": None, "occupants": None}
    assert cli.main(["border", *words]) == 0
    line = next(
        line for line in capsys.readouterr().out.splitlines() if "Groningen" in line and "-DE" in line
    )
    assert line.split()[-4:] == ["0", "0", "–", "–"]


def test_who_delivers_what_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--grens", "nl-be", "--zone", "VR24-BE60000")
    home, luik = found["partners"]
    assert (home["areas"], home["delivers"]) == (["NL"], True)
    assert luik == {
        "reference": "DEMO-PAR-005",
        "partner": "Provincie Luik",
        "areas": ["BE60000"],
        "delivers": False,
        "housing_means": "",
        "outbreak_means": "",
    }
    assert found["no_data"] == ["BE60000"]
    assert cli.main(["border", "--grens", "nl-be", "--zone", "VR24-BE60000"]) == 0
    assert "Luik (Liège): geen gegevens van partner" in capsys.readouterr().out


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["border", "--grens", "nl-be", "--zone", "SCH"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Euregio Scheldemond, tot 20 km van de grens: Nederland ")
    assert lines[-2].startswith("België, elk één keer")
    assert "fictieve" in lines[-1]


def test_an_unknown_zone_is_named_with_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["border", "--grens", "nl-de", "--zone", "VR19-BE40000"]) == 1
    assert "ligt niet aan de grens nl-de; kies VR01-DE03454" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--grens", "nl-fr"], "nl-de"),
        ([], "--grens"),
        (["--grens", "nl-de", "--diepte", "61"], "kies 1 tot en met 60 km"),
        (["--grens", "nl-de", "--diepte", "diep"], "kies 1 tot en met 60 km"),
    ],
)
def test_what_is_typed_wrong(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["border", *words])
    assert said in capsys.readouterr().err

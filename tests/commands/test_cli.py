"""The command line: its answers, its exit statuses, and what it says to whoever types something else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo import picture
from geo.areas.locator import PROBLEMS
from geo.commands import checking, cli
from geo.errors import StoreError
from geo.picture import QUERY, Selection, sentence
from geo.records import HOUSING
from geo.settings import ROOT, Settings
from geo.store import Intent, Store, current, open_store
from geo.store.record_checks import Finding
from tests.toy_snapshot import housing

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    settings = Settings.from_environment({"DATA_DIR": str(tmp_path_factory.mktemp("data"))})
    store = open_store(settings)
    yield store
    store.close()


@pytest.fixture(autouse=True)
def _demo_store(demo: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(demo))


def answer(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    assert cli.main([*words, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit, match="2"):
        cli.main(words)
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err.splitlines()[-1]


def test_counts_by_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "counts", "--by", "type") == {
        "total": 56,
        "by": "type",
        "counts": {"preventief": 37, "repressief": 19},
    }


def test_counts_the_total_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "counts") == {"total": 56, "by": None, "counts": {}}


@pytest.mark.parametrize("by", picture.COUNTS)
def test_counts_every_way_to_count(capsys: pytest.CaptureFixture[str], by: str) -> None:
    found = answer(capsys, "counts", "--by", by)
    assert found["total"] == 56
    assert (sum(found["counts"].values()) == 56) == (by != "thema")
    assert ("note" in found) == (by == "thema")


def test_counts_filters_are_those_of_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--thema", "wonen", "--thema", "werken", "--type", "repressief", "--van", "2020-09-01"]
    found = answer(capsys, "counts", "--by", "type", *words)
    assert found["counts"]["preventief"] == 0
    assert 0 < found["total"] <= 19
    assert answer(capsys, "counts", "--thema", "wonen,werken")["total"] >= found["total"]


def test_counts_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["counts", "--by", "type"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Preventief  37",
        "Repressief  19",
        "Totaal      56",
        "Let op: dit zijn fictieve demogegevens.",
    ]


def test_counts_regions_have_code_and_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["counts", "--by", "region"]) == 0
    assert "VR23 Limburg-Noord" in capsys.readouterr().out


def test_counts_the_demo_reconciles(demo: Store) -> None:
    now = demo.snapshot()
    found = picture.reconcile(picture.take_tally(now.activations, now.housing, Selection()))
    assert sentence(found) == "56 = 51 op de kaart + 3 zonder locatie + 2 buiten Nederland"


@pytest.mark.parametrize("row", QUERY, ids=lambda row: row.name)
@pytest.mark.parametrize("value", ["onzin", "", " "])
def test_an_unknown_value_is_refused(capsys: pytest.CaptureFixture[str], row: Any, value: str) -> None:
    message = refused(capsys, "counts", f"--{row.name}", value)
    assert f"--{row.name}: '{value.strip()}' is onbekend; kies {row.allowed}." in message


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--van", "2020-10-01", "--tot", "2020-09-01"], "--van ligt na --tot."),
        (["--integraal", "ja,nee"], "--integraal: 'ja', 'nee' is te veel; kies één waarde."),
        (["--by", "kleur"], "'kleur'"),
        (["--kleur", "rood"], "--kleur"),
    ],
)
def test_what_is_typed_wrong_is_named(
    capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert message in refused(capsys, "counts", *words)


VENLO = {
    "country": "NL",
    "region": "VR23",
    "municipality": "GM0983",
    "district": None,
    "name": "Limburg-Noord",
    "border": "nl-de",
    "border_km": pytest.approx(3.4, abs=0.1),
}
NOWHERE = dict.fromkeys(VENLO)


@pytest.mark.parametrize(("lon", "lat"), [("6.17", "51.37"), ("6,17", "51,37")])
def test_locate_in_the_netherlands(capsys: pytest.CaptureFixture[str], lon: str, lat: str) -> None:
    assert answer(capsys, "locate", lon, lat) == VENLO


def test_locate_abroad(capsys: pytest.CaptureFixture[str]) -> None:
    goch = answer(capsys, "locate", "6.16", "51.68")
    assert (goch["country"], goch["region"], goch["name"]) == ("DE", None, "Kleve")
    assert (goch["district"], goch["foreign_municipality"]) == ("DE05154", "Goch")
    assert set(answer(capsys, "locate", "4.94", "51.32")) == set(VENLO)  # Turnhout: no outline is known


def test_locate_in_the_water_near_a_shore(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "locate", "5.11", "52.472")  # off Marken
    assert (found["municipality"], found["note"]) == ("GM0852", "in het water, dichtstbijzijnde gemeente")
    assert cli.main(["locate", "5.35", "52.75", "--json"]) == 1  # far out on the IJsselmeer


@pytest.mark.parametrize(
    ("lon", "lat", "said"),
    [
        ("-5.2", "52.1", "buiten Nederland"),
        ("-1e1", "-,5", "buiten Nederland"),
        ("52.1", "5.1", "verwisseld"),
        ("155000", "463000", "Rijksdriehoek"),
        ("0", "0", "0, 0"),
        ("nan", "52", "geen coördinaten"),
        ("5", "-1000", "geen graden"),
    ],
)
def test_locate_nowhere(capsys: pytest.CaptureFixture[str], lon: str, lat: str, said: str) -> None:
    assert cli.main(["locate", lon, lat, "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out) == NOWHERE
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1


def test_locate_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["locate", "6.17", "51.37"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Land              Nederland (NL)",
        "Veiligheidsregio  Limburg-Noord (VR23)",
        "Gemeente          Venlo (GM0983)",
        "Grens             nl-de op 3,4 km",
    ]
    assert cli.main(["locate", "6.16", "51.68"]) == 0
    assert capsys.readouterr().out.splitlines()[-2] == "Gemeente       Goch"
    assert cli.main(["locate", "5.11", "52.472"]) == 0
    assert capsys.readouterr().out.splitlines()[-2].endswith("in het water, dichtstbijzijnde gemeente")


@pytest.mark.parametrize("typed", [["--taal", "de", "locate"], ["locate", "--taal=de"]])
def test_locate_in_german(capsys: pytest.CaptureFixture[str], typed: list[str]) -> None:
    assert cli.main([*typed, "6.17", "51.37"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Land               Niederlande (NL)",
        "Sicherheitsregion  Limburg-Noord (VR23)",
        "Gemeinde           Venlo (GM0983)",
        "Grenze             nl-de, 3,4 km entfernt",
    ]
    assert cli.main(["locate", "0", "0", "--taal", "en"]) == 1
    assert "no location in the Netherlands" in capsys.readouterr().err
    assert "LON: 'oost' n'est pas un nombre" in refused(capsys, "--taal", "fr", "locate", "oost", "52")
    assert "invalid choice: 'pl'" in refused(capsys, "locate", "6", "52", "--taal", "pl")


def test_locate_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert "LON: 'oost' is geen getal" in refused(capsys, "locate", "oost", "52")


def test_locate_every_problem_has_its_words() -> None:
    assert set(cli.LOCATE_PROBLEMS) == set(filter(None, PROBLEMS))


def test_check_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "check") == {"ok": True, "findings": []}


def test_check_findings(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "check_store", lambda _: [Finding("housing", "kapot", ("H-1",))])
    found = answer(capsys, "check", status=1)
    assert found["ok"] is False
    assert found["findings"] == [{"table": "housing", "what": "kapot", "examples": ["H-1"]}]
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().out == "housing: kapot: H-1\n"


def test_demo_fills_an_empty_database_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'eigen.sqlite'}"
    store = open_store(Settings.from_environment({"DATA_DIR": str(tmp_path), "DATABASE_URL": url}))
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(store))
    assert answer(capsys, "counts")["total"] == 0
    for _ in range(2):
        assert cli.main(["demo"]) == 0
        assert "56 activeringen" in capsys.readouterr().out
    store.close()


def test_demo_leaves_real_records_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'eigen.sqlite'}"
    store = open_store(Settings.from_environment({"DATA_DIR": str(tmp_path), "DATABASE_URL": url}))
    store.write(HOUSING, housing({}), Intent("test"))
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(store))
    assert cli.main(["demo"]) == 1
    assert "al andere gegevens" in capsys.readouterr().err
    assert len(store.snapshot().housing) == 1
    store.close()


def test_a_fault_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: object) -> None:
        fault = StoreError("De database is niet bereikbaar.\nProbeer het later.")
        fault.add_note("sqlite:////map/beeld.sqlite")
        raise fault

    monkeypatch.setattr(current, "_opened", away)
    assert cli.main(["counts"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert (
        printed.err
        == "python -m geo counts: De database is niet bereikbaar. Probeer het later. (sqlite:////map/beeld.sqlite)\n"
    )


@pytest.mark.slow
def test_as_a_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geo", "counts", "--by", "type", "--json"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["counts"] == {"preventief": 37, "repressief": 19}

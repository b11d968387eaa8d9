"""``--audience``, ``--regio`` and ``--zone``: a command that reads records answers for whom it is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.commands.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ZONE = ["--audience", "partner", "--zone", "vr23-de05154"]
PUBLIC = ["--audience", "openbaar"]
OWN = ["--audience", "regio", "--regio", "VR23"]


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_counts_for_the_public_withhold_small_regions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["counts", "--by", "region", *PUBLIC, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"]["VR23"] == 9
    assert found["counts"]["VR25"] is None
    assert found["total"] == sum(filter(None, found["counts"].values()))
    assert "afgeschermd" in found["note"]
    assert main(["counts", "--by", "region", *PUBLIC]) == 0
    assert "VR25 Flevoland                  afgeschermd" in capsys.readouterr().out


def test_a_filter_that_is_not_for_an_audience_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["counts", "--type", "repressief", *PUBLIC, "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["total"] == 39
    assert "Filter 'type' is weggelaten" in printed.err


@pytest.mark.parametrize(
    "words",
    [
        ["counts", "--by", "type", *PUBLIC],
        ["compare", *ZONE],
        ["border", "--grens", "nl-de", *PUBLIC],
        ["export", "uit.csv", *PUBLIC],
        ["export", "uit.csv", "--what", "blind_spots", *ZONE],
        ["draw", "uit.png", "--what", "weeks", *PUBLIC],
        ["draw", "uit.png", "--maat", "inwoners", *ZONE],
        ["report", "uit.pdf", *PUBLIC],
    ],
    ids=" ".join,
)
def test_what_is_not_for_an_audience_is_refused(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "is niet voor dit publiek" in printed.err
    assert "Wel: " in printed.err
    assert not list(tmp_path.glob("uit.*"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--audience", "regio"], "--regio VR23"),
        (["--audience", "regio", "--regio", "VR23,VR24"], "--regio VR23"),
        (["--audience", "partner"], "--zone VR23-DE05154"),
        (["--zone", "MARS"], "'MARS' is onbekend"),
        (["--zone", "VR23-DE05154", "--regio", "VR01"], "--regio ligt buiten --zone"),
    ],
    ids=str,
)
def test_a_region_or_zone_is_asked_for(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["counts", *words])
    assert told in capsys.readouterr().err


def test_a_zone_that_there_is_not_is_no_audience(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["counts", "--audience", "partner", "--zone", "MARS"]) == 1
    assert "vraagt om een zone aan de grens, niet 'MARS'" in capsys.readouterr().err


@pytest.mark.parametrize("whom", [ZONE, ["--zone", "VR23-DE05154"]], ids=["partner", "everything"])
def test_a_zone_is_both_sides(whom: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["counts", *whom, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 10


def test_the_region_of_an_audience_is_the_one_that_is_filtered_by(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit.geojson"
    assert main(["export", str(out), "--what", "housing", *OWN, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["audience"], told["audience_area"]) == ("regio", "VR23")
    features = json.loads(out.read_text())["features"]
    assert {one["properties"]["veiligheidsregio"] for one in features} == {"VR23"}
    assert all(one["properties"]["naam"] for one in features)


@pytest.mark.parametrize("whom", [ZONE, OWN], ids=["partner", "regio"])
def test_a_report_for_an_audience(
    whom: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(tmp_path / "uit.docx"), *whom]) == 0
    assert main(["border", "--grens", "nl-de", "--json", *whom]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["sides"]["NL"]["activations"] in (8, 9)

"""``python -m geo draw``: a picture of the demo, and what is told when it cannot be made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.commands.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_it_draws_what_the_filters_select(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "weken.svg"
    asked = ["draw", str(out), "--what", "weeks", "--type", "repressief", "--size", "16x9"]
    assert main([*asked, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "file": str(out),
        "what": "weeks",
        "size": "16x9",
        "format": "svg",
        "version": answer["version"],
        "fictional": True,
    }
    assert "19 activeringen per week" in out.read_text()
    assert main(asked) == 1
    assert "bestaat al" in capsys.readouterr().err
    assert main([*asked, "--force"]) == 0
    assert "per week, 16:9." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "told"),
    [("kaart.gif", "Kies png, pdf, svg."), ("kaart", "Kies png"), ("weg/kaart.png", "bestaat niet")],
)
def test_what_cannot_be_written_is_told(
    tmp_path: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", str(tmp_path / name)]) == 1
    assert told in capsys.readouterr().err

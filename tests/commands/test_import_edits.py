"""``python -m geo import`` names each field that changes, and what is emptied."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.commands import cli
from geo.store import Store, current, migrate

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_fields_that_change_are_told_and_those_emptied_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'toy.sqlite'}", tmp_path)
    migrate(store.engine)
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(store))
    file = tmp_path / "x.csv"
    file.write_text("kenmerk;naam;soort;plaatsen;bewoners\nH-1;Hof;hotel;8;4\n", encoding="utf-8")
    assert cli.main(["import", str(file)]) == 0
    file.write_text("kenmerk;plaatsen;bewoners\nH-1;9;\n", encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["import", str(file), "--table", "housing", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["emptied"] == {"bewoners": 1}
    assert [(edit["column"], edit["before"], edit["after"]) for edit in told["edits"]] == [
        ("plaatsen", "8", "9"),
        ("bewoners", "4", ""),
    ]
    assert cli.main(["import", str(file), "--table", "housing", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "plaatsen: 8 → 9" in said
    assert "Leeggemaakt: bewoners (1)." in said
    store.close()

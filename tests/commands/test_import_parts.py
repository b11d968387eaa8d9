"""``python -m geo import --sheet``: each sheet of a workbook goes in, and those not read are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.commands import cli
from geo.records import HOUSING
from geo.store import Store, current, migrate
from tests.toy_files import dutch, rows_of, xlsx_file

if TYPE_CHECKING:
    from pathlib import Path


def test_two_sheets_of_one_workbook_are_each_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'toy.sqlite'}", tmp_path)
    migrate(store.engine)
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(store))
    book = tmp_path / "regios.xlsx"
    north, south = dutch(HOUSING, {"reference": "N-1"}), dutch(HOUSING, {"reference": "Z-1"})
    book.write_bytes(xlsx_file(rows_of(north), Zuid=rows_of(south)))

    assert cli.main(["import", str(book), "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["part"], first["parts"]) == ("Blad1", ["Blad1", "Zuid"])
    assert "werkblad 'Zuid' is niet gelezen" in [each["what"] for each in first["problems"]]
    for option in ("--sheet", "--layer"):
        assert cli.main(["import", str(book), option, "Zuid"]) == 0
    assert sorted(store.snapshot().housing["reference"]) == ["N-1", "Z-1"]
    capsys.readouterr()
    assert cli.main(["import", str(book), "--sheet", "West"]) != 0
    assert "geen werkblad 'West'; wel: 'Blad1', 'Zuid'" in capsys.readouterr().err
    store.close()

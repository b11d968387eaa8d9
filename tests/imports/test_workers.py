"""Workers by sector and region: read, refused with a reason, kept, and divided by."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook

from geo.commands.cli import main
from geo.errors import RecordsError, StoreError
from geo.files import make_sheet
from geo.imports import check_workers, is_of_workers, read_file
from geo.picture import Selection, make_sectors, sector_rates
from geo.records import WORKERS
from geo.store import (
    PREVIOUS_WORKERS,
    WORKERS_FILE,
    Store,
    bring_back_workers,
    current_store,
    keep_workers,
    kept_workers,
)
from tests.picture.test_sectors import GREENHOUSE, MEAT, OUTBREAK, snapshot

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.whole
HEAD = "Sector;Regio;Werkenden;Jaar;Bron\n"
GOOD = f"{HEAD}vlees;VR01;20.000;2020;CBS\nVleesverwerking;Drenthe;5000;2020;CBS\n"


def table_of(text: str) -> pd.DataFrame:
    return check_workers(read_file(text.encode(), "cbs.csv")).required()


def test_codes_and_names_are_read_alike() -> None:
    table = table_of(GOOD)
    assert table.to_dict("records") == [
        {"sector": "vlees", "region": "VR01", "workers": 20_000, "year": 2020, "source": "CBS"},
        {"sector": "vlees", "region": "VR03", "workers": 5_000, "year": 2020, "source": "CBS"},
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "sector;regio\nvlees;VR01\n",
            "Kolom werkenden: ontbreekt; nodig zijn sector, regio, werkenden, jaar, bron.",
        ),
        (f"{HEAD}vis;VR01;1;2020;CBS\n", "Rij 2, kolom Sector: vis: niet te lezen; kies tuinbouw"),
        (f"{HEAD}vlees;VR99;1;2020;CBS\n", "Rij 2, kolom Regio: VR99: niet te lezen; geef een code"),
        (
            f"{HEAD}vlees;VR01;-1;2020;CBS\n",
            "Rij 2, kolom Werkenden: -1: niet te lezen; geef een geheel getal",
        ),
        (
            f"{HEAD}vlees;VR01;1;20;\n",
            "kolom Jaar: 20: niet te lezen; geef een jaar als 2020. Rij 2, kolom Bron: leeg",
        ),
        (f"{GOOD}vlees;VR01;1;2020;CBS\n", "Rij 4: deze sector en regio staan er al"),
        (HEAD, "cbs.csv"),
        (
            f"{HEAD.strip()};SECTOR\nvlees;VR01;1;2020;CBS;bouw\n",
            "Kolom sector: staat er dubbel: Sector, SECTOR; laat er één",
        ),
        (
            f"{HEAD.strip()};Jaar\nvlees;VR01;1;2020;CBS;2019\n",
            "Kolom jaar: staat er dubbel: Jaar, Jaar (2); laat er één",
        ),
    ],
)
def test_a_file_that_is_wrong_says_where_and_what_to_do(text: str, words: str) -> None:
    with pytest.raises(RecordsError) as fault:
        table_of(text)
    assert words in str(fault.value)


def test_a_column_that_is_not_used_is_told_and_keeps_nothing_out() -> None:
    checked = check_workers(
        read_file(f"{HEAD.strip()};Kleur\nvlees;VR01;1;2020;CBS;rood\n".encode(), "cbs.csv")
    )
    assert [(one.column, one.what, one.severity) for one in checked.problems] == [
        ("Kleur", "wordt niet gebruikt", "waarschuwing")
    ]
    assert len(checked.required()) == 1


def test_the_empty_file_filled_in_reads_back() -> None:
    book = load_workbook(io.BytesIO(make_sheet("werkenden", WORKERS, "uitleg")))
    for number, value in enumerate(("vlees", "Drenthe", 5000, 2020, "CBS"), 1):
        book.active.cell(2, number, value)
    stream = io.BytesIO()
    book.save(stream)
    offered = read_file(stream.getvalue(), "werkenden_leeg.xlsx")
    assert is_of_workers(offered)
    assert check_workers(offered).required().to_numpy().tolist() == [["vlees", "VR03", 5000, 2020, "CBS"]]


def test_outbreaks_count_where_there_are_workers_only() -> None:
    found = make_sectors(
        snapshot(*[MEAT | OUTBREAK] * 3, MEAT | OUTBREAK | {"region": "VR02"}, MEAT, GREENHOUSE | OUTBREAK),
        Selection(),
    )
    rates = sector_rates(found, table_of(GOOD))
    meat = rates.loc["vlees"]
    assert (meat["outbreaks"], meat["workers"], meat["rate"]) == (3, 25_000, pytest.approx(1.2))
    assert (meat["low"], meat["high"]) == (pytest.approx(0.618672 / 2.5), pytest.approx(8.767273 / 2.5))
    assert np.isnan(rates.loc["tuinbouw", "rate"])
    chosen = sector_rates(found, table_of(GOOD), ("VR03",))
    assert (chosen.loc["vlees", "outbreaks"], chosen.loc["vlees", "workers"]) == (0, 5_000)


def test_the_newest_table_is_kept(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/beeld.sqlite", tmp_path)
    assert kept_workers(store) is None
    table = table_of(GOOD)
    keep_workers(store, table)
    pd.testing.assert_frame_equal(kept_workers(store).table, table)
    keep_workers(store, table[:1])
    assert len(kept_workers(store).table) == 1
    (tmp_path / "werkenden.csv").write_text("nonsense")
    with pytest.raises(StoreError, match="beschadigd"):
        kept_workers(store)


def test_the_table_before_comes_back_and_giving_the_same_again_does_not_lose_it(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/beeld.sqlite", tmp_path)
    one, two = table_of(GOOD)[:1], table_of(GOOD)
    for table in (one, two, two):
        keep_workers(store, table)
    assert len(kept_workers(store, PREVIOUS_WORKERS).table) == 1
    bring_back_workers(store)
    assert [len(kept_workers(store, name).table) for name in (WORKERS_FILE, PREVIOUS_WORKERS)] == [1, 2]


def test_a_source_may_be_called_as_what_stands_for_nothing(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/beeld.sqlite", tmp_path)
    keep_workers(store, table_of(GOOD.replace("CBS", "n/a")))
    assert list(kept_workers(store).table["source"]) == ["n/a", "n/a"]


def test_words_are_those_of_the_records() -> None:
    text = f"{HEAD}Fleischverarbeitung;veiligheidsregio Drenthe;1;2020;CBS\nvlees;1;2;2020;CBS\n"
    table = table_of(text)
    assert table[["sector", "region"]].to_numpy().tolist() == [["vlees", "VR03"], ["vlees", "VR01"]]


def test_the_command_checks_and_keeps(
    demo_store: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cbs.csv"
    file.write_text(GOOD)
    assert main(["workers", str(file), "--dry-run"]) == 0
    assert kept_workers(current_store()) is None
    assert main(["workers", str(file)]) == 0
    assert "2 rijen, 25.000 werkenden. Bewaard." in capsys.readouterr().out
    assert len(kept_workers(current_store()).table) == 2
    (current_store().data_dir / "werkenden.csv").unlink()
    assert main(["workers", str(tmp_path / "none.csv")]) == 1

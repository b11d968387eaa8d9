"""Workers by sector and region: read, refused with a reason, kept, and divided by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from geo.commands.cli import main
from geo.errors import RecordsError, StoreError
from geo.imports import read_workers
from geo.picture import Selection, make_sectors, sector_rates
from geo.store import Store, current_store, keep_workers, kept_workers
from tests.picture.test_sectors import GREENHOUSE, MEAT, OUTBREAK, snapshot

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "Sector;Regio;Werkenden;Jaar;Bron\n"
GOOD = f"{HEAD}vlees;VR01;20.000;2020;CBS\nVleesverwerking;Drenthe;5000;2020;CBS\n"


def test_codes_and_names_are_read_alike() -> None:
    table = read_workers(GOOD.encode(), "cbs.csv")
    assert table.to_dict("records") == [
        {"sector": "vlees", "region": "VR01", "workers": 20_000, "year": 2020, "source": "CBS"},
        {"sector": "vlees", "region": "VR03", "workers": 5_000, "year": 2020, "source": "CBS"},
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sector;regio\nvlees;VR01\n", "kolom werkenden, jaar, bron ontbreekt"),
        (f"{HEAD}vis;VR01;1;2020;CBS\n", "Rij 2, sector: vis; kies tuinbouw"),
        (f"{HEAD}vlees;VR99;1;2020;CBS\n", "Rij 2, regio: VR99; geef een code"),
        (f"{HEAD}vlees;VR01;-1;2020;CBS\n", "Rij 2, werkenden: -1; geef een geheel getal"),
        (f"{HEAD}vlees;VR01;1;20;\n", "Rij 2, jaar: 20; geef een jaar als 2020. Rij 2, bron: leeg"),
        (f"{GOOD}vlees;VR01;1;2020;CBS\n", "Rij 4: deze sector en regio staan er al"),
        (HEAD, "cbs.csv"),
        (f"{HEAD.strip()};SECTOR\nvlees;VR01;1;2020;CBS;bouw\n", "dubbele kolommen: Sector, SECTOR; laat"),
        (f"{HEAD.strip()};Jaar\nvlees;VR01;1;2020;CBS;2019\n", "dubbele kolommen: Jaar, Jaar (2); laat"),
    ],
)
def test_a_file_that_is_wrong_says_where_and_what_to_do(text: str, words: str) -> None:
    with pytest.raises(RecordsError) as fault:
        read_workers(text.encode(), "cbs.csv")
    assert words in str(fault.value)


def test_outbreaks_count_where_there_are_workers_only() -> None:
    found = make_sectors(
        snapshot(*[MEAT | OUTBREAK] * 3, MEAT | OUTBREAK | {"region": "VR02"}, MEAT, GREENHOUSE | OUTBREAK),
        Selection(),
    )
    rates = sector_rates(found, read_workers(GOOD.encode(), "cbs.csv"))
    meat = rates.loc["vlees"]
    assert (meat["outbreaks"], meat["workers"], meat["rate"]) == (3, 25_000, pytest.approx(1.2))
    assert (meat["low"], meat["high"]) == (pytest.approx(0.618672 / 2.5), pytest.approx(8.767273 / 2.5))
    assert np.isnan(rates.loc["tuinbouw", "rate"])
    chosen = sector_rates(found, read_workers(GOOD.encode(), "cbs.csv"), ("VR03",))
    assert (chosen.loc["vlees", "outbreaks"], chosen.loc["vlees", "workers"]) == (0, 5_000)


def test_the_newest_table_is_kept(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/beeld.sqlite", tmp_path)
    assert kept_workers(store) is None
    table = read_workers(GOOD.encode(), "cbs.csv")
    keep_workers(store, table)
    pd.testing.assert_frame_equal(kept_workers(store), table)
    keep_workers(store, table[:1])
    assert len(kept_workers(store)) == 1
    (tmp_path / "werkenden.csv").write_text("nonsense")
    with pytest.raises(StoreError, match="beschadigd"):
        kept_workers(store)


def test_a_source_may_be_called_as_what_stands_for_nothing(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/beeld.sqlite", tmp_path)
    keep_workers(store, read_workers(GOOD.replace("CBS", "n/a").encode(), "cbs.csv"))
    assert list(kept_workers(store)["source"]) == ["n/a", "n/a"]


def test_words_are_those_of_the_records() -> None:
    text = f"{HEAD}Fleischverarbeitung;veiligheidsregio Drenthe;1;2020;CBS\nvlees;1;2;2020;CBS\n"
    table = read_workers(text.encode(), "cbs.csv")
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
    assert len(kept_workers(current_store())) == 2
    (current_store().data_dir / "werkenden.csv").unlink()
    assert main(["workers", str(tmp_path / "none.csv")]) == 1

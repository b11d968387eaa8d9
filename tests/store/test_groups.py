"""Housing in Parquet files outside the store: what is read of it, what is refused, what the store says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.access import FEWEST
from geo.errors import StoreError
from geo.records import ACTIVATIONS, HOUSING
from geo.settings import Settings
from geo.store import APART, Intent, open_store, read_groups, readiness, rows_of
from geo.store import current as store_current
from tests.toy_groups import put
from tests.toy_snapshot import activations, housing

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("duckdb", reason="DuckDB is in requirements-large.txt")

SECRET = "Hoeve Verborgen"  # noqa: S105 - a name


def test_locations_that_are_alike_are_one_row(tmp_path: Path) -> None:
    one = housing({"capacity": 3, "occupants": 6}, {"capacity": 4, "occupants": 9})
    other = housing({"capacity": 5}, {"capacity": 8, "occupants": 2}, {"capacity": 9, "region": "VR02"})
    found = read_groups(put(tmp_path, one, other)).sort_values("capacity", ignore_index=True)
    assert found["locations"].tolist() == [1, 2, 1, 1]
    assert found["capacity"].tolist() == [5, 7, 8, 9]
    assert found["people"].tolist() == [0, 15, 2, 0]
    assert found["occupants"].fillna(-1).tolist() == [-1, APART, 2, -1]
    assert list(found.columns[:-2]) == list(housing().columns)


def test_nothing_that_is_no_code_or_number_is_read(tmp_path: Path) -> None:
    found = read_groups(put(tmp_path, housing({"name": SECRET, "place": SECRET, "note": SECRET})))
    assert SECRET not in found.to_csv()


def test_files_without_a_record_hold_none(tmp_path: Path) -> None:
    assert read_groups(put(tmp_path, housing())).empty


def test_whom_some_are_not_told_of_stand_apart() -> None:
    assert APART >= FEWEST


@pytest.mark.parametrize(
    ("column", "values", "said"),
    [
        ("region", ["Limburg-Noord"], "de kolom region heeft 1 codes die er niet zijn"),
        ("municipality", [SECRET], "de kolom municipality heeft 1 codes"),
        ("capacity", [-1], "de kolom capacity is bij 1 locaties leeg of minder dan 0"),
        ("capacity", pa.nulls(1, pa.int64()), "capacity is bij 1 locaties leeg"),
        ("occupants", [-3], "de kolom occupants"),
        ("capacity", [1.5], "de kolom capacity is DOUBLE; nodig is TINYINT"),
        ("capacity", None, "de kolom capacity is er niet"),
    ],
)
def test_what_no_record_may_hold_is_refused(tmp_path: Path, column: str, values: Any, said: str) -> None:
    rows = rows_of(housing({}), HOUSING)
    rows = rows.drop_columns(column)
    pq.write_table(
        rows
        if values is None
        else rows.append_column(column, values if isinstance(values, pa.Array) else pa.array(values)),
        tmp_path / "a.parquet",
    )
    with pytest.raises(StoreError, match=said) as refused:
        read_groups(tmp_path)
    assert SECRET not in refused.value.with_notes()
    assert str(tmp_path) not in str(refused.value)  # a visitor reads it


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="geen bestanden"):
        read_groups(tmp_path)
    (tmp_path / "a.parquet").write_text(SECRET)
    with pytest.raises(StoreError, match="niet lezen") as refused:
        read_groups(tmp_path)
    assert SECRET not in refused.value.with_notes()


def test_without_duckdb_it_is_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(StoreError, match=r"pip install -r requirements-large.txt"):
        read_groups(put(tmp_path, housing({})))


def test_the_store_counts_it_in_place_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = put(tmp_path / "files", housing({"capacity": 3}, {"capacity": 4}))
    told = {"DATA_DIR": str(tmp_path)}
    kept = open_store(Settings.from_environment(told))  # with the demo, and its housing
    kept.close()
    store = open_store(Settings.from_environment({**told, "HOUSING_PARQUET": str(files)}))
    monkeypatch.setattr(store_current, "_opened", lambda _: store_current._Opened(store))
    for now in (store.snapshot(), store.snapshot(store.snapshot().as_of)):
        assert (len(now.housing), len(now.homes), now.count(HOUSING)) == (0, 1, 2)
        assert now.fictional == {**now.fictional, "activations": 56}
        assert now.invented(HOUSING) == (0, 2)
        assert now.mixed
    assert readiness()["housing"] == 2
    for refused in (
        lambda: store.write(HOUSING, housing({}), Intent("x")),
        lambda: store.compare(HOUSING, housing({})),
    ):
        with pytest.raises(StoreError, match="HOUSING_PARQUET"):
            refused()
    assert store.write(ACTIVATIONS, activations({"reference": "A-9"}), Intent("x")).new == 1
    assert store.snapshot().count(HOUSING) == 2
    store.close()


def test_files_that_cannot_be_used_stop_what_asks_for_records_alone(tmp_path: Path) -> None:
    store = open_store(
        Settings.from_environment({"DATA_DIR": str(tmp_path), "HOUSING_PARQUET": str(tmp_path)})
    )
    assert store.log() == ()
    with pytest.raises(StoreError, match="geen bestanden"):
        store.snapshot()
    store.close()


def test_no_fictional_records_beside_it_at_a_first_start(tmp_path: Path) -> None:
    files = put(tmp_path / "files", housing({}))
    wanted = Settings.from_environment({"DATA_DIR": str(tmp_path), "HOUSING_PARQUET": str(files)})
    store = open_store(wanted)
    assert (store.version(), store.snapshot().count(HOUSING)) == (0, 1)
    store.close()

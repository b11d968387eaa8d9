"""``make scale``: one snapshot of millions of homes in memory, and the same answers by engines outside it.

``memory`` and ``groups`` are the two ways that the dashboard has, both through ``take_tally``.

Not one of the budgets: it takes minutes, gigabytes of memory and of disk. The homes are made column by column
and kept in ``SCALE_DIR`` (default ``/tmp/beeld-scale``), as a store of our own and as Parquet; a second run
finds them there. Each measurement runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.acero as ac
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import sqlalchemy as sa

from benchmarks.table import median_seconds, seconds
from geo.areas import REGION_CODES
from geo.picture import Selection, take_tally
from geo.picture.cube import AXES
from geo.records import HOUSING
from geo.store import Intent, Store, migrate, read_groups
from geo.store import bulk as rows_at_once
from geo.store.database import writing
from geo.store.schema import versions
from geo.store.versions import row_types
from geo.store.writing import add_change
from geo.vocabulary import COUNTRIES, HOUSING_KINDS, PRECISIONS
from tests.toy_snapshot import activations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

SIZES = (1_000_000, 5_000_000, 20_000_000)
BATCH = 1_000_000
FOLDER = Path(os.environ.get("SCALE_DIR", "/tmp/beeld-scale"))  # noqa: S108 - gigabytes, made to be thrown away

SELECTIONS = {
    "everything": Selection(),
    "two regions": Selection(regions=("VR23", "VR24")),
    "Germany": Selection(countries=("DE",)),
}
_KEYS = ["region", "country", "precision"]


def homes(first: int, count: int) -> pa.Table:
    """Return ``count`` homes as rows of the store, numbered from ``first``; the same at every call."""
    random = np.random.default_rng(first)
    number = np.arange(first, first + count)

    def one_of(words: Iterable[str], shares: np.ndarray | None = None) -> pa.Array:
        codes = list(words)
        return pa.array(codes).take(pa.array(random.choice(len(codes), count, p=shares)))

    def text(form: str) -> pa.Array:
        return pa.array(np.char.mod(form, number))

    abroad = random.random(count)
    region = np.where(abroad < 0.9, random.choice(np.array(REGION_CODES), count), "")
    country = np.select([abroad < 0.9, abroad < 0.95, abroad < 0.98], ["NL", "DE", "BE"], "")
    capacity = random.integers(1, 300, count)
    columns = {
        "reference": text("H-%08d"),
        "name": text("Huisvesting aan de Dorpsstraat %d"),
        "kind": one_of(HOUSING_KINDS.codes),
        "capacity": pa.array(capacity),
        "occupants": pa.array(capacity - random.integers(0, 2, count)),
        "certified": pa.array(random.random(count) < 0.5),
        "work_region": one_of(("", "VR23", "VR15")),
        "place": text("Dorp %d"),
        "municipality": one_of(("GM0983", "GM0899", "GM1507")),
        "region": pa.array(region),
        "country": pa.array(country),
        "lat": pa.array(random.uniform(50.8, 53.5, count).round(7)),
        "lon": pa.array(random.uniform(3.4, 7.2, count).round(7)),
        "note": one_of(("", "gezien bij een controle", "volgens de gemeente")),
        "district": one_of(("",)),
        "precision": one_of(PRECISIONS.codes),
        "version": pa.array(np.ones(count, np.int64)),
        "change_id": pa.array(np.ones(count, np.int64)),
        "withdrawn": pa.array(np.zeros(count, bool)),
    }
    return pa.table({name: columns[name].cast(kind) for name, kind in row_types(HOUSING).items()})


def parquet(count: int) -> Path:
    """Return the folder of Parquet files with ``count`` homes, one file a million."""
    folder = FOLDER / f"parquet-{count}"
    for first in range(0, count, BATCH):
        file = folder / f"{first:09d}.parquet"
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            pq.write_table(
                homes(first, min(BATCH, count - first)), file.with_suffix(".new"), compression="zstd"
            )
            file.with_suffix(".new").rename(file)
    return folder


def database(count: int) -> Path:
    """Return the folder of a store of our own with ``count`` homes."""
    folder = FOLDER / f"store-{count}"
    if not (folder / "made").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "beeld.sqlite").unlink(missing_ok=True)
        store = _store(folder)
        migrate(store.engine)
        with writing(store.engine) as connection:
            add_change(connection, Intent("scale"))
            for first in range(0, count, BATCH):
                rows_at_once.add(connection, versions["housing"], homes(first, min(BATCH, count - first)))
        store.close()
        (folder / "made").touch()
    return folder


def _store(folder: Path) -> Store:
    return Store(f"sqlite:///{folder / 'beeld.sqlite'}", folder)


# the answers: locations and places to sleep, by place and precision


def in_memory(count: int) -> dict[str, Any]:
    """Load a snapshot as the dashboard does, and count in it as the dashboard does."""
    store = _store(database(count))
    migrate(store.engine)  # it may be of an earlier day
    began = time.perf_counter()
    loaded = store.snapshot().homes
    load = time.perf_counter() - began
    return _measured(partial(_tallied, activations(), loaded), load)


def in_groups(count: int) -> dict[str, Any]:
    """Have DuckDB read the Parquet files as the dashboard does (HOUSING_PARQUET), and count as it does."""
    folder = parquet(count)
    began = time.perf_counter()
    groups = read_groups(folder)
    load = time.perf_counter() - began
    return _measured(partial(_tallied, activations(), groups), load)


def _tallied(none: pd.DataFrame, homes: pd.DataFrame, selection: Selection) -> list[list[int]]:
    tally = take_tally(none, homes, selection)
    return [tally.housing.ravel().tolist(), tally.places.ravel().tolist()]


def by_duckdb(count: int) -> dict[str, Any]:
    """Have DuckDB count each answer anew, straight from the Parquet files."""
    import duckdb  # noqa: PLC0415 - for the benchmark alone

    files = str(parquet(count) / "*.parquet")
    connection = duckdb.connect()

    def answer(selection: Selection) -> list[list[int]]:
        where, values = _where(selection)
        statement = (
            f"SELECT region, country, precision, count(*), sum(capacity) FROM read_parquet(?) {where}"  # noqa: S608
            " GROUP BY ALL"
        )
        return _cubes(connection.execute(statement, [files, *values]).fetchall())

    return _measured(answer)


def by_arrow(count: int) -> dict[str, Any]:
    """Count by Arrow's own engine, Acero, streaming the Parquet files."""
    files = ds.dataset(parquet(count))

    def answer(selection: Selection) -> list[list[int]]:
        tests = [
            pc.field(column).isin(list(codes))
            for column, codes in (("region", selection.regions), ("country", selection.countries))
            if codes
        ]
        steps = [
            ac.Declaration(
                "scan", ac.ScanNodeOptions(files, columns=[*_KEYS, "capacity"], filter=_both(tests))
            ),
            *([ac.Declaration("filter", ac.FilterNodeOptions(_both(tests)))] if tests else []),
            ac.Declaration(
                "project",
                ac.ProjectNodeOptions(
                    [pc.field(name).cast("string") for name in _KEYS] + [pc.field("capacity")],
                    [*_KEYS, "capacity"],
                ),
            ),
            ac.Declaration(
                "aggregate",
                ac.AggregateNodeOptions(
                    [("capacity", "hash_count", None, "n"), ("capacity", "hash_sum", None, "beds")],
                    keys=_KEYS,
                ),
            ),
        ]
        found = ac.Declaration.from_sequence(steps).to_table().select([*_KEYS, "n", "beds"])
        return _cubes(list(zip(*(column.to_pylist() for column in found.columns), strict=True)))

    return _measured(answer)


def by_postgresql(count: int) -> dict[str, Any]:
    """Count by PostgreSQL in a table parted by country, on a server that is started for it."""
    from tests.toy_databases import Server  # noqa: PLC0415 - starts a server

    began = time.perf_counter()
    server = Server(FOLDER / f"postgresql-{count}")
    engine = sa.create_engine(server._uri.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        if not connection.scalar(sa.text("SELECT to_regclass('homes_done')")):
            kinds = "reference text, name text, region text, country text, precision text, capacity int"
            connection.execute(
                sa.text(
                    f"DROP TABLE IF EXISTS homes; CREATE TABLE homes ({kinds}) PARTITION BY LIST (country)"
                )
            )
            for code in ("NL", "DE", "BE", ""):
                connection.execute(
                    sa.text(
                        f"CREATE UNLOGGED TABLE homes_{code or 'none'}"
                        f" PARTITION OF homes FOR VALUES IN ('{code}')"
                    )
                )
            target = sa.table("homes", *map(sa.column, ("reference", "name", *_KEYS, "capacity")))
            for first in range(0, count, BATCH):
                part = homes(first, min(BATCH, count - first)).select([column.name for column in target.c])
                sink = pa.BufferOutputStream()
                pa.csv.write_csv(part, sink, pa.csv.WriteOptions(include_header=False))
                driver = connection.connection.driver_connection
                with (
                    driver.cursor() as cursor,
                    cursor.copy(
                        "COPY homes FROM STDIN (FORMAT csv, FORCE_NOT_NULL (region, country))"
                    ) as copy,
                ):
                    copy.write(sink.getvalue().to_pybytes())
            connection.execute(sa.text("CREATE TABLE homes_done ()"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM ANALYZE homes"))
    load = time.perf_counter() - began  # of the first time only: to fill it

    def answer(selection: Selection) -> list[list[int]]:
        where, values = _where(selection, "%s")
        statement = (
            f"SELECT region, country, precision, count(*), sum(capacity) FROM homes {where} GROUP BY 1, 2, 3"  # noqa: S608
        )
        with engine.connect() as connection:
            return _cubes(connection.exec_driver_sql(statement, tuple(values)).fetchall())

    return _measured(answer, load)


def _where(selection: Selection, sign: str = "?") -> tuple[str, list[str]]:
    tests, values = [], []
    for column, codes in (("region", selection.regions), ("country", selection.countries)):
        if codes:
            tests.append(f"{column} IN ({', '.join([sign] * len(codes))})")
            values += codes
    return (f"WHERE {' AND '.join(tests)}" if tests else ""), values


def _both(tests: list[pc.Expression]) -> pc.Expression | None:
    return None if not tests else tests[0] if len(tests) == 1 else tests[0] & tests[1]


def _cubes(groups: Iterable[tuple[str, str, str, int, int]]) -> list[list[int]]:
    """Return sums by region, country and precision as the two arrays of ``Tally``, laid out flat."""
    regions = {code: place for place, code in enumerate(REGION_CODES)}
    elsewhere = {code: len(regions) + place for place, code in enumerate(COUNTRIES.codes)}
    shape = AXES["place"], AXES["precision"]
    lodging, beds = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for region, country, precision, count, places in groups:
        place = regions.get(region, elsewhere.get(country, shape[0] - 1))
        cell = place, PRECISIONS.codes.index(precision)
        lodging[cell] += count
        beds[cell] += int(places)
    return [lodging.ravel().tolist(), beds.ravel().tolist()]


def _measured(answer: Callable[[Selection], list[list[int]]], load: float = 0) -> dict[str, Any]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    taken = {name: median_seconds(lambda one=one: answer(one), runs=3) for name, one in SELECTIONS.items()}
    return {
        "load": load,
        "rss": psutil.Process().memory_info().rss,
        "peak": max(peak, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024),
        "taken": taken,
        "answers": {name: answer(one) for name, one in SELECTIONS.items()},
    }


WAYS = {
    "memory": in_memory,
    "groups": in_groups,
    "arrow": by_arrow,
    "duckdb": by_duckdb,
    "postgresql": by_postgresql,
}


def measured(way: str, count: int) -> dict[str, Any]:
    """Measure one way in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", way, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(arguments: list[str]) -> int:
    """Make what is missing (``make``), measure one way (``WAY COUNT``), or print the table of all."""
    if arguments[:1] == ["make"]:
        for count in map(int, arguments[1:]) if arguments[1:] else SIZES:
            database(count)
            parquet(count)
        return 0
    if len(arguments) == 2:
        print(json.dumps(WAYS[arguments[0]](int(arguments[1]))))
        return 0
    print("| homes | way | load | resident (peak) | " + " | ".join(SELECTIONS) + " |")
    print("|---" * (4 + len(SELECTIONS)) + "|")
    for count in SIZES:
        expected = None
        for way in WAYS if count == SIZES[-1] else ("memory", "groups"):
            found = measured(way, count)
            expected = expected or found["answers"]
            assert found["answers"] == expected, f"{way} counts otherwise"
            memory = f"{found['rss'] / 1e9:.1f} ({found['peak'] / 1e9:.1f}) GB"
            times = " | ".join(seconds(value) for value in found["taken"].values())
            load = seconds(found["load"]) if found["load"] else "—"
            print(f"| {count:,} | {way} | {load} | {memory} | {times} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What is exported, imported again, changes nothing: through the import itself, in every format."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo import records
from geo.exports import FORMATS, export
from geo.imports import stages
from geo.picture import Selection
from geo.records import ACTIVATIONS, TABLES, Table, to_text
from geo.settings import Settings
from geo.store import Snapshot, Store, open_store
from tests.toy_exports import toy
from tests.toy_text import records_frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.imports.steps import Checked

pytestmark = pytest.mark.whole
ALL = Selection()
EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
EVERY_FORMAT = pytest.mark.parametrize("file_format", FORMATS)
# made up records take long: each table every time, the other files and tables among the slow tests; those of
# the demo go through each of them every time
EACH_AT_LENGTH = pytest.mark.parametrize(
    ("table", "file_format"),
    [
        pytest.param(
            table,
            one,
            id=f"{one}-{table.name}",
            marks=[] if one == ("geojson" if table is ACTIVATIONS else "csv") else pytest.mark.slow,
        )
        for table in TABLES.values()
        for one in FORMATS
    ],
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(Settings.from_environment({"DATA_DIR": str(tmp_path_factory.mktemp("data"))}))
    yield store
    store.close()


def again(snapshot: Snapshot, table: Table, file_format: str) -> Checked:
    """Export a table and check the file as an import does."""
    made = export(snapshot, ALL, table.name, file_format)  # type: ignore[arg-type]
    return stages.check(stages.read_file(made.content, made.name))


@EVERY_TABLE
@EVERY_FORMAT
def test_importing_an_export_of_the_demo_changes_nothing(demo: Store, table: Table, file_format: str) -> None:
    checked = again(demo.snapshot(), table, file_format)
    planned = stages.plan(checked, demo)
    rows = len(demo.snapshot().frame(table))
    assert checked.table is table
    assert checked.kept == ()
    assert {status: count for status, count in planned.counts.items() if count} == {"unchanged": rows}


# places that do not contradict themselves
PLACES: tuple[dict[str, Any], ...] = (
    {},
    {"municipality": "GM0983"},
    {"region": "VR23"},
    {"lat": 51.3704123, "lon": 6.1724567},
    {"lat": 51.7, "lon": 6.1, "country": "DE"},
)
NOWHERE = {"place": "", "municipality": "", "region": None, "country": None, "lat": None, "lon": None}
DAYS = {"signalled_on": None, "closed_on": None}


def possible(frame: pd.DataFrame, where: list[int]) -> pd.DataFrame:
    """Return records that could be stored: days in order, infections as the type says, one place a record."""
    frame = frame.copy()
    for name, value in {**NOWHERE, **DAYS}.items():
        if name in frame:
            frame[name] = pd.Series([value] * len(frame), dtype=frame[name].dtype)
    if "infections" in frame:
        frame["infections"] = frame["type"].eq("repressief")
    for row, place in enumerate(where[: len(frame)]):
        for name, value in PLACES[place].items():
            frame.loc[row, name] = value
    return frame


@EACH_AT_LENGTH
def test_importing_an_export_gives_the_same_records(table: Table, file_format: str) -> None:
    places = st.lists(st.integers(0, len(PLACES) - 1), min_size=4, max_size=4)

    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(records_frames(table), places)
    def holds(frame: pd.DataFrame, where: list[int]) -> None:
        text = to_text(possible(frame, where), table)
        first = records.read_placed(text, table)
        stored = first.frame[first.usable].reset_index(drop=True)
        if stored.empty:
            return
        frames = {one.name: toy().frame(one) for one in TABLES.values()} | {table.name: stored}
        snapshot = Snapshot(**frames, version=1, as_of=datetime(2020, 12, 1, tzinfo=UTC))
        back = again(snapshot, table, file_format)
        assert back.errors == ()
        pd.testing.assert_frame_equal(back.frame.reset_index(drop=True), stored)

    holds()

"""Opening the store: tables, demo and views are made once; several processes may start and write at once."""

from __future__ import annotations

import ast
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from geo.errors import ConflictError, StoreError
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS, TABLES
from geo.settings import Settings
from geo.store import demo
from geo.store.checks import check_store
from geo.store.database import reading, writing
from geo.store.migration import _scripts, migrate, newest_revision
from geo.store.schema import metadata
from geo.store.store import Store, fill_demo, open_store
from geo.store.writing import Intent, Source
from tests.toy_records import changed, many_activations, toy, toy_activations

if TYPE_CHECKING:
    from alembic.script import Script

    from tests.toy_databases import Server

pytest_plugins = ["tests.toy_databases"]

EDIT = Intent("piet", "edit", "gebeld")


@pytest.fixture
def toy_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The toys in place of the files in data/demo."""
    toys = {name: (toy(table), Source(f"{name}.csv", "cd" * 32)) for name, table in TABLES.items()}
    monkeypatch.setattr(demo, "demo_records", lambda: toys)


def configured(url: str, tmp_path: Path, *, demo_allowed: bool) -> Settings:
    plain = Settings.from_environment({"DATA_DIR": str(tmp_path)})
    return replace(plain, database_url=url, demo_allowed=demo_allowed)


@pytest.mark.usefixtures("toy_demo")
def test_an_empty_store_of_nobody_gets_the_demo_once(url: str, tmp_path: Path) -> None:
    wanted = configured(url, tmp_path, demo_allowed=True)
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(open_store, [wanted] * 4))
    assert {store.version() for store in stores} == {len(TABLES)}
    snapshot = stores[0].snapshot()
    assert (snapshot.demo, len(snapshot.activations), len(snapshot.housing)) == (True, 3, 2)
    assert [(entry.change.who, entry.change.action) for entry in stores[0].log()] == [("demo", "demo")] * len(
        TABLES
    )
    assert check_store(stores[0]) == []
    assert not fill_demo(stores[0])
    for store in stores:
        store.close()


def test_the_files_of_the_demo_fill_a_store(tmp_path: Path) -> None:
    store = open_store(Settings.from_environment({"DATA_DIR": str(tmp_path / "new")}))
    snapshot = store.snapshot()
    assert (snapshot.demo, len(snapshot.activations)) == (True, 56)
    assert len(snapshot.housing) > 400
    assert check_store(store) == []
    for name, (frame, source) in demo.demo_records().items():
        assert store.write(TABLES[name], frame, Intent("jan", source=source)).unchanged == len(frame)


def test_a_demo_that_is_missing_or_wrong_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="ontbreken"):
        demo.demo_records(tmp_path)
    (tmp_path / "activations.csv").write_text("kenmerk;type\nA-1;proactief\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"activations\.csv, geactiveerd op: verplichte kolom"):
        demo.demo_records(tmp_path)


@pytest.mark.usefixtures("toy_demo")
def test_a_configured_database_stays_empty(url: str, tmp_path: Path) -> None:
    store = open_store(configured(url, tmp_path, demo_allowed=False))
    assert (store.version(), store.snapshot().demo) == (0, False)
    store.close()


@pytest.mark.usefixtures("toy_demo")
def test_it_is_demo_while_any_record_began_as_one(store: Store) -> None:
    fill_demo(store)
    store.write(ACTIVATIONS, toy_activations().assign(note=pd.Series(["echt"] * 3, dtype="str")), EDIT)
    away = Intent("piet", "withdraw", "we beginnen echt")
    store.withdraw(HOUSING, ["H-1", "H-2"], away)
    assert store.snapshot().demo
    store.withdraw(CONTACTS, ["C-1", "C-2"], away)
    store.withdraw(PARTNERS, ["P-1", "P-2"], away)
    then = store.snapshot().as_of
    store.withdraw(ACTIVATIONS, ["A-1", "A-2", "A-3"], away)
    assert not store.snapshot().demo
    assert store.snapshot(then).demo


def test_the_migrations_make_what_the_schema_says(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == newest_revision()


ONLY_ADDS = {"create_table", "create_index", "add_column"}


def test_a_database_one_version_ahead_is_worked_with_as_replicas_are_updated_one_by_one(store: Store) -> None:
    with writing(store.engine) as connection:  # as the migration of the next version may do
        connection.exec_driver_sql("CREATE TABLE next_thing (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("ALTER TABLE activations ADD COLUMN next_column TEXT")
        following = f"{int(newest_revision()) + 1:04}"
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{following}'")  # noqa: S608
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), Intent("jan"))
    assert len(store.snapshot().frame(ACTIVATIONS)) == len(toy_activations())


@pytest.mark.parametrize("script", [*_scripts().walk_revisions()], ids=lambda script: script.revision)
def test_a_migration_only_adds_what_an_older_program_need_not_fill(script: Script) -> None:
    source = ast.parse(Path(script.path).read_text(encoding="utf-8"))
    upgrade = next(one for one in source.body if isinstance(one, ast.FunctionDef) and one.name == "upgrade")
    calls = [one for one in ast.walk(upgrade) if isinstance(one, ast.Call)]
    does = [
        (call.func.attr, call)
        for call in calls
        if isinstance(call.func, ast.Attribute) and _of_alembic(call.func)
    ]
    assert {what for what, _ in does} <= ONLY_ADDS
    for what, call in does:
        if what == "add_column":
            required = {word.arg: word.value for word in call.args[1].keywords}
            filled = "server_default" in required
            assert filled or getattr(required.get("nullable"), "value", True), ast.unparse(call)


def _of_alembic(called: ast.Attribute) -> bool:
    return isinstance(called.value, ast.Name) and called.value.id == "op"


def test_a_database_of_a_newer_program_is_refused(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="nieuwere versie"):
        migrate(store.engine)


def test_sqlite_runs_as_it_should(tmp_path: Path) -> None:
    store = open_store(
        configured(f"sqlite:///{tmp_path / 'new' / 'a%20b.sqlite'}", tmp_path, demo_allowed=False)
    )
    with reading(store.engine) as connection:
        values = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    assert values == ["wal", 1, 2, 5000]
    with writing(store.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30000


def test_values_read_well_in_sql(store: Store) -> None:
    store.write(ACTIVATIONS, toy_activations(), EDIT)
    columns = "themes, CAST(activated_on AS text), type, region, note"
    query = f"SELECT {columns} FROM activations WHERE reference = 'A-1'"  # noqa: S608 - nothing from outside
    with store.engine.connect() as connection:
        assert connection.execute(sa.text(query)).one() == (
            "wonen,werken",
            "2020-09-01",
            "preventief",
            "VR01",
            "eerste",
        )
        none = (
            "SELECT count(*) FROM activations WHERE result IS NULL AND district IS NULL AND closed_on IS NULL"
        )
        assert connection.scalar(sa.text(none)) == 1


def test_many_who_write_at_once_wait_for_each_other(url: str, tmp_path: Path) -> None:
    store = Store(url, tmp_path)
    migrate(store.engine)
    start = threading.Barrier(4)

    def write(number: int) -> None:
        mine = Store(url, tmp_path)
        start.wait()
        for turn in range(5):
            frame = many_activations(20).assign(note=pd.Series([f"{number}.{turn}"] * 20, dtype="str"))
            mine.write(ACTIVATIONS, frame, EDIT)
            assert mine.snapshot().activations["note"].nunique() == 1
        mine.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert store.version() == 20
    assert len(store.history(ACTIVATIONS, "A-0000007")) == 20
    assert check_store(store) == []
    store.close()


def test_of_two_who_edit_the_same_record_one_is_told(url: str, tmp_path: Path) -> None:
    store = Store(url, tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), EDIT)
    start = threading.Barrier(4)

    def edit(name: str) -> str:
        start.wait()
        try:
            store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note=name), EDIT, {"A-1": 1})
        except ConflictError as conflict:
            assert conflict.current == 2  # noqa: PT017
            return ""
        return name

    with ThreadPoolExecutor(4) as pool:
        kept = [name for name in pool.map(edit, "abcd") if name]
    assert [store.snapshot().activations["note"].iloc[0]] == kept
    store.close()


def test_a_second_session_sees_the_change_of_the_first(url: str, tmp_path: Path) -> None:
    first, second = Store(url, tmp_path), Store(url, tmp_path)
    migrate(first.engine)
    first.write(ACTIVATIONS, toy_activations(), EDIT)
    assert len(second.snapshot().activations) == 3
    first.write(ACTIVATIONS, changed(toy_activations(), "A-1", reference="A-0"), EDIT)
    assert second.version() == 2
    assert second.snapshot().activations["reference"].tolist() == ["A-0", "A-1", "A-2", "A-3"]
    first.close()
    second.close()


@pytest.mark.postgres
def test_where_postgis_is_there_each_table_has_a_view_with_geometry(postgres: Server, tmp_path: Path) -> None:
    """Two functions stand in for PostGIS, which this server lacks; before them there is no view."""
    store = Store(postgres.new_database(), tmp_path)
    migrate(store.engine)
    store.write(ACTIVATIONS, toy_activations(), EDIT)
    store.withdraw(ACTIVATIONS, ["A-2"], Intent("p", "withdraw", "dubbel"))
    assert sa.inspect(store.engine).get_view_names() == []
    with store.engine.begin() as connection:
        for function in (
            "st_makepoint(float8, float8) RETURNS point LANGUAGE sql AS 'SELECT point($1, $2)'",
            "st_setsrid(point, int) RETURNS point LANGUAGE sql AS 'SELECT $1'",
        ):
            connection.execute(sa.text(f"CREATE FUNCTION {function}"))
    migrate(store.engine)
    with store.engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT reference, geometry FROM activations_map ORDER BY 1")).all()
    assert [tuple(row) for row in rows] == [("A-1", "(5,52.1234567)"), ("A-3", None)]
    migrate(store.engine)
    store.close()

"""A backup that is not what it was, or holds what cannot be true, is refused with what is wrong."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tomllib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.records import ACTIVATIONS, CONTACTS, PARTNERS, TABLES
from geo.settings import ROOT
from geo.store import archive
from geo.store.backup import NO_DIGEST, _guarded, back_up, restore
from geo.store.database import reading
from geo.store.migration import migrate
from geo.store.reports import examined
from geo.store.store import Store
from geo.store.writing import Intent
from tests.toy_records import HOSTILE, changed, many_activations, toy, toy_activations
from tests.toy_reports import PDF

if TYPE_CHECKING:
    from pathlib import Path

    from geo.records import Table

pytest_plugins = ["tests.toy_databases"]

UNSEAL = "DROP TABLE parts; DROP TABLE backup; DROP TABLE reports; PRAGMA application_id = 0"


def fill(store: Store) -> None:
    """Write a little of everything: versions, a withdrawal, difficult text, a report."""
    for table in TABLES.values():
        store.write(table, toy(table), Intent("jan"))
    sent = examined("verslag.pdf", PDF)
    row = changed(toy_activations(), "A-1", report=sent.report.text)
    store.write(ACTIVATIONS, row, Intent("piet", "edit", HOSTILE), report=sent)
    store.withdraw(ACTIVATIONS, ["A-2"], Intent("p", "withdraw", "dubbel"))


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bron")
    store = emptied(folder)
    fill(store)
    store.write(ACTIVATIONS, many_activations(150), Intent("jan"))  # pages that are full
    back_up(store, folder / "kopie.sqlite")
    return folder / "kopie.sqlite"


def emptied(folder: Path) -> Store:
    store = Store(f"sqlite:///{folder / 'beeld.sqlite'}", folder)
    migrate(store.engine)
    return store


def held(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the tables of a database, but for the change of a restore itself."""
    with closing(sqlite3.connect(file)) as connection:
        found = {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608
            for name in ("changes", *TABLES)
        }
    found["changes"] = [row for row in found["changes"] if "restore" not in row]
    return found


def altered(kopie: Path, folder: Path, statements: str) -> Path:
    """Return a copy of a backup that somebody wrote in; foreign keys are not in the way."""
    file = folder / "anders.sqlite"
    shutil.copy(kopie, file)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(statements)
    return file


def refused_or_identical(store: Store, content: bytes, whole: Path) -> bool:
    """Restore damaged content over other records; return whether that was refused and left them alone.

    When it was not, nothing differs from what the whole backup holds.
    """
    (store.data_dir / "kapot.sqlite").write_bytes(content)
    database = store.data_dir / "beeld.sqlite"
    before = held(database)
    try:
        restore(store, store.data_dir / "kapot.sqlite", "beheer", replace=True)
    except StoreError:
        assert held(database) == before
        return True
    assert held(database) == held(whole)
    return False


@pytest.mark.slow
def test_flipped_bits_are_refused_or_without_harm(kopie: Path, tmp_path: Path) -> None:
    chance = random.Random(20_200_901)  # noqa: S311 - the same damage every time
    store, whole, refused = emptied(tmp_path), kopie.read_bytes(), 0
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        refused += refused_or_identical(store, bytes(content), kopie)
    assert refused > 10  # the damage was real


def test_cut_off_files_are_refused(kopie: Path, tmp_path: Path) -> None:
    chance = random.Random(20_201_231)  # noqa: S311
    store, whole = emptied(tmp_path), kopie.read_bytes()
    lengths = [chance.randrange(len(whole)) for _ in range(30)]
    lengths += [chance.randrange(len(whole) // 4096) * 4096 for _ in range(10)]  # at the end of a page
    for length in lengths:
        assert refused_or_identical(store, whole[:length], kopie)


@pytest.mark.parametrize(
    "statements",
    [
        "DELETE FROM activations WHERE change_id = 2; DELETE FROM housing WHERE change_id = 2;"
        " DELETE FROM changes WHERE id = 2",
        "UPDATE activations SET note = 'iets anders' WHERE reference = 'A-3'",
        "UPDATE housing SET occupants = 9 WHERE reference = 'H-1'",
        "UPDATE reports SET content = x'25504446'",
        "DELETE FROM reports",
        "DELETE FROM parts WHERE name = 'housing'",
        "DROP TABLE parts",
        "CREATE TABLE extra (x)",
        "ALTER TABLE activations RENAME COLUMN note TO nota",
        "PRAGMA application_id = 0",
    ],
)
def test_what_was_changed_afterwards_is_refused(kopie: Path, tmp_path: Path, statements: str) -> None:
    store = emptied(tmp_path)
    with pytest.raises(StoreError, match=r"anders\.sqlite is geen reservekopie .* niet meer wat ze was"):
        restore(store, altered(kopie, tmp_path, statements), "beheer")
    assert store.version() == 0
    assert not (tmp_path / "reports").exists()


def test_a_backup_says_what_is_in_it(kopie: Path) -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(kopie)) as connection:
        assert connection.execute("SELECT program FROM backup").fetchone()[0] == about["project"]["version"]
        counts = dict(connection.execute("SELECT name, row_count FROM parts").fetchall())
        held_in = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608
            for name in ("changes", "activations", "housing", "reports", "backup", "alembic_version")
        }
    assert {name: counts[name] for name in held_in} == held_in


@pytest.mark.parametrize("name", ["../../raak.pdf", "/raak.pdf", f"{'0' * 64}.pdf", f"{'0' * 64}.exe"])
def test_a_forged_report_gets_no_place(kopie: Path, tmp_path: Path, name: str) -> None:
    """Digests that agree do not make a name good, nor content what its name says."""
    file = altered(kopie, tmp_path, "DELETE FROM parts")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE reports SET file = ?", [name])
        parts = [(part, *found) for part, found in archive._digests(connection).items()]
        connection.executemany("INSERT INTO parts VALUES (?, ?, ?)", parts)
    store = emptied(tmp_path)
    with pytest.raises(StoreError, match="heeft niet de inhoud die de naam zegt"):
        restore(store, file, "beheer")
    assert store.version() == 0
    assert not list(tmp_path.parent.rglob("raak.pdf"))


def test_a_foreign_file_is_opened_with_no_trust(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "vreemd.sqlite")) as connection:
        connection.execute("CREATE TABLE x (y)")
    with closing(sqlite3.connect(tmp_path / "vreemd.sqlite")) as plain:
        archive.guard(plain)
        assert plain.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert plain.execute("PRAGMA cell_size_check").fetchone() == (1,)
    with reading(_guarded(tmp_path / "vreemd.sqlite")) as connection_of_ours:
        assert connection_of_ours.exec_driver_sql("PRAGMA trusted_schema").scalar() == 0
        assert connection_of_ours.exec_driver_sql("PRAGMA cell_size_check").scalar() == 1


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        ("DELETE FROM changes WHERE id = 2", "housing: versies zonder wijziging: H-1, H-2"),
        ("UPDATE activations SET lat = 152.0", "onmogelijke coördinaten"),
        ("UPDATE activations SET sector = 'bakkers'", "onbekende waarde in 'sector': bakkers"),
        ("DELETE FROM activations WHERE reference = 'A-1' AND version = 1", "versies ontbreken"),
        ("UPDATE activations SET note = 'a' || char(0) || 'b'", "een NUL-teken in 'toelichting'"),
        ("UPDATE activations SET note = x'00ff'", "onleesbare waarde in 'toelichting'"),
        ("UPDATE activations SET note = zeroblob(20000000) WHERE reference = 'A-3'", "too big"),
        ("UPDATE activations SET themes = x'00ff'", 'onleesbare waarde in "thema\'s"'),
        ("UPDATE activations SET note = CAST(x'ff' AS TEXT)", "beschadigd"),
        ("UPDATE activations SET activated_on = '2020-02-31'", "onleesbare waarde in 'geactiveerd op'"),
        ("UPDATE housing SET name = ' '", "records zonder naam"),
        ("UPDATE changes SET at = '2099-01-01 00:00:00.000000' WHERE id = 4", "in de toekomst: 4"),
        ("UPDATE changes SET at = '2020-13-01 00:00:00.000000' WHERE id = 1", "onleesbare waarde in 'at'"),
        ("UPDATE changes SET at = 'gisteren' WHERE id = 1", "onleesbare waarde in 'at'"),
        ("UPDATE changes SET who = '' WHERE id = 3", "van niemand (er staat niet wie): 3"),
        ("UPDATE changes SET why = 'a' || char(0) WHERE id = 3", "onleesbare waarde in 'why'"),
        ("ALTER TABLE housing DROP COLUMN certified", "ontbreekt certified van tabel housing"),
        ("DELETE FROM alembic_version", "versie van de tabellen"),
        ("UPDATE alembic_version SET version_num = '9999'", "nieuwere versie (9999)"),
        ("DROP TABLE housing; CREATE VIEW housing AS SELECT 1", "tabel housing ontbreekt"),
        ("CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM changes; END", "niet hoort: t"),
    ],
)
def test_a_backup_without_digests_is_refused_when_it_cannot_be_true(
    kopie: Path, tmp_path: Path, statements: str, told: str
) -> None:
    store = emptied(tmp_path)
    store.write(ACTIVATIONS, toy_activations(), Intent("jan"))
    before = held(tmp_path / "beeld.sqlite")
    file = altered(kopie, tmp_path, f"{UNSEAL}; {statements}")
    with pytest.raises(StoreError) as refused:
        restore(store, file, "beheer", replace=True)
    assert told in str(refused.value)
    assert held(tmp_path / "beeld.sqlite") == before
    assert [path.name for path in tmp_path.glob(".beeld-*")] == []


def test_an_older_backup_comes_back_and_says_that_it_carries_no_digests(
    kopie: Path, store: Store, tmp_path: Path
) -> None:
    restored = restore(store, altered(kopie, tmp_path, UNSEAL), "beheer")
    assert restored.rows == 161
    assert restored.reports == 0
    assert restored.warnings[0] == NO_DIGEST
    assert "A-1 (verslag.pdf)" in restored.warnings[1]  # an older backup carries no reports either
    assert store.history(ACTIVATIONS, "A-1")[-1].change.why == " ".join(HOSTILE.split())


BEFORE_PARTNERS = (
    "DROP TABLE drafts; DROP TABLE grants; DROP TABLE sessions; DROP TABLE audit; "
    "DROP TABLE saved_views; DROP TABLE guest_links; DROP TABLE partners; "
    "UPDATE alembic_version SET version_num = '0004'"
)
BEFORE_CONTACTS = BEFORE_PARTNERS.replace("0004", "0003") + "; DROP TABLE contacts"


@pytest.mark.parametrize(("table", "before"), [(CONTACTS, BEFORE_CONTACTS), (PARTNERS, BEFORE_PARTNERS)])
def test_a_backup_from_before_a_table_comes_back_without_any(
    store: Store, tmp_path: Path, table: Table, before: str
) -> None:
    source = emptied(tmp_path)
    source.write(ACTIVATIONS, toy_activations(), Intent("jan"))
    back_up(source, tmp_path / "oud.sqlite")
    old = altered(tmp_path / "oud.sqlite", tmp_path, f"{UNSEAL}; {before}")
    restored = restore(store, old, "beheer")
    assert restored.rows == 3
    assert len(store.snapshot().frame(table)) == 0
    store.write(table, toy(table), Intent("jan"))
    assert len(store.snapshot().frame(table)) == 2


def test_a_backup_of_today_without_the_contacts_is_refused(kopie: Path, store: Store, tmp_path: Path) -> None:
    file = altered(kopie, tmp_path, f"{UNSEAL}; DROP TABLE contacts")
    with pytest.raises(StoreError, match="contacts ontbreekt"):
        restore(store, file, "beheer")


def test_a_backup_that_would_be_refused_says_so_when_it_is_made(tmp_path: Path) -> None:
    store = emptied(tmp_path)
    fill(store)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE changes SET at = '2099-01-01 00:00:00' WHERE id = 4")
    (warning,) = back_up(store, tmp_path / "kopie.sqlite").warnings
    assert "in de toekomst: 4" in warning


@pytest.mark.parametrize(
    "name", ["beeld.sqlite-wal", "beeld.sqlite-shm", "beeld.sqlite-journal", "ander.sqlite-wal"]
)
def test_a_backup_never_gets_a_name_that_sqlite_uses(tmp_path: Path, name: str) -> None:
    store = emptied(tmp_path)
    with pytest.raises(StoreError, match="gebruikt SQLite zelf"):
        back_up(store, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_backup_onto_the_database_itself_is_refused(tmp_path: Path) -> None:
    store = emptied(tmp_path)
    (tmp_path / "ander").symlink_to(tmp_path)
    with pytest.raises(StoreError, match="de database zelf"):
        back_up(store, tmp_path / "ander" / "beeld.sqlite")
    assert store.version() == 0

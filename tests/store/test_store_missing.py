"""Where a database was and is not: an error that says what to do, never an empty or invented picture."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from geo import commands
from geo.errors import StoreError
from geo.records import ACTIVATIONS, TABLES
from geo.settings import ROOT, Settings, settings
from geo.store import current, writing
from geo.store.checks import check_store
from geo.store.store import Store, open_kept, open_store
from geo.store.writing import Intent
from tests.toy_pages import forget_store
from tests.toy_past import Clock
from tests.toy_records import changed, toy_activations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest_plugins = ["tests.toy_databases"]

IMPORT = Intent("jan")
READERS = (
    ("counts",),
    ("check",),
    ("backup", "kopie.sqlite"),
    ("history", "DEMO-A-001"),
    ("export", "uit.csv"),
)


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A DATA_DIR that was never used, for commands in this process."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.chdir(tmp_path)
    forget_store()
    yield folder
    forget_store()


def run(*words: str) -> int:
    """Run a command as a process of its own would: with no store open yet."""
    forget_store()
    return commands.main(words)


def configured(url: str, folder: Path) -> Settings:
    return Settings.from_environment({"DATA_DIR": str(folder), "DATABASE_URL": url})


# --- a first start ---


@pytest.mark.parametrize("words", [words for words in READERS if words[0] not in {"check", "backup"}])
def test_a_question_at_a_first_start_is_answered_from_the_demo_and_stores_nothing(
    data_dir: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(*words) == 0
    assert "Er is nog geen database" in capsys.readouterr().err
    assert not data_dir.exists()


@pytest.mark.parametrize("words", [("check",), ("check", "--json"), ("backup", "kopie.sqlite")])
def test_what_is_about_the_database_refuses_at_a_first_start(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(*words) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Er is nog geen database" in printed.err
    assert not data_dir.exists()
    assert not (tmp_path / "kopie.sqlite").exists()


def test_of_a_configured_database_that_never_was_nothing_is_invented(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'eigen.sqlite'}")
    assert run("counts") == 1
    assert "Er is nog geen database" in capsys.readouterr().err
    assert not (tmp_path / "eigen.sqlite").exists()


def test_a_trial_import_at_a_first_start_stores_nothing(data_dir: Path, tmp_path: Path) -> None:
    assert run("export", "uit.csv") == 0
    assert run("import", "uit.csv", "--dry-run") == 0
    assert not data_dir.exists()


@pytest.mark.slow
def test_as_a_program_the_demo_goes_when_it_ends(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geo", "counts", "--json"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": "", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["total"] == 56
    assert list(tmp_path.iterdir()) == []


# --- a database that is gone ---


def _gone(file: Path) -> None:
    file.unlink()


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _replaced(file: Path) -> None:
    file.unlink()
    open_store(configured(f"sqlite:///{file}", file.parent / "elders")).close()


WAYS = (_gone, _emptied, _replaced)
COMMANDS = (*READERS, ("demo",), ("import", "uit.csv"), ("import", "uit.csv", "--dry-run"))


# each command finds it gone, and one finds it lost in each way; all of them in each way among the slow tests
@pytest.mark.parametrize(
    ("lose", "words"),
    [
        pytest.param(
            lose,
            words,
            id=f"{' '.join(words)}{lose.__name__}",
            marks=[] if lose is _gone or words == COMMANDS[0] else pytest.mark.slow,
        )
        for words in COMMANDS
        for lose in WAYS
    ],
)
def test_a_database_that_is_gone_is_an_error_for_every_command(
    data_dir: Path,
    capsys: pytest.CaptureFixture[str],
    lose: Callable[[Path], None],
    words: tuple[str, ...],
) -> None:
    assert run("demo") == 0
    assert run("export", "uit.csv" if words[0] == "import" else "eerder.csv") == 0
    lose(data_dir / "beeld.sqlite")
    before = sorted(data_dir.iterdir())
    capsys.readouterr()
    assert run(*words) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    for word in ("beeld.sqlite was hier in gebruik", "geo restore", "beeld.sqlite.in-gebruik"):
        assert word in printed.err
    assert sorted(data_dir.iterdir()) == before


def test_the_dashboard_does_not_begin_anew_either(data_dir: Path) -> None:
    current.current_store()
    (data_dir / "beeld.sqlite").unlink()
    forget_store()
    with pytest.raises(StoreError, match=r"beeld\.sqlite was hier in gebruik"):
        current.readiness()
    assert not (data_dir / "beeld.sqlite").exists()


def test_both_ways_out(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demo") == 0
    assert run("backup", "kopie.sqlite") == 0
    for file in ("beeld.sqlite", "beeld.sqlite.in-gebruik"):
        (data_dir / file).unlink()
    assert run("demo") == 0  # anew
    (data_dir / "beeld.sqlite").unlink()
    assert run("restore", str(tmp_path / "kapot.sqlite")) == 1
    assert run("counts") == 1  # what a restore that failed left is no database
    assert run("restore", str(tmp_path / "kopie.sqlite")) == 0
    assert run("check") == 0


def test_a_file_of_nothing_is_no_first_start(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "beeld.sqlite").touch()
    for opened in (open_store, open_kept):
        with pytest.raises(StoreError, match=r"beeld\.sqlite is een leeg bestand"):
            opened(settings())
    assert (data_dir / "beeld.sqlite").stat().st_size == 0


def test_the_mark_goes_with_the_folder(data_dir: Path, tmp_path: Path) -> None:
    current.current_store()
    moved = data_dir.rename(tmp_path / "verhuisd")
    found = open_kept(Settings.from_environment({"DATA_DIR": str(moved)}))
    assert found is not None
    assert found.version() == len(TABLES)  # a change a table of the demo
    (moved / "beeld.sqlite").unlink()
    with pytest.raises(StoreError, match="in gebruik"):
        open_kept(Settings.from_environment({"DATA_DIR": str(moved)}))


def test_a_database_is_marked_once_something_is_stored(url: str, tmp_path: Path) -> None:
    wanted = configured(url, tmp_path / "data")
    store = open_store(wanted)
    assert not list(tmp_path.glob("data/*.in-gebruik"))
    store.write(ACTIVATIONS, toy_activations(), IMPORT)
    (mark,) = tmp_path.glob("data/*.in-gebruik")
    assert "geheim" not in mark.name + mark.read_text(encoding="utf-8")
    with store.engine.begin() as connection:
        for table in ("activations", "housing", "changes"):
            connection.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 - names of our own
    for opened in (open_store, open_kept):
        with pytest.raises(StoreError, match="in gebruik"):
            opened(wanted)
    mark.unlink()
    open_store(wanted).close()
    store.close()


# --- a clock that is wrong ---


@pytest.mark.parametrize(("ahead", "refused"), [(timedelta(minutes=4), False), (timedelta(days=400), True)])
def test_a_clock_that_was_ahead_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch, ahead: timedelta, refused: bool
) -> None:
    class Ahead(Clock):
        moment = datetime.now(UTC) + ahead

    with monkeypatch.context() as patch:
        patch.setattr(writing, "datetime", Ahead)
        store.write(ACTIVATIONS, toy_activations(), IMPORT)
    later = changed(toy_activations(), "A-1", note="x")
    if refused:
        with pytest.raises(StoreError, match=r"Wijziging 1 is van .* Zet de klok"):
            store.write(ACTIVATIONS, later, IMPORT)
        assert [str(found) for found in check_store(store)] == ["changes: wijzigingen in de toekomst: 1"]
    else:
        assert store.write(ACTIVATIONS, later, IMPORT).changed == 1
        assert check_store(store) == []

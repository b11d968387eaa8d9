"""The drill: everything is lost while people work, and only the backup is left."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo import picture
from geo.picture import Selection
from geo.records import ACTIVATIONS, TABLES
from geo.settings import ROOT
from geo.store import Intent, Store, fill_demo
from geo.store.reports import examined, find_report
from tests.toy_records import changed
from tests.toy_reports import PDF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

pytest_plugins = ["tests.toy_databases"]


def geo(data_dir: Path, url: str, *arguments: str) -> str:
    """Run a command as who keeps the dashboard does, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(data_dir), "DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def working(url: str, data_dir: Path) -> Iterator[None]:
    """Let somebody write without a pause."""
    command = [sys.executable, "-m", "tests.toy_writer", url, str(data_dir), "300"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        for _ in range(3):
            assert writer.stdout.readline() == b"writing\n"
        try:
            yield
            assert writer.poll() is None  # it went on all the time
        finally:
            writer.kill()


def figures(store: Store, at: datetime | None = None) -> list[np.ndarray]:
    now = store.snapshot(at)
    tally = picture.take_tally(now.activations, now.housing, Selection())
    rows = np.array([len(now.frame(table)) for table in TABLES.values()])
    return [rows, tally.activations.values, tally.daily, tally.housing, tally.places, tally.sectors]


@pytest.mark.slow
def test_a_backup_made_while_people_work_brings_all_of_it_back_elsewhere(
    store: Store, url: str, tmp_path: Path
) -> None:
    fill_demo(store)
    sent = examined("verslag.pdf", PDF)
    row = store.snapshot().activations.iloc[[0]].reset_index(drop=True)
    row = changed(row, row["reference"].iloc[0], report=sent.report.text)
    store.write(ACTIVATIONS, row, Intent("anna", "edit"), report=sent)
    backup, elsewhere = tmp_path / "kopie.sqlite", tmp_path / "elders"
    with working(url, store.data_dir):
        geo(store.data_dir, url, "backup", str(backup))
    copied = json.loads(
        geo(elsewhere, f"sqlite:///{elsewhere}/beeld.sqlite", "restore", str(backup), "--json")
    )
    assert copied["reports"] == 1
    restored = Store(f"sqlite:///{elsewhere}/beeld.sqlite", elsewhere)
    last = restored.log(2)[1]  # the newest is the change that put it back
    assert "beeld" in restored.engine.url.database  # not the old one
    before, after = figures(store, last.change.at), figures(restored)
    shutil.rmtree(store.data_dir / "reports")
    assert last.change.id > 2
    assert all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))
    assert find_report(elsewhere, sent.report.digest, "verslag.pdf")
    assert (
        geo(elsewhere, f"sqlite:///{elsewhere}/beeld.sqlite", "check").strip()
        == "In orde: er is niets gevonden."
    )
    restored.close()

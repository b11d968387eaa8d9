"""The folder of reports: within a quota, and a damaged file makes way for a whole one."""

from __future__ import annotations

import os
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from geo.errors import StoreError
from geo.store import shelf
from geo.store.reports import find_report, keep
from tests.toy_reports import PDF, docx

if TYPE_CHECKING:
    from pathlib import Path


def test_a_damaged_report_is_replaced_when_it_is_sent_again(tmp_path: Path) -> None:
    report = keep(tmp_path, "verslag.pdf", PDF)
    (tmp_path / "reports" / report.file).write_bytes(PDF[:-9])
    assert find_report(tmp_path, report.digest, report.name) is None
    assert keep(tmp_path, "verslag.pdf", PDF) == report
    found = find_report(tmp_path, report.digest, report.name)
    assert found is not None
    assert found.content == PDF


def test_a_day_takes_no_more_than_its_quota(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "DAY_BYTES", len(PDF) + 10)
    report = keep(tmp_path, "een.pdf", PDF)
    with pytest.raises(StoreError, match="de laatste 24 uur"):
        keep(tmp_path, "twee.docx", docx())
    keep(tmp_path, "nog eens.pdf", PDF)  # it is there already
    yesterday = time.time() - shelf.DAY_SECONDS - 1
    os.utime(tmp_path / "reports" / report.file, (yesterday, yesterday))
    monkeypatch.setattr(shelf, "DAY_BYTES", len(docx()))
    keep(tmp_path, "twee.docx", docx())
    assert len(list((tmp_path / "reports").iterdir())) == 2


def test_the_disk_is_never_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = SimpleNamespace(free=shelf.FREE_BYTES + len(PDF) - 1)
    monkeypatch.setattr("shutil.disk_usage", lambda _: free)
    with pytest.raises(StoreError, match="nog 256 MB vrij; 256 MB moet vrij blijven"):
        keep(tmp_path, "een.pdf", PDF)
    assert list((tmp_path / "reports").iterdir()) == []
    free.free += 1
    keep(tmp_path, "een.pdf", PDF)


def test_the_quota_is_not_for_what_a_backup_brings_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "DAY_BYTES", len(docx()))
    name = keep(tmp_path / "ander", "een.docx", docx()).file
    shelf.put_back(tmp_path, name, docx(), 1_600_000_000)
    assert (tmp_path / "reports" / name).stat().st_mtime == 1_600_000_000
    keep(tmp_path, "twee.pdf", PDF)  # nor do they count for it

"""On the command line: real records may stand beside the demo, and then it says so, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.commands import cli
from geo.settings import ROOT
from geo.store import Store, current, fill_demo, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEMO = (ROOT / "data" / "demo" / "activations.csv").read_text(encoding="utf-8-sig").splitlines()
SAID = "56 van 62 activeringen zijn fictief"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with the demo."""
    opened = Store(f"sqlite:///{tmp_path / 'demo.sqlite'}", tmp_path)
    migrate(opened.engine)
    fill_demo(opened)
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(opened))
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Six real activations."""
    rows = [line.replace("DEMO-", "ECHT-") for line in DEMO[1:7]]
    path = tmp_path / "echt.csv"
    path.write_text("\n".join([DEMO[0], *rows]), encoding="utf-8")
    return str(path)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    assert cli.main(words) == 0
    printed = capsys.readouterr()
    return printed.out, printed.err


def test_an_import_beside_the_demo_warns_and_the_demo_goes_and_may_come_back(
    store: Store, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, warned = said(capsys, "import", file)
    assert SAID in warned
    assert "`python -m geo demo --remove`" in warned
    assert SAID in said(capsys, "counts")[0]
    out, _ = said(capsys, "demo", "--remove", "--who", "Jansen")
    number = store.version()
    assert out.rstrip().endswith(f"als wijziging {number}.")
    assert "fictie" not in said(capsys, "counts")[0]
    assert (
        said(capsys, "demo", "--remove")[0]
        == "Er staan geen fictieve activeringen of locaties in de database.\n"
    )
    _, warned = said(capsys, "undo", str(number), "--why", "toch")
    assert SAID in warned


def test_an_import_without_the_demo_warns_of_nothing(
    store: Store, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "demo", "--remove")
    assert said(capsys, "import", file)[1] == ""

"""``python -m geo access``: accounts given, listed and withdrawn from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.commands.cli import main
from tests.toy_pages import forget_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ISSUER = "https://login.example.org"


@pytest.fixture(autouse=True)
def own_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    forget_store()
    assert main(["demo"]) == 0
    forget_store()
    yield
    forget_store()


def give(*more: str) -> int:
    return main(["access", "give", "jan", "--issuer", ISSUER, "--name", "Jan", *more])


def test_an_account_is_given_listed_and_withdrawn(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert give("--role", "registrator", "--area", "VR23", "--who", "Bea") == 0
    capsys.readouterr()
    assert main(["access", "list", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["list"]
    assert (found["subject"], found["role"], found["area"], found["by"]) == (
        "jan",
        "registrator",
        "VR23",
        "Bea",
    )
    assert main(["access", "list", "--csv", str(tmp_path / "rechten.csv")]) == 0
    assert "registrator" in (tmp_path / "rechten.csv").read_text("utf-8-sig")
    assert main(["access", "withdraw", "jan", "--issuer", ISSUER, "--who", "Bea"]) == 0
    capsys.readouterr()
    assert main(["access", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"list": []}
    assert main(["access", "log", "--json"]) == 0
    noted = json.loads(capsys.readouterr().out)["log"]
    assert [(one["who"], one["selection"]) for one in noted] == [
        ("Bea", "Jan (jan): -"),
        ("Bea", "Jan (jan): registrator VR23"),
    ]


def test_a_reader_of_the_whole_country_is_asked_for_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    """To leave the area out gives nothing: that is a slip sooner than a choice."""
    assert give("--role", "lezer", "--area", "NL") == 0
    assert "lezer NL" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "told"),
    [(("--role", "lezer"), "Kies VR01"), (("--role", "landelijk", "--area", "VR23"), "gebied")],
)
def test_what_is_no_role_is_told(
    capsys: pytest.CaptureFixture[str], more: tuple[str, ...], told: str
) -> None:
    assert give(*more) == 1
    assert told in capsys.readouterr().err
    assert main(["access", "give", "jan"]) == 1
    assert "OIDC_ISSUER" in capsys.readouterr().err

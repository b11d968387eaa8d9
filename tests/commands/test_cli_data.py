"""The commands that take records out of the store and bring them back."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from geo.commands import backups, cli, options, person
from geo.exports import CONTENTS, FORMATS
from geo.records import ACTIVATIONS, HOUSING
from geo.records.display import ACTION_WORDS
from geo.settings import Settings
from geo.store import Intent, Source, Store, current, open_store
from geo.store.schema import ACTIONS
from tests.toy_records import changed, toy_activations, toy_housing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOG = Intent("jan", "import", source=Source("regio.xlsx", "abc"))
SLY = "\x1b[31mrood\nen verder"


def settings_in(folder: Path) -> Settings:
    """Return settings of a database that somebody configured, so that it holds no demo."""
    return Settings.from_environment(
        {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'eigen.sqlite'}"}
    )


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    opened = open_store(settings_in(tmp_path))
    opened.write(ACTIVATIONS, toy_activations(), LOG)
    opened.write(HOUSING, toy_housing(), LOG)
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(opened))
    yield opened
    opened.close()


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(words) == 0
    return capsys.readouterr().out


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(said(capsys, *words, "--json"))


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(words) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    return printed.err


# export


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("what", CONTENTS)
def test_export_every_table_in_every_format(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, ending: str
) -> None:
    file = tmp_path / f"uit.{ending}"
    found = answer(capsys, "export", str(file), "--what", what)
    assert (found["what"], found["format"], found["file"]) == (what, ending, str(file))
    assert (
        found["rows"]
        == {
            "activations": 3,
            "housing": 2,
            "contacts": 0,
            "partners": 0,
            "regions": 25,
            "comparison": 100,
            "blind_spots": 1,
        }[what]
    )
    assert (found["version"], found["fictional"]) == (store.version(), False)
    assert file.stat().st_size > 0


def test_export_takes_the_filters_of_a_link(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "uit.csv"
    assert said(capsys, "export", str(file), "--thema", "vervoer").splitlines() == [
        f"{file}: activeringen, 1 rij.",
        "Optelling: 1 = 1 buiten Nederland.",
    ]
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("kenmerk;")
    assert lines[1].startswith("A-3;")


def test_export_says_that_the_demo_is_fictional(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = open_store(Settings.from_environment({"DATA_DIR": str(tmp_path)}))
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(demo))
    assert said(capsys, "export", str(tmp_path / "uit.csv")).splitlines()[1:] == [
        "Optelling: 56 = 51 op de kaart + 3 zonder locatie + 2 buiten Nederland.",
        options.FICTIONAL,
    ]
    demo.close()


def test_export_overwrites_only_when_told(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "uit.csv"
    file.write_text("van iemand")
    assert "bestaat al" in refused(capsys, "export", str(file))
    assert file.read_text() == "van iemand"
    said(capsys, "export", str(file), "--force")
    assert file.read_text("utf-8-sig").startswith("kenmerk;")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("uit.txt", "de uitgang van 'uit.txt'. Kies csv, xlsx, geojson, gpkg."),
        ("uit", "Kies csv, xlsx, geojson, gpkg."),
        ("weg/uit.csv", "bestaat niet"),
        ("map.csv", "is een map"),
    ],
)
def test_export_to_no_such_file(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    (tmp_path / "map.csv").mkdir()
    before = sorted(tmp_path.iterdir())
    assert message in refused(capsys, "export", str(tmp_path / name))
    assert sorted(tmp_path.iterdir()) == before


def test_export_to_a_full_disk_leaves_what_was_there(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(part: Path, content: bytes) -> None:
        part.open("wb").close()
        raise OSError(28, "No space left on device")

    file = tmp_path / "uit.csv"
    file.write_text("vorige")
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    assert "No space left" in refused(capsys, "export", str(file), "--force")
    assert sorted(tmp_path.iterdir()) == before
    assert file.read_text() == "vorige"


def test_export_a_filter_that_is_wrong_writes_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["export", str(tmp_path / "uit.csv"), "--thema", "onzin"])
    assert not (tmp_path / "uit.csv").exists()


# history


def test_history_field_by_field(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    edit = Intent("piet", "edit", "gebeld met de gemeente")
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", place="Venlo"), edit)
    store.withdraw(ACTIVATIONS, ["A-1"], Intent("piet", "withdraw", "dubbel"))
    lines = said(capsys, "history", "A-1").splitlines()
    assert lines[0] == "A-1 (activeringen)"
    assert "  kenmerk: A-1" in lines
    heads = [line.split(", ", 2) for line in lines if line.startswith("Versie")]
    assert [(number, what) for number, _, what in heads] == [
        ("Versie 1", "jan: ingelezen uit regio.xlsx"),
        ("Versie 2", "piet: bewerkt"),
        ("Versie 3", "piet: ingetrokken"),
    ]
    second = lines.index("  Waarom: gebeld met de gemeente")
    assert lines[second + 1] == "  plaats: – → Venlo"
    assert lines[-1] == "  Waarom: dubbel"


def test_history_as_json(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.write(HOUSING, changed(toy_housing(), "H-1", occupants=9), Intent("piet", "edit"))
    found = answer(capsys, "history", "H-1", "--table", "housing")
    assert [one["table"] for one in found["found"]] == ["housing"]
    first, second = found["found"][0]["revisions"]
    assert (first["who"], first["action"]) == ("jan", "import")
    assert first["source"] == {"name": "regio.xlsx", "sha256": "abc"}
    assert second["fields"] == [{"column": "occupants", "header": "bewoners", "before": "8", "after": "9"}]
    assert second["at"].endswith("Z")
    assert second["withdrawn"] is False


def test_history_of_a_reference_in_both_tables(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.write(
        ACTIVATIONS, toy_activations().iloc[:1].assign(reference="H-1").astype({"reference": "str"}), LOG
    )
    found = answer(capsys, "history", "H-1")["found"]
    assert [one["table"] for one in found] == ["activations", "housing"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("weg",), "'weg' komt niet voor in activeringen, huisvesting, contacten of partners."),
        (("A-1", "--table", "housing"), "'A-1' komt niet voor in huisvesting."),
        ((SLY,), "komt niet voor"),
    ],
)
def test_history_of_nothing(
    store: Store, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    said_no = refused(capsys, "history", *words)
    assert message in said_no
    assert "\x1b" not in said_no


def test_history_does_not_steer_the_terminal(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.write(ACTIVATIONS, changed(toy_activations(), "A-1", note=SLY), Intent(SLY, "edit", SLY))
    out = said(capsys, "history", "A-1")
    assert "\x1b" not in out
    assert "  Waarom: [31mrood en verder" in out.splitlines()


def test_every_action_has_its_word() -> None:
    assert set(ACTION_WORDS) == set(ACTIONS)


# backup and restore


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An empty database for ``restore``."""
    folder = tmp_path / "elders"
    folder.mkdir()
    found = settings_in(folder)
    monkeypatch.setattr(backups, "settings", lambda: found)
    return found


def test_backup_and_restore(
    store: Store, elsewhere: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "kopie.sqlite")
    copied = {"file": file, "version": 2, "rows": 5, "reports": 0, "warnings": []}
    assert answer(capsys, "backup", file) == copied
    told = f"Teruggezet: {file}, versie 3, 5 versies van records, 0 verslagen.\n"
    assert said(capsys, "restore", file) == told
    assert [path.name for path in tmp_path.glob("kopie*")] == ["kopie.sqlite"]
    there = open_store(elsewhere)
    assert there.snapshot().activations.equals(store.snapshot().activations)
    assert there.log(1)[0].change.who == person.user()
    there.close()


def test_restore_replaces_only_when_told(
    store: Store, elsewhere: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "kopie.sqlite")
    said(capsys, "backup", file)
    said(capsys, "restore", file)
    message = refused(capsys, "restore", file)
    assert "niet leeg (3 wijzigingen); zeg --force" in message
    said(capsys, "restore", file, "--force")


def test_restore_to_a_first_start_puts_no_demo_first(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "kopie.sqlite")
    said(capsys, "backup", file)
    fresh = Settings.from_environment({"DATA_DIR": str(tmp_path / "vers")})
    assert fresh.demo_allowed
    monkeypatch.setattr(backups, "settings", lambda: fresh)
    said(capsys, "restore", file)
    there = open_store(fresh)
    assert (len(there.snapshot().activations), there.snapshot().demo) == (3, False)
    there.close()


@pytest.mark.parametrize("content", [None, b"", b"geen database", b"SQLite format 3\x00" + b"\x00" * 100])
def test_restore_from_no_backup(
    store: Store,
    elsewhere: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
) -> None:
    file = tmp_path / "kapot.sqlite"
    if content is not None:
        file.write_bytes(content)
    assert str(file) in refused(capsys, "restore", str(file))


def test_backup_never_overwrites(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kopie.sqlite"
    file.write_text("van iemand")
    assert "bestaat al" in refused(capsys, "backup", str(file))
    assert file.read_text() == "van iemand"


def test_a_user_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654)
    assert person.user() == "opdrachtregel"

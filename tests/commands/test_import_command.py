"""``python -m geo import``: what it says, what it stores, and with which exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geo.commands import cli
from geo.records import ACTIVATIONS, HOUSING, PARTNERS
from geo.store import Intent, Store, current, migrate
from tests.toy_files import csv_file, dutch
from tests.toy_records import toy_partners

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'toy.sqlite'}", tmp_path)
    migrate(opened.engine)
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(opened))
    yield opened
    opened.close()


@pytest.fixture
def good(tmp_path: Path) -> str:
    return saved(tmp_path / "goed.csv", csv_file(dutch(HOUSING, {}, {})))


@pytest.fixture
def bad(tmp_path: Path) -> str:
    return saved(tmp_path / "fout.csv", csv_file(dutch(HOUSING, {}, {"capacity": "veel"})))


def saved(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def answer(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    assert cli.main(["import", *words, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_a_file_of_partners_comes_back_as_it_was_exported(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.write(PARTNERS, toy_partners(), Intent("jan"))
    file = tmp_path / "partners.csv"
    assert cli.main(["export", str(file), "--what", "partners"]) == 0
    store.undo(1, Intent("jan", "undo", "opnieuw"))
    capsys.readouterr()
    found = answer(capsys, str(file), "--table", "partners")
    assert (found["table"], found["written"]) == ("partners", True)
    assert store.snapshot().partners.equals(toy_partners())


def test_a_good_file_is_stored_and_then_changes_nothing(
    store: Store, good: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first = answer(capsys, good, "--who", "Jansen", "--why", "weeklijst")
    assert (first["table"], first["written"], first["change"]) == ("housing", True, 1)
    assert first["counts"] == {
        **dict.fromkeys(("changed", "returned", "unchanged", "emptied", "other", "faulty"), 0),
        "new": 2,
    }
    change = store.log()[0].change
    assert (change.who, change.why, change.source.name) == ("Jansen", "weeklijst", "goed.csv")
    assert answer(capsys, good)["change"] is None
    assert store.version() == 1


def test_a_dry_run_stores_nothing(store: Store, good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, good, "--dry-run")["written"] is False
    assert store.version() == 0


def test_a_faulty_file_stores_nothing(store: Store, bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, bad, status=1)
    assert (found["written"], found["counts"]["faulty"]) == (False, 1)
    (problem,) = [each for each in found["problems"] if each["severity"] == "fout"]
    assert (problem["row"], problem["column"], problem["value"]) == (3, "plaatsen", "veel")
    assert store.version() == 0


def test_the_good_rows_of_a_faulty_file(
    store: Store, bad: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "terug.csv"
    found = answer(capsys, bad, "--skip-faulty", "--faulty", str(out), status=1)
    assert (found["written"], found["counts"]["new"]) == (True, 1)
    assert "wat is er mis" in out.read_text(encoding="utf-8-sig")
    assert len(store.snapshot().housing) == 1


def test_for_people(store: Store, bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", bad]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Bestand      fout.csv",
        "Gelezen als  CSV, tekens UTF-8, gescheiden door puntkomma",
        "Tabel        huisvesting",
        "Kolommen     kenmerk, naam, soort, plaatsen",
        "Locaties     0 van 1 rijen hebben een locatie",
        "Rijen nieuw         1",
        "Rijen gewijzigd     0",
        "Rijen teruggekomen  0",
        "Rijen ongewijzigd   0",
        "Rijen met fouten    1",
        "rij 3    fout          plaatsen  'veel': geen getal; vul een geheel getal in",
        "bestand  waarschuwing            geen kolom zegt waar het is: de rijen komen niet op de kaart;"
        " voeg een kolom gemeente toe, of breedtegraad en lengtegraad",
        "Niets opgeslagen: 1 rij heeft fouten; --skip-faulty slaat de andere op.",
    ]


def test_a_column_is_matched_by_hand(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = dutch(HOUSING, {}).rename(columns={"naam": "titel"})
    file = saved(tmp_path / "x.csv", csv_file(cells))
    assert answer(capsys, file, status=1)["kept_in_note"] == ["titel"]
    found = answer(capsys, file, "--map", "titel=naam")
    assert found["columns"]["titel"] == "name"
    assert store.version() == 1


def test_a_column_is_left_out_or_kept_by_hand(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = dutch(HOUSING, {"municipality": "Venlo"}).assign(intern="x", kleur="rood", telefoon="0600000000")
    file = saved(tmp_path / "x.csv", csv_file(cells))
    found = answer(capsys, file, "--dry-run")
    assert (found["kept_in_note"], found["left_out"]) == (["intern", "kleur"], ["telefoon"])
    found = answer(capsys, file, "--ignore", "Intern", "--map", "kleur=plaats", "--map", "telefoon=")
    assert (found["kept_in_note"], found["left_out"]) == (["telefoon"], ["intern"])
    assert found["columns"]["kleur"] == "place"
    assert found["located"] == {"punt": 0, "plaats": 0, "gemeente": 1, "regio": 0}


def test_a_table_that_is_named_is_used(store: Store, good: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, good, "--table", "activations", status=1)
    assert (found["table"], found["written"]) == ("activations", False)


def test_a_change_of_type_asks_for_a_reason(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = dutch(ACTIVATIONS, {})
    answer(capsys, saved(tmp_path / "a.csv", csv_file(cells)))
    cells["type"], cells["besmettingen vastgesteld"] = "repressief", "ja"
    assert cli.main(["import", saved(tmp_path / "b.csv", csv_file(cells))]) == 1
    assert "reden" in capsys.readouterr().err
    assert store.version() == 1


@pytest.mark.parametrize(
    ("content", "said"), [(None, "kan niet gelezen worden"), (b"", "leeg.csv: het bestand is leeg.")]
)
def test_a_file_that_cannot_be_read_is_one_line(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, said: str
) -> None:
    file = tmp_path / "leeg.csv"
    if content is not None:
        file.write_bytes(content)
    assert cli.main(["import", str(file)]) == 1
    printed = capsys.readouterr()
    assert (printed.out, len(printed.err.splitlines())) == ("", 1)
    assert said in printed.err


def test_more_problems_than_fit_are_counted(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(tmp_path / "x.csv", csv_file(dutch(HOUSING, *[{"capacity": "x"}] * 60)))
    assert cli.main(["import", file]) == 1
    assert "… en 10 fouten en 0 waarschuwingen meer" in capsys.readouterr().out


def test_hostile_text_does_not_steer_the_terminal(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = dutch(HOUSING, {"kind": "\x1b[2J\u202e"}).assign(**{"kop\x1b[2J": "x"})
    assert cli.main(["import", saved(tmp_path / "x.csv", csv_file(cells))]) == 1
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_the_choices_of_reading_are_options(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "kenmerk;naam;soort;plaatsen;x;y\n1;Hof;hotel;45.000;209500;376200\n"
    file = saved(tmp_path / "rd.csv", text.encode())
    assert answer(capsys, file, "--dry-run", status=1)["judged"][1].startswith("coördinaten lijken meters")
    words = ("--crs", "EPSG:28992", "--decimals", "punt", "--prefix", "VRLN-")
    assert answer(capsys, file, *words)["written"]
    record = store.standing(HOUSING, ["VRLN-1"])[0].iloc[0]
    assert (record["capacity"], record["municipality"]) == (45, "GM0983")


def test_a_key_of_another_record_is_an_alarm(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "kenmerk;naam;soort;plaatsen;gemeente\n"
    answer(capsys, saved(tmp_path / "een.csv", f"{header}1;Hof;hotel;8;Venlo\n".encode()))
    other = saved(tmp_path / "twee.csv", f"{header}1;Kamp;hotel;8;Zeewolde\n".encode())
    found = answer(capsys, other, status=1)
    assert (found["written"], found["other_records"], found["counts"]["changed"]) == (False, [2], 0)
    assert cli.main(["import", other]) == 1
    assert "Kies --prefix VRFL-" in capsys.readouterr().out
    assert answer(capsys, other, "--same-key", "vervang")["written"]

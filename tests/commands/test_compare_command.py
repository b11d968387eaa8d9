"""``python -m geo compare``: the regions compared, as JSON and as a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy import stats

from geo.areas import REGION_CODES
from geo.commands import cli, options
from geo.records import TABLES
from geo.settings import Settings
from geo.store import Snapshot, current, open_store
from geo.vocabulary import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.store import Store


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(Settings.from_environment({"DATA_DIR": str(tmp_path_factory.mktemp("data"))}))
    yield store
    store.close()


@pytest.fixture(autouse=True)
def _demo_store(demo: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "_opened", lambda _: current._Opened(demo))


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert cli.main(["compare", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert cli.main(["compare", *words]) == 0
    return capsys.readouterr().out.splitlines()


KEYS = {"code", "count", "denominator", "per", "expected", "ratio", "p", "q", "shrunken", "verdict"}


@pytest.mark.parametrize(
    ("words", "per"),
    [((), 100), (("--per", "locations"), 100), (("--per", "inhabitants"), 100_000), (("--per", "km2"), 1000)],
)
def test_all_25_can_be_recomputed_by_hand(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], per: int
) -> None:
    found = answer(capsys, *words)
    assert (found["per"], [row["code"] for row in found["regions"]]) == (per, list(REGION_CODES))
    assert all(set(row) >= KEYS for row in found["regions"])
    known = [row for row in found["regions"] if row["denominator"]]
    events, below = (sum(row[name] for row in known) for name in ("count", "denominator"))
    assert found["national"] == pytest.approx(events / below * per)
    for row in known:
        count, share = row["count"], row["denominator"] / below
        scale = per / row["denominator"]
        low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0
        assert row["per"] == per
        assert row["rate"] == pytest.approx(count * scale)
        assert row["low"] == pytest.approx(low * scale)
        assert row["high"] == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2 * scale)
        assert row["expected"] == pytest.approx(events * share)
        assert row["ratio"] == pytest.approx(count / (events * share))
        assert row["verdict"] in VERDICTS.codes
    adjusted = stats.false_discovery_control([row["p"] for row in known])
    assert [row["q"] for row in known] == pytest.approx(adjusted.tolist())


def test_the_demo(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys)
    limburg = next(row for row in found["regions"] if row["code"] == "VR23")
    assert (limburg["count"], limburg["denominator"], limburg["verdict"]) == (9, 2488, "toeval")
    assert np.round([limburg[name] for name in ("rate", "low", "high")], 2).tolist() == [0.36, 0.17, 0.69]


def test_a_region_alone_is_compared_with_the_country(capsys: pytest.CaptureFixture[str]) -> None:
    whole, found = answer(capsys), answer(capsys, "--regio", "VR23")
    assert (found["national"], len(found["regions"])) == (whole["national"], 25)
    one, other = found["regions"][22], found["regions"][0]
    assert one["q"] == one["p"] == whole["regions"][22]["p"]
    assert (other["count"], other["rate"], other["state"]) == (None, None, "niet gekozen")


def test_no_activation_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "--van", "2030-01-01")
    assert found["national"] == 0
    assert {row["verdict"] for row in found["regions"]} == {"toeval"}
    assert found["regions"][0]["ratio"] is None


def test_the_table_has_the_highest_rate_first_and_says_what_it_is_of(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed(capsys, "--regio", "VR01,VR23")
    assert " ".join(lines[0].split()) == "Regio Activeringen Plaatsen Per 100 95%-interval Verwacht Oordeel"
    assert lines[1].startswith("VR23 Limburg-Noord")
    assert lines[1].endswith("Niet te onderscheiden van toeval")
    assert "0,362" in lines[1]
    assert lines[2].startswith("VR01 Groningen")
    assert lines[3] == "Landelijk: 51 op 23.502 plaatsen, dat is 0,217 per 100."
    assert lines[4] == "Let op: dit zijn fictieve demogegevens."


def test_a_denominator_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["compare", "--per", "gasten"])
    assert "places" in capsys.readouterr().err


def test_a_store_that_mixes_says_how_much_is_fictional(
    demo: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = demo.snapshot()
    frames = {name: now.frame(table) for name, table in TABLES.items()}
    mixed = Snapshot(version=now.version, as_of=now.as_of, fictional={"activations": 1}, **frames)
    monkeypatch.setattr(options, "snapshot_for", lambda _: mixed)
    assert mixed.mixed
    assert printed(capsys)[-1] == f"Let op: {mixed.share}."

"""The table of the benchmarks: aligned, and honest about what does not hold."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import NAMES, main
from benchmarks.table import Row, faster, printed, seconds, size


def test_printed_as_an_aligned_table() -> None:
    rows = [
        Row("short", "1 ×", "2 ms", "3 ms (peer)", "1.5 ×", holds=True),
        Row("longer", "", "", "", "", holds=False),
    ]
    lines = printed(rows).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[0].split("|")[1].strip() == "what"
    assert [line.rstrip(" |").split()[-1] for line in lines[2:]] == ["yes", "NO"]


@pytest.mark.parametrize(("value", "text"), [(0.0123, "12 ms"), (0.9994, "999 ms"), (12.34, "12.3 s")])
def test_seconds(value: float, text: str) -> None:
    assert seconds(value) == text


@pytest.mark.parametrize(("value", "text"), [(345, "0.3 kB"), (19_990, "20.0 kB"), (2_500_000, "2.50 MB")])
def test_size(value: float, text: str) -> None:
    assert size(value) == text


@pytest.mark.parametrize(("ours", "holds"), [(0.1, True), (0.11, False)])
def test_faster(ours: float, holds: bool) -> None:
    row = faster("locate", ours, 2.0, 20, "sjoin")
    assert (row.target, row.peer, row.holds) == ("20 × faster", "2.0 s (sjoin)", holds)


def test_an_unknown_benchmark_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert "no benchmark nothing" in capsys.readouterr().err
    assert "layers" in NAMES

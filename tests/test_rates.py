"""How often somebody may do a thing: counted apart, and forgotten."""

from __future__ import annotations

from geo.rates import Often, Rate


def test_each_is_counted_apart_and_forgotten() -> None:
    clock = [0.0]
    often = Often(Rate(3, 60, most=2), lambda: clock[0])
    assert [often.may("a") for _ in range(4)] == [True, True, True, False]
    assert often.may("b")
    clock[0] += 20  # one of three came free
    assert [often.may("a") for _ in range(2)] == [True, False]
    clock[0] += 600
    assert often.may("c")
    assert often.may("d")
    assert set(often._free_at) == {"c", "d"}

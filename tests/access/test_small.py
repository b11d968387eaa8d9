"""Small counts by region, and whoever knows the sum of all."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from geo.access import withhold


def test_a_small_count_takes_the_next_in_size_with_it() -> None:
    assert withhold({"a": 2, "b": 4, "c": 9, "d": 0}, smallest=3) == ("a", "b")


def test_two_ones_would_tell_each_other() -> None:
    """Their sum is 2 and none is zero: both would be 1, so a third goes too."""
    assert withhold({"a": 1, "b": 1, "c": 5, "d": 7}, smallest=3) == ("a", "b", "c")


def test_nothing_small_nothing_withheld() -> None:
    assert withhold({"a": 3, "b": 0}, smallest=3) == ()
    assert withhold({}, smallest=3) == ()


def test_where_there_is_nobody_to_hide_behind_all_go() -> None:
    assert withhold({"a": 1, "b": 1, "c": 0}, smallest=3) == ("a", "b")
    assert withhold({"a": 1}, smallest=3) == ("a",)


@given(st.lists(st.integers(0, 9), min_size=3, max_size=6), st.integers(2, 5))
def test_who_subtracts_learns_no_small_count(counts: list[int], smallest: int) -> None:
    """Try every division of what is withheld: each small count may as well be one that is not small."""
    named = {f"r{number}": count for number, count in enumerate(counts)}
    hidden = withhold(named, smallest)
    small = {code for code, count in named.items() if 0 < count < smallest}
    assert small <= set(hidden)
    if not small or len(hidden) == sum(count > 0 for count in counts):
        return  # nothing to hide, or nothing left to hide behind
    total = sum(named[code] for code in hidden)
    for position in range(len(hidden)):
        others = itertools.product(range(1, total + 1), repeat=len(hidden) - 1)
        possible = {total - sum(rest) for rest in others if total - sum(rest) >= 1}
        assert max(possible) >= smallest, position

"""What was made for a click is kept for the next: by which arguments, how many, and made once."""

from __future__ import annotations

import pkgutil
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from inspect import signature
from threading import Barrier

import pytest

import pages.parts
from geo import language
from pages.parts.remembered import _Remembered, remembered


def test_an_answer_is_made_once_for_what_is_in_its_key() -> None:
    made = []

    @remembered(2)
    def double(_aside: str, number: int) -> int:
        made.append(number)
        return 2 * number

    assert [double("a", 1), double("b", 1), double("a", 2)] == [2, 2, 4]
    assert made == [1, 2]


def test_a_mapping_is_in_the_key_by_what_is_in_it() -> None:
    made = []

    @remembered(8)
    def told(links: dict[str, str]) -> str:
        made.append(links)
        return " ".join(links.values())

    assert [told({"a": "1"}), told({"a": "1"}), told({"a": "2"})] == ["1", "1", "2"]
    assert made == [{"a": "1"}, {"a": "2"}]


def test_each_language_has_its_own_answer() -> None:
    @remembered(8)
    def name() -> str:
        return language.current()

    with language.reading("de"):
        assert name() == "de"
    assert name() == "nl"
    with language.reading("de"):
        assert name() == "de"


def test_what_was_asked_least_lately_is_forgotten_first() -> None:
    made = []

    @remembered(2)
    def double(number: int) -> int:
        made.append(number)
        return 2 * number

    for number in (1, 2, 1, 3, 1, 2):
        assert double(number) == 2 * number
    assert made == [1, 2, 3, 2]


def test_who_asks_at_the_same_moment_waits_for_the_same_answer() -> None:
    together, made = Barrier(4), []

    @remembered(8)
    def double(number: int) -> list[int]:
        made.append(number)
        return [2 * number]

    def ask(number: int) -> list[int]:
        together.wait(10)
        return double(number)

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(ask, [1, 1, 1, 1]))
    assert made == [1]
    assert all(one is answers[0] for one in answers)


def test_a_fault_is_not_an_answer() -> None:
    tried = []

    @remembered(8)
    def half(number: int) -> int:
        tried.append(number)
        if len(tried) == 1:
            raise ValueError(number)
        return number // 2

    with pytest.raises(ValueError, match="4"):
        half(4)
    assert half(4) == 2


def test_what_asks_the_store_is_kept_by_account() -> None:
    """One account gets less of the store than another, of the same records."""
    parts = [import_module(f"pages.parts.{one.name}") for one in pkgutil.iter_modules(pages.parts.__path__)]
    kept = [one for part in parts for one in vars(part).values() if isinstance(one, _Remembered)]
    asking = [names for one in kept if "_store" in (names := signature(one._make).parameters)]
    assert len(asking) >= 3
    assert all("account" in names for names in asking)

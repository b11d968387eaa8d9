"""What one asks each morning, on a few records and on a told story in both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo import dutch
from geo.picture import NEWS, Selection, activation_mask, morning_news, yesterday_morning
from geo.picture.morning import escalated
from geo.records import ACTIVATIONS
from geo.store import CHANGE_KINDS
from tests.toy_past import tell
from tests.toy_snapshot import activations

if TYPE_CHECKING:
    from datetime import datetime

    from geo.store import Store

pytest_plugins = ["tests.toy_databases"]


def moment(text: str) -> datetime:
    found = dutch.read_moment(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("then", "now", "worse"),
    [
        ({}, {"type": "repressief"}, True),
        ({"type": "repressief"}, {"type": "preventief"}, False),
        ({}, {"integral": True}, True),
        ({"integral": True}, {"integral": False}, False),
        ({"result": "advies"}, {"result": "sluiting"}, True),
        ({"result": "sluiting"}, {"result": "advies"}, False),
        ({"result": None}, {"result": "sluiting"}, False),
        ({"result": "advies"}, {"result": None}, False),
        ({}, {"sector": "bouw"}, False),
    ],
)
def test_worse_is_worse_than_it_was(then: dict[str, Any], now: dict[str, Any], worse: bool) -> None:
    before, after = ({"reference": "A", **row} for row in (then, now))
    assert escalated(activations(before), activations(after, {"reference": "B"})) == (
        {"A"} if worse else set()
    )


def test_nothing_got_worse_of_nothing() -> None:
    assert escalated(activations(), activations()) == frozenset()


@pytest.mark.parametrize(
    ("now", "since"),
    [
        ("2020-11-30T09:30", "2020-11-29T08:00"),
        ("2020-11-30T00:05", "2020-11-29T08:00"),
        ("2020-03-30T09:00", "2020-03-29T08:00"),  # the night in which the clock went forward
    ],
)
def test_yesterday_is_eight_on_the_dutch_clock(now: str, since: str) -> None:
    assert yesterday_morning(moment(now)) == moment(since)


def test_each_change_is_told_once_and_the_kinds_in_their_order(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(store, monkeypatch)
    start, end = moment("2021-01-11T08:00"), moment("2021-01-15T00:00")
    found = store.between(ACTIVATIONS, start, end)
    after = store.snapshot(end).frame(ACTIVATIONS)
    morning = morning_news(found, after)
    news = morning.within(Selection())
    assert [(one.kind, one.reference) for one in news] == [
        ("new", "A-4"),
        ("closed", "A-2"),
        ("corrected", "A-1"),
        ("withdrawn", "A-3"),
    ]
    assert (news[1].who, news[1].why, news[1].at) == ("marie", "klaar", moment("2021-01-12T11:00"))
    assert {one.kind for one in news} <= set(NEWS.codes)
    assert set(CHANGE_KINDS.codes) <= set(NEWS.codes)


def test_a_selection_is_told_what_it_selects_now_or_selected_before(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(store, monkeypatch)
    start, end = moment("2021-01-11T08:00"), moment("2021-01-15T00:00")
    found, after = store.between(ACTIVATIONS, start, end), store.snapshot(end).frame(ACTIVATIONS)
    morning = morning_news(found, after)
    for chosen in (Selection(types=("repressief",)), Selection(types=("preventief",))):
        concerned = {
            reference
            for frame in (found.before, after)
            for reference in frame["reference"][activation_mask(chosen, frame)]
        }
        expected = [one for one in morning.within(Selection()) if one.reference in concerned]
        assert list(morning.within(chosen)) == expected

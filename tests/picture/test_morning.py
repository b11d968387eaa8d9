"""What one asks each morning, on a few records and on a told story in both databases."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from geo import dutch
from geo.picture import NEWS, Selection, changed_within, morning_news, yesterday_morning
from geo.picture.masks import activation_mask
from geo.picture.morning import escalated
from geo.records import ACTIVATIONS
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
    within = changed_within(found, after, partial(activation_mask, Selection()))
    news = morning_news(within, found.before)
    assert [(one.kind, one.reference) for one in news] == [
        ("new", "A-4"),
        ("closed", "A-2"),
        ("corrected", "A-1"),
        ("withdrawn", "A-3"),
    ]
    assert (news[1].who, news[1].why, news[1].at) == ("marie", "klaar", moment("2021-01-12T11:00"))
    assert {one.kind for one in news} <= set(NEWS.codes)

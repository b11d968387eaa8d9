"""Moments on the Dutch clock, and values of records in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import dutch
from geo.records import ACTIVATIONS, HOUSING, worded
from geo.records.display import ACTION_WORDS
from geo.store import stored_columns
from geo.store.schema import ACTIONS

COLUMNS = {column.name: column for table in (ACTIVATIONS, HOUSING) for column in stored_columns(table)}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.times())
def test_what_is_written_is_read_back(day: date, clock: time) -> None:
    moment = dutch.at(day, clock)
    assert dutch.read_moment(dutch.moment_text(moment)) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nu",
        "2026-11-21",
        "2026-11-21T18:00:00",
        "2026-02-30T18:00",
        "2026-11-21T24:00",
        "２026-11-21T18:00",
    ],
)
def test_anything_else_is_no_moment(text: str) -> None:
    assert dutch.read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-07-01T12:00", datetime(2026, 7, 1, 10, tzinfo=UTC)),
        ("2026-11-21T18:00", datetime(2026, 11, 21, 17, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice on the clock: the first
        ("2026-03-29T02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # not on the clock
    ],
)
def test_the_clock_is_that_of_the_netherlands(text: str, utc: datetime) -> None:
    found = dutch.read_moment(text)
    assert found
    assert found.astimezone(UTC) == utc


def test_days_are_counted_back_to_midnight_also_over_the_change_of_the_clock() -> None:
    late = datetime(2026, 10, 25, 23, 30, tzinfo=UTC)  # it is the 26th already
    assert dutch.moment_text(dutch.days_before(late, 0)) == "2026-10-26T00:00"
    assert dutch.moment_text(dutch.days_before(late, 7)) == "2026-10-19T00:00"


@pytest.mark.parametrize(
    ("column", "stored", "words"),
    [
        ("type", "repressief", "Repressief"),
        ("themes", "wonen,werken", "Wonen, Werken"),
        ("activated_on", "2020-09-01", "01-09-2020"),
        ("integral", "ja", "Ja"),
        ("region", "VR23", "Limburg-Noord"),
        ("municipality", "GM0983", "Venlo"),
        ("capacity", "12345", "12.345"),
        ("lat", "52.5", "52,5"),
        ("note", "vrij <b>", "vrij <b>"),
        ("note", "", "–"),
        ("type", "onbekend", "onbekend"),
        ("region", "VR99", "VR99"),
    ],
)
def test_a_stored_value_in_words(column: str, stored: str, words: str) -> None:
    assert worded(COLUMNS[column], stored) == words


def test_every_action_has_a_word() -> None:
    assert set(ACTION_WORDS) == set(ACTIONS)


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(7, 56, "13%"), (1, 3, "33%"), (0, 5, "0%"), (5, 5, "100%")]
)
def test_a_half_percent_is_rounded_up(part: int, whole: int, text: str) -> None:
    assert dutch.percent(part, whole) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(-4, 0, "−4"), (12.5, 0, "13"), (0.125, 2, "0,13"), (-1234.5, 0, "−1.235")],
)
def test_numbers_have_a_minus_and_round_a_half_away_from_zero(value: float, decimals: int, text: str) -> None:
    assert dutch.number(value, decimals) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2020-09-01", "2020-11-30", "1 september – 30 november 2020"),
        ("2020-11-03", "2020-11-30", "3 – 30 november 2020"),
        ("2020-11-30", "2021-01-02", "30 november 2020 – 2 januari 2021"),
        ("2020-11-03", "2020-11-03", "3 november 2020"),
    ],
)
def test_a_period_says_once_what_its_days_share(first: str, last: str, text: str) -> None:
    assert dutch.period(date.fromisoformat(first), date.fromisoformat(last)) == text


def test_a_capital_leaves_the_rest_as_it_is() -> None:
    assert [dutch.capital(text) for text in ("gesloten op", "NVWA", "é", "")] == [
        "Gesloten op",
        "NVWA",
        "É",
        "",
    ]

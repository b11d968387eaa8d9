"""Ready-made periods, on days of which one knows the weekday."""

from __future__ import annotations

from datetime import date

import pytest

from geo.picture import PERIODS


@pytest.mark.parametrize(
    ("name", "last", "first", "end"),
    [
        ("Deze week", "2020-11-30", "2020-11-30", "2020-11-30"),  # a Monday
        ("Deze week", "2020-11-29", "2020-11-23", "2020-11-29"),  # a Sunday
        ("Vorige 4 weken", "2020-11-30", "2020-11-02", "2020-11-29"),
        ("Vorige 4 weken", "2020-11-29", "2020-10-26", "2020-11-22"),
        ("Sinds 1 september", "2020-11-30", "2020-09-01", "2020-11-30"),
        ("Sinds 1 september", "2021-08-31", "2020-09-01", "2021-08-31"),
        ("Sinds 1 september", "2020-09-01", "2020-09-01", "2020-09-01"),
    ],
)
def test_a_period_ends_with_the_data(name: str, last: str, first: str, end: str) -> None:
    assert PERIODS[name](date.fromisoformat(last)) == (date.fromisoformat(first), date.fromisoformat(end))

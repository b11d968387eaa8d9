"""Periods that one asks for again and again, counted from the last day with data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.language import mark

if TYPE_CHECKING:
    from collections.abc import Callable

SEASON = (9, 1)
"""Month and day on which the platform began, in 2020."""


def this_week(last: date) -> tuple[date, date]:
    """Return the week of a day from Monday up to that day."""
    return last - timedelta(days=last.weekday()), last


def four_weeks_before(last: date) -> tuple[date, date]:
    """Return the four whole weeks before the week of a day."""
    monday = last - timedelta(days=last.weekday())
    return monday - timedelta(weeks=4), monday - timedelta(days=1)


def since_september(last: date) -> tuple[date, date]:
    """Return the days from the last 1 September up to a day."""
    first = date(last.year, *SEASON)
    return (first if first <= last else date(last.year - 1, *SEASON)), last


PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {
    mark("Deze week"): this_week,
    mark("Vorige 4 weken"): four_weeks_before,
    mark("Sinds 1 september"): since_september,
}
"""By what they are called on screen, marked; each takes the last day with data; both days are in it."""

"""Dates and numbers the Dutch way."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from datetime import date, datetime

_LOCALE = "nl_NL"
NO_DATA = "geen gegevens"


@lru_cache(maxsize=4096)
def number(value: float | None, decimals: int = 0) -> str:
    """Return a number such as 1.234,5; missing is named as such, never left empty."""
    if value is None or math.isnan(value):
        return NO_DATA
    return format_decimal(value, format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", locale=_LOCALE)


def change(value: int | None) -> str | None:
    """Return a difference with its sign, such as +3 or -2; None when there is nothing to compare with."""
    if value is None:
        return None
    return format_decimal(value, format="+#,##0;-#,##0", locale=_LOCALE) if value else "gelijk"


def day(value: date) -> str:
    """Return a day such as 1 september 2020."""
    return format_date(value, format="d MMMM y", locale=_LOCALE)


def short_day(value: date) -> str:
    """Return a day such as 1 sep."""
    return format_date(value, format="d MMM", locale=_LOCALE).rstrip(".")


def moment(value: datetime) -> str:
    """Return a moment in Dutch time, such as 21 november 2026 18:04."""
    return format_datetime(
        value, format="d MMMM y HH:mm", locale=_LOCALE, tzinfo=get_timezone("Europe/Amsterdam")
    )

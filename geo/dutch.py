"""Numbers, days and moments as people in the Netherlands write them, and moments as links hold them."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

DUTCH = ZoneInfo("Europe/Amsterdam")
EXAMPLE = "2026-11-21T18:00"
NO_DATA = "geen gegevens"
MINUS = "\N{MINUS SIGN}"

_LOCALE = "nl_NL"
_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)


# numbers


@lru_cache(maxsize=4096)
def number(value: float | None, decimals: int = 0) -> str:
    """Return a number such as 1.234,5, a half rounded up; missing is named as such, never left empty."""
    if value is None or math.isnan(value):
        return NO_DATA
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = format_decimal(rounded, format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", locale=_LOCALE)
    return text.replace("-", MINUS)


def percent(part: int, whole: int) -> str:
    """Return a share such as 13%, a half rounded up: 7 of 56 is 13%, as a reader reckons it."""
    share = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{number(int(share))}%"


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: 1 rij, 1.000 rijen."""
    return f"{number(count)} {one if count == 1 else many}"


def listed(parts: Sequence[str]) -> str:
    """Return parts as a list in a sentence: "a, b en c"."""
    return " en ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def decimal(value: float, most: int | None = None) -> str:
    """Return a number as it is typed, 1234,5: no more digits than it has, or than ``most`` decimals."""
    return np.format_float_positional(value, precision=most, trim="-").replace(".", ",")


# days and moments


@lru_cache(maxsize=4096)
def day(value: date) -> str:
    """Return a day such as 1 september 2020."""
    return format_date(value, format="d MMMM y", locale=_LOCALE)


def month(text: str) -> str:
    """Return a month such as september 2020, from a text such as 2020-09."""
    return format_date(date.fromisoformat(f"{text}-01"), format="MMMM y", locale=_LOCALE)


@lru_cache(maxsize=4096)
def period(first: date, last: date) -> str:
    """Return a period such as 1 september – 30 november 2020; what both days share is said once."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month == last.month:
        return f"{first.day} – {day(last)}"
    return f"{format_date(first, format='d MMMM', locale=_LOCALE)} – {day(last)}"


@lru_cache(maxsize=4096)
def short_day(value: date) -> str:
    """Return a day such as 1 sep."""
    return format_date(value, format="d MMM", locale=_LOCALE).rstrip(".")


@lru_cache(maxsize=4096)
def moment(value: datetime) -> str:
    """Return an aware moment on the Dutch clock, such as 21 november 2026 18:04."""
    return format_datetime(value.astimezone(DUTCH), format="d MMMM y HH:mm", locale=_LOCALE)


def short_moment(value: datetime) -> str:
    """Return an aware moment on the Dutch clock, such as 21-11-2026 18:04."""
    return value.astimezone(DUTCH).strftime("%d-%m-%Y %H:%M")


def at(day: date, clock: time) -> datetime:
    """Return a moment on the Dutch clock.

    Of the hour that the clock shows twice in autumn it is the first one; a time that it skips in spring is
    an hour later.
    """
    return datetime.combine(day, clock.replace(second=0, microsecond=0), DUTCH)


def days_before(moment: datetime, days: int) -> datetime:
    """Return the start of the Dutch day so many days before a moment; 0 is the start of its own day."""
    return at(moment.astimezone(DUTCH).date() - timedelta(days=days), time())


# in links


def read_moment(text: str) -> datetime | None:
    """Return the moment in a text such as 2026-11-21T18:00, None when it is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=DUTCH) if _TEXT.fullmatch(text) else None
    except ValueError:  # 2026-02-30T18:00
        return None


def moment_text(moment: datetime) -> str:
    """Return a moment as it stands in a link; the inverse of ``read_moment`` for what ``at`` returns."""
    return moment.astimezone(DUTCH).strftime("%Y-%m-%dT%H:%M")

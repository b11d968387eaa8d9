"""Typed values of a file as the text that a Dutch user would have typed."""

from __future__ import annotations

import datetime as dt
import json
import math
from decimal import Decimal

from geo.dutch import in_text

LARGEST_WHOLE = 1e15  # from here on a float does not hold every whole number

_FIRST_DAY = dt.datetime(1899, 12, 30)
_LEAP_BUG = 60  # Excel believes that 1900 was a leap year; days before it are one off


def as_text(value: object) -> str:
    """Return a value of JSON or SQL as text: a comma for decimals, ja and nee, a list with commas."""
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, (list, dict)):
        nested = isinstance(value, dict) or any(isinstance(each, (list, dict)) for each in value)
        return json.dumps(value, ensure_ascii=False) if nested else ", ".join(map(as_text, value))
    return str(value)


def typed_as_text(value: object) -> str:
    """Return a value of a typed column as text: days as 31-12-2020, what is missing or only bytes as ""."""
    if isinstance(value, dt.datetime):
        day = f"{value:%d-%m-}{value.year}"
        return day if value.time() == dt.time() else f"{day} {value:%H:%M:%S}"
    if isinstance(value, dt.date):
        return f"{value:%d-%m-}{value.year}"
    if isinstance(value, bytes) or (isinstance(value, float) and math.isnan(value)):
        return ""
    return as_text(float(value) if isinstance(value, Decimal) else value)


def number(value: float) -> str:
    """Return a number with a decimal comma and without an exponent, as short as it can be."""
    if not math.isfinite(value):
        return str(value)
    if value.is_integer() and abs(value) < LARGEST_WHOLE:
        return str(int(value))
    return in_text(value)


def excel_number(text: str) -> str:
    """Return a number of an XLSX cell as Excel shows it, to 15 digits; text that is no number as it is."""
    if text.isascii() and text.isdigit():
        return text
    try:
        return number(float(f"{float(text):.15g}"))
    except ValueError:
        return text


def excel_day(text: str, *, since_1904: bool = False) -> str:
    """Return the day that a number in a date cell stands for, as 31-12-2020; otherwise the number."""
    try:
        serial = float(text) + (1462 if since_1904 else 0)
        moment = _FIRST_DAY + dt.timedelta(days=serial + (serial < _LEAP_BUG))
    except (ValueError, OverflowError):
        return text
    if serial < 1:  # a time of day, without a day
        return excel_number(text)
    # a float of days is right to some microseconds
    moment = (moment + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    day = f"{moment:%d-%m-}{moment.year}"
    return day if moment.time() == dt.time() else f"{day} {moment:%H:%M:%S}"

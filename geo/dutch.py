"""Numbers, days and moments as their reader writes them, on the Dutch clock, and as links hold them."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, ParamSpec
from zoneinfo import ZoneInfo

import numpy as np
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from geo.language import LOCALES, current, mark, plural, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DUTCH = ZoneInfo("Europe/Amsterdam")
EXAMPLE = "2026-11-21T18:00"
NO_DATA = mark("geen gegevens")
MINUS = "\N{MINUS SIGN}"

# as each language writes them: a day of the month, a day and its month, the same short, and in figures
_DAY = {"nl": "d", "de": "d.", "fr": "d", "en": "d"}
_DAY_OF_MONTH = {"nl": "d MMMM", "de": "d. MMMM", "fr": "d MMMM", "en": "d MMMM"}
_SHORT_DAY = {"nl": "d MMM", "de": "d. MMM", "fr": "d MMM", "en": "d MMM"}
_SHORT = {"nl": "dd-MM-y HH:mm", "de": "dd.MM.y HH:mm", "fr": "dd/MM/y HH:mm", "en": "dd/MM/y HH:mm"}
_FIGURES = {"nl": "%d-%m-%Y", "de": "%d.%m.%Y", "fr": "%d/%m/%Y", "en": "%d/%m/%Y"}
_PERCENT = {"nl": "%", "de": "\N{NO-BREAK SPACE}%", "fr": "\N{NO-BREAK SPACE}%", "en": "%"}

_BETWEEN_CLAUSES = {"nl": "; ", "de": "; ", "fr": "\N{NO-BREAK SPACE}; ", "en": "; "}

_Given = ParamSpec("_Given")
_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)


def _kept(write: Callable[_Given, str]) -> Callable[_Given, str]:
    """Keep what a function wrote, each language apart."""
    kept = lru_cache(maxsize=8192)(lambda language, *values, **named: write(*values, **named))

    @wraps(write)
    def written(*values: _Given.args, **named: _Given.kwargs) -> str:
        return kept(current(), *values, **named)  # type: ignore[arg-type] # numbers, texts and days

    return written


# numbers


@_kept
def number(value: float | None, decimals: int = 0) -> str:
    """Return a number such as 1.234,5, a half rounded up; missing is named as such, never left empty."""
    if value is None or math.isnan(value):
        return say(NO_DATA)
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = format_decimal(
        rounded, format=f"#,##0.{'0' * decimals}" if decimals else "#,##0", locale=LOCALES[current()]
    )
    return text.replace("-", MINUS)


def percent(part: int, whole: int) -> str:
    """Return a share such as 13%, a half rounded up: 7 of 56 is 13%, as a reader reckons it."""
    share = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{number(int(share))}{_PERCENT[current()]}"


def share(value: float) -> str:
    """Return a share between 0 and 1, such as 13%, a half rounded up."""
    return f"{number(100 * value)}{_PERCENT[current()]}"


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: 1 rij, 1.000 rijen; the nouns as ``plural`` has them."""
    return f"{number(count)} {plural(one, many, count)}"


def listed(parts: Sequence[str], word: str = "") -> str:
    """Return parts as a list in a sentence: "a, b en c", or with another word before the last."""
    return f" {word or say('en')} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def clauses(parts: Iterable[str]) -> str:
    """Return parts of a sentence, each a clause of its own, one after the other: "a; b; c"."""
    return _BETWEEN_CLAUSES[current()].join(parts)


def capital(text: str) -> str:
    """Return a text as it stands at the beginning of a sentence; the rest stays: a noun has its capital.

    >>> capital("gesloten op"), capital("NVWA")
    ('Gesloten op', 'NVWA')
    """
    return text[:1].upper() + text[1:]


def continuing(text: str) -> str:
    """Return a text that opens a line, with no noun or name, as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def decimal(value: float, most: int | None = None) -> str:
    """Return a number as its reader types it, 1234,5: the digits it has, at most ``most`` decimals."""
    return with_sign(in_text(value, most))


def in_text(value: float, most: int | None = None) -> str:
    """Return a number as our texts of records hold it, in every language: a decimal comma, no exponent."""
    return np.format_float_positional(value, precision=most, trim="-").replace(".", ",")


def with_sign(text: str) -> str:
    """Return a number of a text of ours with the decimal sign of the reader."""
    return text.replace(",", ".") if current() == "en" else text


# days and moments


@_kept
def day(value: date) -> str:
    """Return a day such as 1 september 2020."""
    return _ordinal(format_date(value, format="long", locale=LOCALES[current()]))


def month(text: str) -> str:
    """Return a month such as september 2020, from a text such as 2020-09."""
    return format_date(date.fromisoformat(f"{text}-01"), format="MMMM y", locale=LOCALES[current()])


@_kept
def period(first: date, last: date) -> str:
    """Return a period such as 1 september – 30 november 2020; what both days share is said once."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month == last.month:
        return f"{_formatted(first, _DAY)} – {day(last)}"
    return f"{_formatted(first, _DAY_OF_MONTH)} – {day(last)}"


@_kept
def short_day(value: date) -> str:
    """Return a day such as 1 sep."""
    return _formatted(value, _SHORT_DAY).rstrip(".")


@_kept
def moment(value: datetime) -> str:
    """Return an aware moment on the Dutch clock, such as 21 november 2026 18:04."""
    local = value.astimezone(DUTCH)
    return f"{day(local.date())} {local:%H:%M}"


def short_moment(value: datetime) -> str:
    """Return an aware moment on the Dutch clock, such as 21-11-2026 18:04."""
    return format_datetime(value.astimezone(DUTCH), format=_SHORT[current()], locale=LOCALES[current()])


def picker_pattern() -> str:
    """Return how a day such as 21-11-2026 is written in figures, for a widget of Streamlit."""
    return _FIGURES[current()].replace("%d", "DD").replace("%m", "MM").replace("%Y", "YYYY")


def figures_pattern() -> str:
    """Return how a day such as 21-11-2026 is written in figures, for ``strftime`` of whole columns."""
    return _FIGURES[current()]


def _formatted(value: date, patterns: Mapping[str, str]) -> str:
    return _ordinal(format_date(value, format=patterns[current()], locale=LOCALES[current()]))


def _ordinal(text: str) -> str:
    """Return a written day with its first of the month as French has it, 1er septembre, which Babel lacks."""
    return re.sub(r"^1(?=\b)", "1er", text) if current() == "fr" else text


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

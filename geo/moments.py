"""Moments as people in the Netherlands say them: on the clock there, to the minute; in links as ISO text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DUTCH = ZoneInfo("Europe/Amsterdam")
EXAMPLE = "2026-11-21T18:00"

_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)


def at(day: date, clock: time) -> datetime:
    """Return a moment on the Dutch clock.

    Of the hour that the clock shows twice in autumn it is the first one; a time that it skips in spring is
    an hour later.
    """
    return datetime.combine(day, clock.replace(second=0, microsecond=0), DUTCH)


def read(text: str) -> datetime | None:
    """Return the moment in a text such as 2026-11-21T18:00, None when it is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=DUTCH) if _TEXT.fullmatch(text) else None
    except ValueError:  # 2026-02-30T18:00
        return None


def written(moment: datetime) -> str:
    """Return a moment as it stands in a link; the inverse of ``read`` for what ``at`` returns."""
    return moment.astimezone(DUTCH).strftime("%Y-%m-%dT%H:%M")


def days_before(moment: datetime, days: int) -> datetime:
    """Return the start of the Dutch day so many days before a moment; 0 is the start of its own day."""
    return at(moment.astimezone(DUTCH).date() - timedelta(days=days), time())

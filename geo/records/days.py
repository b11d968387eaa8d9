"""Days as people and programs write them, beside 31-12-2020: with the month as a word, or as one number."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from geo.spelling import plain

HERE = ZoneInfo("Europe/Amsterdam")

_MONTHS = (
    ("jan", "januari", "january", "januar", "janvier", "janv"),
    ("feb", "februari", "february", "februar", "fevrier", "fevr", "febr"),
    ("mrt", "maart", "mar", "march", "marz", "maerz", "mars"),
    ("apr", "april", "avril", "avr"),
    ("mei", "may", "mai"),
    ("jun", "juni", "june", "juin"),
    ("jul", "juli", "july", "juillet", "juil"),
    ("aug", "augustus", "august", "aout"),
    ("sep", "sept", "september", "septembre"),
    ("okt", "oct", "oktober", "october", "octobre"),
    ("nov", "november", "novembre"),
    ("dec", "dez", "december", "dezember", "decembre"),
)
MONTH_OF = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
"""The number of a month by its name in Dutch, English, German or French, as ``spelling.plain`` writes it."""

_LETTERS = r"[^\W\d_]"
_WEEKDAY = rf"(?:{_LETTERS}{{2,10}}\.?,?\s+)?"
_MONTH = rf"(?P<m>{_LETTERS}{{3,10}})\.?"
_WORDED = (
    re.compile(rf"{_WEEKDAY}(?P<d>\d{{1,2}})\.?[-\s]*{_MONTH},?[-\s]*(?P<y>\d{{4}}|'?\d{{2}})"),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})"),
)
_OTHERS = (
    re.compile(r"(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\s+(?P<m>\d{1,2})\s+(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})([-/.])(?P<m>\d{1,2})\2(?P<y>'\d{2})", re.ASCII),
)
_MILLISECONDS = re.compile(r"\d{12,13}", re.ASCII)
LONGEST = 60


def numbered(text: str) -> str:
    """Return a day as "3-10-2020"; a year of two digits stays so, and what is no day comes back as it is.

    Milliseconds since 1970, as web maps write them, are the day it then was in the Netherlands.

    >>> numbered("zaterdag 3 okt. 2020"), numbered("20201003"), numbered("1601676000000"), numbered("week 40")
    ('3-10-2020', '3-10-2020', '3-10-2020', 'week 40')
    """
    if len(text) > LONGEST:
        return text
    if _MILLISECONDS.fullmatch(text):
        then = dt.datetime.fromtimestamp(int(text) / 1000, HERE)
        return f"{then.day}-{then.month}-{then.year}"
    for pattern in (*_WORDED, *_OTHERS):
        if found := pattern.fullmatch(text):
            month = found["m"] if found["m"].isdigit() else MONTH_OF.get(plain(found["m"]))
            if month:
                return f"{int(found['d'])}-{int(month)}-{found['y'].lstrip(chr(39))}"
    return text

"""One cell of text to a typed value, with what is wrong in it and how to mend it: a parser for each kind."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Literal, NamedTuple

from geo import dutch
from geo.language import mark, plural, say
from geo.records.days import HERE, numbered
from geo.spelling import plain

Severity = Literal["fout", "waarschuwing"]
SEVERITY_WORDS: dict[Severity, str] = {"fout": mark("fout"), "waarschuwing": mark("waarschuwing")}
"""How a severity is shown; the texts are marked."""


class Fault(NamedTuple):
    """What is wrong with a value and how to mend it; a value with a "fout" cannot be used.

    One that is made before a reader is known holds marked texts, and is ``said`` where it is found.
    """

    what: str
    mend: str
    severity: Severity = "fout"

    def said(self) -> Fault:
        """Return it in the language of the reader."""
        return Fault(say(self.what), say(self.mend), self.severity)


class Cell(NamedTuple):
    """The value of one cell, None when it holds none, and what is wrong with it."""

    value: object
    fault: Fault | None = None


Parser = Callable[[str], Cell]

DAMAGED = Fault(mark("bevat een NUL-teken"), mark("het bestand is beschadigd; bewaar het opnieuw"))

YEARS = range(2000, 2100)
MOST_DAYS_AHEAD = 366
LARGEST_COUNT = 10_000_000
LONGEST_NUMBER = 350  # a float written out in full has at most some 340 signs

_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})([-/.])(?P<m>\d{1,2})\2(?P<y>\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})", re.ASCII)
_TIME = re.compile(r"[T ]+(\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([. \u00a0\u202f]\d{3})+", re.ASCII)
_WHOLE_AS_FRACTION = re.compile(r"([+-]?\d+)[.,]0{1,2}", re.ASCII)
_FRACTION = re.compile(r"[+-]?\d+([.,]\d*)?", re.ASCII)
_FRACTION_OF_THOUSANDS = re.compile(r"[+-]?\d{1,3}((\.\d{3})+,\d+|(,\d{3})+\.\d+)", re.ASCII)

_YES_NO = {
    **dict.fromkeys(("ja", "j", "true", "waar", "1", "x", "yes", "y", "oui", "wahr", "v"), True),
    **dict.fromkeys(("nee", "n", "neen", "false", "onwaar", "0", "no", "nein", "non", "falsch"), False),
}


def day(text: str) -> Cell:
    """Parse 31-12-2020, 31 december 2020, 2020-12-31, or Excel's 2020-12-31 00:00:00, to a date.

    A day more than a year ahead is kept with a warning.
    """
    tail = _TIME.search(text[:40])  # cut, since searching costs the square of the length
    text_of_day = text[: tail.start()] if tail else text
    if not _DAY_FIRST.fullmatch(text_of_day):
        text_of_day = numbered(text_of_day)
    found = _DAY_FIRST.fullmatch(text_of_day) or _YEAR_FIRST.fullmatch(text_of_day)
    if not found:
        return Cell(None, Fault(say("geen datum"), _mend_day(text)))
    d, m, y = (int(found[part]) for part in "dmy")
    if len(found["y"]) == 2:
        mend = say("bedoelde u {value}?", value=f"{d:02}-{m:02}-20{y:02}")
        return Cell(None, Fault(say("jaar is niet voluit geschreven"), mend))
    impossible = _impossible_day(d, m, y)
    if impossible:
        return Cell(None, impossible)
    if (ahead := dt.date(y, m, d) - dt.datetime.now(HERE).date()).days > MOST_DAYS_AHEAD:
        years = ahead.days // 365
        what = plural(
            "ligt {years} jaar in de toekomst", "ligt {years} jaar in de toekomst", years, years=years
        )
        note = Fault(what, say("controleer het jaartal"), "waarschuwing")
        return Cell(dt.date(y, m, d), note)
    if tail and tail[1].strip("0:."):
        what = say("tijdstip wordt niet bewaard, alleen de dag")
        note = Fault(what, say("laat het tijdstip weg"), "waarschuwing")
        return Cell(dt.date(y, m, d), note)
    return Cell(dt.date(y, m, d))


def _mend_day(text: str) -> str:
    """How to mend a text that is no day; a number may be the one by which Excel stores a day."""
    if text.isascii() and text.isdigit() and len(text) == 5:
        meant = dt.date(1899, 12, 30) + dt.timedelta(days=int(text))
        if meant.year in YEARS:
            return say("dit lijkt een datum als getal van Excel; bedoelde u {day}?", day=f"{meant:%d-%m-%Y}")
    return say("schrijf de datum als 31-12-2020")


def _impossible_day(d: int, m: int, y: int) -> Fault | None:
    """Why there is no such day, or None when there is."""
    if y not in YEARS:
        return Fault(
            say("het jaar {year} kan niet kloppen", year=y),
            say("gebruik een jaar van {first} tot en met {last}", first=YEARS[0], last=YEARS[-1]),
        )
    if not 1 <= m <= 12:
        swapped = 1 <= d <= 12 and 1 <= m <= calendar.monthrange(y, d)[1]
        mend = (
            say("bedoelde u {value}?", value=f"{m:02}-{d:02}-{y}")
            if swapped
            else say("schrijf de datum als dag-maand-jaar")
        )
        return Fault(say("maand {month} bestaat niet", month=m), mend)
    last = calendar.monthrange(y, m)[1]
    if not 1 <= d <= last:
        return Fault(
            say("{month} heeft {days} dagen", month=dutch.month(f"{y}-{m:02}"), days=last),
            say("gebruik een dag van 1 tot en met {last}", last=last),
        )
    return None


def yes_no(text: str) -> Cell:
    """Parse ja/nee, true/false, waar/onwaar, 1/0 or x to a bool."""
    value = _YES_NO.get(text.casefold())
    return Cell(value, Fault(say("geen ja of nee"), say("vul ja of nee in")) if value is None else None)


def whole_number(text: str) -> Cell:
    """Parse a whole number, with Dutch thousand points ("1.200") or spaces, to an int."""
    if len(text) > 20:
        return Cell(None, Fault(say("geen getal"), say("vul een geheel getal in")))
    whole = _WHOLE_AS_FRACTION.fullmatch(text)
    if _THOUSANDS.fullmatch(text):
        value = int(re.sub(r"[^\d+-]", "", text))
    elif whole or _WHOLE.fullmatch(text):
        value = int(whole[1] if whole else text)
    elif _FRACTION.fullmatch(text):
        return Cell(None, Fault(say("geen geheel getal"), say("vul een geheel getal in, zonder komma")))
    else:
        return Cell(None, Fault(say("geen getal"), say("vul een geheel getal in")))
    if abs(value) > LARGEST_COUNT:
        return Cell(None, Fault(say("getal is te groot"), say("controleer het aantal")))
    return Cell(value)


def degrees(text: str) -> Cell:
    """Parse a coordinate with decimal comma or point to a float; RD metres pass, geo.places names them."""
    number = text.rstrip("° ")
    if len(number) <= LONGEST_NUMBER:
        if _FRACTION.fullmatch(number):
            return Cell(float(number.replace(",", ".")))
        if _FRACTION_OF_THOUSANDS.fullmatch(number):
            thousands = min(".,", key=number.find)
            return Cell(float(number.replace(thousands, "").replace(",", ".")))
    return Cell(None, Fault(say("geen getal"), say("schrijf graden als 52,0907")))


def text(longest: int, *, one_line: bool = False) -> Parser:
    """Return the parser of free text: as typed, formulas included, but without signs nobody can see.

    Control signs, right-to-left marks and the like are left out with a warning; a NUL is an error, since
    it means that the file is damaged.
    """

    def parse(raw: str) -> Cell:
        if "\0" in raw:
            return Cell(None, DAMAGED.said())
        clean, hidden = _visible(raw)
        if one_line:
            clean = " ".join(clean.split())
        if len(clean) > longest:
            what = say("te lang: {count} tekens", count=len(clean))
            return Cell(None, Fault(what, say("gebruik maximaal {count} tekens", count=longest)))
        if hidden:
            what = say("onzichtbare tekens weggelaten ({count})", count=hidden)
            return Cell(clean, Fault(what, say("controleer de tekst"), "waarschuwing"))
        return Cell(clean)

    return parse


def plain_line(raw: str, longest: int) -> str:
    r"""Return strangers' text on one line, without signs nobody can see, cut at ``longest`` characters.

    Unlike ``text`` it refuses nothing: for what is written beside a change, which must not be lost.

    >>> plain_line("twee\\nregels\\u202e", 80)
    'twee regels'
    """
    clean, _ = _visible(raw)
    line = " ".join(clean.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _visible(raw: str) -> tuple[str, int]:
    """Return the text without signs that cannot be seen, and how many of those there were."""
    if raw.isprintable():
        return unicodedata.normalize("NFC", raw), 0
    lines = re.sub(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]", "\n", raw)
    spaced = re.sub(r"[^\S\n]", " ", lines)
    seen = "".join(sign for sign in spaced if sign == "\n" or unicodedata.category(sign) not in _HIDDEN)
    return unicodedata.normalize("NFC", seen).strip(), len(spaced) - len(seen)


_HIDDEN = ("Cc", "Cf", "Cs")


_NOTHING = frozenset(
    (
        *("null", "none", "nan", "na", "nb", "nvt", "leeg", "onbekend", "nietbekend"),
        *("unknown", "unbekannt", "inconnu"),
    )
)
"""What people and programs write in a cell that holds nothing, as ``spelling.plain`` writes it."""


def _says_nothing(clean: str) -> bool:
    """Whether a cell only says that there is nothing to say."""
    return len(clean) <= 12 and (plain(clean) in _NOTHING or not clean.strip("-–—?./"))


def of_visible(parse: Parser) -> Parser:
    """Return ``parse`` for cells that are no free text: signs that cannot be seen do not count.

    "-", "n.v.t.", "onbekend", "NULL" and the like say that there is nothing, where they are no word.
    """

    def parse_visible(raw: str) -> Cell:
        if "\0" in raw:
            return Cell(None, DAMAGED.said())
        clean, _ = _visible(raw)
        cell = parse(clean) if clean else Cell(None)
        return Cell(None) if cell.fault and _says_nothing(clean) else cell

    return parse_visible

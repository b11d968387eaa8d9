"""Text of strangers, made fit to stand in a sentence of ours: short, on one line, nothing invisible in it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from geo.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SHOWN = 80  # characters of a value in a problem
MOST_QUOTED = 40  # characters of a value in a notice
MOST_NAMED = 3  # values in a notice; the others are counted

_HELD, _THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
_GAPS = re.compile(rf"(?:[^\S{_HELD}]|(?<!\d){_HELD}|{_HELD}(?!\d))+")


def show(value: str) -> str:
    """Return a typed value as a problem shows it: short, on one line, hidden characters written out."""
    short = value if len(value) <= MOST_SHOWN else f"{value[: MOST_SHOWN - 1]}…"
    if short.isprintable():
        return short
    return "".join(each if each.isprintable() else f"<U+{ord(each):04X}>" for each in short)


def quote(texts: Sequence[str]) -> str:
    """Return texts between quotes for a notice: each once and tame, a few at most, the others counted."""
    tame_ones = list(dict.fromkeys(tame(text) for text in texts))
    quotes = ", ".join(f"'{text}'" for text in tame_ones[:MOST_NAMED])
    more = len(tame_ones) - MOST_NAMED
    return quotes if more <= 0 else say("{named} en nog {count}", named=quotes, count=more)


def tame(text: str, longest: int = MOST_QUOTED) -> str:
    """Return a text without control characters and invisible marks, cut off at ``longest`` characters."""
    start = text.strip()[: 4 * longest]
    # category C holds control characters and the invisible marks that turn the direction of text
    plain = "".join(each for each in start if unicodedata.category(each)[0] != "C")
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def printable(text: str) -> str:
    r"""Return a text on one line without control characters and invisible marks: what every file can hold.

    The spaces within a French number stay what they are, so that no line ends there.

    >>> printable("Total\u00a0:\n1\u202f500") == "Total : 1\u00a0500"
    True
    """
    held = _THIN in text or _HELD in text
    words = filter(None, _GAPS.split(text.replace(_THIN, _HELD))) if held else text.split()
    line = " ".join(words)
    if line.isprintable():
        return line
    return "".join(each for each in line if unicodedata.category(each)[0] != "C")

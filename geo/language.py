"""The language of the reader: Dutch is what the code says, the others come from catalogues.

A text that people read is said where it stands: ``say("Kies een regio.")``, with what changes by name,
``say("Kies {what}.", what=noun)``; ``plural`` where a number decides. A text in a table, made before a
reader is known, is marked with ``mark`` and said where it is shown. ``make messages`` collects them all.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SOURCE = "nl"
LANGUAGES = MappingProxyType({"nl": "Nederlands", "de": "Deutsch", "fr": "Français", "en": "English"})
LOCALES = MappingProxyType({"nl": "nl_NL", "de": "de_DE", "fr": "fr_FR", "en": "en_GB"})
MESSAGES = Path(__file__).with_name("messages")

_reading: ContextVar[str] = ContextVar("reading")
_askers: list[Callable[[], str]] = []


def current() -> str:
    """Return the code of the language that is read here and now; Dutch when nobody chose."""
    try:
        return _reading.get()
    except LookupError:
        chosen = _askers[-1]() if _askers else SOURCE
        _reading.set(chosen)
        return chosen


def read_in(code: str) -> None:
    """Let what this thread says from now on be in a language; KeyError on one that we do not have."""
    LANGUAGES[code]
    _reading.set(code)


@contextmanager
def reading(code: str) -> Iterator[None]:
    """Let what is said inside be in a language."""
    token = _reading.set(code)
    try:
        yield
    finally:
        _reading.reset(token)


def ask(whom: Callable[[], str]) -> None:
    """Let a thread that knows no language yet ask for it: the pages know what their visitor chose."""
    _askers[:] = [whom]


def nearest(accepted: Iterable[str]) -> str:
    """Return the first language that we have of those a browser accepts, such as "de-AT"; else Dutch."""
    codes = (text.strip().partition(";")[0].partition("-")[0].lower() for text in accepted)
    return next((code for code in codes if code in LANGUAGES), SOURCE)


def say(message: str, /, **values: object) -> str:
    """Return a text in the language of the reader, with its values in place."""
    text = catalogue(current()).gettext(message) if message else ""
    return text.format(**values) if values else text


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the form of a text that goes with a number, in the language of the reader."""
    text = catalogue(current()).ngettext(one, many, count)
    return text.format(**values) if values else text


def mark(message: str) -> str:
    """Return a text as it is: it is to be collected here, and translated where it is shown."""
    return message


@cache
def catalogue(code: str) -> NullTranslations:
    """Return the texts of a language; of Dutch none, since the code says them."""
    if code == SOURCE:
        return NullTranslations()
    with (MESSAGES / f"{code}.po").open("rb") as file:
        found = read_po(file, locale=code)
    packed = BytesIO()
    write_mo(packed, found)
    packed.seek(0)
    return GNUTranslations(packed)

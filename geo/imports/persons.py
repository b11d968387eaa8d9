"""Columns that tell of persons, by the words of their header or the look of their cells."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from geo.language import mark
from geo.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOKED_AT = 500
"""Filled cells of a column that are looked at."""

MOST = 0.5
"""The share of the filled cells from which they decide what a column holds."""

# what the data are called, and how a header, or a word in it, begins that names them
_STARTS = {
    mark("BSN"): ("bsn", "burgerservice", "sofinummer", "sofinr"),
    mark("telefoon"): ("telefoon", "telnr", "telnummer", "mobielnr", "mobielnummer", "gsm", "phone"),
    mark("e-mail"): ("email", "mailadres", "mailaddress"),
    mark("geboortedatum"): ("geboorte", "gebdatum", "gebjaar", "birth", "dateofbirth"),
    mark("contactpersoon"): ("contactpers", "contactgegevens", "contactnaam"),
    mark("naam van een persoon"): (
        *("voornaam", "achternaam", "voorletter", "tussenvoegsel", "roepnaam", "firstname", "lastname"),
        *("surname", "naamhuurder", "naambewoner", "naammelder", "bewonernaam", "familienaam"),
    ),
    mark("bankrekening"): ("iban", "rekeningnr", "rekeningnummer", "bankrekening"),
    mark("identiteitsbewijs"): ("paspoort", "passport", "identiteits", "idkaart", "vnummer", "kenteken"),
}
# those too short to begin other words with
_WORDS = {"tel": "telefoon", "mobiel": "telefoon", "mail": "e-mail", "dob": "geboortedatum"}
_WHOLE = {"contact": "contactpersoon", "contacten": "contactpersoon", "huurder": "naam van een persoon"}
_COUNTED = ("aantal", "totaal", "number", "count")

_BETWEEN_WORDS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_BETWEEN_DIGITS = re.compile(r"[\s().\-/]+")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?:\+|00)(?:31|32|33|40|48|49|359|36|370|371|372|420|421)0?\d{7,11}|0[1-9]\d{8}", re.ASCII
)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)


def personal(header: str, cells: Iterable[str]) -> str:
    """Return what a column tells of persons, marked; "" when it seems to tell nothing.

    >>> personal("E-mail adres", []), personal("code", ["06-12345678"]), personal("aantal huurders", [])
    ('e-mail', 'telefoon', '')
    """
    return _by_header(header) or _by_cells(cells)


def _by_header(header: str) -> str:
    words = [plain(word) for word in _BETWEEN_WORDS.split(header)]
    if set(words) & set(_COUNTED):
        return ""
    begins = (*words, plain(header))
    starts = (what for what, each in _STARTS.items() if any(word.startswith(each) for word in begins))
    named = (_WORDS[word] for word in words if word in _WORDS)
    return next(starts, "") or next(named, "") or _WHOLE.get(plain(header), "")


def _by_cells(cells: Iterable[str]) -> str:
    filled = list(islice((cell.strip() for cell in cells if cell.strip()), LOOKED_AT))
    looks = {
        "e-mail": lambda cell: bool(_MAIL.search(cell[:200])),
        "telefoon": lambda cell: bool(_PHONE.fullmatch(_BETWEEN_DIGITS.sub("", cell[:30]))),
        "bankrekening": lambda cell: bool(_IBAN.fullmatch(cell[:50].replace(" ", ""))),
        "BSN": is_bsn,
    }
    found = (what for what, look in looks.items() if filled and sum(map(look, filled)) > MOST * len(filled))
    return next(found, "")


def is_bsn(cell: str) -> bool:
    """Whether a text is nine digits that stand the test of eleven: 9a + 8b + … + 2h - i is a multiple of 11.

    Source: Logisch ontwerp GBA, element 01.20; one number in eleven stands it by chance.

    >>> is_bsn("111222333"), is_bsn("123456789"), is_bsn("000000000")
    (True, False, False)
    """
    digits = _BETWEEN_DIGITS.sub("", cell[:20])
    if len(digits) != 9 or not (digits.isascii() and digits.isdigit()) or not int(digits):
        return False
    return (
        sum(weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
        % 11
        == 0
    )

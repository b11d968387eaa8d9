"""The table of contacts: whom to call on either side of the border; a post or a mailbox, never a person.

A contact has no point on the map. It stands for an area: a safety region, a border district or a Euregion.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote

import pandas as pd

from geo import vocabulary
from geo.records.days import HERE
from geo.records.shared import NOTE
from geo.records.table import Column, Group, Noun, Rule, Table

_PHONE = re.compile(r"\+?[0-9(][0-9 ()./-]{1,28}[0-9]", re.ASCII)
_MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+'-]*@[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}", re.ASCII)
_ABROAD = ("+", "00")
_WITHIN = re.compile(r"\(0\)")  # "+49 (0)2821": a 0 that only who calls from within dials
_NO_DIGIT = re.compile(r"[^0-9]", re.ASCII)


def dialled(phone: str) -> str:
    """Return the address of a link that calls a number; "" for what is no number.

    >>> dialled("+49 (0)2821 85-0"), dialled("112"), dialled("vraag Jan")
    ('tel:+492821850', 'tel:112', '')
    """
    if not _PHONE.fullmatch(phone):
        return ""
    abroad = phone.startswith(_ABROAD)
    digits = _NO_DIGIT.sub("", _WITHIN.sub("", phone) if abroad else phone)
    return f"tel:{'+' if phone.startswith('+') else ''}{digits}"


def mailed(mail: str) -> str:
    """Return the address of a link that writes to a mailbox; "" for what is no address of one.

    >>> mailed("piket@example.org"), mailed("a@b.nl?bcc=c@d.nl")
    ('mailto:piket@example.org', '')
    """
    return f"mailto:{quote(mail, safe='@+')}" if _MAIL.fullmatch(mail) else ""


def _unlike(pattern: re.Pattern[str], texts: pd.Series) -> pd.Series[bool]:
    """Whether anything else stands there than what fits a pattern."""
    found: pd.Series[bool] = texts.map(lambda text: bool(text) and not pattern.fullmatch(text)).astype(bool)
    return found


def _from_within(frame: pd.DataFrame) -> pd.Series[bool]:
    """Whether a number can only be dialled within its country."""
    within: pd.Series[bool] = frame["phone"].ne("") & ~frame["phone"].str.startswith(_ABROAD)
    return within


def _in_future(frame: pd.DataFrame) -> pd.Series[bool]:
    today = pd.Timestamp(dt.datetime.now(HERE).date())
    late: pd.Series[bool] = frame["checked_on"] > today
    return late


_RULES = (
    Rule(
        ("phone", "mail"),
        lambda frame: frame["phone"].eq("") & frame["mail"].eq(""),
        "geen telefoon en geen e-mail",
        "vul ten minste een van beide in",
    ),
    Rule(
        ("phone",),
        lambda frame: _unlike(_PHONE, frame["phone"]),
        "geen telefoonnummer",
        "schrijf één nummer, als +31 77 000 00 00",
    ),
    Rule(
        ("phone",),
        _from_within,
        "nummer zonder landcode: van over de grens niet te bellen",
        "begin met +31, +49 of +32",
        "waarschuwing",
    ),
    Rule(
        ("mail",),
        lambda frame: _unlike(_MAIL, frame["mail"]),
        "geen e-mailadres",
        "schrijf één adres, als piket@example.org",
    ),
    Rule(
        ("valid_until", "valid_from"),
        lambda frame: frame["valid_until"] < frame["valid_from"],
        "niet meer geldig voordat het geldig werd",
        "controleer 'geldig vanaf' en 'geldig tot en met'",
    ),
    Rule(
        ("checked_on",),
        _in_future,
        "nagekeken op een dag die nog moet komen",
        "vul in wanneer iemand dit voor het laatst navroeg",
    ),
)

CONTACTS = Table(
    "contacts",
    "contacten",
    Noun("contact", "contacten", neuter=True),
    Noun("contact", "contacten", neuter=True),
    (
        Column(
            "reference",
            "kenmerk",
            "reference",
            True,
            "uniek",
            "Kenmerk van het contact; sleutel van het record.",
            longest=64,
        ),
        Column(
            "organisation",
            "organisatie",
            "text",
            True,
            "vrije tekst; organisatie, nooit een persoon",
            "Organisatie die u bereikt, zoals zij zichzelf noemt.",
        ),
        Column(
            "authority",
            "soort instantie",
            "code",
            True,
            "een van de soorten",
            "Wat voor instantie het is.",
            vocabulary.AUTHORITIES,
        ),
        Column(
            "area",
            "gebied",
            "contact_area",
            True,
            "naam of code van een veiligheidsregio (VR23), grensdistrict (DE05154) of Euregio (EMR)",
            "Gebied waarvoor u belt; van een instantie voor meer gebieden komt er een contact per gebied.",
        ),
        Column(
            "role",
            "rol",
            "text",
            False,
            "vrije tekst; functie of dienst, nooit een naam",
            "Waarvoor u hier belt.",
        ),
        Column(
            "languages",
            "talen",
            "codes",
            False,
            "een of meer van nederlands, duits, frans, engels",
            "Talen waarin men u te woord staat.",
            vocabulary.SPOKEN,
        ),
        Column(
            "phone",
            "telefoon",
            "text",
            False,
            "één nummer met landcode, als +31 77 000 00 00; van een dienst, niet van een persoon",
            "Telefoonnummer.",
            longest=30,
        ),
        Column(
            "mail",
            "e-mail",
            "text",
            False,
            "één adres; een functionele postbus, niet van een persoon",
            "E-mailadres.",
        ),
        Column("valid_from", "geldig vanaf", "day", False, "datum", "Eerste dag waarop dit geldt."),
        Column(
            "valid_until",
            "geldig tot en met",
            "day",
            False,
            "niet voor 'geldig vanaf'; leeg zolang het geldt",
            "Laatste dag waarop dit geldt.",
        ),
        Column(
            "checked_on",
            "nagekeken op",
            "day",
            False,
            "niet na vandaag",
            "Dag waarop iemand voor het laatst navroeg of dit klopt.",
        ),
        NOTE,
    ),
    _RULES,
    first_reference="C-001",
    progress=("role", "languages", "phone", "mail", "valid_until", "checked_on", "note"),
    known_by="organisation",
    groups=(
        Group("Wie", (("organisation",), ("reference", "authority"), ("area",), ("role",))),
        Group("Bereikbaar", (("phone", "mail"), ("languages",))),
        Group("Geldig", (("valid_from", "valid_until", "checked_on"),)),
    ),
)

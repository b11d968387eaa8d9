"""The table of contacts: whom to call on either side of the border; a post or a mailbox, never a person.

A contact has no point on the map. It stands for an area: a safety region, a border district or a Euregion.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote

import pandas as pd

from geo import vocabulary
from geo.language import mark
from geo.records.days import HERE
from geo.records.shared import NOTE
from geo.records.table import Column, Group, Noun, NounWithArticles, Rule, Table

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
        mark("geen telefoon en geen e-mail"),
        mark("vul ten minste een van beide in"),
    ),
    Rule(
        ("phone",),
        lambda frame: _unlike(_PHONE, frame["phone"]),
        mark("geen telefoonnummer"),
        mark("schrijf één nummer, als +31 77 000 00 00"),
    ),
    Rule(
        ("phone",),
        _from_within,
        mark("nummer zonder landcode: van over de grens niet te bellen"),
        mark("begin met +31, +49 of +32"),
        "waarschuwing",
    ),
    Rule(
        ("mail",),
        lambda frame: _unlike(_MAIL, frame["mail"]),
        mark("geen e-mailadres"),
        mark("schrijf één adres, als piket@example.org"),
    ),
    Rule(
        ("valid_until", "valid_from"),
        lambda frame: frame["valid_until"] < frame["valid_from"],
        mark("niet meer geldig voordat het geldig werd"),
        mark("controleer 'geldig vanaf' en 'geldig tot en met'"),
    ),
    Rule(
        ("checked_on",),
        _in_future,
        mark("nagekeken op een dag die nog moet komen"),
        mark("vul in wanneer iemand dit voor het laatst navroeg"),
    ),
)

CONTACTS = Table(
    "contacts",
    mark("Contacten"),
    NounWithArticles(
        mark("contact"),
        mark("contacten"),
        mark("het contact"),
        mark("dit contact"),
        mark("welk contact"),
        mark("het ingetrokken contact"),
        mark("nieuw contact"),
    ),
    Noun(mark("contact"), mark("contacten")),
    (
        Column(
            "reference",
            mark("Kenmerk"),
            "reference",
            True,
            mark("uniek"),
            mark("Kenmerk van het contact; sleutel van het record."),
            longest=64,
        ),
        Column(
            "organisation",
            mark("Organisatie"),
            "text",
            True,
            mark("vrije tekst; organisatie, nooit een persoon"),
            mark("Organisatie die u bereikt, zoals zij zichzelf noemt."),
        ),
        Column(
            "authority",
            mark("Soort instantie"),
            "code",
            True,
            mark("een van de soorten"),
            mark("Wat voor instantie het is."),
            vocabulary.AUTHORITIES,
        ),
        Column(
            "area",
            mark("Gebied"),
            "contact_area",
            True,
            mark("naam of code van een veiligheidsregio (VR23), grensdistrict (DE05154) of Euregio (EMR)"),
            mark(
                "Gebied waarvoor u belt; van een instantie voor meer gebieden komt er een contact per gebied."
            ),
        ),
        Column(
            "role",
            mark("Rol"),
            "text",
            False,
            mark("vrije tekst; functie of dienst, nooit een naam"),
            mark("Waarvoor u hier belt."),
        ),
        Column(
            "languages",
            mark("Talen"),
            "codes",
            False,
            mark("een of meer van nederlands, duits, frans, engels"),
            mark("Talen waarin men u te woord staat."),
            vocabulary.SPOKEN,
        ),
        Column(
            "phone",
            mark("Telefoon"),
            "text",
            False,
            mark("één nummer met landcode, als +31 77 000 00 00; van een dienst, niet van een persoon"),
            mark("Telefoonnummer."),
            longest=30,
        ),
        Column(
            "mail",
            mark("E-mail"),
            "text",
            False,
            mark("één adres; een functionele postbus, niet van een persoon"),
            mark("E-mailadres."),
        ),
        Column(
            "valid_from",
            mark("Geldig vanaf"),
            "day",
            False,
            mark("datum"),
            mark("Eerste dag waarop dit geldt."),
        ),
        Column(
            "valid_until",
            mark("Geldig tot en met"),
            "day",
            False,
            mark("niet voor 'geldig vanaf'; leeg zolang het geldt"),
            mark("Laatste dag waarop dit geldt."),
        ),
        Column(
            "checked_on",
            mark("Nagekeken op"),
            "day",
            False,
            mark("niet na vandaag"),
            mark("Dag waarop iemand voor het laatst navroeg of dit klopt."),
        ),
        NOTE,
    ),
    _RULES,
    first_reference="C-001",
    progress=("role", "languages", "phone", "mail", "valid_until", "checked_on", "note"),
    known_by="organisation",
    groups=(
        Group(mark("Wie"), (("organisation",), ("reference", "authority"), ("area",), ("role",))),
        Group(mark("Bereikbaar"), (("phone", "mail"), ("languages",))),
        Group(mark("Geldig"), (("valid_from", "valid_until", "checked_on"),)),
    ),
)

"""The table of activations: each time that the platform was activated."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo import vocabulary
from geo.records.shared import NOTE, PLACE_COLUMNS, PLACE_RULES
from geo.records.table import Column, Follows, Group, Noun, Rule, Table


def _one_organisation(frame: pd.DataFrame) -> pd.Series[bool]:
    """Integral, while exactly one organisation is named."""
    named = pd.Series(np.bitwise_count(frame["organisations"].to_numpy()), index=frame.index)
    return frame["integral"] & named.eq(1)


_RULES = (
    Rule(
        ("activated_on", "signalled_on"),
        lambda frame: frame["activated_on"] < frame["signalled_on"],
        "geactiveerd voordat er was gesignaleerd",
        "controleer 'gesignaleerd op' en 'geactiveerd op'",
    ),
    Rule(
        ("closed_on", "activated_on"),
        lambda frame: frame["closed_on"] < frame["activated_on"],
        "gesloten voor de activering",
        "controleer 'geactiveerd op' en 'gesloten op'",
    ),
    Rule(
        ("infections", "type"),
        lambda frame: frame["type"].eq("repressief") & ~frame["infections"],
        "repressief zonder vastgestelde besmettingen",
        "vul ja in, of maak het type preventief",
    ),
    Rule(
        ("infections", "type"),
        lambda frame: frame["type"].eq("preventief") & frame["infections"],
        "preventief terwijl er besmettingen waren vastgesteld",
        "vul nee in, of maak het type repressief",
    ),
    Rule(
        ("organisations", "integral"),
        _one_organisation,
        "integrale inzet met maar één organisatie",
        "noem de andere organisaties, of vul bij 'integrale inzet' nee in",
        "waarschuwing",
    ),
    *PLACE_RULES,
)

ACTIVATIONS = Table(
    "activations",
    "activeringen",
    Noun("activering", "activeringen"),
    Noun("activering", "activeringen"),
    (
        Column(
            "reference",
            "kenmerk",
            "reference",
            True,
            "uniek",
            "Kenmerk van de activering; sleutel van het record.",
            longest=64,
        ),
        Column(
            "signalled_on",
            "gesignaleerd op",
            "day",
            False,
            "niet na 'geactiveerd op'",
            "Dag waarop de situatie werd gezien of gemeld.",
        ),
        Column(
            "activated_on", "geactiveerd op", "day", True, "datum", "Dag waarop het platform is geactiveerd."
        ),
        Column(
            "closed_on",
            "gesloten op",
            "day",
            False,
            "niet voor 'geactiveerd op'",
            "Dag waarop de inzet is afgesloten; leeg zolang die loopt.",
        ),
        Column(
            "type",
            "type",
            "code",
            True,
            "preventief of repressief",
            "Preventief of repressief.",
            vocabulary.TYPES,
        ),
        Column(
            "themes",
            "thema's",
            "codes",
            True,
            "een of meer van wonen, werken, vervoer",
            "Een of meer thema's van de inzet.",
            vocabulary.THEMES,
        ),
        Column(
            "infections",
            "besmettingen vastgesteld",
            "yes_no",
            True,
            "ja bij repressief, nee bij preventief",
            "Of er besmettingen waren vastgesteld toen het platform werd geactiveerd.",
        ),
        Column(
            "source",
            "bron",
            "code",
            True,
            "eigen constatering of melding",
            "Hoe de situatie bekend werd.",
            vocabulary.SOURCES,
        ),
        Column(
            "reporter",
            "melder",
            "text",
            False,
            "vrije tekst; organisatie, nooit een persoon",
            "Organisatie die de melding deed.",
        ),
        Column(
            "sector",
            "sector",
            "code",
            True,
            "een van de sectoren",
            "Sector waarin de mensen werken.",
            vocabulary.SECTORS,
        ),
        Column(
            "integral",
            "integrale inzet",
            "yes_no",
            True,
            "ja of nee",
            "Of meerdere organisaties samen optraden.",
        ),
        Column(
            "organisations",
            "organisaties",
            "codes",
            False,
            "bij integrale inzet ten minste twee",
            "Organisaties die optraden.",
            vocabulary.ORGANISATIONS,
        ),
        Column(
            "result",
            "resultaat",
            "code",
            False,
            "leeg zolang er geen resultaat is",
            "Zwaarste resultaat.",
            vocabulary.RESULTS,
        ),
        Column(
            "report",
            "verslag",
            "text",
            False,
            "webadres of naam van het verslag",
            "Verslag van de inzet.",
            longest=500,
        ),
        *PLACE_COLUMNS,
        NOTE,
    ),
    _RULES,
    first_reference="A-001",
    progress=("closed_on", "integral", "organisations", "result", "report", "note"),
    known_by="activated_on",
    groups=(
        Group("Wat", (("reference", "sector"), ("type", "infections"), ("themes",), ("source", "reporter"))),
        Group("Wanneer", (("signalled_on", "activated_on"),)),
        Group("Resultaat", (("integral",), ("organisations",), ("closed_on", "result"))),
    ),
    follows=(Follows("infections", "type", {"preventief": "nee", "repressief": "ja"}),),
)

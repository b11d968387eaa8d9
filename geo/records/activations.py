"""The table of activations: each time that the platform was activated."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo import vocabulary
from geo.language import mark
from geo.records.shared import NOTE, PLACE_COLUMNS, PLACE_RULES
from geo.records.table import Column, Follows, Group, Noun, NounWithArticles, Rule, Table


def _one_organisation(frame: pd.DataFrame) -> pd.Series[bool]:
    """Integral, while exactly one organisation is named."""
    named = pd.Series(np.bitwise_count(frame["organisations"].to_numpy()), index=frame.index)
    return frame["integral"] & named.eq(1)


_RULES = (
    Rule(
        ("activated_on", "signalled_on"),
        lambda frame: frame["activated_on"] < frame["signalled_on"],
        mark("geactiveerd voordat er was gesignaleerd"),
        mark("controleer 'gesignaleerd op' en 'geactiveerd op'"),
    ),
    Rule(
        ("closed_on", "activated_on"),
        lambda frame: frame["closed_on"] < frame["activated_on"],
        mark("gesloten voor de activering"),
        mark("controleer 'geactiveerd op' en 'gesloten op'"),
    ),
    Rule(
        ("infections", "type"),
        lambda frame: frame["type"].eq("repressief") & ~frame["infections"],
        mark("repressief zonder vastgestelde besmettingen"),
        mark("vul ja in, of maak het type preventief"),
    ),
    Rule(
        ("infections", "type"),
        lambda frame: frame["type"].eq("preventief") & frame["infections"],
        mark("preventief terwijl er besmettingen waren vastgesteld"),
        mark("vul nee in, of maak het type repressief"),
    ),
    Rule(
        ("organisations", "integral"),
        _one_organisation,
        mark("integrale inzet met maar één organisatie"),
        mark("noem de andere organisaties, of vul bij 'integrale inzet' nee in"),
        "waarschuwing",
    ),
    *PLACE_RULES,
)

ACTIVATIONS = Table(
    "activations",
    mark("Activeringen"),
    NounWithArticles(
        mark("activering"),
        mark("activeringen"),
        mark("de activering"),
        mark("deze activering"),
        mark("welke activering"),
        mark("de ingetrokken activering"),
        mark("nieuwe activering"),
    ),
    Noun(mark("activering"), mark("activeringen")),
    (
        Column(
            "reference",
            mark("Kenmerk"),
            "reference",
            True,
            mark("uniek"),
            mark("Kenmerk van de activering; sleutel van het record."),
            longest=64,
        ),
        Column(
            "signalled_on",
            mark("Gesignaleerd op"),
            "day",
            False,
            mark("niet na 'geactiveerd op'"),
            mark("Dag waarop de situatie werd gezien of gemeld."),
        ),
        Column(
            "activated_on",
            mark("Geactiveerd op"),
            "day",
            True,
            mark("datum"),
            mark("Dag waarop het platform is geactiveerd."),
        ),
        Column(
            "closed_on",
            mark("Gesloten op"),
            "day",
            False,
            mark("niet voor 'geactiveerd op'"),
            mark("Dag waarop de inzet is afgesloten; leeg zolang die loopt."),
        ),
        Column(
            "type",
            mark("Type"),
            "code",
            True,
            mark("preventief of repressief"),
            mark("Preventief of repressief."),
            vocabulary.TYPES,
        ),
        Column(
            "themes",
            mark("Thema's"),
            "codes",
            True,
            mark("een of meer van wonen, werken, vervoer"),
            mark("Een of meer thema's van de inzet."),
            vocabulary.THEMES,
        ),
        Column(
            "infections",
            mark("Besmettingen vastgesteld"),
            "yes_no",
            True,
            mark("ja bij repressief, nee bij preventief"),
            mark("Of er besmettingen waren vastgesteld toen het platform werd geactiveerd."),
        ),
        Column(
            "source",
            mark("Bron"),
            "code",
            True,
            mark("eigen constatering of melding"),
            mark("Hoe de situatie bekend werd."),
            vocabulary.SOURCES,
        ),
        Column(
            "reporter",
            mark("Melder"),
            "text",
            False,
            mark("vrije tekst; organisatie, nooit een persoon"),
            mark("Organisatie die de melding deed."),
        ),
        Column(
            "sector",
            mark("Sector"),
            "code",
            True,
            mark("een van de sectoren"),
            mark("Sector waarin de mensen werken."),
            vocabulary.SECTORS,
        ),
        Column(
            "integral",
            mark("Integrale inzet"),
            "yes_no",
            True,
            mark("ja of nee"),
            mark("Of meerdere organisaties samen optraden."),
        ),
        Column(
            "organisations",
            mark("Organisaties"),
            "codes",
            False,
            mark("bij integrale inzet ten minste twee"),
            mark("Organisaties die optraden."),
            vocabulary.ORGANISATIONS,
        ),
        Column(
            "result",
            mark("Resultaat"),
            "code",
            False,
            mark("leeg zolang er geen resultaat is"),
            mark("Zwaarste resultaat."),
            vocabulary.RESULTS,
        ),
        Column(
            "report",
            mark("Verslag"),
            "text",
            False,
            mark("webadres of naam van het verslag"),
            mark("Verslag van de inzet."),
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
        Group(
            mark("Wat en wanneer"),
            (("reference", "activated_on"), ("type", "themes"), ("sector", "source"), ("integral",)),
        ),
        Group(mark("Melding"), (("signalled_on", "reporter"),), later=True),
        Group(mark("Resultaat"), (("organisations",), ("closed_on", "result")), later=True),
    ),
    follows=(Follows("infections", "type", {"preventief": "nee", "repressief": "ja"}),),
)

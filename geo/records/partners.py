"""The table of partners: who delivers what of which areas, and what they mean by it.

A partner has no point on the map. It speaks for regions, border districts, German states or countries; where
two speak for the same area, the one with the narrower of codes counts (``picture.agreements``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import mark
from geo.records.columns import SEVERAL_AREAS
from geo.records.shared import NOTE
from geo.records.table import Column, Group, Noun, NounWithArticles, Rule, Table

if TYPE_CHECKING:
    import pandas as pd


def _says_not_what(frame: pd.DataFrame) -> pd.Series[bool]:
    silent: pd.Series[bool] = frame["delivers"] & frame["housing_means"].eq("")
    return silent


def _speaks_as_well(frame: pd.DataFrame) -> pd.Series[bool]:
    """Whether another row names one of the very same areas."""
    named = frame["areas"].str.split(SEVERAL_AREAS).explode()
    twice = named.ne("") & named.duplicated(keep=False)
    found: pd.Series[bool] = twice.groupby(level=0).any().reindex(frame.index, fill_value=False)
    return found


_RULES = (
    Rule(
        ("housing_means", "delivers"),
        _says_not_what,
        mark("levert huisvesting, maar zegt niet wat een locatie is"),
        mark("vul in wat de partner als locatie telt"),
        "waarschuwing",
    ),
    Rule(
        ("areas",),
        _speaks_as_well,
        mark("een van deze gebieden staat ook bij een andere partner"),
        mark("laat elk gebied bij één partner staan"),
        "waarschuwing",
    ),
)

PARTNERS = Table(
    "partners",
    mark("Partners"),
    NounWithArticles(
        mark("partner"),
        mark("partners"),
        mark("de partner"),
        mark("deze partner"),
        mark("welke partner"),
        mark("de ingetrokken partner"),
        mark("nieuwe partner"),
    ),
    Noun(mark("partner"), mark("partners")),
    (
        Column(
            "reference",
            mark("Kenmerk"),
            "reference",
            True,
            mark("uniek"),
            mark("Kenmerk van de partner; sleutel van het record."),
            longest=64,
        ),
        Column(
            "partner",
            mark("Partner"),
            "text",
            True,
            mark("vrije tekst; een of meer organisaties, nooit een persoon"),
            mark("Wie de gegevens levert."),
        ),
        Column(
            "areas",
            mark("Gebieden"),
            "nested_areas",
            True,
            mark(
                "een of meer namen of codes van veiligheidsregio's (VR23), grensdistricten (DE05154), Duitse"
                " deelstaten (DE05) of landen (NL), met komma's ertussen"
            ),
            mark("Waarover de partner gaat; van twee partners telt die met het engste gebied."),
        ),
        Column(
            "delivers",
            mark("Levert huisvesting"),
            "yes_no",
            True,
            mark("ja of nee"),
            mark("Of de partner huisvestingslocaties levert; zo niet, dan is het gebied gearceerd."),
        ),
        Column(
            "housing_means",
            mark("Een locatie is"),
            "text",
            False,
            mark("vrije tekst"),
            mark("Wat de partner als huisvestingslocatie telt."),
        ),
        Column(
            "outbreak_means",
            mark("Een uitbraak is"),
            "text",
            False,
            mark("vrije tekst"),
            mark("Wat de partner een uitbraak noemt."),
        ),
        Column(
            "partner_de",
            mark("Partner Duits"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wie de gegevens levert, in het Duits."),
        ),
        Column(
            "housing_means_de",
            mark("Locatie Duits"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wat de partner als huisvestingslocatie telt, in het Duits."),
        ),
        Column(
            "outbreak_means_de",
            mark("Uitbraak Duits"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wat de partner een uitbraak noemt, in het Duits."),
        ),
        Column(
            "partner_fr",
            mark("Partner Frans"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wie de gegevens levert, in het Frans."),
        ),
        Column(
            "housing_means_fr",
            mark("Locatie Frans"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wat de partner als huisvestingslocatie telt, in het Frans."),
        ),
        Column(
            "outbreak_means_fr",
            mark("Uitbraak Frans"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wat de partner een uitbraak noemt, in het Frans."),
        ),
        Column(
            "partner_en",
            mark("Partner Engels"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wie de gegevens levert, in het Engels."),
        ),
        Column(
            "housing_means_en",
            mark("Locatie Engels"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wat de partner als huisvestingslocatie telt, in het Engels."),
        ),
        Column(
            "outbreak_means_en",
            mark("Uitbraak Engels"),
            "text",
            False,
            mark("vrije tekst; leeg: zoals in het Nederlands"),
            mark("Wat de partner een uitbraak noemt, in het Engels."),
        ),
        NOTE,
    ),
    _RULES,
    first_reference="PAR-001",
    progress=("delivers", "housing_means", "outbreak_means", "note"),
    known_by="partner",
    groups=(
        Group(mark("Wie"), (("partner",), ("reference", "delivers"), ("areas",))),
        Group(mark("Wat het betekent"), (("housing_means",), ("outbreak_means",))),
        Group(
            mark("In het Duits"), (("partner_de",), ("housing_means_de",), ("outbreak_means_de",)), later=True
        ),
        Group(
            mark("In het Frans"), (("partner_fr",), ("housing_means_fr",), ("outbreak_means_fr",)), later=True
        ),
        Group(
            mark("In het Engels"),
            (("partner_en",), ("housing_means_en",), ("outbreak_means_en",)),
            later=True,
        ),
    ),
)

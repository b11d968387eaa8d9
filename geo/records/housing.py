"""The table of housing: the known locations where migrant workers live."""

from __future__ import annotations

from geo import vocabulary
from geo.language import mark
from geo.records.shared import NOTE, PLACE_COLUMNS, PLACE_RULES
from geo.records.table import Column, Group, Noun, NounWithArticles, Rule, Table

_RULES = (
    Rule(
        ("capacity",),
        lambda frame: frame["capacity"] < 0,
        mark("minder dan 0 plaatsen"),
        mark("vul 0 of meer in"),
    ),
    Rule(
        ("occupants",),
        lambda frame: (frame["occupants"] < 0).fillna(False).astype(bool),
        mark("minder dan 0 bewoners"),
        mark("vul 0 of meer in"),
    ),
    Rule(
        ("occupants", "capacity"),
        lambda frame: (frame["occupants"] > frame["capacity"]).fillna(False).astype(bool),
        mark("meer bewoners dan plaatsen"),
        mark("controleer beide aantallen"),
        "waarschuwing",
    ),
    *PLACE_RULES,
)

HOUSING = Table(
    "housing",
    mark("Huisvesting"),
    NounWithArticles(
        mark("huisvestingslocatie"),
        mark("huisvestingslocaties"),
        mark("de huisvestingslocatie"),
        mark("deze huisvestingslocatie"),
        mark("welke huisvestingslocatie"),
        mark("de ingetrokken huisvestingslocatie"),
        mark("nieuwe huisvestingslocatie"),
    ),
    Noun(mark("locatie"), mark("locaties")),
    (
        Column(
            "reference",
            mark("Kenmerk"),
            "reference",
            True,
            mark("uniek"),
            mark("Kenmerk van de locatie; sleutel van het record."),
            longest=64,
        ),
        Column("name", mark("Naam"), "text", True, mark("vrije tekst"), mark("Naam van de locatie.")),
        Column(
            "kind",
            mark("Soort"),
            "code",
            True,
            mark("een van de soorten"),
            mark("Soort huisvesting."),
            vocabulary.HOUSING_KINDS,
        ),
        Column(
            "capacity",
            mark("Plaatsen"),
            "count",
            True,
            mark("geheel getal, 0 of meer"),
            mark("Aantal plaatsen."),
        ),
        Column(
            "occupants",
            mark("Bewoners"),
            "count",
            False,
            mark("geheel getal, 0 of meer; meer dan plaatsen is een waarschuwing"),
            mark("Aantal bewoners volgens de laatste opgave."),
        ),
        Column(
            "certified",
            mark("Gecertificeerd"),
            "yes_no",
            False,
            mark("ja, nee of leeg (onbekend)"),
            mark("Of de huisvesting een keurmerk heeft."),
        ),
        Column(
            "work_region",
            mark("Werkregio"),
            "area",
            False,
            mark("naam of code van een veiligheidsregio of grensdistrict (DE05154)"),
            mark(
                "Veiligheidsregio, of district over de grens, waar de bewoners werken, als dat ergens anders"
                " is."
            ),
        ),
        *PLACE_COLUMNS,
        NOTE,
    ),
    _RULES,
    first_reference="H-001",
    progress=("capacity", "occupants", "certified", "work_region", "note"),
    known_by="name",
    groups=(
        Group(mark("Wat"), (("reference", "kind"), ("name",), ("certified",))),
        Group(mark("Bewoners"), (("capacity", "occupants"), ("work_region",))),
    ),
)

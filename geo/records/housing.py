"""The table of housing: the known locations where migrant workers live."""

from __future__ import annotations

from geo import vocabulary
from geo.records.shared import NOTE, PLACE_COLUMNS, PLACE_RULES
from geo.records.table import Column, Group, Noun, Rule, Table

_RULES = (
    Rule(("capacity",), lambda frame: frame["capacity"] < 0, "minder dan 0 plaatsen", "vul 0 of meer in"),
    Rule(
        ("occupants",),
        lambda frame: (frame["occupants"] < 0).fillna(False).astype(bool),
        "minder dan 0 bewoners",
        "vul 0 of meer in",
    ),
    Rule(
        ("occupants", "capacity"),
        lambda frame: (frame["occupants"] > frame["capacity"]).fillna(False).astype(bool),
        "meer bewoners dan plaatsen",
        "controleer beide aantallen",
        "waarschuwing",
    ),
    *PLACE_RULES,
)

HOUSING = Table(
    "housing",
    "huisvesting",
    Noun("huisvestingslocatie", "huisvestingslocaties"),
    Noun("locatie", "locaties"),
    (
        Column(
            "reference",
            "kenmerk",
            "reference",
            True,
            "uniek",
            "Kenmerk van de locatie; sleutel van het record.",
            longest=64,
        ),
        Column("name", "naam", "text", True, "vrije tekst", "Naam van de locatie."),
        Column(
            "kind",
            "soort",
            "code",
            True,
            "een van de soorten",
            "Soort huisvesting.",
            vocabulary.HOUSING_KINDS,
        ),
        Column("capacity", "plaatsen", "count", True, "geheel getal, 0 of meer", "Aantal plaatsen."),
        Column(
            "occupants",
            "bewoners",
            "count",
            False,
            "geheel getal, 0 of meer; meer dan plaatsen is een waarschuwing",
            "Aantal bewoners volgens de laatste opgave.",
        ),
        Column(
            "certified",
            "gecertificeerd",
            "yes_no",
            False,
            "ja, nee of leeg (onbekend)",
            "Of de huisvesting een keurmerk heeft.",
        ),
        Column(
            "work_region",
            "werkregio",
            "area",
            False,
            "naam of code van een veiligheidsregio of grensdistrict (DE05154)",
            "Veiligheidsregio, of district over de grens, waar de bewoners werken, als dat ergens anders is.",
        ),
        *PLACE_COLUMNS,
        NOTE,
    ),
    _RULES,
    first_reference="H-001",
    progress=("capacity", "occupants", "certified", "work_region", "note"),
    known_by="name",
    groups=(
        Group("Wat", (("reference", "kind"), ("name",), ("certified",))),
        Group("Bewoners", (("capacity", "occupants"), ("work_region",))),
    ),
)

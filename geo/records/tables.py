"""The two tables of records, column by column: name, header in files, kind, rule and meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo import vocabulary
from geo.vocabulary import Vocabulary

ColumnKind = Literal[
    "reference", "text", "day", "yes_no", "code", "codes", "count", "degrees", "region", "municipality"
]


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its header in files, and the rule its values follow.

    ``longest`` is the number of characters that a text may have.
    """

    name: str
    header: str
    kind: ColumnKind
    required: bool
    rule: str
    meaning: str
    vocabulary: Vocabulary | None = None
    longest: int = 200


@dataclass(frozen=True)
class Table:
    """One table of records: its name in code and in files, and its columns in the order of the file."""

    name: str
    header: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """Return the column called ``name`` in code; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


_PLACE_COLUMNS = (
    Column("place", "plaats", "text", False, "vrije tekst", "Plaatsnaam, voor mensen."),
    Column(
        "municipality",
        "gemeente",
        "municipality",
        False,
        "naam of code (GM0983) van een gemeente van 2020",
        "Gemeente; genoeg om het record zonder coördinaten op de kaart te zetten.",
    ),
    Column(
        "region",
        "veiligheidsregio",
        "region",
        False,
        "naam of code (VR23)",
        "Veiligheidsregio; gaat voor op gemeente en coördinaten.",
    ),
    Column(
        "country",
        "land",
        "code",
        False,
        "NL, DE of BE; leeg wordt afgeleid uit de locatie",
        "Land.",
        vocabulary.COUNTRIES,
    ),
    Column(
        "lat", "breedtegraad", "degrees", False, "WGS84, in Nederland ongeveer 50,7 tot 53,6", "Breedtegraad."
    ),
    Column(
        "lon", "lengtegraad", "degrees", False, "WGS84, in Nederland ongeveer 3,3 tot 7,3", "Lengtegraad."
    ),
)

_NOTE = Column(
    "note", "toelichting", "text", False, "vrije tekst, geen persoonsgegevens", "Toelichting.", longest=2000
)

ACTIVATIONS = Table(
    "activations",
    "activeringen",
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
            "Thema's van de inzet; een verzameling.",
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
            "integral", "integrale inzet", "yes_no", True, "ja of nee", "Of meer organisaties samen optraden."
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
        *_PLACE_COLUMNS,
        _NOTE,
    ),
)

HOUSING = Table(
    "housing",
    "huisvesting",
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
            "Aantal bewoners op de peildatum.",
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
            "region",
            False,
            "naam of code van een veiligheidsregio",
            "Veiligheidsregio waar de bewoners werken, als dat een andere is.",
        ),
        *_PLACE_COLUMNS,
        _NOTE,
    ),
)

TABLES = {table.name: table for table in (ACTIVATIONS, HOUSING)}

# added by geo.places, never filled in by a user
DERIVED = ("district", "precision")

"""The columns of the table of workers by sector and region: a table of reference, without keys or places."""

from __future__ import annotations

from geo import vocabulary
from geo.language import mark
from geo.records.table import Column

WORKERS = (
    Column(
        "sector",
        mark("Sector"),
        "code",
        True,
        mark("een van de sectoren"),
        mark("Sector waarin zij werken."),
        vocabulary.SECTORS,
    ),
    Column(
        "region",
        mark("Regio"),
        "region",
        True,
        mark("code VR01 tot en met VR25, of de naam"),
        mark("Regio waar zij werken."),
    ),
    Column(
        "workers",
        mark("Werkenden"),
        "count",
        True,
        mark("geheel getal, 0 of meer"),
        mark("Hoeveel mensen er werken."),
    ),
    Column(
        "year", mark("Jaar"), "count", True, mark("een jaar als 2020"), mark("Van welk jaar het getal is.")
    ),
    Column("source", mark("Bron"), "text", True, mark("vrije tekst"), mark("Wie het heeft geteld.")),
)

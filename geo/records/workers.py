"""The columns of the table of workers by sector and region: a table of reference, without keys or places."""

from __future__ import annotations

from geo import vocabulary
from geo.records.table import Column

WORKERS = (
    Column(
        "sector",
        "sector",
        "code",
        True,
        "een van de sectoren",
        "Sector waarin zij werken.",
        vocabulary.SECTORS,
    ),
    Column(
        "region", "regio", "region", True, "code VR01 tot en met VR25, of de naam", "Regio waar zij werken."
    ),
    Column("workers", "werkenden", "count", True, "geheel getal, 0 of meer", "Hoeveel mensen er werken."),
    Column("year", "jaar", "count", True, "een jaar als 2020", "Van welk jaar het getal is."),
    Column("source", "bron", "text", True, "vrije tekst", "Wie het heeft geteld."),
)

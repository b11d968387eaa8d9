"""What every table has: the columns that say where a record is, their rules, the note, what is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import vocabulary
from geo.language import mark
from geo.records.table import Column, Rule

if TYPE_CHECKING:
    import pandas as pd

DERIVED = ("district", "precision")
"""Columns that ``location`` adds; never filled in by a user."""

PLACE_COLUMNS = (
    Column(
        "place",
        mark("Plaats"),
        "text",
        False,
        mark("vrije tekst, geen postcode"),
        mark("Plaatsnaam; zonder coördinaten genoeg voor een plek op de kaart."),
    ),
    Column(
        "municipality",
        mark("Gemeente"),
        "municipality",
        False,
        mark("naam of code (GM0983) van een gemeente van 2020"),
        mark("Gemeente; genoeg om het record zonder coördinaten en plaats op de kaart te zetten."),
    ),
    Column(
        "region",
        mark("Veiligheidsregio"),
        "region",
        False,
        mark("naam of code (VR23)"),
        mark("Veiligheidsregio; gaat voor op gemeente en coördinaten."),
    ),
    Column(
        "country",
        mark("Land"),
        "code",
        False,
        mark("NL, DE of BE; leeg wordt afgeleid uit de locatie"),
        mark("Land."),
        vocabulary.COUNTRIES,
    ),
    Column(
        "lat",
        mark("Breedtegraad"),
        "degrees",
        False,
        mark("WGS84, in Nederland ongeveer 50,7 tot 53,6"),
        mark("Breedtegraad."),
    ),
    Column(
        "lon",
        mark("Lengtegraad"),
        "degrees",
        False,
        mark("WGS84, in Nederland ongeveer 3,3 tot 7,3"),
        mark("Lengtegraad."),
    ),
)

NOTE = Column(
    "note",
    mark("Toelichting"),
    "text",
    False,
    mark("vrije tekst, geen persoonsgegevens"),
    mark("Toelichting."),
    longest=2000,
)


def _half_coordinates(frame: pd.DataFrame) -> pd.Series[bool]:
    """Only one of both coordinates is given."""
    return frame["lat"].isna() != frame["lon"].isna()


PLACE_RULES = (
    Rule(
        ("lat", "lon"),
        _half_coordinates,
        mark("breedtegraad en lengtegraad horen bij elkaar"),
        mark("vul beide in, of geen van beide"),
    ),
)

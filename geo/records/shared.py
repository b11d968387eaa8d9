"""What every table has: the columns that say where a record is, their rules, the note, what is derived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import vocabulary
from geo.records.table import Column, Rule

if TYPE_CHECKING:
    import pandas as pd

DERIVED = ("district", "precision")
"""Columns that ``location`` adds; never filled in by a user."""

PLACE_COLUMNS = (
    Column(
        "place",
        "plaats",
        "text",
        False,
        "vrije tekst, geen postcode",
        "Plaatsnaam; zonder coördinaten genoeg voor een plek op de kaart.",
    ),
    Column(
        "municipality",
        "gemeente",
        "municipality",
        False,
        "naam of code (GM0983) van een gemeente van 2020",
        "Gemeente; genoeg om het record zonder coördinaten en plaats op de kaart te zetten.",
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

NOTE = Column(
    "note", "toelichting", "text", False, "vrije tekst, geen persoonsgegevens", "Toelichting.", longest=2000
)


def _half_coordinates(frame: pd.DataFrame) -> pd.Series[bool]:
    """Only one of both coordinates is given."""
    return frame["lat"].isna() != frame["lon"].isna()


PLACE_RULES = (
    Rule(
        ("lat", "lon"),
        _half_coordinates,
        "breedtegraad en lengtegraad horen bij elkaar",
        "vul beide in, of geen van beide",
    ),
)

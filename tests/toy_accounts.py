"""Accounts of each role, and a store with a record of their region, of another one, and abroad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.access import WHOLE, Actor
from geo.records import ACTIVATIONS, HOUSING
from geo.store import Intent
from geo.vocabulary import ROLES
from tests.toy_snapshot import activations, housing

if TYPE_CHECKING:
    import pandas as pd

    from geo.store import Store

ISSUER = "https://login.example.org"
AREAS = {"landelijk": "", "partner": "VR23-DE05154"}
ACTORS = {
    role: Actor(ISSUER, f"id-{role}", f"Naam {role}", role, AREAS.get(role, "VR23")) for role in ROLES.codes
}
LOOKS_EVERYWHERE = "lezer van alles"
"""The key of the reader of the whole country, whose role is that of the other reader."""
ACTORS[LOOKS_EVERYWHERE] = Actor(ISSUER, "id-alles", "Naam alles", "lezer", WHOLE)

OURS, OTHERS, ABROAD, NOWHERE = "ours", "others", "abroad", "nowhere"
PLACES = {
    OURS: {"region": "VR23", "country": "NL", "municipality": "GM0983"},
    OTHERS: {"region": "VR01", "country": "NL", "municipality": "GM0014"},
    ABROAD: {"region": None, "country": "DE", "district": "DE05154"},
    NOWHERE: {"region": None, "country": None, "precision": "geen", "lat": None, "lon": None},
}
CHANGE = {name: number for number, name in enumerate(PLACES, 1)}
"""The number of the change that wrote the records of each place."""


class Nobody:
    """Who is known where nobody is (``serving.rates.Known``)."""

    def account(self, _: str) -> str:
        return ""

    def link(self, _: str) -> str:
        return ""


def record(where: str, **more: object) -> pd.DataFrame:
    """Return the activation of a place, whose reference is the name of the place."""
    return activations({"reference": where, **PLACES[where], **more})


def home(where: str, **more: object) -> pd.DataFrame:
    """Return a housing location of a place, whose people work in the region of the actors."""
    return housing({"reference": f"H-{where}", "work_region": "VR23", **PLACES[where], **more})


def fill(store: Store) -> None:
    """Write a record of each place, each by a change of its own, then a home of each place."""
    for where in PLACES:
        store.write(ACTIVATIONS, record(where), Intent("toy"))
    for where in PLACES:
        store.write(HOUSING, home(where), Intent("toy"))

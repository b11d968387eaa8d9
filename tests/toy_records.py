"""Records frames for the tests of the store: a handful that can be told apart by eye, or any number."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from tests.toy_snapshot import activations, contacts, housing, partners

if TYPE_CHECKING:
    from geo.records import Table

HOSTILE = 'een "korte" regel;\nmet, alles: ${x} <b>é</b> \'; DROP TABLE changes; -- %s %(x)s \\'


def toy_activations() -> pd.DataFrame:
    """Three activations: a plain one, one that is still open, and one full of difficult text."""
    return _activations().copy()


@cache  # nearly each test of a store asks for it
def _activations() -> pd.DataFrame:
    return activations(
        {"reference": "A-1", "lat": 52.1234567, "themes": "wonen werken", "note": "eerste"},
        {"reference": "A-2", "closed_on": None, "result": None, "type": "repressief", "infections": True},
        {
            "reference": "A-3",
            "themes": "vervoer",
            "organisations": "iszw ggd",
            "integral": True,
            "note": HOSTILE,
            "region": None,
            "country": "DE",
            "district": "05154",
            "lat": np.nan,
            "lon": np.nan,
            "precision": "geen",
        },
    )


def toy_housing() -> pd.DataFrame:
    """Two housing locations: one with every value, one with as few as may be."""
    return housing(
        {
            "reference": "H-1",
            "occupants": 8,
            "certified": True,
            "work_region": "VR23",
            "municipality": "GM0983",
        },
        {"reference": "H-2", "capacity": 0, "region": None, "country": None, "precision": "geen"},
    )


def toy_contacts() -> pd.DataFrame:
    """Two contacts: one with every value, one with as few as may be."""
    return contacts(
        {
            "reference": "C-1",
            "area": "DE05154",
            "role": "piket",
            "languages": "duits engels",
            "phone": "+49 221 4710 001",
            "valid_from": "2020-01-01",
            "valid_until": "2020-12-31",
            "checked_on": "2020-11-01",
            "note": HOSTILE,
        },
        {"reference": "C-2", "authority": "euregio", "area": "EMR"},
    )


def toy_partners() -> pd.DataFrame:
    """Two partners: one with every value, one with as few as may be."""
    words = dict.fromkeys(("partner_de", "housing_means_fr", "outbreak_means", "note"), HOSTILE)
    return partners(
        {"reference": "P-1", "areas": "DE05, BE10000", **words},
        {"reference": "P-2", "areas": "BE60000", "delivers": False, "housing_means": ""},
    )


def toy(table: Table) -> pd.DataFrame:
    """Return the toy records of ``table``."""
    return _TOYS[table.name]()


_TOYS = {
    "activations": toy_activations,
    "housing": toy_housing,
    "contacts": toy_contacts,
    "partners": toy_partners,
}


def many_activations(count: int, seed: int = 1) -> pd.DataFrame:
    """Return ``count`` activations with values as spread as real ones, sorted by reference."""
    chance = np.random.default_rng(seed)
    frame = toy_activations().iloc[np.arange(count) % 2].reset_index(drop=True)
    return frame.assign(
        reference=pd.Series([f"A-{number:07d}" for number in range(count)], dtype="str"),
        activated_on=np.datetime64("2020-09-01", "s") + chance.integers(0, 90, count).astype("m8[D]"),
        themes=chance.integers(1, 8, count).astype("uint8"),
        sector=pd.Categorical.from_codes(chance.integers(0, 7, count), dtype=frame["sector"].dtype),
        region=pd.Categorical.from_codes(chance.integers(0, 25, count), dtype=frame["region"].dtype),
        lat=np.round(chance.uniform(51, 53, count), 5),
        lon=np.round(chance.uniform(4, 7, count), 5),
    )


def changed(frame: pd.DataFrame, reference: str, /, **values: Any) -> pd.DataFrame:
    """Return the one row of ``reference`` with other values, dtypes kept."""
    row = frame[frame["reference"] == reference].reset_index(drop=True)
    for name, value in values.items():
        row[name] = pd.Series([value], dtype=row[name].dtype)
    return row

"""Small typed frames of records, made in code exactly as the store gives them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geo.areas import AREA_CODES, REGION_CODES, euregios
from geo.vocabulary import (
    AUTHORITIES,
    COUNTRIES,
    HOUSING_KINDS,
    ORGANISATIONS,
    PRECISIONS,
    RESULTS,
    SECTORS,
    SOURCES,
    SPOKEN,
    THEMES,
    TYPES,
)

CATEGORIES = {
    "type": TYPES.codes,
    "source": SOURCES.codes,
    "sector": SECTORS.codes,
    "result": RESULTS.codes,
    "kind": HOUSING_KINDS.codes,
    "region": REGION_CODES,
    "work_region": AREA_CODES,
    "area": (*AREA_CODES, *euregios()),
    "authority": AUTHORITIES.codes,
    "country": COUNTRIES.codes,
    "precision": PRECISIONS.codes,
}
PLACE = {
    "place": "",
    "municipality": "",
    "region": "VR01",
    "country": "NL",
    "lat": 52.0,
    "lon": 5.0,
    "note": "",
    "district": "",
    "precision": "punt",
}
ACTIVATION: dict[str, Any] = {
    "reference": "",
    "signalled_on": None,
    "activated_on": "2020-09-01",
    "closed_on": "2020-12-01",
    "type": "preventief",
    "themes": "wonen",
    "infections": False,
    "source": "melding",
    "reporter": "",
    "sector": "vlees",
    "integral": False,
    "organisations": "",
    "result": "geen",
    "report": "",
    **PLACE,
}
LODGING: dict[str, Any] = {
    "reference": "",
    "name": "Huis",
    "kind": "hotel",
    "capacity": 10,
    "occupants": None,
    "certified": None,
    "work_region": None,
    **PLACE,
}

CONTACT: dict[str, Any] = {
    "reference": "",
    "organisation": "GGD",
    "authority": "ggd",
    "area": "VR23",
    "role": "",
    "languages": "",
    "phone": "",
    "mail": "piket@example.org",
    "valid_from": None,
    "valid_until": None,
    "checked_on": None,
    "note": "",
}

PARTNER: dict[str, Any] = {
    "reference": "",
    "partner": "Kreise",
    "areas": "DE05",
    "delivers": True,
    "housing_means": "elk onderkomen",
    "outbreak_means": "",
    **{
        f"{name}_{language}": ""
        for language in ("de", "fr", "en")
        for name in ("partner", "housing_means", "outbreak_means")
    },
    "note": "",
}


def activations(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return activations like ACTIVATION, except for what each row says; themes as "wonen werken"."""
    frame = _frame(ACTIVATION, rows, "A")
    for day in ("signalled_on", "activated_on", "closed_on"):
        frame[day] = pd.to_datetime(frame[day]).astype("datetime64[s]")
    for column, words in (("themes", THEMES), ("organisations", ORGANISATIONS)):
        frame[column] = np.array([words.mask(text.split()) for text in frame[column]], dtype=np.uint8)
    return frame.astype({"infections": bool, "integral": bool})


def housing(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return housing locations that are like LODGING, except for what each row says."""
    frame = _frame(LODGING, rows, "H")
    return frame.astype({"capacity": "int64", "occupants": "Int64", "certified": "boolean"})


def contacts(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return contacts that are like CONTACT, except for what each row says; languages as "duits frans"."""
    frame = _frame(CONTACT, rows, "C")
    for day in ("valid_from", "valid_until", "checked_on"):
        frame[day] = pd.to_datetime(frame[day]).astype("datetime64[s]")
    frame["languages"] = np.array([SPOKEN.mask(text.split()) for text in frame["languages"]], dtype=np.uint8)
    return frame


def partners(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return partners that are like PARTNER, except for what each row says."""
    return _frame(PARTNER, rows, "P").astype({"delivers": bool})


def _frame(default: dict[str, Any], rows: tuple[dict[str, Any], ...], letter: str) -> pd.DataFrame:
    filled = [{**default, "reference": f"{letter}{number}", **row} for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame(filled, columns=list(default))
    for column in frame:
        if column in CATEGORIES:
            frame[column] = pd.Categorical(frame[column], categories=CATEGORIES[column])
        elif isinstance(default[column], str):
            frame[column] = frame[column].astype("str")
    return frame.astype({name: float for name in ("lat", "lon") if name in default})

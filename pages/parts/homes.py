"""The housing locations of a selection as a table, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from geo import dutch
from geo.areas import load_boundaries
from geo.vocabulary import HOUSING_KINDS
from pages.parts.markup import Template, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_ROWS = 200

_FOLDED = Template('<details class="figures"><summary>{}</summary>{}</details>')
_BESIDE = Template('<div class="beside"><p class="small">{}</p>{}</div>')
_NONE = Markup("<p>Geen bekende huisvestingslocaties.</p>")
_TABLE = Template(
    '<table class="list"><thead><tr><th scope="col">Naam</th>'
    '<th scope="col">Soort</th><th scope="col">Plaats</th><th scope="col">Plaatsen</th>'
    '<th scope="col">Bewoners</th><th scope="col">Gecertificeerd</th></tr></thead><tbody>{}</tbody></table>'
)
_ROW = Template(
    '<tr data-record="{}"><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
)
_SHOWN = ["reference", "name", "kind", "place", "municipality", "capacity", "occupants", "certified"]
_CERTIFIED = {True: "Ja", False: "Nee"}
_UNKNOWN = "onbekend"


def table(housing: pd.DataFrame) -> Markup:
    """Return the housing locations of a records frame, folded; at most MOST_ROWS of them, the largest."""
    return _NONE if housing.empty else _FOLDED.format(*_told(housing))


def beside(housing: pd.DataFrame) -> Markup:
    """Return the same table open, to stand beside the map."""
    return _NONE if housing.empty else _BESIDE.format(*_told(housing))


def _told(housing: pd.DataFrame) -> tuple[str, Markup]:
    """Return what the housing comes to, and its rows."""
    towns = load_boundaries().municipalities["name"].to_dict()
    rows = housing[_SHOWN].sort_values(["capacity", "reference"], ascending=[False, True])[:MOST_ROWS]
    places = dutch.number(int(housing["capacity"].sum()))
    what = dutch.counted(len(housing), "huisvestingslocatie", "huisvestingslocaties")
    more = f"; de grootste {MOST_ROWS} staan hier" if len(housing) > MOST_ROWS else ""
    body = joined(_row(row, towns) for row in rows.itertuples(index=False))
    return f"{what} met {places} plaatsen{more}", _TABLE.format(body)


def _row(row: Any, towns: Mapping[str, str]) -> Markup:  # noqa: ANN401 - a row of a frame
    return _ROW.format(
        row.reference,
        row.name or row.reference,
        HOUSING_KINDS.label(row.kind),
        row.place or towns.get(row.municipality, ""),
        dutch.number(row.capacity),
        _UNKNOWN if pd.isna(row.occupants) else dutch.number(int(row.occupants)),
        _UNKNOWN if pd.isna(row.certified) else _CERTIFIED[bool(row.certified)],
    )

"""The housing locations of a selection as a table, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo import dutch
from geo.areas import load_boundaries
from geo.language import mark, say
from geo.picture import GROUPED, count_homes, tell_homes
from geo.rows import each_row
from geo.store import LOCATIONS
from geo.vocabulary import HOUSING_KINDS
from pages.parts.markup import Template, folded, heads, joined, small

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from markupsafe import Markup

MOST_ROWS = 200

_BESIDE = Template('<div class="beside"><p class="small">{}</p>{}</div>')
_NONE = Template("<p>{}</p>")
_TABLE = Template('<table class="list"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>')
_COLUMNS = (
    mark("Naam"),
    mark("Soort"),
    mark("Plaats"),
    mark("Plaatsen"),
    mark("Bewoners"),
    mark("Gecertificeerd"),
)
_ROW = Template(
    '<tr data-record="{}"><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
)
_SHOWN = ["reference", "name", "kind", "place", "municipality", "capacity", "occupants", "certified"]
_CERTIFIED = {True: mark("Ja"), False: mark("Nee")}
_UNKNOWN = mark("onbekend")


def table(housing: pd.DataFrame, few: Collection[int] = ()) -> Markup:
    """Return the housing locations of a records frame, folded; at most MOST_ROWS of them, the largest.

    ``few`` are the labels of those whose occupants are withheld (``Reduction.few``). Of groups
    (``Snapshot.homes``) it is told what they come to, and why no more than that.
    """
    if LOCATIONS in housing:
        return _counted(housing)
    return _none() if housing.empty else folded(*_told(housing, few))


def beside(housing: pd.DataFrame, few: Collection[int] = ()) -> Markup:
    """Return the same table open, to stand beside the map."""
    if LOCATIONS in housing:
        return _counted(housing)
    return _none() if housing.empty else _BESIDE.format(*_told(housing, few))


def _none() -> Markup:
    return _NONE.format(say("Geen bekende huisvestingslocaties."))


def _counted(groups: pd.DataFrame) -> Markup:
    return small(f"{dutch.capital(tell_homes(*count_homes(groups)))}. {say(GROUPED)}")


def _told(housing: pd.DataFrame, few: Collection[int]) -> tuple[str, Markup]:
    """Return what the housing comes to, and its rows."""
    towns = load_boundaries().municipalities["name"].to_dict()
    rows = housing[_SHOWN].sort_values(["capacity", "reference"], ascending=[False, True])[:MOST_ROWS]
    what = say(
        "{locations} met {places} plaatsen",
        locations=dutch.counted(len(housing), "huisvestingslocatie", "huisvestingslocaties"),
        places=dutch.number(int(housing["capacity"].sum())),
    )
    if len(housing) > MOST_ROWS:
        what = say("{locations}; de grootste {most} staan hier", locations=what, most=MOST_ROWS)
    body = joined(_row(row, towns, row.Index in few) for row in each_row(rows))
    return what, _TABLE.format(heads(_COLUMNS), body)


def _row(row: Any, towns: Mapping[str, str], hidden: bool) -> Markup:  # noqa: ANN401 - a row of a frame
    known = say("afgeschermd") if hidden else say(_UNKNOWN)
    return _ROW.format(
        row.reference,
        row.name or row.reference,
        HOUSING_KINDS.label(row.kind),
        row.place or towns.get(row.municipality, ""),
        dutch.number(row.capacity),
        known if pd.isna(row.occupants) else dutch.number(int(row.occupants)),
        say(_UNKNOWN if pd.isna(row.certified) else _CERTIFIED[bool(row.certified)]),
    )

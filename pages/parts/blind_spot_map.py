"""The map of places and visits: both at once as the colour of a region, records from near by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo import layers
from geo.areas import load_boundaries
from geo.picture import (
    UNNAMED,
    activation_mask,
    find_blind_spots,
    housing_mask,
    measure,
    municipality_table,
    region_table,
    take_tally,
    within_region,
)
from pages.parts import region_map

if TYPE_CHECKING:
    from geo.layers import Shown
    from geo.picture import BlindSpots, Selection
    from geo.store import Snapshot


@st.cache_resource(max_entries=16, show_spinner=False)
def _found(_snapshot: Snapshot, key: tuple[object, ...], selection: Selection, weeks: int) -> BlindSpots:
    return find_blind_spots(_snapshot, selection, load_boundaries(), weeks)


def found(snapshot: Snapshot, selection: Selection, weeks: int) -> BlindSpots:
    """Return the places and visits of a selection; not to be changed."""
    return _found(snapshot, snapshot.state, selection, weeks)


def within(selection: Selection, spots: BlindSpots) -> Selection:
    """Return the selection of just the period that was looked at."""
    return replace(selection, from_day=spots.first, to_day=spots.last)


def shown(snapshot: Snapshot, selection: Selection, spots: BlindSpots) -> Shown:
    """Return what the map shows: the same as on the national page, but for its colours, words and circles.

    When one region is chosen its municipalities have the colours.
    """
    counted = take_tally(snapshot.activations, snapshot.housing, within(selection, spots))
    one = measure("count")
    picture = region_map.shown(
        snapshot, counted, region_table(counted, load_boundaries().regions), region_map.Look(one, ("namen",))
    )
    assert picture.caption is not None  # noqa: S101 it was made with one
    only = within_region(selection)
    return replace(
        picture,
        choropleth=layers.make_bivariate(spots, only),
        within=only,
        figures=_town_figures(snapshot, counted.selection, only) if only else picture.figures,
        circles=False,
        notes=layers.blind_spot_notes(spots, only),
        caption=replace(picture.caption, title=_title(only)),
    )


def _title(only: str) -> str:
    if not only:
        return "Huisvesting en activeringen per veiligheidsregio"
    return f"Huisvesting en activeringen per gemeente in {load_boundaries().regions['name'][only]}"


def _town_figures(snapshot: Snapshot, selection: Selection, region: str) -> dict[str, tuple[int, ...]]:
    towns = load_boundaries().municipalities
    table = municipality_table(
        snapshot.activations[activation_mask(selection, snapshot.activations)],
        snapshot.housing[housing_mask(selection, snapshot.housing)],
        towns[towns["region"] == region],
    )
    return layers.municipality_figures(table.drop(UNNAMED, errors="ignore"))

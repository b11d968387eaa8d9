"""The map of a page with figures: its parts made by ``layers``, those that outlive a filter kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo import layers, picture
from geo.areas import load_boundaries
from geo.layers import Shown
from geo.picture import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from geo.layers import PointLayer
    from geo.picture import Classes, Measure
    from geo.store import Snapshot


@st.cache_resource(max_entries=32, show_spinner=False)
def _classes_at(_snapshot: Snapshot, key: tuple[object, ...], one: Measure) -> Classes:
    return picture.measure_classes(_snapshot, one, load_boundaries().regions)


@dataclass(frozen=True)
class Homes:
    """The housing of a selection as the map needs it: its points, and locations and places by district."""

    layer: PointLayer
    by_district: Mapping[str, tuple[int, int]]


def _homes(snapshot: Snapshot, selection: Selection) -> Homes:
    """Return the selected housing; most filters are about activations and leave it as it was."""
    return _homes_at(snapshot, snapshot.state, selection.regions, selection.countries)


@st.cache_resource(max_entries=32, show_spinner=False)
def _homes_at(
    _snapshot: Snapshot, key: tuple[object, ...], regions: tuple[str, ...], countries: tuple[str, ...]
) -> Homes:
    mask = picture.housing_mask(Selection(regions=regions, countries=countries), _snapshot.housing)
    housing = _snapshot.housing[mask]
    return Homes(layers.housing_layer(housing), layers.homes_by_district(housing))


def shown(
    snapshot: Snapshot,
    selection: Selection,
    table: pd.DataFrame,
    one: Measure,
    on_map: tuple[str, ...],
) -> Shown:
    """Return all that the map shows for a selection; ``on_map`` names the layers that are switched on."""
    activations = snapshot.activations[picture.activation_mask(selection, snapshot.activations)]
    homes = _homes(snapshot, selection)
    classes = _classes_at(snapshot, snapshot.state, one)
    # in the order of drawing: housing below, activations above
    points: dict[str, Callable[[], PointLayer]] = {
        "huisvesting": lambda: homes.layer,
        "activeringen": lambda: layers.activation_layer(activations),
    }
    return Shown(
        choropleth=layers.make_choropleth(table, one, classes),
        points=tuple(make() for name, make in points.items() if name in on_map),
        tips={**layers.region_tips(table, one), **layers.district_tips(activations, homes.by_district)},
        selected=selection.regions,
        names="namen" in on_map,
    )

"""From figures to the map: the colours of the regions, the texts at the areas, the points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from geo import dutch
from geo.areas import ground, load_boundaries
from geo.layers import ZERO_FILL, Choropleth, Entry, Shown, activation_layer, class_entries, housing_layer
from geo.picture import (
    Classes,
    Selection,
    activation_mask,
    find_classes,
    housing_mask,
    measure,
    region_table,
    take_tally,
)
from pages.parts import data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from geo.layers import PointLayer
    from geo.picture import Measure
    from geo.store import Snapshot

_STATE_ENTRIES = {
    "nul": Entry("0", fill=ZERO_FILL),
    "geen gegevens": Entry("Geen gegevens", hatch="none"),
    "afgeschermd": Entry("Afgeschermd", hatch="withheld"),
    "niet gekozen": Entry("Buiten de selectie"),
}


def measure_classes(snapshot: Snapshot, code: str) -> Classes:
    """Return the classes of a measure from all records: a colour means the same whatever is filtered."""
    return _classes_at(snapshot, data.key(snapshot), code)


@st.cache_resource(max_entries=32, show_spinner=False)
def _classes_at(_snapshot: Snapshot, key: tuple[object, ...], code: str) -> Classes:
    everything = region_table(
        take_tally(_snapshot.activations, _snapshot.housing, Selection()), load_boundaries().regions
    )
    return find_classes(everything[code], whole=measure(code).whole)


def class_labels(found: Classes) -> tuple[str, ...]:
    """Return the limits of each class in words, such as "3 – 4", "0,5 tot 1" and "5 of meer"."""
    return tuple(_class_label(low, high, found) for low, high in found.bounds)


def _class_label(low: float, high: float | None, found: Classes) -> str:
    least = dutch.number(low, found.decimals)
    if high is None:
        return f"{least} of meer"
    most = dutch.number(high, found.decimals)
    if found.whole:
        return least if low == high else f"{least} – {most}"
    return f"{least} tot {most}" if low else f"tot {most}"


def choropleth(table: pd.DataFrame, one: Measure, found: Classes) -> Choropleth:
    """Return the colours of the regions for one measure of the region table; each state has its own."""
    values = class_entries(class_labels(found))
    states = table[one.state_column].astype("str")
    present = [code for code in _STATE_ENTRIES if code == "nul" or (states == code).any()]
    # zero stands before the classes, what has no value after them
    legend = (_STATE_ENTRIES["nul"], *values, *(_STATE_ENTRIES[code] for code in present if code != "nul"))
    place = {code: legend.index(_STATE_ENTRIES[code]) for code in present}
    positions = found.of(table[one.code])
    return Choropleth(
        one.label if one.whole else f"Activeringen {one.label[0].lower()}{one.label[1:]}",
        legend,
        {
            code: place.get(state, 1 + int(position))
            for code, state, position in zip(table.index, states, positions, strict=True)
        },
    )


def fills(colours: Choropleth) -> dict[str, str]:
    """Return the colour of each region; "" where it has a hatch or none."""
    return {code: colours.legend[position].fill for code, position in colours.classes.items()}


def _housing_line(locations: int, places: int) -> str:
    counted = dutch.counted(locations, "huisvestingslocatie", "huisvestingslocaties")
    return f"{counted}, {dutch.counted(places, 'plaats', 'plaatsen')}"


def region_tips(table: pd.DataFrame, one: Measure) -> dict[str, tuple[str, ...]]:
    """Return the text at each region: name, activations by type, housing, and the measure shown."""
    tips = {}
    for code, values in table.to_dict("index").items():
        if values[one.state_column] == "niet gekozen":
            tips[str(code)] = (values["name"], "Buiten de selectie")
            continue
        lines = [
            values["name"],
            dutch.counted(values["activations"], "activering", "activeringen")
            + f" ({values['preventief']} preventief, {values['repressief']} repressief)",
            dutch.counted(values["integral"], "integrale inzet", "integrale inzetten"),
            _housing_line(values["housing"], values["places"]),
        ]
        if not one.whole:
            lines.append(f"{one.label}: {dutch.number(values[one.code], one.decimals)}")
        tips[str(code)] = tuple(lines)
    return tips


@cache
def _district_names() -> dict[str, str]:
    names = ground().names
    return {str(code): names[code] for code in load_boundaries().districts.index}


def district_tips(
    activations: pd.DataFrame, homes: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[str, ...]]:
    """Return the text at each border district where something was selected; the map knows the other names."""
    counts = activations["district"].value_counts().to_dict()
    tips = {}
    for code, name in _district_names().items():
        lines = [name]
        if code in counts:
            lines.append(dutch.counted(counts[code], "activering", "activeringen"))
        if code in homes:
            lines.append(_housing_line(*homes[code]))
        if len(lines) > 1:
            tips[code] = tuple(lines)
    return tips


@dataclass(frozen=True)
class Homes:
    """The housing of a selection as the map needs it: its points, and locations and places by district."""

    layer: PointLayer
    by_district: Mapping[str, tuple[int, int]]


def _homes(snapshot: Snapshot, selection: Selection) -> Homes:
    """Return the selected housing; most filters are about activations and leave it as it was."""
    return _homes_at(snapshot, data.key(snapshot), selection.regions, selection.countries)


@st.cache_resource(max_entries=32, show_spinner=False)
def _homes_at(
    _snapshot: Snapshot, key: tuple[object, ...], regions: tuple[str, ...], countries: tuple[str, ...]
) -> Homes:
    mask = housing_mask(Selection(regions=regions, countries=countries), _snapshot.housing)
    housing = _snapshot.housing[mask]
    abroad = housing[housing["district"] != ""].groupby("district", observed=True)["capacity"]
    by_district = {
        str(code): (int(count), int(places))
        for code, count, places in abroad.agg(["size", "sum"]).itertuples(name=None)
    }
    return Homes(housing_layer(housing), by_district)


def shown(
    snapshot: Snapshot, selection: Selection, table: pd.DataFrame, one: Measure, on_map: tuple[str, ...]
) -> Shown:
    """Return all that the map shows for a selection; ``on_map`` names the layers that are switched on."""
    activations = snapshot.activations[activation_mask(selection, snapshot.activations)]
    homes = _homes(snapshot, selection)
    # in the order of drawing: housing below, activations above
    layers: dict[str, Callable[[], PointLayer]] = {
        "huisvesting": lambda: homes.layer,
        "activeringen": lambda: activation_layer(activations),
    }
    return Shown(
        choropleth=choropleth(table, one, measure_classes(snapshot, one.code)),
        points=tuple(make() for name, make in layers.items() if name in on_map),
        tips={**region_tips(table, one), **district_tips(activations, homes.by_district)},
        selected=selection.regions,
        names="namen" in on_map,
    )

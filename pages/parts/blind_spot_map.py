"""The map of places and visits: both at once as the colour of a region, records from near by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo import dutch, layers
from geo.areas import load_boundaries
from geo.language import say
from geo.picture import (
    MUNICIPALITY,
    UNNAMED,
    activation_mask,
    describe,
    find_blind_spots,
    housing_mask,
    measure,
    municipality_table,
    within_region,
)
from pages.parts import everywhere, region_map
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    import pandas as pd

    from geo.layers import Near, Shown
    from geo.picture import BlindSpots, Selection
    from geo.store import Snapshot


@remembered(16)
def _found(_snapshot: Snapshot, key: tuple[object, ...], selection: Selection, weeks: int) -> BlindSpots:
    return find_blind_spots(_snapshot, selection, load_boundaries(), weeks)


def found(snapshot: Snapshot, selection: Selection, weeks: int) -> BlindSpots:
    """Return the places and visits of a selection; not to be changed."""
    return _found(snapshot, snapshot.state, selection, weeks)


def within(selection: Selection, spots: BlindSpots) -> Selection:
    """Return the selection of just the period that was looked at."""
    return replace(selection, from_day=spots.first, to_day=spots.last)


@remembered(16)
def shown(_snapshot: Snapshot, selection: Selection, spots: BlindSpots) -> Shown:
    """Return what the map shows: the same as on the national page, but for its colours, words and circles.

    When one region is chosen its municipalities have the colours; otherwise they get them from near by.
    """
    here = everywhere.chosen(_snapshot, within(selection, spots))
    counted = here.tally
    picture = region_map.shown(here, region_map.Look(measure("count"), ("namen",)))
    assert picture.caption is not None  # noqa: S101 it was made with one
    only = within_region(selection)
    areas, level = spots.areas(only)
    words = replace(picture.caption, title=_title(only), filters=_filters(selection, spots))
    return replace(
        picture,
        choropleth=layers.make_bivariate(areas, level),
        within=only,
        near=None if only else _near(_snapshot, counted.selection, spots),
        figures=_town_figures(_snapshot, counted.selection, areas) if only else picture.figures,
        circles=False,
        notes=layers.blind_spot_notes(areas),
        caption=words,
    )


def _title(only: str) -> str:
    if not only:
        return say("Huisvesting en activeringen per veiligheidsregio")
    return say(
        "Huisvesting en activeringen per gemeente in {region}",
        region=load_boundaries().regions["name"][only],
    )


def _filters(selection: Selection, spots: BlindSpots) -> str:
    """Return what is filtered, and the period that was looked at as one."""
    others = describe(replace(selection, from_day=None, to_day=None))
    labels = [chip.label for chip in others] or [say("Alle activeringen")]
    return " · ".join([*labels, dutch.period(spots.first, spots.last)])


def _near(snapshot: Snapshot, selection: Selection, spots: BlindSpots) -> Near:
    """Return what the municipalities show from near by: lines of text where there is anything."""
    towns = spots.municipalities
    figures = _town_figures(snapshot, selection, towns)
    return layers.Near(
        say("Huisvesting en activeringen per gemeente"),
        layers.make_bivariate(towns, MUNICIPALITY),
        {code: counts for code, counts in figures.items() if any(counts)},
        layers.blind_spot_notes(towns[(towns["locations"] > 0) | towns["last"].notna()]),
    )


def _town_figures(
    snapshot: Snapshot, selection: Selection, towns: pd.DataFrame
) -> dict[str, tuple[int, ...]]:
    activations, housing = snapshot.activations, snapshot.homes
    table = municipality_table(  # of the columns that it reads alone: taking all of them takes longer
        activations[["municipality", "type", "integral"]][activation_mask(selection, activations)],
        housing[["municipality", "capacity"]][housing_mask(selection, housing)],
        towns[["name"]],
    )
    return layers.municipality_figures(table.drop(UNNAMED, errors="ignore"))

"""The map of a page with figures: its parts made by ``layers``, those that outlive a filter kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo import dutch, layers, picture, vocabulary
from geo.language import plural, say
from geo.layers import Shown
from geo.picture import Selection
from pages.parts import density
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from geo.layers import Caption, CodedLayer
    from geo.picture import Density, Measure, Tally
    from geo.store import Snapshot
    from pages.parts.everywhere import Everywhere


SOURCE = "Samenwerkingsplatform Arbeidsmigranten en COVID-19"


@remembered(16)
def layer(_snapshot: Snapshot, key: tuple[object, ...], table: str) -> CodedLayer:
    """Return all records of a table as a layer: a filter only cuts it."""
    frame = {"activations": _snapshot.activations, "housing": _snapshot.homes}[table]
    return layers.coded_layer(frame, table)


@dataclass(frozen=True)
class Homes:
    """The housing of a selection as the map needs it: its rows, and locations and places by area.

    ``beside_mask`` and ``beside`` are the same of what lies just over the border.
    """

    mask: NDArray[np.bool_]
    by_area: Mapping[str, tuple[int, int]]
    beside_mask: NDArray[np.bool_]
    beside: Mapping[str, tuple[int, int]]


def _homes(snapshot: Snapshot, selection: Selection) -> Homes:
    """Return the selected housing; most filters are about activations and leave it as it was."""
    return _homes_at(snapshot, snapshot.state, selection.regions, selection.countries)


@remembered(32)
def _homes_at(
    _snapshot: Snapshot, key: tuple[object, ...], regions: tuple[str, ...], countries: tuple[str, ...]
) -> Homes:
    where, housing = Selection(regions=regions, countries=countries), _snapshot.homes
    mask, around = picture.housing_mask(where, housing), picture.beside_mask(where, housing)
    return Homes(mask, picture.homes_by_area(housing[mask]), around, picture.homes_by_area(housing[around]))


def beside(snapshot: Snapshot, selection: Selection) -> str:
    """Return what housing the map shows beside the selection, in words; "" when it shows none."""
    return picture.tell_beside(_homes(snapshot, selection).beside)


def caption(snapshot: Snapshot, counted: Tally, one: Measure) -> Caption:
    """Return the words around the map: what is counted, of which records, where they went, as of when."""
    return layers.Caption(
        title=_counted(counted.activations.total) if one.whole else one.title,
        filters=filters_in_words(counted, counted.selection),
        demo=say("FICTIEF") if snapshot.demo else "",
        foot=(
            picture.sentence(picture.reconcile(counted)),
            *filter(None, [beside(snapshot, counted.selection)]),
            *([say(picture.GROUPED)] if snapshot.groups is not None else []),
            say("Bron: {source}", source=SOURCE),
            say("Stand {moment}", moment=dutch.moment(snapshot.as_of)),
        ),
    )


def _counted(activations: int) -> str:
    return plural(
        "{count} activering per veiligheidsregio",
        "{count} activeringen per veiligheidsregio",
        activations,
        count=dutch.number(activations),
    )


def filters_in_words(counted: Tally, selection: Selection) -> str:
    """Return what a selection filters; without any filter that it is all, of which period."""
    chips = picture.describe(selection)
    period = ""
    if counted.data_first and counted.data_last:
        period = dutch.period(counted.data_first, counted.data_last)
    return " · ".join([chip.label for chip in chips] or filter(None, [say("Alle activeringen"), period]))


@dataclass(frozen=True)
class Look:
    """How the map is looked at: the measure, the layers asked for on the whole map, what is pointed out.

    ``most`` regions can be pointed out. ``view`` is the latitude, longitude and zoom to open with. ``own``
    are the filters of this map alone, with their values; ``group`` names the maps that have one view, and one
    legend with it.
    """

    measure: Measure
    asked: tuple[str, ...] = ()
    highlighted: tuple[str, ...] = ()
    most: int = 1
    view: tuple[float, float, float] | None = None
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group: str = ""


def of_region(snapshot: Snapshot, counted: Tally, within: pd.DataFrame, found: Density) -> Shown:
    """Return the map of one region: its municipalities coloured by rate, every activation and home on it.

    ``counted`` is of that region alone, ``within`` its ``municipality_table`` and ``found`` that table
    compared.
    """
    selection = counted.selection
    (code,) = selection.regions
    one = picture.measure("per_1000_places")
    homes = _homes(snapshot, selection)
    lodging = layer(snapshot, snapshot.state, "housing")
    activations = layer(snapshot, snapshot.state, "activations")
    towns = within.drop(picture.UNNAMED, errors="ignore")
    name = picture.region_vocabulary().label(code)
    words = caption(snapshot, counted, one)
    return Shown(
        choropleth=layers.make_choropleth(towns, one, layers.chance_regions(found)),
        within=code,
        points=(lodging.layer, activations.layer),
        rows={
            "huisvesting": lodging.rows(homes.mask),
            "activeringen": activations.rows(picture.activation_mask(selection, snapshot.activations)),
        },
        figures=layers.municipality_figures(towns),
        beside=homes.beside,
        beside_rows={"huisvesting": lodging.rows(homes.beside_mask)} if homes.beside else {},
        selection=selection.to_query(),
        selected=selection.regions,
        focus=selection.regions,
        caption=replace(
            words,
            title=say(
                "{region}: {measure}, per gemeente", region=name, measure=vocabulary.within(words.title)
            ),
            filters=filters_in_words(counted, picture.nationwide(selection)),
        ),
    )


def shown(here: Everywhere, look: Look) -> Shown:
    """Return all that the map shows for a selection: a count as circles, a rate as colours."""
    made = _shown(here, replace(look, view=None))
    return replace(made, view=look.view) if look.view else made


@remembered(32)
def _shown(here: Everywhere, look: Look) -> Shown:
    snapshot, counted, table = here.snapshot, here.tally, here.regions
    selection, one = counted.selection, look.measure
    mask, own = picture.activation_mask(selection, snapshot.activations), dict(look.own)
    homes = _homes(snapshot, selection)
    # no rate is shown without what of it chance explains
    compared = None if one.whole else density.compared(snapshot, selection, density.denominator_of(one))
    # in the order of drawing: housing below, activations above
    lodging = layer(snapshot, snapshot.state, "housing")
    activations = layer(snapshot, snapshot.state, "activations")
    return Shown(
        choropleth=None
        if compared is None
        else layers.make_choropleth(table, one, layers.chance_regions(compared)),
        points=(lodging.layer, activations.layer),
        rows={"huisvesting": lodging.rows(homes.mask), "activeringen": activations.rows(mask)},
        # of the columns that it reads alone: taking all of them takes longer than counting
        figures=layers.area_figures(
            table, snapshot.activations[["district", "type", "integral"]][mask], homes.by_area
        ),
        beside=homes.beside,
        beside_rows={"huisvesting": lodging.rows(homes.beside_mask)} if homes.beside else {},
        notes={} if compared is None else layers.rate_notes(one, compared),
        selection=selection.to_query(),
        selected=selection.regions,
        highlighted=look.highlighted,
        most=look.most,
        focus=() if "regio" in own else selection.regions,
        names="namen" in look.asked,
        circles=one.whole,
        points_from=layers.NEAR,
        asked=look.asked,
        caption=caption(snapshot, counted, one),
        legend=not look.group,
        own=own,
        group=look.group,
    )

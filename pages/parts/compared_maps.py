"""The maps of the comparison: one, or two with one view that differ in a part of the filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.areas import locate
from geo.language import say
from geo.picture import measure, read_map, summarise_density, take_side
from pages.parts import compared, contrast, density, drawings, everywhere, map_legend, region_map, view
from pages.parts.map_view import let_go_ahead, map_view
from pages.parts.markup import show

if TYPE_CHECKING:
    from geo.layers import Shown
    from geo.picture import Contrast, Density, Selection, Tally
    from geo.store import Snapshot
    from pages.parts.everywhere import Everywhere

GROUP = "vergelijken"


def one(here: Everywhere, found: Density) -> None:
    """Draw the map of the regions compared; a click points a region out."""
    shown = _shown(here)
    map_view(shown, key="comparison_map", on_click=_point, tall=False)
    let_go_ahead("comparison_map")
    if shown.choropleth:
        show(map_legend.draw([shown.choropleth]))
    st.caption(read_map(found))


def two(snapshot: Snapshot, counted: Tally, against: Contrast) -> None:
    """Draw two maps with one view and one legend, and the same as a table."""
    legend = st.container()
    drawn, sides = [], {}
    for name, column in zip(contrast.SIDES, st.columns(2), strict=True):
        with column:
            side = contrast.side_choice(against, name, counted)
            shown, found = _side(snapshot, counted.selection, against.filters(side))
            map_view(shown, key=f"comparison_map_{name}", on_click=_point, tall=False)
            label = against.side_label(side)
            st.caption(f"{label}: {summarise_density(found)}")
        drawn += [shown.choropleth] if shown.choropleth else []
        sides[f"{say(contrast.SIDE_WORDS[name])}: {label}"] = found
    with legend:
        show(map_legend.draw(drawn))
    drawings.two_sides(sides)


def _side(snapshot: Snapshot, selection: Selection, own: dict[str, list[str]]) -> tuple[Shown, Density]:
    """Return the map of one side and the regions compared in it."""
    here = take_side(selection, own)
    drawn = _shown(everywhere.chosen(snapshot, here), own)
    return drawn, density.compared(snapshot, here, compared.by())


def _shown(here: Everywhere, own: dict[str, list[str]] | None = None) -> Shown:
    look = region_map.Look(
        measure(compared.by().measure),
        asked=("namen",),
        highlighted=compared.beside(),
        most=compared.MOST_BESIDE,
        view=view.opened_at(),
        own=tuple((name, tuple(texts)) for name, texts in (own or {}).items()),
        group=GROUP,
    )
    return region_map.shown(here, look)


def _point(lon: float, lat: float) -> None:
    """Point out the region under a click; beside the regions a click does nothing."""
    region = locate([lon], [lat])["region"].iloc[0]
    if isinstance(region, str):
        compared.point(region)

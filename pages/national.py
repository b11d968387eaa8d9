import streamlit as st

from geo.areas import load_boundaries, locate
from geo.picture import (
    detail,
    make_headline,
    measure,
    per_week,
    reconcile,
    region_table,
    sentence,
    take_tally,
    theme_type_matrix,
)
from pages.parts import data, figures, filters, link, region_map, tables, view
from pages.parts.map_view import DESKTOP_HEIGHT, map_view

snapshot = data.snapshot()
selection = filters.current()
counted = take_tally(snapshot.activations, snapshot.housing, selection, as_of=snapshot.as_of.date())

head = st.container()  # filled last: the map is what people wait for


def select_region_at(lon: float, lat: float) -> None:
    """Select the region under a click; beside the regions a click selects nothing."""
    region = locate([lon], [lat])["region"].iloc[0]
    if isinstance(region, str):
        filters.toggle_region(region)
        st.session_state["filter_changed_on_map"] = True


@st.fragment
def map_and_regions() -> None:
    """Draw the map and its table; only a click on a region leaves this fragment."""
    if st.session_state.pop("filter_changed_on_map", False):
        st.rerun()
    view.controls()
    link.write(selection)
    one = measure(view.measure_code())
    table = region_table(counted, load_boundaries().regions)
    picture = region_map.shown(snapshot, selection, table, one, view.chosen(view.SHOWN_LAYERS))
    left, right = st.columns([7, 4])
    with left:
        map_view(picture, key="national_map", on_click=select_region_at)
        found = reconcile(counted)
        st.markdown(f"**{sentence(found)}**", help=detail(found) or None)
        st.caption(f"{one.definition} Klik op een regio om te filteren; klik nogmaals om terug te gaan.")
    with right:
        tables.regions(table, one, picture.fills, max_height=DESKTOP_HEIGHT)


map_and_regions()

with head:
    title, share = st.columns([5, 1], vertical_alignment="center")
    title.title("Landelijk beeld")
    with share:
        link.copy_button(selection)
    data.status_line(snapshot, counted)
    filters.chips(selection)
    figures.headline(make_headline(counted))
    with st.container():  # also when empty: see filters.chips
        if not counted.activations.total:
            filters.nothing_found()

left, right = st.columns(2)
with left:
    st.subheader("Thema en type")
    tables.matrix(theme_type_matrix(counted))
with right:
    st.subheader("Per week")
    figures.weeks(per_week(counted))

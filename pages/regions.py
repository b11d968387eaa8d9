import streamlit as st

from geo.drawings import Wish
from geo.language import say
from geo.picture import make_portraits, read_funnel, read_ranking, summarise_density
from pages.parts import (
    beginning,
    compared,
    compared_maps,
    contrast,
    data,
    density,
    downloads,
    drawings,
    everywhere,
    filters,
    link,
    region_figures,
    share,
    side_by_side,
)

snapshot = data.snapshot()
selection = filters.current()
here = everywhere.chosen(snapshot, selection)
counted = here.tally

with st.container(horizontal=True, vertical_alignment="top", key="strip"):
    st.title(say("Vergelijken"), anchor=False)
    drawn = [Wish(what, per=compared.by().code) for what in ("ranking", "funnel")]
    share.button(snapshot, selection, pictures=drawn)
with st.container():
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
filters.bar(data.last_day(snapshot))


@st.fragment
def comparison() -> None:
    """Compare the regions: the answer, the charts and the map, the regions pointed out, the table."""
    compared.per_choice()
    found = density.compared(snapshot, selection, compared.by())
    answer = st.container()
    pointing, mapping = st.columns([2, 1], gap="large")
    with pointing:
        compared.beside_choice()
    with mapping:
        contrast.choice(counted)
    beside, against = compared.beside(), contrast.chosen()
    link.write(selection)
    with answer:
        drawings.answer(summarise_density(found))
    drawings.readings(found, beside, {code: link.region(code, selection) for code in beside})
    links = link.each_to_here(selection, compared.pointing(found.table.index))
    with st.container(key="charts"):
        ranking, funnel, *one_map = st.columns(2 if against else 3, gap="medium")
    with ranking:
        st.header(say("Rangorde"))
        drawings.ranking(found, beside, links, read_ranking(found))
    with funnel:
        st.header(say("Verwacht en werkelijk"))
        drawings.funnel(found, beside, links, read_funnel(found))
    for column in one_map:
        with column:
            st.header(say("Op de kaart"))
            compared_maps.one(snapshot, here, found)
    if against:
        st.header(against.label)
        compared_maps.two(snapshot, counted, against)
    if len(beside) > 1:
        st.header(say("Naast elkaar"))
        side_by_side.draw(found, make_portraits(snapshot, selection, beside))
    st.header(say("Alle cijfers"))
    region_figures.table(found, selection, links)
    downloads.comparison(snapshot, selection)


comparison()

import streamlit as st

from geo.drawings import Wish
from geo.language import say
from geo.picture import make_portraits, read_funnel, read_ranking, summarise_density
from pages.parts import (
    beginning,
    charts,
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
    markup,
    part,
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


@part.by_itself
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
    with st.container():  # also without any: what comes and goes would make the maps below anew
        drawings.readings(found, beside, {code: link.region(code, selection) for code in beside})
    with st.container(key="charts"):
        ranking, funnel, *one_map = st.columns(2 if against else 3, gap="medium")
    with one_map[0] if one_map else st.container():  # first: the map is what people wait for
        markup.show(charts.titled(against.label if against else say("Op de kaart")))
        if against:
            compared_maps.two(snapshot, counted, against)
        else:
            compared_maps.one(here, found)
    with answer:
        drawings.answer(summarise_density(found))
    links = link.each_to_here(selection, compared.pointing(found.table.index))
    with ranking:
        drawings.ranking(found, beside, links, read_ranking(found))
    with funnel:
        drawings.funnel(found, beside, links, read_funnel(found))
    if len(beside) > 1:
        markup.show(charts.titled(say("Naast elkaar")))
        side_by_side.draw(found, make_portraits(snapshot, selection, beside))
    region_figures.table(found, selection, links)
    downloads.comparison(snapshot, selection)


comparison()

import streamlit as st

from geo.areas import load_boundaries
from geo.drawings import Wish
from geo.language import say
from geo.picture import summarise_blind_spots
from pages.parts import (
    beginning,
    blind_spot_map,
    data,
    downloads,
    drawings,
    filters,
    link,
    markup,
    share,
    unvisited,
    work_list,
)
from pages.parts.map_view import map_view

snapshot = data.snapshot()
selection = filters.current()

with st.container(horizontal=True, vertical_alignment="top", key="strip"):
    st.title(say("Nog niet bezocht"), anchor=False)
    share.button(snapshot, selection, pictures=[Wish("blind-spots", last_weeks=unvisited.weeks())])
with st.container():
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
filters.bar(data.last_day(snapshot))
answer = st.container()
unvisited.weeks_choice(selection)
link.write(selection)

found = blind_spot_map.found(snapshot, selection, unvisited.weeks())
sentence = summarise_blind_spots(found)
with answer:
    drawings.answer(sentence)
left, right = st.columns([6, 4], gap="medium")
with left:
    map_view(
        blind_spot_map.shown(snapshot, selection, found),
        key="unvisited_map",
    )
with right:
    markup.show(work_list.regions(found, selection))

unvisited.order_choice()
names = load_boundaries().regions["name"].to_dict()
markup.show(work_list.municipalities(found, names, selection))
downloads.work_list(snapshot, blind_spot_map.within(selection, found))

import streamlit as st

from geo.areas import load_boundaries
from geo.drawings import Wish
from geo.language import say
from geo.picture import summarise_sectors
from pages.parts import beginning, data, drawings, filters, link, markup, sector_tables, share, viewing

snapshot = data.snapshot()
selection = filters.current()

with st.container(horizontal=True, vertical_alignment="top", key="strip"):
    st.title(say("Sectoren"), anchor=False)
    share.button(snapshot, selection, pictures=[Wish("sectors")])
with st.container():
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
filters.bar(data.last_day(snapshot))
link.write(selection)

found = sector_tables.found(snapshot, selection)
names = load_boundaries().regions["name"].to_dict()
drawings.answer(summarise_sectors(found, names))
workers = viewing.store().kept_workers() if viewing.may("workers") else None
if found.total:
    markup.show(
        sector_tables.overview(found, selection, None if workers is None else workers.table)
        + sector_tables.regions(found, names, selection)
        + sector_tables.detail(found)
    )

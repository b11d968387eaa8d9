import streamlit as st

from geo.picture import make_portraits, read_funnel, read_ranking, summarise_density
from pages.parts import (
    beginning,
    compared,
    data,
    density,
    downloads,
    drawings,
    filters,
    link,
    region_figures,
    share,
)

snapshot = data.snapshot()
selection = filters.current()

with st.container(horizontal=True, vertical_alignment="top", key="strip"):
    st.title("Vergelijken", anchor=False)
    share.button(snapshot, selection)
with st.container():
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
filters.bar(data.last_day(snapshot))


@st.fragment
def comparison() -> None:
    """Compare the regions: the answer, the charts, the regions pointed out, the table."""
    compared.per_choice()
    found = density.compared(snapshot, selection, compared.by())
    answer = st.container()
    compared.beside_choice()
    beside = compared.beside()
    link.write(selection)
    with answer:
        drawings.answer(summarise_density(found))
    drawings.readings(found, beside)
    links = {code: link.to_here(selection, compared.pointing(code)) for code in found.table.index}
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Rangorde")
        drawings.ranking(found, beside, links)
        st.caption(read_ranking(found))
    with right:
        st.subheader("Verwacht en werkelijk")
        drawings.funnel(found, beside, links)
        st.caption(read_funnel(found))
    if len(beside) > 1:
        st.subheader("Naast elkaar")
        drawings.side_by_side(found, make_portraits(snapshot, selection, beside))
    st.subheader("Alle cijfers")
    region_figures.table(found, beside)
    downloads.comparison(snapshot, selection)


comparison()

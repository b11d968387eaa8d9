import streamlit as st

from pages.parts import beginning, data, filters, markup, public_picture, share
from pages.parts.map_view import map_view

snapshot = data.snapshot()
selection = filters.current()
counted = public_picture.counted(snapshot, selection)

with st.container(horizontal=True, vertical_alignment="top", key="strip"):
    st.title(public_picture.sentence(counted), anchor=False)
    share.button(snapshot, selection)
with st.container():
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
left, right = st.columns([6, 4], gap="medium")
with left:
    map_view(public_picture.shown(snapshot, counted), key="public_map")
    st.caption(public_picture.how())
with right:
    markup.show(public_picture.table(counted))

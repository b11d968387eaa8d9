import streamlit as st

from pages.parts import data, district_view, filters, region_choice, region_view, share, subject

snapshot = data.snapshot()
selection = filters.current()
code = subject.code()
here = subject.alone(selection)

with st.container(key="region_page"):
    with st.container(horizontal=True, vertical_alignment="top", key="strip"):
        st.title(subject.title(code), anchor=False)
        subject.choice()
        if code:
            share.button(snapshot, here)
    if not code:
        region_choice.draw(snapshot, selection)
    elif subject.is_district(code):
        district_view.draw(snapshot, here, code)
    else:
        region_view.draw(snapshot, here, code)

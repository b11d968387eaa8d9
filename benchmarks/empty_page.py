"""An empty Streamlit page with two filters: what a rerun costs when nothing is done with it."""

import streamlit as st

themes = st.pills("Thema", ["Wonen", "Werken", "Vervoer"], selection_mode="multi")
types = st.pills("Type", ["Preventief", "Repressief"], selection_mode="multi")
chosen = " ".join(themes + types)
st.html(f'<div id="shown" data-shown="{chosen}"></div>')

"""An empty Streamlit page with one filter: what a rerun costs when nothing is done with it."""

import streamlit as st

chosen = st.pills("Type", ["Preventief", "Repressief"], selection_mode="multi")
st.html(f'<div id="shown" data-shown="{len(chosen)}"></div>')

"""Entry script of the pages."""

import streamlit as st

st.set_page_config(page_title="Operationeel beeld")
st.title("Operationeel beeld")

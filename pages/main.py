"""The entry script: data, menu, filter bar and address; then the page that was asked for."""

import streamlit as st

from pages.parts import data, filters, link

st.set_page_config(
    page_title="Operationeel beeld arbeidsmigranten", page_icon=":material/map:", layout="wide"
)

PAGES = [
    st.Page("national.py", title="Landelijk beeld", icon=":material/map:", default=True),
    st.Page("about.py", title="Uitleg en bronnen", icon=":material/info:", url_path="uitleg"),
]
page = st.navigation(PAGES, position="hidden")
data.require()
link.follow(page.url_path)

with st.sidebar:
    menu = st.container()
    st.subheader("Filters")
    selection = filters.bar()
link.write()
for entry in PAGES:  # our own menu, because it carries the filters along
    menu.page_link(entry, query_params=link.query(selection))

link.notices()
page.run()

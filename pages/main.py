"""The entry script: data, menu and address; then the page that was asked for."""

import streamlit as st

from pages.parts import data, filters, link, moment

# style, icon and script come with the document (app.py), not with each run
st.set_page_config(page_title="Operationeel beeld arbeidsmigranten", layout="wide")

# the icons stand in our menu only: Streamlit would fetch a page's own icon from outside for the browser's tab
PAGES = {
    ":material/map:": st.Page("national.py", title="Landelijk beeld", default=True),
    ":material/compare_arrows:": st.Page("regions.py", title="Vergelijken", url_path="vergelijken"),
    ":material/location_city:": st.Page("region.py", title="Regio", url_path="regio"),
    ":material/border_outer:": st.Page("borders.py", title="Grensstreek", url_path="grensstreek"),
    ":material/factory:": st.Page("sectors.py", title="Sectoren", url_path="sectoren"),
    ":material/visibility_off:": st.Page(
        "unvisited.py", title="Nog niet bezocht", url_path="nog-niet-bezocht"
    ),
    ":material/edit_note:": st.Page("register.py", title="Registreren", url_path="registreren"),
    ":material/upload_file:": st.Page("data.py", title="Gegevens", url_path="gegevens"),
    ":material/history:": st.Page("history.py", title="Geschiedenis", url_path="geschiedenis"),
    ":material/info:": st.Page("about.py", title="Uitleg en bronnen", url_path="uitleg"),
}
page = st.navigation(list(PAGES.values()), position="hidden")
link.follow(page.url_path)
data.require()

selection = filters.current()
link.write(selection)
with st.container(horizontal=True, gap="small", key="menu"):
    for icon, entry in PAGES.items():  # our own menu, because it carries the filters along
        st.page_link(entry, icon=icon, query_params=link.menu(entry.url_path, selection), width="content")

with st.container():
    link.notices()
with st.container():
    moment.banner(data.first_moment())
page.run()

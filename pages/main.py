"""The entry script: data, menu and address; then the page that was asked for."""

from functools import partial

import streamlit as st

from geo import language
from geo.language import mark, say
from geo.metrics import RUNS
from pages.parts import account, data, filters, guest, link, menu, moment, reader, saved, viewing

with data.available():
    guest.enter()
    if not guest.fixed():
        account.enter()
is_out = not guest.fixed() and account.here() is None
asked_for = None if is_out else saved.enter()
# the icons stand in our menu only: Streamlit would fetch a page's own from outside for the browser's tab
PAGES = {
    "map": st.Page(viewing.first_page(), title=mark("Landelijk beeld"), default=True),
    "compare_arrows": st.Page("regions.py", title=mark("Vergelijken"), url_path="vergelijken"),
    "location_city": st.Page("region.py", title=mark("Regio"), url_path="regio"),
    "border_outer": st.Page("borders.py", title=mark("Grensstreek"), url_path="grensstreek"),
    "factory": st.Page("sectors.py", title=mark("Sectoren"), url_path="sectoren"),
    "visibility_off": st.Page("unvisited.py", title=mark("Nog niet bezocht"), url_path="nog-niet-bezocht"),
    "bookmarks": st.Page("views.py", title=mark("Overlegkaarten"), url_path="overlegkaarten"),
    "edit_note": st.Page("register.py", title=mark("Registreren"), url_path="registreren"),
    "upload_file": st.Page("data.py", title=mark("Gegevens"), url_path="gegevens"),
    "history": st.Page("history.py", title=mark("Geschiedenis"), url_path="geschiedenis"),
    "key": st.Page("access.py", title=mark("Toegang"), url_path="toegang"),
    "info": st.Page("about.py", title=mark("Uitleg en bronnen"), url_path="uitleg"),
}
page = st.navigation(list(guest.pages(PAGES).values()), position="hidden")
if asked_for:
    to = next(one for one in PAGES.values() if one.url_path == asked_for.seen.page)
    st.switch_page(to, query_params=saved.query_of(asked_for))
link.follow(page.url_path)
language.read_in(reader.code())
# style, icon and script come with the document (app.py), not with each run
st.set_page_config(page_title=say("Operationeel beeld arbeidsmigranten"), layout="wide")
if guest.is_shut_out():
    guest.say_closed()
    st.stop()
if is_out:
    account.say_over()
    st.stop()
with RUNS.labels(page=page.url_path or "beeld").time(), viewing.one_look(), data.required():
    selection = filters.current()
    link.write(selection)
    shown = {} if guest.fixed() else {icon: one for icon, one in PAGES.items() if viewing.opens(one.url_path)}
    menu.draw(shown, page.url_path, selection)
    with st.container():  # always there: what comes and goes before the map makes the browser build it anew
        link.notices()
        viewing.banner()
        saved.banner(partial(link.changed_since, selection=selection))
        if not moment.pinned():
            moment.banner(data.first_moment)
    if viewing.opens(link.page()):
        page.run()
    else:
        viewing.refuse()

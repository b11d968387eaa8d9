import streamlit as st

from geo.language import say
from pages.parts import beginning, data, filters, link, markup, saved_list, viewing

snapshot = data.snapshot()
selection = filters.current()
views = viewing.views()
found = views.search(saved_list.words())

st.title(say("Overlegkaarten"), anchor=False)
st.caption(
    say(
        "Wat in een overleg op het scherm stond, om weer te openen en te delen. Bewaren kan op elke pagina "
        "met beelden, bij Deel of bewaar."
    )
)
if snapshot.demo:
    st.markdown(beginning.badge(snapshot))
saved_list.search()
saved_list.outcome()
if found:
    choose = link.each_to_here(selection, saved_list.choosing(found))
    markup.show(saved_list.table(found, link.opening, choose))
else:
    st.info(say("Er zijn geen overlegkaarten gevonden."), icon=":material/bookmark_border:")
chosen = views.find(saved_list.chosen()) if saved_list.chosen() else None
if chosen and not chosen.withdrawn:
    saved_list.manage(chosen)
    saved_list.new_link(chosen)
made = viewing.guest_links().made()
shown = [one for one in made if chosen is None or one.view_id == chosen.id]
saved_list.links(shown, {one.id: one.name for one in found}, link.guest_link)

import streamlit as st

from geo.language import say
from geo.picture import call_list, judged_on, refusal, summarise_strip, tell_zone, zone_day
from pages.parts import (
    beginning,
    data,
    drawings,
    filters,
    link,
    markup,
    meeting_changes,
    meeting_mode,
    meeting_panel,
    moment,
    notice,
    part,
    share,
    strip_choice,
    strip_contacts,
    strip_partners,
    strip_picture,
    strip_tables,
    view,
)
from pages.parts.map_view import map_view

snapshot = data.snapshot()
selection = filters.current()

with st.container(horizontal=True, vertical_alignment="top", key="strip"):
    st.title(say("Grensstreek"), anchor=False)
    meeting_mode.button()
    share.button(snapshot, selection, zone=strip_choice.zone())
with st.container():
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
if snapshot.groups is not None:
    notice.show("let op", refusal())
    st.stop()
answer = st.empty()  # one place of its own: the fragment below, which alone draws it, replaces it
filters.bar(data.last_day(snapshot))


@part.by_itself
def border_strip() -> None:
    """Draw the strip that is chosen: the answer, the map, both sides, the tables."""
    day = zone_day(snapshot, selection)
    strip_choice.controls(day)
    link.write(selection)
    found = strip_picture.taken(snapshot, selection, strip_choice.asked(day))
    with answer:
        drawings.answer(summarise_strip(found))
    if told := tell_zone(found):
        st.caption(told)
    shown = strip_picture.shown(snapshot, selection, found, view.opened_at())
    since = None
    if meeting_panel.tells_changes():
        since = meeting_changes.find(
            selection,
            lambda then: meeting_panel.count_sides(strip_picture.taken(then, selection, found.asked)),
            found.asked,
        )
        shown = meeting_changes.on_map(shown, since)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        map_view(meeting_mode.drawn_on(shown), key="border_map")
    with right:
        sides = strip_tables.sides(found)
        if meeting_mode.on():
            meeting_panel.draw(selection, sides, since)
        else:
            markup.show(sides)
    judged = judged_on(snapshot, moment.day())
    calls = call_list(snapshot.contacts, found.asked, day, judged)
    markup.show(strip_contacts.table(calls, selection, judged))
    agreed = strip_picture.agreed(snapshot)
    crossing, partners = st.columns(2, gap="medium")
    with crossing:
        markup.show(strip_tables.commuters(found))
    with partners:
        markup.show(strip_partners.table(found, agreed, selection, demo=snapshot.demo))
    markup.show(strip_tables.pairs(found, agreed.silent))
    if told := strip_picture.withheld(snapshot, found):
        st.caption(told)


border_strip()

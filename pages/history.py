import streamlit as st

from geo import dutch
from geo.areas import name_in
from geo.language import say
from pages.parts import beginning, changed, data, filters, moment, revisions, share, timeline, viewing

snapshot = data.snapshot()
selection, own = filters.current(), viewing.own_region()

with st.container(horizontal=True, vertical_alignment="top", key="strip"):
    st.title(say("Geschiedenis"), anchor=False)
    share.button(snapshot, selection)
with st.container(horizontal=True, vertical_alignment="center"):
    timeline.parts()
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot), width="content")

if timeline.part() == timeline.LOG:
    told = say("Elke wijziging in het hele bestand, ook buiten de filters; er wordt nooit iets gewist.")
    if own:
        told = say(
            "Elke wijziging die records van {region} raakte, ook buiten de filters; er wordt nooit iets"
            " gewist.",
            region=name_in(own),
        )
    st.caption(told)
    revisions.log()
elif timeline.part() == timeline.RECORD:
    timeline.reference_choice()
    if timeline.reference():
        revisions.record(timeline.reference())
    else:
        st.caption(say("Typ een kenmerk, of kies een rij in het logboek of bij de wijzigingen."))
else:
    filters.bar(data.last_day(snapshot))
    timeline.since_choice()
    start = timeline.since()
    if start is None:
        st.caption(
            say("Kies een moment; u ziet dan alleen wat sindsdien veranderde, binnen de gekozen filters.")
        )
    elif moment.is_future(start):
        st.warning(say("Dit moment ligt in de toekomst."), icon=":material/update_disabled:")
    else:
        found = changed.found_since(selection, start)
        told = say("Sinds {moment}, binnen de gekozen filters.", moment=dutch.moment(start))
        st.caption(f"{told} {changed.of_own()}")
        changed.counts(found)
        left, right = st.columns([3, 2])
        with left:
            changed.on_map(found, selection)
        with right:
            changed.table(found)

import streamlit as st

from geo import dutch
from geo.language import say
from pages.parts import beginning, changed, data, filters, moment, revisions, share, timeline

snapshot = data.snapshot()
selection = filters.current()

with st.container(horizontal=True, vertical_alignment="top", key="strip"):
    st.title(say("Geschiedenis"), anchor=False)
    share.button(snapshot, selection)
with st.container(horizontal=True, vertical_alignment="center"):
    timeline.parts()
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot), width="content")

if timeline.part() == timeline.LOG:
    st.caption(say("Elke wijziging in het hele bestand, ook buiten de filters; er wordt nooit iets gewist."))
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
        st.caption(say("Sinds {moment}, binnen de gekozen filters.", moment=dutch.moment(start)))
        changed.counts(found)
        left, right = st.columns([3, 2])
        with left:
            changed.on_map(found, selection)
        with right:
            changed.table(found)

import streamlit as st

from geo import store
from geo.errors import AccessError
from geo.language import mark, say
from geo.records import HOUSING
from pages.parts import (
    beginning,
    moment,
    notice,
    record_actions,
    record_choice,
    record_conflict,
    record_draft,
    record_erasing,
    record_form,
    record_history,
    record_kept,
    viewing,
)

CHOOSE = {
    "activations": mark("Kies een activering om te bewerken."),
    "housing": mark("Kies een huisvestingslocatie om te bewerken."),
    "contacts": mark("Kies een contact om te bewerken."),
    "partners": mark("Kies een partner om te bewerken."),
}
UNKNOWN = {
    "activations": mark("Er is geen activering met kenmerk {reference}."),
    "housing": mark("Er is geen huisvestingslocatie met kenmerk {reference}."),
    "contacts": mark("Er is geen contact met kenmerk {reference}."),
    "partners": mark("Er is geen partner met kenmerk {reference}."),
}
snapshot = viewing.snapshot()  # what is edited is always the present

st.title(say("Registreren"), anchor=False)
with st.container():
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
    if moment.chosen() is not None:
        st.caption(say("U bekijkt elders een eerder moment; hier bewerkt u altijd de stand van nu."))

table, reference = record_choice.choose(snapshot)
if table is HOUSING and snapshot.groups is not None:
    notice.show("let op", say(store.NOT_KEPT))
    st.stop()
if reference is None:
    st.caption(say(CHOOSE[table.name]))
    st.stop()
try:
    revisions = viewing.store().history(table, reference) if reference else []
except AccessError as error:  # a link, or a reference that was typed, may be of another region
    notice.show("let op", str(error))
    st.stop()
if reference and not revisions:
    notice.show("fout", say(UNKNOWN[table.name], reference=reference))
    st.stop()

if record_erasing.is_done(revisions):
    record_erasing.told(table, revisions)
    st.stop()

draft = record_draft.of(table, reference, revisions)
record_kept.keep(draft)
now = store.held(revisions)
with st.container():  # what comes and goes, apart from what stays where it is
    record_kept.tell(draft, record_actions.discard)
    if now is not None and now.version != draft.version:
        record_conflict.draw(draft, now)
record_form.draw(draft)
if revisions:
    st.subheader(say("Geschiedenis"), anchor=False)
    record_history.draw(table, revisions)
    if viewing.may("empty"):
        record_erasing.offer(draft)

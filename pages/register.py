import streamlit as st

from geo import store
from pages.parts import (
    beginning,
    moment,
    notice,
    record_choice,
    record_conflict,
    record_draft,
    record_form,
    record_history,
)

snapshot = store.current_snapshot()  # what is edited is always the present

st.title("Registreren")
with st.container():
    if snapshot.demo:
        st.markdown(beginning.badge(snapshot))
    if moment.chosen() is not None:
        st.caption("U bekijkt elders een eerder moment; hier bewerkt u altijd de stand van nu.")

table, reference = record_choice.choose(snapshot)
if reference is None:
    st.caption(f"Kies een {table.noun.one} om te bewerken.")
    st.stop()
revisions = store.current_store().history(table, reference) if reference else []
if reference and not revisions:
    notice.show("fout", f"Er is geen {table.noun.one} met kenmerk {reference}.")
    st.stop()

draft = record_draft.of(table, reference, revisions)
now = store.held(revisions)
with st.container():
    if now is not None and now.version != draft.version:
        record_conflict.draw(draft, now)
record_form.draw(draft)
if revisions:
    st.subheader("Geschiedenis")
    record_history.draw(table, revisions)

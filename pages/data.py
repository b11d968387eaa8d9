import streamlit as st

from geo.language import mark, say
from pages.parts import beginning, data, downloads, guide, importing

PARTS = {
    mark("Importeren"): importing.show,
    mark("Exporteren"): downloads.show,
    mark("Bestandsformaat"): guide.show,
}

st.title(say("Gegevens"), anchor=False)
snapshot = data.snapshot()
if snapshot.demo:
    st.markdown(beginning.badge(snapshot))
part = st.segmented_control(
    say("Wat wilt u doen?"),
    list(PARTS),
    format_func=say,
    default="Importeren",
    required=True,
    key="data_part",
)
PARTS[part]()

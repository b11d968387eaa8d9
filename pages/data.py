import streamlit as st

from pages.parts import beginning, data, downloads, guide, importing

PARTS = {
    "Importeren": importing.show,
    "Exporteren": downloads.show,
    "Bestandsformaat": guide.show,
}

st.title("Gegevens")
snapshot = data.snapshot()
if snapshot.demo:
    st.markdown(beginning.badge(snapshot))
part = st.segmented_control(
    "Wat wilt u doen?", list(PARTS), default="Importeren", required=True, key="data_part"
)
PARTS[part]()

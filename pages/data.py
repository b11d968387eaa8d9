import streamlit as st

from pages.parts import data, downloads, guide, importing

PARTS = {
    "Importeren": importing.show,
    "Exporteren": downloads.show,
    "Bestandsformaat": guide.show,
}

st.title("Gegevens")
if data.snapshot().demo:
    st.markdown(data.DEMO)
part = st.segmented_control(
    "Wat wilt u doen?", list(PARTS), default="Importeren", required=True, key="data_part"
)
PARTS[part]()
